// Made by `npm run generate` from the provider's schema. Edit model/src/resources, not this.
import type { IResolvable } from "cdktf";

/** Rules of the secret broker. */
export interface TenantSettingsSecretBrokerAuthBindings {
  /**
   * Host that the rule is for, such as `api.figma.com`.
   * A string that is not empty.
   */
  readonly hostPattern: string;
  /**
   * Header that receives the secret.
   * A string that is not empty.
   */
  readonly header: string;
  /**
   * Where the secret is kept, such as `op://vault/item/field`.
   * A string that is not empty.
   */
  readonly secretRef: string;
  /**
   * Text put before the secret, such as `Bearer `.
   * A string that is not empty.
   * @default - not set
   */
  readonly prefix?: string;
}

/** All settings of the tenant in one resource: governance, webhook, SIEM and PAM. */
export interface TenantSettingsProps {
  /**
   * Profile from which baseline controls follow.
   * One of "soc2", "healthcare", "financial", "public_sector", "privacy", "ai_governance".
   * @default - not set
   */
  readonly complianceProfile?: string;
  /**
   * Regimes whose baseline packs are loaded, such as `soc2`, `hipaa`, `gdpr`, `fedramp`, `sec_cftc`.
   * A list in which each item is a string that is not empty.
   * @default - not set
   */
  readonly regulatoryRegimes?: string[];
  /**
   * What happens to ungoverned tool calls of low risk.
   * One of "allow", "step_up", "block".
   * @default - not set
   */
  readonly shadowLow?: string;
  /**
   * What happens to ungoverned tool calls of medium risk.
   * One of "allow", "step_up", "block".
   * @default - not set
   */
  readonly shadowMedium?: string;
  /**
   * What happens to ungoverned tool calls of high risk.
   * One of "allow", "step_up", "block".
   * @default - not set
   */
  readonly shadowHigh?: string;
  /**
   * What happens to ungoverned tool calls of critical risk.
   * One of "allow", "step_up", "block".
   * @default - not set
   */
  readonly shadowCritical?: string;
  /**
   * Risk tier by tool name, in place of the one that is computed.
   * A map in which each value is one of "low", "medium", "high", "critical".
   * @default - not set
   */
  readonly toolRiskOverrides?: { [key: string]: string };
  /**
   * Fetch credentials for tools at request time.
   * True or false.
   * @default - not set
   */
  readonly secretBrokerEnabled?: boolean | IResolvable;
  /**
   * Secret store, such as `aws_secrets_manager` or `custom`.
   * A string that is not empty.
   * @default - decided by the server
   */
  readonly secretBrokerProvider?: string;
  /**
   * Resolve secrets only for registered endpoints.
   * True or false.
   * @default - not set
   */
  readonly secretBrokerStrictEndpointMode?: boolean | IResolvable;
  /**
   * Fail the tool call when a secret cannot be resolved.
   * True or false.
   * @default - not set
   */
  readonly secretBrokerFailOnMissingSecret?: boolean | IResolvable;
  /**
   * Host patterns outside which nothing is injected.
   * A list in which each item is a string that is not empty.
   * @default - not set
   */
  readonly secretBrokerAllowedHosts?: string[];
  /**
   * Rules of the secret broker. As JSON text.
   * JSON text of an array.
   * @default - decided by the server
   */
  readonly secretBrokerAuthBindingsJson?: string;
  /**
   * Rules of the secret broker.
   * @default - decided by the server
   */
  readonly secretBrokerAuthBindings?: TenantSettingsSecretBrokerAuthBindings[];
  /**
   * Route model calls through the tenant's router.
   * True or false.
   * @default - decided by the server
   */
  readonly modelRouterEnabled?: boolean | IResolvable;
  /**
   * Model provider used unless a call names one.
   * A string that is not empty.
   * @default - decided by the server
   */
  readonly modelRouterDefaultProvider?: string;
  /**
   * Model used unless a call names one.
   * A string that is not empty.
   * @default - decided by the server
   */
  readonly modelRouterDefaultModel?: string;
  /**
   * Model providers that may be used.
   * A list in which each item is a string that is not empty.
   * @default - decided by the server
   */
  readonly modelRouterAllowedProviders?: string[];
  /**
   * Models that may be used.
   * A list in which each item is a string that is not empty.
   * @default - decided by the server
   */
  readonly modelRouterAllowedModels?: string[];
  /**
   * Model providers tried in this order when the default fails.
   * A list in which each item is a string that is not empty.
   * @default - decided by the server
   */
  readonly modelRouterFailoverProviders?: string[];
  /**
   * Further members of the settings document, merged deeply and last. They win over the attributes. As JSON text.
   * JSON text of an object.
   * @default - not set
   */
  readonly extraSettingsJson?: string;
  /**
   * Further members of the settings document, merged deeply and last. They win over the attributes. As an object.
   * An object.
   * @default - not set
   */
  readonly extraSettings?: { [key: string]: unknown };
  /**
   * Deliver events.
   * True or false.
   * @default - not set
   */
  readonly webhookEnabled?: boolean | IResolvable;
  /**
   * Address that receives events.
   * An https URL (plain http only for loopback), without credentials in it.
   * @default - not set
   */
  readonly webhookUrl?: string;
  /**
   * Secret that signs events (Standard Webhooks).
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly webhookSecret?: string;
  /**
   * Secret that signs events (Standard Webhooks). Never kept in state.
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly webhookSecretWo?: string;
  /**
   * Change it to send `webhookSecretWo` again.
   * A whole number, 0 or more.
   * @default - not set
   */
  readonly webhookSecretWoVersion?: number;
  /**
   * Send a test event after each change; a failure is only a warning.
   * True or false.
   * @default - not set
   */
  readonly testWebhookOnApply?: boolean | IResolvable;
  /**
   * SIEM that receives events, such as `splunk`, `sentinel` or `custom`.
   * A string that is not empty.
   * @default - not set
   */
  readonly siemProvider?: string;
  /**
   * Deliver events to the SIEM.
   * True or false.
   * @default - not set
   */
  readonly siemWebhookEnabled?: boolean | IResolvable;
  /**
   * Address of the SIEM's collector.
   * An https URL (plain http only for loopback), without credentials in it.
   * @default - not set
   */
  readonly siemWebhookUrl?: string;
  /**
   * Secret that signs events for the SIEM (Standard Webhooks).
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly siemWebhookSecret?: string;
  /**
   * Secret that signs events for the SIEM (Standard Webhooks). Never kept in state.
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly siemWebhookSecretWo?: string;
  /**
   * Change it to send `siemWebhookSecretWo` again.
   * A whole number, 0 or more.
   * @default - not set
   */
  readonly siemWebhookSecretWoVersion?: number;
  /**
   * Format that the collector expects.
   * A string that is not empty.
   * @default - not set
   */
  readonly siemWebhookProvider?: string;
  /**
   * Ask the PAM system for step-up decisions.
   * True or false.
   * @default - decided by the server
   */
  readonly pamEnabled?: boolean | IResolvable;
  /**
   * PAM system, such as `okta`.
   * A string that is not empty.
   * @default - decided by the server
   */
  readonly pamProvider?: string;
  /**
   * Secret that signs the PAM system's callbacks.
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly pamCallbackSecret?: string;
  /**
   * Secret that signs the PAM system's callbacks. Never kept in state.
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly pamCallbackSecretWo?: string;
  /**
   * Change it to send `pamCallbackSecretWo` again.
   * A whole number, 0 or more.
   * @default - not set
   */
  readonly pamCallbackSecretWoVersion?: number;
  /**
   * Address that challenges are sent to.
   * An https URL (plain http only for loopback), without credentials in it.
   * @default - decided by the server
   */
  readonly pamRequestUrl?: string;
  /**
   * Secret that signs challenges.
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly pamRequestSecret?: string;
  /**
   * Secret that signs challenges. Never kept in state.
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly pamRequestSecretWo?: string;
  /**
   * Change it to send `pamRequestSecretWo` again.
   * A whole number, 0 or more.
   * @default - not set
   */
  readonly pamRequestSecretWoVersion?: number;
  /**
   * Bearer token sent with challenges.
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly pamRequestAuthToken?: string;
  /**
   * Bearer token sent with challenges. Never kept in state.
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly pamRequestAuthTokenWo?: string;
  /**
   * Change it to send `pamRequestAuthTokenWo` again.
   * A whole number, 0 or more.
   * @default - not set
   */
  readonly pamRequestAuthTokenWoVersion?: number;
  /**
   * Seconds to wait for the PAM system.
   * A number from 0.1 to 300.
   * @default - decided by the server
   */
  readonly pamRequestTimeoutSeconds?: number;
}

