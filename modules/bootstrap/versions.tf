terraform {
  # terraform_data is built in since 1.4. Nothing is downloaded.
  required_version = ">= 1.4"
}
