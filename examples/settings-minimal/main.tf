terraform {
  required_version = ">= 1.5"

  required_providers {
    thoth = {
      source  = "atensecurity/thoth"
      version = "~> 0.1"
    }
  }
}

# Tenant and credential come from the environment: THOTH_TENANT_ID, THOTH_API_KEY.
provider "thoth" {}

# Only what is written here is Terraform's; the rest of the settings document stays as it is.
resource "thoth_tenant_settings" "this" {
  compliance_profile = "soc2"
  regulatory_regimes = ["soc2"]
  shadow_critical    = "block"
}

data "thoth_tenant_settings" "effective" {
  depends_on = [thoth_tenant_settings.this]
}

output "shadow_policy" {
  description = "What happens to ungoverned tool calls, by their risk; what was not written is the server's default."
  value       = data.thoth_tenant_settings.effective.shadow_policy
}
