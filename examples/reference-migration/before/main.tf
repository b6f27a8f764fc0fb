terraform {
  required_providers {
    thoth = {
      source  = "atensecurity/thoth"
      version = "~> 0.1.15"
    }
  }
}

provider "thoth" {}

resource "thoth_governance_settings" "this" {
  compliance_profile          = "soc2"
  shadow_high                 = "block"
  secret_broker_enabled       = true
  secret_broker_provider      = "aws_secrets_manager"
  model_router_enabled        = true
  model_router_allowed_models = ["gpt-5", "claude"]
  secret_broker_auth_bindings_json = jsonencode([
    {
      host_pattern = "api.figma.com"
      header       = "Authorization"
      prefix       = "Bearer "
      secret_ref   = "op://design/figma/token"
    },
  ])
}

resource "thoth_browser_policy" "extensions" {
  policy_id        = "approved-extensions"
  name             = "Approved extensions only"
  provider_name    = "chrome"
  enforcement_mode = "enforce"
  policy_json = jsonencode({
    extension_settings = { "*" = { installation_mode = "blocked" } }
  })
  metadata_json = jsonencode({ owner = "security" })
}
