# Tenant, address and credential come from the environment: THOTH_TENANT_ID, THOTH_GOVAPI_URL, THOTH_API_KEY.
provider "thoth" {}

# What agents may do with tools that nobody governs yet, by the risk of the call.
resource "thoth_governance_settings" "this" {
  compliance_profile = "soc2"
  regulatory_regimes = ["soc2", "gdpr"]

  shadow_medium   = "step_up"
  shadow_high     = "block"
  shadow_critical = "block"

  tool_risk_overrides = {
    "shell.exec" = "critical"
  }
}

# Every event goes to the SIEM, signed. Another slice of the same settings document: the two leave each other alone.
resource "thoth_siem_settings" "this" {
  siem_provider        = "splunk"
  siem_webhook_enabled = true
  siem_webhook_url     = var.siem_url
  siem_webhook_secret  = var.siem_secret
}

# Sends one signed event, and fails the apply if the SIEM does not take it. Sent again when the address changes.
resource "thoth_webhook_test" "siem" {
  trigger = thoth_siem_settings.this.siem_webhook_url
}

# Where the device inventory comes from.
resource "thoth_mdm_provider" "jamf" {
  provider_name = "jamf"
  name          = "Corporate Jamf"

  config = {
    base_url      = var.jamf.base_url
    client_id     = var.jamf.client_id
    client_secret = var.jamf_client_secret
  }
}

# Reads the inventory now, and waits until it is there.
resource "thoth_mdm_sync" "first" {
  provider_name         = thoth_mdm_provider.jamf.provider_name
  trigger               = "first"
  poll_interval_seconds = 1
  timeout_seconds       = 60
}

resource "thoth_browser_provider" "chrome" {
  provider_name = "chrome"
  name          = "Chrome"
  status        = "connected"
}

# Written once in neutral words; GovAPI compiles it into the vendor's own.
resource "thoth_browser_policy" "extensions" {
  name             = "Approved extensions only"
  provider_name    = thoth_browser_provider.chrome.provider_name
  enforcement_mode = "enforce"

  policy = {
    extension_settings = merge(
      { "*" = { installation_mode = "blocked" } },
      { for id in var.approved_extensions : id => { installation_mode = "allowed" } },
    )
    incognito_mode_availability = 1
  }

  metadata = {
    owner = "security"
  }
}

# One browser for each user's device, once the devices are known.
resource "thoth_browser_enrollment" "this" {
  for_each = var.browsers

  provider_name = thoth_browser_policy.extensions.provider_name
  device_id     = each.key
  user_id       = each.value
  status        = "active"

  depends_on = [thoth_mdm_sync.first]
}

# The whole settings document as it now holds, what the server decided included.
data "thoth_tenant_settings" "effective" {
  depends_on = [thoth_governance_settings.this, thoth_siem_settings.this]
}
