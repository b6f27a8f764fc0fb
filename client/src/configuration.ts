import {
  type ConfigurationAttribute,
  type ConfigurationName,
  type Diagnostic,
  error,
  failure,
  providerConfiguration,
  type Result,
  success,
  UNKNOWN,
  type Value,
  warning,
} from "@thoth-iac/model";
import { baseUrlOf, type Given, productUrlOf, tenantOf } from "./base-url.ts";
import type { Connection } from "./client.ts";
import { credentialOf } from "./credential-source.ts";
import { commandLine, type Face, provider, pulumi, rowOf } from "./faces.ts";
import { type Environment, type GivenSettings, type ReadFile, type Surroundings, textIn } from "./given-settings.ts";

/** The connection, or the reason why it is not known before apply. */
export type Configuration =
  | { readonly known: true; readonly connection: Connection }
  | { readonly known: false; readonly reason: Diagnostic };

/** The connection that a provider block and the environment ask for, by the reference provider's rules. */
export function resolveConfiguration(
  given: GivenSettings,
  env: Environment,
  readFile: ReadFile,
): Promise<Result<Configuration>> {
  return resolve(given, { env, readFile, face: provider });
}

/** The connection that a Pulumi stack's configuration, or a provider of Pulumi, and the environment ask for. */
export function resolveStackConfiguration(
  given: GivenSettings,
  env: Environment,
  readFile: ReadFile,
): Promise<Result<Configuration>> {
  return resolve(given, { env, readFile, face: pulumi });
}

/** The connection that thothctl's global flags, the environment and the saved session ask for, in this order. */
export async function resolveCommandLine(
  given: GivenSettings,
  env: Environment,
  readFile: ReadFile,
): Promise<Result<Connection>> {
  const result = await resolve(given, { env, readFile, face: commandLine });
  if (!result.ok) return result;
  return result.value.known ? success(result.value.connection, result.warnings) : failure(result.value.reason);
}

async function resolve(given: GivenSettings, around: Surroundings): Promise<Result<Configuration>> {
  const wrong = providerConfiguration.flatMap((attribute) => faultsOf(attribute, given[attribute.name], around.face));
  if (wrong.length > 0) return failure(...wrong);
  const unknown = providerConfiguration.map(({ name }) => name).filter((name) => given[name] === UNKNOWN);
  // What is absent may be looked for elsewhere; what is only not yet known may not (it will be known at apply).
  if (unknown.length > 0) return success({ known: false, reason: notYetKnown(unknown, around.face) });

  const tenant = tenantIn(given, around);
  const baseUrl = tenant.ok ? baseUrlIn(given, around, tenant.value) : success("");
  const credential = await credentialOf(given, around);
  if (!tenant.ok || !baseUrl.ok || !credential.ok) {
    return failure(...[tenant, baseUrl, credential].flatMap((result) => (result.ok ? [] : result.diagnostics)));
  }
  const insecureSkipTlsVerify = given.insecure_skip_tls_verify === true;
  const connection: Connection = {
    tenantId: tenant.value.value,
    baseUrl: baseUrl.value,
    credential: credential.value,
    retry: {
      maxAttempts: numberIn(given, "retry_max_attempts", around.face),
      baseDelayMs: numberIn(given, "retry_base_delay_ms", around.face),
      maxDelayMs: numberIn(given, "retry_max_delay_ms", around.face),
    },
    requestTimeoutMs: 1000 * numberIn(given, "request_timeout_seconds", around.face),
    insecureSkipTlsVerify,
  };
  return success({ known: true, connection }, insecureSkipTlsVerify ? [unverified(around.face)] : []);
}

function settingIn(given: GivenSettings, name: ConfigurationName, { env, face }: Surroundings): Given | undefined {
  const attribute = attributeIn(given, name, face);
  if (attribute) return attribute;
  for (const variable of face.environmentOf(rowOf(name)) ?? []) {
    const value = textIn(env[variable]);
    if (value !== undefined) return { value, name: variable };
  }
  return undefined;
}