/** The names of what may be set there. */
export const tenantSettingsInputs: readonly (keyof TenantSettingsProps)[] = [
  "complianceProfile",
  "regulatoryRegimes",
  "shadowLow",
  "shadowMedium",
  "shadowHigh",
  "shadowCritical",
  "toolRiskOverrides",
  "secretBrokerEnabled",
  "secretBrokerProvider",
  "secretBrokerStrictEndpointMode",
  "secretBrokerFailOnMissingSecret",
  "secretBrokerAllowedHosts",
  "secretBrokerAuthBindingsJson",
  "secretBrokerAuthBindings",
  "modelRouterEnabled",
  "modelRouterDefaultProvider",
  "modelRouterDefaultModel",
  "modelRouterAllowedProviders",
  "modelRouterAllowedModels",
  "modelRouterFailoverProviders",
  "extraSettingsJson",
  "extraSettings",
  "webhookEnabled",
  "webhookUrl",
  "webhookSecret",
  "webhookSecretWo",
  "webhookSecretWoVersion",
  "testWebhookOnApply",
  "siemProvider",
  "siemWebhookEnabled",
  "siemWebhookUrl",
  "siemWebhookSecret",
  "siemWebhookSecretWo",
  "siemWebhookSecretWoVersion",
  "siemWebhookProvider",
  "pamEnabled",
  "pamProvider",
  "pamCallbackSecret",
  "pamCallbackSecretWo",
  "pamCallbackSecretWoVersion",
  "pamRequestUrl",
  "pamRequestSecret",
  "pamRequestSecretWo",
  "pamRequestSecretWoVersion",
  "pamRequestAuthToken",
  "pamRequestAuthTokenWo",
  "pamRequestAuthTokenWoVersion",
  "pamRequestTimeoutSeconds",
];

