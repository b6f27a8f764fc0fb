/** Configurations as people have them for the reference provider: nothing in them is of this project alone. */
export interface ReferenceConfiguration {
  readonly tenantId: string;
  readonly url: string;
  readonly orgApiKey: string;
  readonly jamfUrl: string;
  readonly jamfClientId: string;
  readonly webhookUrl: string;
}

/** Every resource that the reference has too, as its documentation shows them. */
export function referenceConfiguration(around: ReferenceConfiguration): string {
  return `
provider "thoth" {
  tenant_id               = "${around.tenantId}"
  api_base_url            = "${around.url}"
  org_api_key             = "${around.orgApiKey}"
  retry_max_attempts      = 4
  retry_base_delay_ms     = 300
  retry_max_delay_ms      = 5000
  request_timeout_seconds = 30
}

variable "jamf_client_secret" {
  type      = string
  sensitive = true
}

variable "webhook_secret" {
  type      = string
  sensitive = true
}

resource "thoth_governance_settings" "baseline" {
  compliance_profile = "healthcare"
  regulatory_regimes = ["soc2", "hipaa"]

  shadow_low      = "allow"
  shadow_medium   = "step_up"
  shadow_high     = "block"
  shadow_critical = "block"

  tool_risk_overrides = {
    "shell.exec"  = "critical"
    "db.read_all" = "high"
  }

  secret_broker_enabled                = true
  secret_broker_provider               = "aws-secrets-manager"
  secret_broker_strict_endpoint_mode   = true
  secret_broker_fail_on_missing_secret = false
  secret_broker_allowed_hosts          = ["api.figma.com", "*.github.com"]
  secret_broker_auth_bindings_json = jsonencode([
    {
      host_pattern = "api.figma.com"
      header       = "X-Figma-Token"
      secret_ref   = "op://engineering/figma/token"
    },
    {
      host_pattern = "*.github.com"
      header       = "Authorization"
      prefix       = "Bearer "
      secret_ref   = "op://engineering/github/token"
    },
  ])

  model_router_enabled            = true
  model_router_default_provider   = "anthropic"
  model_router_default_model      = "large"
  model_router_allowed_providers  = ["openai", "anthropic"]
  model_router_allowed_models     = ["small", "large"]
  model_router_failover_providers = ["openai"]

  extra_settings_json = jsonencode({
    evidence = { retention_days = 400 }
  })
}

resource "thoth_webhook_settings" "events" {
  webhook_enabled = true
  webhook_url     = "${around.webhookUrl}"
  webhook_secret  = var.webhook_secret
}

resource "thoth_siem_settings" "splunk" {
  siem_provider         = "splunk"
  siem_webhook_enabled  = false
  siem_webhook_url      = "https://splunk.example.com/services/collector"
  siem_webhook_secret   = var.webhook_secret
  siem_webhook_provider = "splunk"
}

resource "thoth_pam_settings" "okta" {
  pam_enabled                 = true
  pam_provider                = "okta"
  pam_callback_secret         = var.webhook_secret
  pam_request_url             = "https://pam.example.com/challenge"
  pam_request_timeout_seconds = 5
}

resource "thoth_mdm_provider" "jamf" {
  provider_name = "jamf"
  name          = "Corporate Jamf"
  enabled       = true
  config_json = jsonencode({
    base_url      = "${around.jamfUrl}"
    client_id     = "${around.jamfClientId}"
    client_secret = var.jamf_client_secret
  })
}

resource "thoth_mdm_sync" "initial" {
  provider_name         = thoth_mdm_provider.jamf.provider_name
  trigger               = "2026-01"
  wait_for_completion   = true
  poll_interval_seconds = 5
  timeout_seconds       = 300
}

resource "thoth_webhook_test" "smoke" {
  trigger    = "v1"
  depends_on = [thoth_webhook_settings.events]
}

resource "thoth_browser_provider" "chrome" {
  provider_name = "chrome"
  name          = "Chrome Enterprise"
  enabled       = true
  status        = "connected"
  config_json   = jsonencode({ customer = "C0123" })
}

resource "thoth_browser_policy" "extensions" {
  policy_id        = "extensions"
  name             = "Block <unknown> extensions & ask"
  provider_name    = thoth_browser_provider.chrome.provider_name
  enforcement_mode = "enforce"
  active           = true
  policy_json = <<-JSON
    {
      "url_blocklist": ["*://*.example.com/a?b&c"],
      "extension_settings": { "*": { "installation_mode": "blocked" } }
    }
  JSON
  metadata_json = jsonencode({ owner = "security", ticket = 42 })
}

resource "thoth_browser_enrollment" "ada" {
  enrollment_id   = "ada"
  provider_name   = "chrome"
  user_id         = "ada@example.com"
  device_id       = "mac-0042"
  browser_profile = "Default"
  status          = "active"
  metadata_json   = jsonencode({ os = "macos" })
  last_seen_at    = "2026-01-15T08:00:00Z"
}

data "thoth_tenant_settings" "now" {
  depends_on = [thoth_governance_settings.baseline]
}

data "thoth_mdm_providers" "all" {
  depends_on = [thoth_mdm_provider.jamf]
}

data "thoth_mdm_sync_job" "initial" {
  job_id = thoth_mdm_sync.initial.id
}

data "thoth_browser_policies" "chrome" {
  provider_name = "chrome"
  depends_on    = [thoth_browser_policy.extensions]
}

data "thoth_browser_enrollments" "active" {
  provider_name = "chrome"
  status        = "active"
  depends_on    = [thoth_browser_enrollment.ada]
}

data "thoth_browser_providers" "all" {
  depends_on = [thoth_browser_provider.chrome]
}

output "profile" {
  value = data.thoth_tenant_settings.now.compliance_profile
}

output "counts" {
  value = {
    mdm_providers = data.thoth_mdm_providers.all.total
    policies      = length(jsondecode(data.thoth_browser_policies.chrome.data_json))
    enrollments   = data.thoth_browser_enrollments.active.total
    browsers      = data.thoth_browser_providers.all.total
    synced        = data.thoth_mdm_sync_job.initial.synced_endpoints
  }
}
`;
}
