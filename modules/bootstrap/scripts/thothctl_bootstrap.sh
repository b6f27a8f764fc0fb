#!/bin/sh
# Runs `thothctl bootstrap` with flags made of the environment. No secret is ever put on a command line or printed: the
# credential stays in the environment, where thothctl finds it, and the webhook's secret goes through a pipe.
#
# Needed: THOTH_GOVAPI_URL, THOTH_TENANT_ID, and one kind of credential: THOTH_ORG_API_KEY (else THOTH_API_KEY, else the
# file THOTH_ORG_API_KEY_FILE), or THOTH_ADMIN_BEARER_TOKEN (else the file THOTH_ADMIN_BEARER_TOKEN_FILE).
# Optional: THOTHCTL_BIN, THOTH_TIMEOUT_SECONDS (20), THOTH_JSON_OUTPUT (true), THOTH_COMPLIANCE_PROFILE,
# THOTH_REGULATORY_REGIMES_CSV, THOTH_SHADOW_LOW, _MEDIUM, _HIGH, _CRITICAL, THOTH_TOOL_RISK_OVERRIDES_CSV,
# THOTH_WEBHOOK_URL, _SECRET, _ENABLED, THOTH_TEST_WEBHOOK, THOTH_MDM_PROVIDER, _NAME, _ENABLED, _CONFIG_FILE,
# THOTH_MDM_START_SYNC, THOTH_EVIDENCE_VERIFY (false), THOTH_EVIDENCE_CHAIN_LIMIT (50).
set -eu
set -f

fail() {
  printf 'thothctl_bootstrap: %s\n' "$1" >&2
  exit 1
}

thothctl=${THOTHCTL_BIN:-thothctl}
[ -n "${THOTH_GOVAPI_URL:-}" ] || fail "THOTH_GOVAPI_URL is not set. Give the base URL of GovAPI."
[ -n "${THOTH_TENANT_ID:-}" ] || fail "THOTH_TENANT_ID is not set. Give the tenant's slug."
command -v "$thothctl" >/dev/null 2>&1 || fail "$thothctl is no program that can be run. Install thothctl, or set THOTHCTL_BIN to its path."

if [ -n "${THOTH_ORG_API_KEY:-}${THOTH_API_KEY:-}" ]; then
  unset THOTH_ORG_API_KEY_FILE
fi
if [ -n "${THOTH_ORG_API_KEY:-}${THOTH_API_KEY:-}${THOTH_ORG_API_KEY_FILE:-}" ]; then
  [ -z "${THOTH_ADMIN_BEARER_TOKEN:-}${THOTH_ADMIN_BEARER_TOKEN_FILE:-}" ] ||
    fail "An organization API key and an admin bearer token are both set. Set one of them."
else
  [ -n "${THOTH_ADMIN_BEARER_TOKEN:-}${THOTH_ADMIN_BEARER_TOKEN_FILE:-}" ] ||
    fail "No credential is set. Set THOTH_ORG_API_KEY, THOTH_ADMIN_BEARER_TOKEN_FILE or THOTH_ADMIN_BEARER_TOKEN."
fi

json=
if [ "${THOTH_JSON_OUTPUT:-true}" = true ]; then json=--json; fi

# Shows a command line on standard error, and runs it.
run() {
  printf '+ %s' "$thothctl" >&2
  for word in "$@"; do printf " '%s'" "$word" >&2; done
  printf '\n' >&2
  "$thothctl" "$@"
}

set -- --tenant-id "$THOTH_TENANT_ID" --govapi-url "$THOTH_GOVAPI_URL"
set -- "$@" --timeout-seconds "${THOTH_TIMEOUT_SECONDS:-20}" ${json:+"$json"}

bootstrap() {
  [ -z "${THOTH_COMPLIANCE_PROFILE:-}" ] || set -- "$@" --compliance-profile "$THOTH_COMPLIANCE_PROFILE"
  [ -z "${THOTH_SHADOW_LOW:-}" ] || set -- "$@" --shadow-low "$THOTH_SHADOW_LOW"
  [ -z "${THOTH_SHADOW_MEDIUM:-}" ] || set -- "$@" --shadow-medium "$THOTH_SHADOW_MEDIUM"
  [ -z "${THOTH_SHADOW_HIGH:-}" ] || set -- "$@" --shadow-high "$THOTH_SHADOW_HIGH"
  [ -z "${THOTH_SHADOW_CRITICAL:-}" ] || set -- "$@" --shadow-critical "$THOTH_SHADOW_CRITICAL"
  blanks=$IFS
  IFS=', '
  for regime in ${THOTH_REGULATORY_REGIMES_CSV:-}; do
    [ -z "$regime" ] || set -- "$@" --regulatory-regime "$regime"
  done
  for override in ${THOTH_TOOL_RISK_OVERRIDES_CSV:-}; do
    [ -z "$override" ] || set -- "$@" --tool-risk-override "$override"
  done
  IFS=$blanks
  [ -z "${THOTH_WEBHOOK_URL:-}" ] || set -- "$@" --webhook-url "$THOTH_WEBHOOK_URL"
  [ -z "${THOTH_WEBHOOK_ENABLED:-}" ] || set -- "$@" --webhook-enabled "$THOTH_WEBHOOK_ENABLED"
  [ "${THOTH_TEST_WEBHOOK:-false}" != true ] || set -- "$@" --test-webhook
  if [ -n "${THOTH_MDM_PROVIDER:-}" ]; then
    set -- "$@" --mdm-provider "$THOTH_MDM_PROVIDER"
    [ -z "${THOTH_MDM_NAME:-}" ] || set -- "$@" --mdm-name "$THOTH_MDM_NAME"
    [ -z "${THOTH_MDM_ENABLED:-}" ] || set -- "$@" --mdm-enabled "$THOTH_MDM_ENABLED"
    [ -z "${THOTH_MDM_CONFIG_FILE:-}" ] || set -- "$@" --mdm-config-file "$THOTH_MDM_CONFIG_FILE"
    [ "${THOTH_MDM_START_SYNC:-false}" != true ] || set -- "$@" --start-sync
  fi
  if [ -n "${THOTH_WEBHOOK_SECRET:-}" ]; then
    printf '%s' "$THOTH_WEBHOOK_SECRET" | run bootstrap "$@" --webhook-secret-file -
  else
    run bootstrap "$@"
  fi
}

bootstrap "$@"
if [ "${THOTH_EVIDENCE_VERIFY:-false}" = true ]; then
  run evidence verify "$@"
  run evidence chain "$@" --limit "${THOTH_EVIDENCE_CHAIN_LIMIT:-50}"
fi