/** Rules of the secret broker. */
export interface GovernanceSettingsSecretBrokerAuthBindings {
  /**
   * Host that the rule is for, such as `api.figma.com`.
   * A string that is not empty.
   */
  readonly hostPattern: string;
  /**
   * Header that receives the secret.
   * A string that is not empty.
   */
  readonly header: string;
  /**
   * Where the secret is kept, such as `op://vault/item/field`.
   * A string that is not empty.
   */
  readonly secretRef: string;
  /**
   * Text put before the secret, such as `Bearer `.
   * A string that is not empty.
   * @default - not set
   */
  readonly prefix?: string;
}

/** Compliance profile, shadow policy, secret broker and model router of the tenant. */
export interface GovernanceSettingsProps {
  /**
   * Profile from which baseline controls follow.
   * One of "soc2", "healthcare", "financial", "public_sector", "privacy", "ai_governance".
   * @default - not set
   */
  readonly complianceProfile?: string;
  /**
   * Regimes whose baseline packs are loaded, such as `soc2`, `hipaa`, `gdpr`, `fedramp`, `sec_cftc`.
   * A list in which each item is a string that is not empty.
   * @default - not set
   */
  readonly regulatoryRegimes?: string[];
  /**
   * What happens to ungoverned tool calls of low risk.
   * One of "allow", "step_up", "block".
   * @default - not set
   */
  readonly shadowLow?: string;
  /**
   * What happens to ungoverned tool calls of medium risk.
   * One of "allow", "step_up", "block".
   * @default - not set
   */
  readonly shadowMedium?: string;
  /**
   * What happens to ungoverned tool calls of high risk.
   * One of "allow", "step_up", "block".
   * @default - not set
   */
  readonly shadowHigh?: string;
  /**
   * What happens to ungoverned tool calls of critical risk.
   * One of "allow", "step_up", "block".
   * @default - not set
   */
  readonly shadowCritical?: string;
  /**
   * Risk tier by tool name, in place of the one that is computed.
   * A map in which each value is one of "low", "medium", "high", "critical".
   * @default - not set
   */
  readonly toolRiskOverrides?: { [key: string]: string };
  /**
   * Fetch credentials for tools at request time.
   * True or false.
   * @default - not set
   */
  readonly secretBrokerEnabled?: boolean | IResolvable;
  /**
   * Secret store, such as `aws_secrets_manager` or `custom`.
   * A string that is not empty.
   * @default - decided by the server
   */
  readonly secretBrokerProvider?: string;
  /**
   * Resolve secrets only for registered endpoints.
   * True or false.
   * @default - not set
   */
  readonly secretBrokerStrictEndpointMode?: boolean | IResolvable;
  /**
   * Fail the tool call when a secret cannot be resolved.
   * True or false.
   * @default - not set
   */
  readonly secretBrokerFailOnMissingSecret?: boolean | IResolvable;
  /**
   * Host patterns outside which nothing is injected.
   * A list in which each item is a string that is not empty.
   * @default - not set
   */
  readonly secretBrokerAllowedHosts?: string[];
  /**
   * Rules of the secret broker. As JSON text.
   * JSON text of an array.
   * @default - decided by the server
   */
  readonly secretBrokerAuthBindingsJson?: string;
  /**
   * Rules of the secret broker.
   * @default - decided by the server
   */
  readonly secretBrokerAuthBindings?: GovernanceSettingsSecretBrokerAuthBindings[];
  /**
   * Route model calls through the tenant's router.
   * True or false.
   * @default - decided by the server
   */
  readonly modelRouterEnabled?: boolean | IResolvable;
  /**
   * Model provider used unless a call names one.
   * A string that is not empty.
   * @default - decided by the server
   */
  readonly modelRouterDefaultProvider?: string;
  /**
   * Model used unless a call names one.
   * A string that is not empty.
   * @default - decided by the server
   */
  readonly modelRouterDefaultModel?: string;
  /**
   * Model providers that may be used.
   * A list in which each item is a string that is not empty.
   * @default - decided by the server
   */
  readonly modelRouterAllowedProviders?: string[];
  /**
   * Models that may be used.
   * A list in which each item is a string that is not empty.
   * @default - decided by the server
   */
  readonly modelRouterAllowedModels?: string[];
  /**
   * Model providers tried in this order when the default fails.
   * A list in which each item is a string that is not empty.
   * @default - decided by the server
   */
  readonly modelRouterFailoverProviders?: string[];
  /**
   * Further members of the settings document, merged deeply and last. They win over the attributes. As JSON text.
   * JSON text of an object.
   * @default - not set
   */
  readonly extraSettingsJson?: string;
  /**
   * Further members of the settings document, merged deeply and last. They win over the attributes. As an object.
   * An object.
   * @default - not set
   */
  readonly extraSettings?: { [key: string]: unknown };
}

