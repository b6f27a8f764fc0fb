locals {
  has_token  = nonsensitive(var.admin_bearer_token != "") || var.admin_bearer_token_file != ""
  has_key    = nonsensitive(var.org_api_key != "") || var.org_api_key_file != ""
  has_secret = nonsensitive(var.webhook_secret != "")

  script = startswith(var.bootstrap_script_path, "/") ? var.bootstrap_script_path : "${path.module}/${var.bootstrap_script_path}"

  # What may be kept in state. A change of any of it runs the script again.
  input = {
    tenant_id           = var.tenant_id
    govapi_url          = var.govapi_url
    thothctl_bin        = var.thothctl_bin
    timeout_seconds     = var.timeout_seconds
    compliance_profile  = var.compliance_profile
    regulatory_regimes  = var.regulatory_regimes
    shadow_low          = var.shadow_low
    shadow_medium       = var.shadow_medium
    shadow_high         = var.shadow_high
    shadow_critical     = var.shadow_critical
    tool_risk_overrides = var.tool_risk_overrides
    webhook_url         = var.webhook_url
    webhook_enabled     = var.webhook_enabled
    test_webhook        = var.test_webhook
    mdm_provider        = lower(var.mdm_provider)
    mdm_name            = var.mdm_name
    mdm_enabled         = var.mdm_enabled
    mdm_config_file     = var.mdm_config_file
    start_mdm_sync      = var.start_mdm_sync
    json_output         = var.json_output
    trigger_version     = var.trigger_version
  }
}

resource "terraform_data" "bootstrap" {
  input            = local.input
  triggers_replace = local.input

  provisioner "local-exec" {
    interpreter = ["/bin/sh"]
    command     = local.script

    # Secrets are here only: the environment of a provisioner is neither printed nor kept in state. Each credential is
    # set, if only to nothing, so that none of the surrounding environment's is taken in its place.
    environment = merge(
      {
        THOTH_TENANT_ID               = var.tenant_id
        THOTH_GOVAPI_URL              = var.govapi_url
        THOTHCTL_BIN                  = var.thothctl_bin
        THOTH_TIMEOUT_SECONDS         = tostring(var.timeout_seconds)
        THOTH_JSON_OUTPUT             = tostring(var.json_output)
        THOTH_COMPLIANCE_PROFILE      = var.compliance_profile
        THOTH_REGULATORY_REGIMES_CSV  = join(",", var.regulatory_regimes)
        THOTH_SHADOW_LOW              = var.shadow_low
        THOTH_SHADOW_MEDIUM           = var.shadow_medium
        THOTH_SHADOW_HIGH             = var.shadow_high
        THOTH_SHADOW_CRITICAL         = var.shadow_critical
        THOTH_TOOL_RISK_OVERRIDES_CSV = join(",", var.tool_risk_overrides)
        THOTH_WEBHOOK_URL             = var.webhook_url
        THOTH_WEBHOOK_ENABLED         = var.webhook_enabled == null ? "" : tostring(var.webhook_enabled)
        THOTH_WEBHOOK_SECRET          = ""
        THOTH_TEST_WEBHOOK            = tostring(var.test_webhook)
        THOTH_MDM_PROVIDER            = lower(var.mdm_provider)
        THOTH_MDM_NAME                = var.mdm_name
        THOTH_MDM_ENABLED             = var.mdm_enabled == null ? "" : tostring(var.mdm_enabled)
        THOTH_MDM_CONFIG_FILE         = var.mdm_config_file
        THOTH_MDM_START_SYNC          = tostring(var.start_mdm_sync)
        THOTH_ADMIN_BEARER_TOKEN      = ""
        THOTH_ADMIN_BEARER_TOKEN_FILE = var.admin_bearer_token_file
        THOTH_ORG_API_KEY             = ""
        THOTH_ORG_API_KEY_FILE        = var.org_api_key_file
        THOTH_API_KEY                 = ""
      },
      nonsensitive(var.admin_bearer_token != "") ? { THOTH_ADMIN_BEARER_TOKEN = var.admin_bearer_token } : {},
      nonsensitive(var.org_api_key != "") ? { THOTH_ORG_API_KEY = var.org_api_key } : {},
      local.has_secret ? { THOTH_WEBHOOK_SECRET = var.webhook_secret } : {},
    )
  }

  lifecycle {
    precondition {
      condition     = local.has_token != local.has_key
      error_message = local.has_token ? "Set either an admin bearer token (admin_bearer_token or admin_bearer_token_file) or an organization API key (org_api_key or org_api_key_file), not both." : "A credential is missing: set admin_bearer_token_file, admin_bearer_token, org_api_key_file or org_api_key."
    }

    precondition {
      condition     = var.mdm_provider != "" || (!var.start_mdm_sync && var.mdm_name == "" && var.mdm_enabled == null && var.mdm_config_file == "")
      error_message = "start_mdm_sync, mdm_name, mdm_enabled and mdm_config_file have no effect without mdm_provider."
    }
  }
}
