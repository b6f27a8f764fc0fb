import { z } from "zod";
import { jsonText } from "../attributes.ts";
import { merge } from "../routes.ts";
import { jsonTwins, secret } from "../secrets.ts";
import { httpsUrl, httpsUrlExpected, riskTier, shadowAction } from "../words.ts";

const document = merge("/thoth/settings");

/** What every settings resource has in common: it keeps its slice in the tenant's one settings document. */
export const settingsSlice = {
  notes:
    "The resource writes only its own attributes into the tenant's settings document; the rest stays as it is. Destroying it clears them.",
  identity: [],
  routes: { create: document, read: document, update: document, delete: document },
};

/** Identity and time of change, which every settings resource has. */
export const settingsOutputs = {
  id: z
    .string()
    .meta({ description: "The tenant: there is one settings document per tenant.", value: "{tenant}", stable: true }),
  updated_at: z.string().meta({ description: "Time of the last change of the settings document, by anyone." }),
};

const shadow = (tier: string) =>
  shadowAction
    .optional()
    .meta({ description: `What happens to ungoverned tool calls of ${tier} risk.`, wire: `shadow_policy.${tier}` });

/** One rule of the secret broker: which secret goes into which header for which host. */
const authBinding = z.object({
  host_pattern: z.string().min(1).meta({ description: "Host that the rule is for, such as `api.figma.com`." }),
  header: z.string().min(1).meta({ description: "Header that receives the secret." }),
  secret_ref: z.string().min(1).meta({ description: "Where the secret is kept, such as `op://vault/item/field`." }),
  prefix: z.string().min(1).optional().meta({ description: "Text put before the secret, such as `Bearer `." }),
});

const authBindings = { wire: "secret_broker.auth_bindings" } as const;

/** Compliance, shadow policy, secret broker and model router. */
export const governanceInputs = {
  compliance_profile: z
    .enum(["soc2", "healthcare", "financial", "public_sector", "privacy", "ai_governance"])
    .optional()
    .meta({ description: "Profile from which baseline controls follow." }),
  regulatory_regimes: z.array(z.string().min(1)).optional().meta({
    description: "Regimes whose baseline packs are loaded, such as `soc2`, `hipaa`, `gdpr`, `fedramp`, `sec_cftc`.",
    unordered: true,
  }),
  shadow_low: shadow("low"),
  shadow_medium: shadow("medium"),
  shadow_high: shadow("high"),
  shadow_critical: shadow("critical"),
  tool_risk_overrides: z
    .record(z.string(), riskTier)
    .optional()
    .meta({ description: "Risk tier by tool name, in place of the one that is computed." }),
  secret_broker_enabled: z
    .boolean()
    .optional()
    .meta({ description: "Fetch credentials for tools at request time.", wire: "secret_broker.enabled" }),
  secret_broker_provider: z.string().min(1).optional().meta({
    description: "Secret store, such as `aws_secrets_manager` or `custom`.",
    wire: "secret_broker.provider",
    hyphenIsUnderscore: true,
  }),
  secret_broker_strict_endpoint_mode: z.boolean().optional().meta({
    description: "Resolve secrets only for registered endpoints.",
    wire: "secret_broker.strict_endpoint_mode",
  }),
  secret_broker_fail_on_missing_secret: z.boolean().optional().meta({
    description: "Fail the tool call when a secret cannot be resolved.",
    wire: "secret_broker.fail_on_missing_secret",
  }),
  secret_broker_allowed_hosts: z.array(z.string().min(1)).optional().meta({
    description: "Host patterns outside which nothing is injected.",
    wire: "secret_broker.allowed_hosts",
    unordered: true,
  }),
  secret_broker_auth_bindings_json: jsonText()
    .optional()
    .meta({
      description: "Rules of the secret broker. As JSON text.",
      ...authBindings,
      root: "array",
      twin: "secret_broker_auth_bindings",
    }),
  secret_broker_auth_bindings: z
    .array(authBinding)
    .optional()
    .meta({ description: "Rules of the secret broker.", ...authBindings, twin: "secret_broker_auth_bindings_json" }),
  model_router_enabled: z
    .boolean()
    .optional()
    .meta({ description: "Route model calls through the tenant's router.", wire: "model_router.enabled" }),
  model_router_default_provider: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "Model provider used unless a call names one.", wire: "model_router.default_provider" }),
  model_router_default_model: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "Model used unless a call names one.", wire: "model_router.default_model" }),
  model_router_allowed_providers: z.array(z.string().min(1)).optional().meta({
    description: "Model providers that may be used.",
    wire: "model_router.allowed_providers",
    unordered: true,
  }),
  model_router_allowed_models: z
    .array(z.string().min(1))
    .optional()
    .meta({ description: "Models that may be used.", wire: "model_router.allowed_models", unordered: true }),
  model_router_failover_providers: z.array(z.string().min(1)).optional().meta({
    description: "Model providers tried in this order when the default fails.",
    wire: "model_router.failover_providers",
  }),
  ...jsonTwins("extra_settings", {
    description: "Further members of the settings document, merged deeply and last. They win over the attributes.",
    wire: "",
    overlay: true,
  }),
};