/** The names of what may be set there. */
export const governanceSettingsInputs: readonly (keyof GovernanceSettingsProps)[] = [
  "complianceProfile",
  "regulatoryRegimes",
  "shadowLow",
  "shadowMedium",
  "shadowHigh",
  "shadowCritical",
  "toolRiskOverrides",
  "secretBrokerEnabled",
  "secretBrokerProvider",
  "secretBrokerStrictEndpointMode",
  "secretBrokerFailOnMissingSecret",
  "secretBrokerAllowedHosts",
  "secretBrokerAuthBindingsJson",
  "secretBrokerAuthBindings",
  "modelRouterEnabled",
  "modelRouterDefaultProvider",
  "modelRouterDefaultModel",
  "modelRouterAllowedProviders",
  "modelRouterAllowedModels",
  "modelRouterFailoverProviders",
  "extraSettingsJson",
  "extraSettings",
];

/** The tenant's event webhook. */
export interface WebhookSettingsProps {
  /**
   * Deliver events.
   * True or false.
   * @default - not set
   */
  readonly webhookEnabled?: boolean | IResolvable;
  /**
   * Address that receives events.
   * An https URL (plain http only for loopback), without credentials in it.
   * @default - not set
   */
  readonly webhookUrl?: string;
  /**
   * Secret that signs events (Standard Webhooks).
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly webhookSecret?: string;
  /**
   * Secret that signs events (Standard Webhooks). Never kept in state.
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly webhookSecretWo?: string;
  /**
   * Change it to send `webhookSecretWo` again.
   * A whole number, 0 or more.
   * @default - not set
   */
  readonly webhookSecretWoVersion?: number;
  /**
   * Send a test event after each change; a failure is only a warning.
   * True or false.
   * @default - not set
   */
  readonly testWebhookOnApply?: boolean | IResolvable;
}