function attributeIn(given: GivenSettings, name: ConfigurationName, face: Face): Given | undefined {
  const value = textIn(given[name]);
  return value === undefined ? undefined : { value, name: face.spell(name), attribute: name };
}

function tenantIn(given: GivenSettings, around: Surroundings): Result<Given> {
  const tenant = settingIn(given, "tenant_id", around);
  if (tenant === undefined) {
    const detail = `Neither ${around.face.spell("tenant_id")} nor THOTH_TENANT_ID is set. Give the tenant's slug, such as acme.`;
    return failure(
      error("invalid_configuration", { summary: "The tenant is missing", detail, attribute: ["tenant_id"] }),
    );
  }
  const checked = tenantOf(tenant);
  return checked.ok ? success(tenant) : checked;
}

function baseUrlIn(given: GivenSettings, around: Surroundings, tenant: Given): Result<string> {
  const { face } = around;
  const [first, second] = [attributeIn(given, "govapi_url", face), attributeIn(given, "api_base_url", face)];
  if (first && second) {
    const [one, other] = [baseUrlOf(first), baseUrlOf(second)];
    if (one.ok && other.ok && one.value !== other.value) {
      const detail = `${first.name} is ${one.value} and ${second.name} is ${other.value}. They mean the same: give one of them.`;
      return failure(
        error("conflicting_attributes", { summary: "Two base URLs are given", detail, attribute: ["api_base_url"] }),
      );
    }
    return one.ok ? other : one;
  }
  const explicit = first ?? second;
  if (explicit) return baseUrlOf(explicit);
  const apex = settingIn(given, "apex_domain", around);
  // An apex written down beats a URL of the environment, or else the credential might go to another place than the one written.
  const url = apex?.attribute === undefined ? settingIn(given, "govapi_url", around) : undefined;
  if (url) return baseUrlOf(url);
  return productUrlOf(tenant, apex ?? { value: `${rowOf("apex_domain").default}`, name: face.spell("apex_domain") });
}

function faultsOf(
  attribute: ConfigurationAttribute & { name: ConfigurationName },
  value: Value | undefined,
  face: Face,
): readonly Diagnostic[] {
  if (value === undefined || value === null || value === UNKNOWN) return [];
  const { name, type, range, sensitive } = attribute;
  const fault = (code: "invalid_type" | "invalid_value", expected: string) => {
    const found = sensitive ? `a ${typeof value}` : JSON.stringify(value)?.slice(0, 100);
    const summary = `${face.spell(name)} has a value that cannot be used`;
    return [error(code, { summary, detail: `Found ${found}; expected ${expected}.`, attribute: [name] })];
  };
  const [least, most] = range ?? [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
  if (type === "string" && typeof value !== "string") return fault("invalid_type", "text");
  if (type === "boolean" && typeof value !== "boolean") return fault("invalid_type", "true or false");
  if (type !== "integer") return [];
  if (typeof value !== "number" || !Number.isInteger(value)) return fault("invalid_type", "a whole number");
  return value < least || value > most ? fault("invalid_value", `a whole number from ${least} to ${most}`) : [];
}

function numberIn(given: GivenSettings, name: ConfigurationName, face: Face): number {
  const value = given[name];
  return typeof value === "number" ? value : Number(face.defaultOf(rowOf(name)));
}

function notYetKnown(names: readonly ConfigurationName[], { spell, partialApply }: Face): Diagnostic {
  const detail = `${names.map(spell).join(", ")} will be known only after apply, and this step has to call GovAPI now. First apply what the value comes from (${partialApply}), or give a value that is known.`;
  return error("invalid_configuration", {
    summary: "The connection to GovAPI is not known yet",
    detail,
    attribute: names.slice(0, 1),
  });
}

function unverified(face: Face): Diagnostic {
  const detail = `${face.spell("insecure_skip_tls_verify")} is on: whoever stands on the way to GovAPI can read the credential and change what is sent. Use it for trying things out only.`;
  return warning("invalid_configuration", {
    summary: "TLS certificates are not verified",
    detail,
    attribute: ["insecure_skip_tls_verify"],
  });
}
