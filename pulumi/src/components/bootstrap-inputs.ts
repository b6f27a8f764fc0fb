import type { Input } from "@pulumi/pulumi";
import { type Attribute, attributeNamed, type InputsOf, type JsonValue, kebabCase, resources } from "@thoth-iac/model";

/** How thothctl gets to know an input: by a flag, or by a variable of its environment. */
interface Told {
  /** The flag; a list is said item by item. */
  readonly flag?: string;
  /** The flag stands for true, and its absence for false. */
  readonly isSwitch?: true;
  readonly environment?: string;
  readonly default?: JsonValue;
  readonly description?: string;
}

/** One input of the bootstrap. The parameter is the type of what a program gives. */
export interface BootstrapInput<T = unknown> extends Told, Pick<Attribute, "type" | "expects" | "sensitive"> {
  readonly description: string;
  /** Holds nothing; only the compiler knows it. */
  readonly accepts?: T;
}

const required = {
  tenantId: text("Tenant slug.", { flag: "tenant-id" }),
  govapiUrl: text("Base URL of GovAPI: https, or plain http on loopback for trying things out.", {
    flag: "govapi-url",
  }),
};

const optional = {
  thothctlBin: text("thothctl: a name on PATH, or a path. By default the one that this package brings.", {
    environment: "THOTHCTL_BIN",
  }),
  adminBearerToken: secret("Admin bearer token (JWT). Prefer `adminBearerTokenFile`.", "THOTH_ADMIN_BEARER_TOKEN"),
  adminBearerTokenFile: text("File that holds the admin bearer token.", {
    environment: "THOTH_ADMIN_BEARER_TOKEN_FILE",
  }),
  orgApiKey: secret(
    "Organization API key, in place of an admin bearer token. Prefer `orgApiKeyFile`.",
    "THOTH_ORG_API_KEY",
  ),
  orgApiKeyFile: text("File that holds the organization API key.", { environment: "THOTH_ORG_API_KEY_FILE" }),
  timeoutSeconds: input<number>({
    type: { kind: "integer", minimum: 5, maximum: 600 },
    description: "Longest time that one request may take.",
    default: 20,
    flag: "timeout-seconds",
  }),
  complianceProfile: setting("compliance_profile", { default: "soc2" }),
  regulatoryRegimes: setting("regulatory_regimes", { flag: "regulatory-regime" }),
  shadowLow: setting("shadow_low", { default: "allow" }),
  shadowMedium: setting("shadow_medium", { default: "step_up" }),
  shadowHigh: setting("shadow_high", { default: "block" }),
  shadowCritical: setting("shadow_critical", { default: "block" }),
  toolRiskOverrides: input<readonly string[]>({
    type: { kind: "list", element: { kind: "string", pattern: "^[^=]+=(low|medium|high|critical)$" } },
    description: "Risk tiers by tool, each written `TOOL=TIER`. They are added to the overrides that the tenant has.",
    expects: "TOOL=TIER, where TIER is low, medium, high or critical",
    flag: "tool-risk-override",
  }),
  webhookUrl: setting("webhook_url"),
  webhookSecret: secret("Secret that signs events.", "THOTH_WEBHOOK_SECRET"),
  webhookEnabled: setting("webhook_enabled", {
    description: "Deliver events. By default on if `webhookUrl` is given, else as it is.",
  }),
  testWebhook: choice("Send a test event, and fail unless it is delivered.", { flag: "test-webhook", isSwitch: true }),
  mdmProvider: input<InputsOf<typeof resources.mdmProvider>["provider_name"]>({
    type: attributeNamed(resources.mdmProvider, "provider_name").type,
    description: "MDM system to read devices from.",
    flag: "mdm-provider",
  }),
  mdmName: text("Name of the MDM integration, shown to people.", { flag: "mdm-name" }),
  mdmEnabled: choice("Whether the MDM integration is in use. By default as it is; a new one is.", {
    flag: "mdm-enabled",
  }),
  mdmConfigFile: text("File that holds address and credentials of the MDM system as a JSON object.", {
    flag: "mdm-config-file",
  }),
  startMdmSync: choice("Start reading the device inventory.", { flag: "start-sync", isSwitch: true }),
  jsonOutput: choice("Print the result as JSON.", { flag: "json", isSwitch: true, default: true }),
  triggerVersion: text("Any text. Change it to run again, as after a change of a file.", { default: "v1" }),
};

/** The arguments of the bootstrap, which are the inputs of its twin in Terraform. */
export type BootstrapArgs = Given<typeof required> & {
  readonly [Name in keyof typeof optional]?: Given<typeof optional>[Name] | undefined;
};

type Given<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends BootstrapInput<infer T> ? Accepted<Exclude<T, undefined>> : never;
};

type Accepted<T> = [T] extends [readonly (infer Item)[]] ? Input<readonly Input<Item>[]> : Input<T>;

/** Every input of the bootstrap by its name. */
export const bootstrapInputs: Readonly<Record<keyof BootstrapArgs, BootstrapInput>> = { ...required, ...optional };

/** The inputs as attributes, by which they are checked as those of a resource are. */
export const bootstrapAttributes: readonly Attribute[] = Object.entries(bootstrapInputs).map(
  ([name, { flag: _f, isSwitch: _s, environment: _e, accepts: _a, ...row }]) => ({
    ...row,
    name,
    input: true,
    output: false,
    required: Object.hasOwn(required, name),
  }),
);

function input<T>(row: BootstrapInput<T>): BootstrapInput<T> {
  return row;
}

function text(description: string, told: Told): BootstrapInput<string> {
  return { type: { kind: "string", minLength: 1 }, description, ...told };
}

function secret(description: string, environment: string): BootstrapInput<string> {
  return { ...text(description, { environment }), sensitive: true };
}

function choice(description: string, told: Told): BootstrapInput<boolean> {
  return { type: { kind: "bool" }, description, ...told };
}

type Settings = InputsOf<typeof resources.tenantSettings>;

/** An input that is an attribute of the tenant's settings, with its values and its flag. */
function setting<Name extends keyof Settings & string>(name: Name, told: Told = {}): BootstrapInput<Settings[Name]> {
  const { type, description, expects } = attributeNamed(resources.tenantSettings, name);
  return { type, description, ...(expects !== undefined && { expects }), flag: kebabCase(name), ...told };
}