/** The names of what may be set there. */
export const webhookSettingsInputs: readonly (keyof WebhookSettingsProps)[] = [
  "webhookEnabled",
  "webhookUrl",
  "webhookSecret",
  "webhookSecretWo",
  "webhookSecretWoVersion",
  "testWebhookOnApply",
];

/** Delivery of the tenant's events to a SIEM. */
export interface SiemSettingsProps {
  /**
   * SIEM that receives events, such as `splunk`, `sentinel` or `custom`.
   * A string that is not empty.
   * @default - not set
   */
  readonly siemProvider?: string;
  /**
   * Deliver events to the SIEM.
   * True or false.
   * @default - not set
   */
  readonly siemWebhookEnabled?: boolean | IResolvable;
  /**
   * Address of the SIEM's collector.
   * An https URL (plain http only for loopback), without credentials in it.
   * @default - not set
   */
  readonly siemWebhookUrl?: string;
  /**
   * Secret that signs events for the SIEM (Standard Webhooks).
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly siemWebhookSecret?: string;
  /**
   * Secret that signs events for the SIEM (Standard Webhooks). Never kept in state.
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly siemWebhookSecretWo?: string;
  /**
   * Change it to send `siemWebhookSecretWo` again.
   * A whole number, 0 or more.
   * @default - not set
   */
  readonly siemWebhookSecretWoVersion?: number;
  /**
   * Format that the collector expects.
   * A string that is not empty.
   * @default - not set
   */
  readonly siemWebhookProvider?: string;
}

/** The names of what may be set there. */
export const siemSettingsInputs: readonly (keyof SiemSettingsProps)[] = [
  "siemProvider",
  "siemWebhookEnabled",
  "siemWebhookUrl",
  "siemWebhookSecret",
  "siemWebhookSecretWo",
  "siemWebhookSecretWoVersion",
  "siemWebhookProvider",
];

/** Privileged access management: who decides when a tool call needs step-up. */
export interface PamSettingsProps {
  /**
   * Ask the PAM system for step-up decisions.
   * True or false.
   * @default - decided by the server
   */
  readonly pamEnabled?: boolean | IResolvable;
  /**
   * PAM system, such as `okta`.
   * A string that is not empty.
   * @default - decided by the server
   */
  readonly pamProvider?: string;
  /**
   * Secret that signs the PAM system's callbacks.
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly pamCallbackSecret?: string;
  /**
   * Secret that signs the PAM system's callbacks. Never kept in state.
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly pamCallbackSecretWo?: string;
  /**
   * Change it to send `pamCallbackSecretWo` again.
   * A whole number, 0 or more.
   * @default - not set
   */
  readonly pamCallbackSecretWoVersion?: number;
  /**
   * Address that challenges are sent to.
   * An https URL (plain http only for loopback), without credentials in it.
   * @default - decided by the server
   */
  readonly pamRequestUrl?: string;
  /**
   * Secret that signs challenges.
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly pamRequestSecret?: string;
  /**
   * Secret that signs challenges. Never kept in state.
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly pamRequestSecretWo?: string;
  /**
   * Change it to send `pamRequestSecretWo` again.
   * A whole number, 0 or more.
   * @default - not set
   */
  readonly pamRequestSecretWoVersion?: number;
  /**
   * Bearer token sent with challenges.
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly pamRequestAuthToken?: string;
  /**
   * Bearer token sent with challenges. Never kept in state.
   * A string that is not empty.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly pamRequestAuthTokenWo?: string;
  /**
   * Change it to send `pamRequestAuthTokenWo` again.
   * A whole number, 0 or more.
   * @default - not set
   */
  readonly pamRequestAuthTokenWoVersion?: number;
  /**
   * Seconds to wait for the PAM system.
   * A number from 0.1 to 300.
   * @default - decided by the server
   */
  readonly pamRequestTimeoutSeconds?: number;
}

