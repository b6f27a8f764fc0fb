/** One setting of the connection to GovAPI, as the provider's block, thothctl's flags and the docs spell it. */
export interface ConfigurationAttribute {
  readonly name: string;
  readonly type: "string" | "integer" | "boolean";
  readonly description: string;
  readonly sensitive?: true;
  /** Smallest and largest value accepted. */
  readonly range?: readonly [least: number, most: number];
  readonly default?: string | number | boolean;
  /** Environment variables read when the attribute is absent, the first that is set wins. */
  readonly environment?: readonly string[];
  /** The global flag of thothctl that means the same; default and environment where they differ. */
  readonly flag?: {
    readonly name: string;
    readonly default?: string | number | boolean;
    readonly environment?: readonly string[];
  };
}

/** Every setting of the connection, in the order in which people read them. All are optional in the language. */
export const providerConfiguration = [
  {
    name: "tenant_id",
    type: "string",
    description:
      "Tenant slug. It is part of every path, and of the host unless a base URL is given. Required in the end.",
    environment: ["THOTH_TENANT_ID"],
    flag: { name: "tenant-id" },
  },
  {
    name: "apex_domain",
    type: "string",
    description: "Domain under which the tenant's host `grid.<tenant_id>.<apex_domain>` is found.",
    default: "atensecurity.com",
    environment: ["THOTH_APEX_DOMAIN"],
    flag: { name: "apex-domain" },
  },
  {
    name: "govapi_url",
    type: "string",
    description:
      "Base URL of GovAPI, in place of `https://grid.<tenant_id>.<apex_domain>`. https, or http on loopback. Same as `api_base_url`.",
    environment: ["THOTH_GOVAPI_URL"],
    flag: { name: "govapi-url" },
  },
  {
    name: "api_base_url",
    type: "string",
    description: "Base URL of GovAPI. Same as `govapi_url`; if both are given they must agree.",
  },
  {
    name: "org_api_key",
    type: "string",
    description: "Organization API key. Excludes the admin bearer token.",
    sensitive: true,
    environment: ["THOTH_API_KEY", "THOTH_ORG_API_KEY"],
    flag: { name: "org-api-key", environment: ["THOTH_ORG_API_KEY", "THOTH_API_KEY"] },
  },
  {
    name: "org_api_key_file",
    type: "string",
    description: "File that holds the organization API key. Not read if `org_api_key` is given.",
    environment: ["THOTH_ORG_API_KEY_FILE"],
    flag: { name: "org-api-key-file" },
  },
  {
    name: "admin_bearer_token",
    type: "string",
    description: "Admin bearer token (JWT). Excludes the organization API key.",
    sensitive: true,
    environment: ["THOTH_ADMIN_BEARER_TOKEN"],
    flag: { name: "auth-token" },
  },
  {
    name: "admin_bearer_token_file",
    type: "string",
    description: "File that holds the admin bearer token. Not read if `admin_bearer_token` is given.",
    environment: ["THOTH_ADMIN_BEARER_TOKEN_FILE"],
    flag: { name: "auth-token-file" },
  },
  {
    name: "retry_max_attempts",
    type: "integer",
    description: "How often a call is tried in all.",
    range: [1, 10],
    default: 4,
  },
  {
    name: "retry_base_delay_ms",
    type: "integer",
    description: "Longest wait before the second attempt, in milliseconds. It doubles with every attempt.",
    range: [50, 10_000],
    default: 300,
  },
  {
    name: "retry_max_delay_ms",
    type: "integer",
    description: "Longest wait between two attempts, in milliseconds, unless GovAPI asks for more.",
    range: [100, 60_000],
    default: 5000,
  },
  {
    name: "request_timeout_seconds",
    type: "integer",
    description: "Longest time that one attempt may take, the whole answer included.",
    range: [5, 600],
    default: 30,
    flag: { name: "timeout-seconds", default: 20 },
  },
  {
    name: "insecure_skip_tls_verify",
    type: "boolean",
    description:
      "Accept any TLS certificate. For trying things out only: whoever is on the way can read the credential.",
    default: false,
    flag: { name: "insecure-skip-tls-verify" },
  },
] as const satisfies readonly ConfigurationAttribute[];

/** The name of one setting of the connection. */
export type ConfigurationName = (typeof providerConfiguration)[number]["name"];
