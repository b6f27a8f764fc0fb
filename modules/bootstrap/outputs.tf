output "id" {
  description = "Identifier of this run of the bootstrap. A new run has a new one."
  value       = terraform_data.bootstrap.id
}

output "input" {
  description = "What the bootstrap was run with, without secrets."
  value       = terraform_data.bootstrap.output
}