/** The names of what may be set there. */
export const pamSettingsInputs: readonly (keyof PamSettingsProps)[] = [
  "pamEnabled",
  "pamProvider",
  "pamCallbackSecret",
  "pamCallbackSecretWo",
  "pamCallbackSecretWoVersion",
  "pamRequestUrl",
  "pamRequestSecret",
  "pamRequestSecretWo",
  "pamRequestSecretWoVersion",
  "pamRequestAuthToken",
  "pamRequestAuthTokenWo",
  "pamRequestAuthTokenWoVersion",
  "pamRequestTimeoutSeconds",
];

/** An MDM system from which GovAPI reads the device inventory. */
export interface MdmProviderProps {
  /**
   * The MDM system.
   * One of "jamf", "intune", "workspace_one", "kandji", "custom".
   */
  readonly providerName: string;
  /**
   * Name shown to people.
   * A string that is not empty.
   * @default - not set
   */
  readonly name?: string;
  /**
   * Whether the integration is in use.
   * True or false.
   * @default true
   */
  readonly enabled?: boolean | IResolvable;
  /**
   * Address and credentials of the MDM system. As JSON text.
   * JSON text of an object.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly configJson?: string;
  /**
   * Address and credentials of the MDM system. As an object.
   * An object.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly config?: { [key: string]: unknown };
  /**
   * Address and credentials of the MDM system. As an object, never kept in state.
   * An object.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly configWo?: { [key: string]: unknown };
  /**
   * Change it to send `configWo` again.
   * A whole number, 0 or more.
   * @default - not set
   */
  readonly configWoVersion?: number;
}

/** The names of what may be set there. */
export const mdmProviderInputs: readonly (keyof MdmProviderProps)[] = [
  "providerName",
  "name",
  "enabled",
  "configJson",
  "config",
  "configWo",
  "configWoVersion",
];

/** One run of reading the device inventory from an MDM system. */
export interface MdmSyncProps {
  /**
   * The MDM system to read.
   * One of "jamf", "intune", "workspace_one", "kandji", "custom".
   */
  readonly providerName: string;
  /**
   * Any text; a change of it runs the sync again.
   * A string.
   * @default - not set
   */
  readonly trigger?: string;
  /**
   * Wait until the sync has ended.
   * True or false.
   * @default true
   */
  readonly waitForCompletion?: boolean | IResolvable;
  /**
   * Seconds between two looks at the job.
   * A whole number from 1 to 300.
   * @default 5
   */
  readonly pollIntervalSeconds?: number;
  /**
   * Seconds after which waiting fails.
   * A whole number from 1 to 3600.
   * @default 300
   */
  readonly timeoutSeconds?: number;
}

/** The names of what may be set there. */
export const mdmSyncInputs: readonly (keyof MdmSyncProps)[] = [
  "providerName",
  "trigger",
  "waitForCompletion",
  "pollIntervalSeconds",
  "timeoutSeconds",
];

/** One test event sent to the tenant's webhook. */
export interface WebhookTestProps {
  /**
   * Any text; a change of it sends the test again.
   * A string.
   * @default - not set
   */
  readonly trigger?: string;
}

