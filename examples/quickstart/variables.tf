variable "siem_url" {
  description = "Address of the SIEM's collector."
  type        = string
}

variable "siem_secret" {
  description = "Secret that signs the events (Standard Webhooks: whsec_ and base64)."
  type        = string
  sensitive   = true
}

variable "jamf" {
  description = "Address of Jamf Pro, and the API client that reads the inventory."
  type = object({
    base_url  = string
    client_id = string
  })
}

variable "jamf_client_secret" {
  description = "Secret of that API client."
  type        = string
  sensitive   = true
}

variable "approved_extensions" {
  description = "Chrome extensions that people may install, by their ids."
  type        = set(string)
  default     = ["aapbdbdomjkkjkaonfhkkikfgjllcleb"]
}

variable "browsers" {
  description = "Users by device: the browsers that obey the policy."
  type        = map(string)
  default = {
    "mac-101" = "ada@example.com"
    "mac-102" = "grace@example.com"
  }
}
