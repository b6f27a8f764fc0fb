output "webhook_test" {
  description = "What became of the test event."
  value       = "${thoth_webhook_test.siem.status}, HTTP ${thoth_webhook_test.siem.http_status}"
}

output "synced_devices" {
  description = "Devices that Jamf knows, and those of them that belong to nobody."
  value = {
    total      = thoth_mdm_sync.first.synced_endpoints
    unassigned = thoth_mdm_sync.first.unassigned_count
  }
}

output "enrolled_browsers" {
  description = "State of each enrollment, by device."
  value       = { for device, enrollment in thoth_browser_enrollment.this : device => enrollment.status }
}

output "chrome_policy" {
  description = "The policy in Chrome's own words."
  value       = jsondecode(thoth_browser_policy.extensions.compiled_policy_json)
}

output "shadow_policy" {
  description = "The tier that was not configured has the server's default."
  value       = data.thoth_tenant_settings.effective.shadow_policy
}