/** The names of what may be set there. */
export const webhookTestInputs: readonly (keyof WebhookTestProps)[] = [
  "trigger",
];

/** A browser that GovAPI governs. */
export interface BrowserProviderProps {
  /**
   * The browser.
   * One of "chrome", "firefox", "safari", "island".
   */
  readonly providerName: string;
  /**
   * Name shown to people.
   * A string that is not empty.
   * @default - not set
   */
  readonly name?: string;
  /**
   * Whether the browser is governed.
   * True or false.
   * @default true
   */
  readonly enabled?: boolean | IResolvable;
  /**
   * State of the connection.
   * One of "connected", "degraded", "disconnected".
   * @default - not set
   */
  readonly status?: string;
  /**
   * Settings of the connection. As JSON text.
   * JSON text of an object.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly configJson?: string;
  /**
   * Settings of the connection. As an object.
   * An object.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly config?: { [key: string]: unknown };
  /**
   * Settings of the connection. As an object, never kept in state.
   * An object.
   * Secret: take it from a sensitive variable, not from a text.
   * @default - not set
   */
  readonly configWo?: { [key: string]: unknown };
  /**
   * Change it to send `configWo` again.
   * A whole number, 0 or more.
   * @default - not set
   */
  readonly configWoVersion?: number;
  /**
   * What went wrong last.
   * A string that is not empty.
   * @default - not set
   */
  readonly lastError?: string;
}

/** The names of what may be set there. */
export const browserProviderInputs: readonly (keyof BrowserProviderProps)[] = [
  "providerName",
  "name",
  "enabled",
  "status",
  "configJson",
  "config",
  "configWo",
  "configWoVersion",
  "lastError",
];

/** A policy that GovAPI compiles for a browser. */
export interface BrowserPolicyProps {
  /**
   * Identifier of the policy.
   * A string that is not empty.
   * @default - decided by the server
   */
  readonly policyId?: string;
  /**
   * Name shown to people.
   * A string that is not empty.
   */
  readonly name: string;
  /**
   * The browser that the policy is for.
   * One of "chrome", "firefox", "safari", "island".
   */
  readonly providerName: string;
  /**
   * Only report, or enforce.
   * One of "monitor", "enforce".
   * @default - not set
   */
  readonly enforcementMode?: string;
  /**
   * Whether the policy is in force.
   * True or false.
   * @default true
   */
  readonly active?: boolean | IResolvable;
  /**
   * Version of the policy. It counts up with every change that does not set it.
   * A whole number, 1 or more.
   * @default - decided by the server
   */
  readonly version?: number;
  /**
   * The policy, in the browser-neutral form. As JSON text.
   * JSON text of an object.
   * @default - decided by the server
   */
  readonly policyJson?: string;
  /**
   * The policy, in the browser-neutral form. As an object.
   * An object.
   * @default - decided by the server
   */
  readonly policy?: { [key: string]: unknown };
  /**
   * Free data kept with the policy. As JSON text.
   * JSON text of an object.
   * @default - decided by the server
   */
  readonly metadataJson?: string;
  /**
   * Free data kept with the policy. As an object.
   * An object.
   * @default - decided by the server
   */
  readonly metadata?: { [key: string]: unknown };
  /**
   * Who made the policy.
   * A string that is not empty.
   * @default - decided by the server
   */
  readonly createdBy?: string;
  /**
   * Who changed the policy last.
   * A string that is not empty.
   * @default - decided by the server
   */
  readonly updatedBy?: string;
}

/** The names of what may be set there. */
export const browserPolicyInputs: readonly (keyof BrowserPolicyProps)[] = [
  "policyId",
  "name",
  "providerName",
  "enforcementMode",
  "active",
  "version",
  "policyJson",
  "policy",
  "metadataJson",
  "metadata",
  "createdBy",
  "updatedBy",
];