/** Those of the inputs above that GovAPI decides when they are left out. */
export const governanceDecided = {
  secret_broker_provider: governanceInputs.secret_broker_provider,
  model_router_enabled: governanceInputs.model_router_enabled,
  model_router_default_provider: governanceInputs.model_router_default_provider,
  model_router_default_model: governanceInputs.model_router_default_model,
  model_router_allowed_providers: governanceInputs.model_router_allowed_providers,
  model_router_allowed_models: governanceInputs.model_router_allowed_models,
  model_router_failover_providers: governanceInputs.model_router_failover_providers,
};

/** The tenant's event webhook. */
export const webhookInputs = {
  webhook_enabled: z.boolean().optional().meta({ description: "Deliver events.", wire: "webhook.enabled" }),
  webhook_url: httpsUrl()
    .optional()
    .meta({ description: "Address that receives events.", wire: "webhook.url", expects: httpsUrlExpected }),
  ...secret("webhook_secret", { description: "Secret that signs events (Standard Webhooks).", wire: "webhook.secret" }),
  test_webhook_on_apply: z
    .boolean()
    .optional()
    .meta({ description: "Send a test event after each change; a failure is only a warning.", local: true }),
};

/** The call that `test_webhook_on_apply` asks for. */
export const webhookTested = {
  when: "test_webhook_on_apply",
  route: "POST /thoth/settings/webhook/test",
  attribute: "status",
  values: ["delivered"],
} as const;

/** Delivery of events to a SIEM. */
export const siemInputs = {
  siem_provider: z.string().min(1).optional().meta({
    description: "SIEM that receives events, such as `splunk`, `sentinel` or `custom`.",
    wire: "siem.provider",
  }),
  siem_webhook_enabled: z
    .boolean()
    .optional()
    .meta({ description: "Deliver events to the SIEM.", wire: "siem.webhook.enabled" }),
  siem_webhook_url: httpsUrl()
    .optional()
    .meta({ description: "Address of the SIEM's collector.", wire: "siem.webhook.url", expects: httpsUrlExpected }),
  ...secret("siem_webhook_secret", {
    description: "Secret that signs events for the SIEM (Standard Webhooks).",
    wire: "siem.webhook.secret",
  }),
  siem_webhook_provider: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "Format that the collector expects.", wire: "siem.webhook.provider" }),
};

/** Privileged access management: who is asked when a call needs step-up. */
export const pamInputs = {
  pam_enabled: z
    .boolean()
    .optional()
    .meta({ description: "Ask the PAM system for step-up decisions.", wire: "pam.enabled" }),
  pam_provider: z.string().min(1).optional().meta({ description: "PAM system, such as `okta`.", wire: "pam.provider" }),
  ...secret("pam_callback_secret", {
    description: "Secret that signs the PAM system's callbacks.",
    wire: "pam.callback_secret",
  }),
  pam_request_url: httpsUrl()
    .optional()
    .meta({ description: "Address that challenges are sent to.", wire: "pam.request_url", expects: httpsUrlExpected }),
  ...secret("pam_request_secret", { description: "Secret that signs challenges.", wire: "pam.request_secret" }),
  ...secret("pam_request_auth_token", {
    description: "Bearer token sent with challenges.",
    wire: "pam.request_auth_token",
  }),
  pam_request_timeout_seconds: z
    .number()
    .min(0.1)
    .max(300)
    .optional()
    .meta({ description: "Seconds to wait for the PAM system.", wire: "pam.request_timeout_seconds" }),
};

/** Those of the inputs above that GovAPI decides when they are left out. */
export const pamDecided = {
  pam_enabled: pamInputs.pam_enabled,
  pam_provider: pamInputs.pam_provider,
  pam_request_url: pamInputs.pam_request_url,
  pam_request_timeout_seconds: pamInputs.pam_request_timeout_seconds,
};
