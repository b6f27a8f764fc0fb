variable "tenant_id" {
  description = "Tenant slug."
  type        = string

  validation {
    condition     = trimspace(var.tenant_id) != ""
    error_message = "tenant_id must not be blank."
  }
}

variable "govapi_url" {
  description = "Base URL of GovAPI: https, or plain http on loopback for trying things out."
  type        = string

  validation {
    condition     = can(regex("^(https://[^[:space:]/?#@]+|http://(localhost|127[.][0-9.]+|\\[::1\\])(:[0-9]+)?(/|$))", var.govapi_url))
    error_message = "govapi_url must start with https://. Plain http is accepted for loopback only, such as http://127.0.0.1:8080."
  }
}

variable "bootstrap_script_path" {
  description = "Script that is run, absolute or relative to this module."
  type        = string
  default     = "scripts/thothctl_bootstrap.sh"
}

variable "thothctl_bin" {
  description = "thothctl: a name on PATH, or a path."
  type        = string
  default     = "thothctl"

  validation {
    condition     = trimspace(var.thothctl_bin) != ""
    error_message = "thothctl_bin must not be blank."
  }
}

variable "admin_bearer_token" {
  description = "Admin bearer token (JWT). Prefer admin_bearer_token_file."
  type        = string
  default     = ""
  sensitive   = true
}

variable "admin_bearer_token_file" {
  description = "File that holds the admin bearer token. Not read if admin_bearer_token is set."
  type        = string
  default     = ""
}

variable "org_api_key" {
  description = "Organization API key, in place of an admin bearer token. Prefer org_api_key_file."
  type        = string
  default     = ""
  sensitive   = true
}

variable "org_api_key_file" {
  description = "File that holds the organization API key. Not read if org_api_key is set."
  type        = string
  default     = ""
}

variable "timeout_seconds" {
  description = "Longest time that one request may take."
  type        = number
  default     = 20

  validation {
    condition     = var.timeout_seconds >= 5 && var.timeout_seconds <= 600 && floor(var.timeout_seconds) == var.timeout_seconds
    error_message = "timeout_seconds must be a whole number from 5 to 600."
  }
}

variable "compliance_profile" {
  description = "Profile from which baseline controls follow."
  type        = string
  default     = "soc2"

  validation {
    condition     = contains(["soc2", "healthcare", "financial", "public_sector", "privacy", "ai_governance"], var.compliance_profile)
    error_message = "compliance_profile must be soc2, healthcare, financial, public_sector, privacy or ai_governance."
  }
}

variable "regulatory_regimes" {
  description = "Regimes whose baseline packs are loaded, such as hipaa. Empty leaves them as they are."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for regime in var.regulatory_regimes : can(regex("^[^,[:space:]]+$", regime))])
    error_message = "Each of regulatory_regimes must be one word without blanks or commas."
  }
}

variable "shadow_low" {
  description = "What happens to ungoverned tool calls of low risk."
  type        = string
  default     = "allow"

  validation {
    condition     = contains(["allow", "step_up", "block"], var.shadow_low)
    error_message = "shadow_low must be allow, step_up or block."
  }
}

variable "shadow_medium" {
  description = "What happens to ungoverned tool calls of medium risk."
  type        = string
  default     = "step_up"

  validation {
    condition     = contains(["allow", "step_up", "block"], var.shadow_medium)
    error_message = "shadow_medium must be allow, step_up or block."
  }
}

variable "shadow_high" {
  description = "What happens to ungoverned tool calls of high risk."
  type        = string
  default     = "block"

  validation {
    condition     = contains(["allow", "step_up", "block"], var.shadow_high)
    error_message = "shadow_high must be allow, step_up or block."
  }
}

variable "shadow_critical" {
  description = "What happens to ungoverned tool calls of critical risk."
  type        = string
  default     = "block"

  validation {
    condition     = contains(["allow", "step_up", "block"], var.shadow_critical)
    error_message = "shadow_critical must be allow, step_up or block."
  }
}

variable "tool_risk_overrides" {
  description = "Risk tiers by tool, each written TOOL=TIER. They are added to the overrides that the tenant has."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for item in var.tool_risk_overrides : can(regex("^[^=,]+=(low|medium|high|critical)$", item))])
    error_message = "Each of tool_risk_overrides must be TOOL=TIER, where TIER is low, medium, high or critical, without commas."
  }
}

variable "webhook_url" {
  description = "Address that receives events. Empty leaves the webhook as it is."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^(https://[^[:space:]/?#@]+|http://(localhost|127[.][0-9.]+|\\[::1\\])(:[0-9]+)?(/|$)|$)", var.webhook_url))
    error_message = "webhook_url must be empty or start with https://. Plain http is accepted for loopback only."
  }
}

variable "webhook_secret" {
  description = "Secret that signs events."
  type        = string
  default     = ""
  sensitive   = true
}

variable "webhook_enabled" {
  description = "Deliver events. Null: on if webhook_url is set, else as it is."
  type        = bool
  default     = null
}

variable "test_webhook" {
  description = "Send a test event, and fail unless it is delivered."
  type        = bool
  default     = false
}

variable "mdm_provider" {
  description = "MDM system to read devices from: jamf, intune, workspace_one, kandji or custom. Empty skips the step."
  type        = string
  default     = ""

  validation {
    condition     = contains(["", "jamf", "intune", "workspace_one", "kandji", "custom"], lower(var.mdm_provider))
    error_message = "mdm_provider must be empty, jamf, intune, workspace_one, kandji or custom."
  }
}

variable "mdm_name" {
  description = "Name of the MDM integration, shown to people."
  type        = string
  default     = ""
}

variable "mdm_enabled" {
  description = "Whether the MDM integration is in use. Null leaves it as it is; a new one is enabled."
  type        = bool
  default     = null
}

variable "mdm_config_file" {
  description = "File that holds address and credentials of the MDM system as a JSON object."
  type        = string
  default     = ""
}

variable "start_mdm_sync" {
  description = "Start reading the device inventory."
  type        = bool
  default     = false
}

variable "json_output" {
  description = "Print the result as JSON."
  type        = bool
  default     = true
}

variable "trigger_version" {
  description = "Any text. Change it to run again, as after a change of a secret or of a file."
  type        = string
  default     = "v1"
}