/** A browser of one user on one device that obeys the tenant's policies. */
export interface BrowserEnrollmentProps {
  /**
   * Identifier of the enrollment.
   * A string that is not empty.
   * @default - decided by the server
   */
  readonly enrollmentId?: string;
  /**
   * The browser.
   * One of "chrome", "firefox", "safari", "island".
   */
  readonly providerName: string;
  /**
   * User of the browser.
   * A string that is not empty.
   */
  readonly userId: string;
  /**
   * Device that the browser runs on.
   * A string that is not empty.
   */
  readonly deviceId: string;
  /**
   * Profile inside the browser.
   * A string that is not empty.
   * @default - not set
   */
  readonly browserProfile?: string;
  /**
   * State of the enrollment.
   * One of "active", "pending", "disabled".
   * @default - not set
   */
  readonly status?: string;
  /**
   * Free data kept with the enrollment. As JSON text.
   * JSON text of an object.
   * @default - decided by the server
   */
  readonly metadataJson?: string;
  /**
   * Free data kept with the enrollment. As an object.
   * An object.
   * @default - decided by the server
   */
  readonly metadata?: { [key: string]: unknown };
  /**
   * Time at which the browser was last seen.
   * An RFC 3339 time such as 2026-01-31T12:00:00Z.
   * @default - not set
   */
  readonly lastSeenAt?: string;
}

/** The names of what may be set there. */
export const browserEnrollmentInputs: readonly (keyof BrowserEnrollmentProps)[] = [
  "enrollmentId",
  "providerName",
  "userId",
  "deviceId",
  "browserProfile",
  "status",
  "metadataJson",
  "metadata",
  "lastSeenAt",
];

/** The tenant's settings document. */
export interface DataTenantSettingsProps {
}

/** The names of what may be set there. */
export const dataTenantSettingsInputs: readonly (keyof DataTenantSettingsProps)[] = [
];

/** The tenant's MDM integrations. */
export interface DataMdmProvidersProps {
}

/** The names of what may be set there. */
export const dataMdmProvidersInputs: readonly (keyof DataMdmProvidersProps)[] = [
];

/** One run of reading the device inventory from an MDM system. */
export interface DataMdmSyncJobProps {
  /**
   * The job.
   * A string that is not empty.
   */
  readonly jobId: string;
}

/** The names of what may be set there. */
export const dataMdmSyncJobInputs: readonly (keyof DataMdmSyncJobProps)[] = [
  "jobId",
];

/** The browsers that GovAPI governs. */
export interface DataBrowserProvidersProps {
}

/** The names of what may be set there. */
export const dataBrowserProvidersInputs: readonly (keyof DataBrowserProvidersProps)[] = [
];

/** The policies of the governed browsers. */
export interface DataBrowserPoliciesProps {
  /**
   * Only the policies of this browser.
   * One of "chrome", "firefox", "safari", "island".
   * @default - not set
   */
  readonly providerName?: string;
}

/** The names of what may be set there. */
export const dataBrowserPoliciesInputs: readonly (keyof DataBrowserPoliciesProps)[] = [
  "providerName",
];

/** The enrolled browsers. */
export interface DataBrowserEnrollmentsProps {
  /**
   * Only the enrollments of this browser.
   * One of "chrome", "firefox", "safari", "island".
   * @default - not set
   */
  readonly providerName?: string;
  /**
   * Only the enrollments in this state.
   * One of "active", "pending", "disabled".
   * @default - not set
   */
  readonly status?: string;
}

/** The names of what may be set there. */
export const dataBrowserEnrollmentsInputs: readonly (keyof DataBrowserEnrollmentsProps)[] = [
  "providerName",
  "status",
];

/** The names of what may be set there. */
export const providerInputs: readonly (string)[] = [
  "tenantId",
  "apexDomain",
  "govapiUrl",
  "apiBaseUrl",
  "orgApiKey",
  "orgApiKeyFile",
  "adminBearerToken",
  "adminBearerTokenFile",
  "retryMaxAttempts",
  "retryBaseDelayMs",
  "retryMaxDelayMs",
  "requestTimeoutSeconds",
  "insecureSkipTlsVerify",
];
