import { createSession, resolveStackConfiguration, type World } from "@thoth-iac/client";
import type { MessageInit } from "@thoth-iac/grpc";
import { type JsonObject, nearest, providerConfiguration, sameValue, type Value } from "@thoth-iac/model";
import type { CheckFailure } from "../failure.ts";
import { received } from "../property-values.ts";
import { propertyOf, serializedSetting, settingsOf } from "../settings.ts";
import { packageName } from "../tokens.ts";
import { structFrom } from "./properties.ts";
import { DiffChanges, DiffKind, type providerRpcs } from "./pulumirpc.ts";

type Rpcs = typeof providerRpcs;

/** What the engine adds to a provider's own properties, and what a stack of the dynamic flavour may have set. */
const otherKeys: ReadonlySet<string> = new Set([
  serializedSetting, "version", "pluginDownloadURL", "pluginChecksums", "parameterization", "name", "envVarMappings",
]); // biome-ignore format: one list

const settings = providerConfiguration.map((row) => ({ ...row, property: propertyOf(row.name) }));
const names = settings.map(({ property }) => property);
const sensitive = new Set(settings.filter((row) => "sensitive" in row).map(({ property }) => property));
const tenant = propertyOf("tenant_id");

/** A provider's properties, checked. What is missing may come from the environment where it is configured. */
export async function checkConfiguration(
  world: World,
  properties: JsonObject,
): Promise<MessageInit<Rpcs["CheckConfig"]["response"]>> {
  const { values, secret } = received(properties);
  const strange = Object.keys(values).filter((name) => !names.includes(name) && !otherKeys.has(name));
  const probe = createSession({ ...world, env: {} }, resolveStackConfiguration);
  const found = await probe.configure(settingsOf(values));
  const wrong = found.filter(({ severity, code }) => severity === "error" && code !== "invalid_configuration");
  const failures: readonly CheckFailure[] = [
    ...strange.map(unknownProperty),
    ...wrong.map(({ attribute = [], summary, detail }) => {
      const row = settings.find(({ name }) => name === attribute[0]);
      // The engine shows the value of a property that is named.
      const property = row === undefined || sensitive.has(row.property) ? "" : row.property;
      return { property, reason: `${summary}. ${detail}` };
    }),
  ];
  if (failures.length > 0) return { failures };
  return { inputs: structFrom(values, new Set([...secret, ...sensitive])) };
}

function unknownProperty(property: string): CheckFailure {
  const near = nearest(property, names);
  const hint = near === undefined ? `Known are ${names.join(", ")}.` : `Did you mean ${near}?`;
  // Unnamed: the engine shows the value of what is named, and this may have been meant for a credential.
  return { property: "", reason: `Unknown setting. The provider has no setting ${property.slice(0, 100)}. ${hint}` };
}

/** The two sides of a change of a provider. */
export interface ConfigurationChange {
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** The tenant that the environment names, for a side that names none. */
  readonly tenantOfEnvironment: string | undefined;
}

/**
 * The difference between two configurations. Another tenant is another world, in which nothing of the old one exists;
 * everything else only says how the tenant is reached.
 */
export function configurationDifference({
  before,
  after,
  tenantOfEnvironment,
}: ConfigurationChange): MessageInit<Rpcs["DiffConfig"]["response"]> {
  const [old, now] = [settingsIn(before), settingsIn(after)];
  const changed = names.filter((name) => !sameValue(old.get(name) ?? null, now.get(name) ?? null));
  const from = old.get(tenant);
  const to = now.get(tenant) ?? tenantOfEnvironment;
  const moves = typeof from === "string" && typeof to === "string" && from.trim() !== to.trim();
  const kindOf = (name: string) => {
    const kind = !old.has(name) ? "ADD" : !now.has(name) ? "DELETE" : "UPDATE";
    return DiffKind[moves && name === tenant ? (`${kind}_REPLACE` as const) : kind];
  };
  return {
    changes: changed.length === 0 ? DiffChanges.NONE : DiffChanges.SOME,
    diffs: changed,
    replaces: moves ? [tenant] : [],
    hasDetailedDiff: true,
    detailedDiff: Object.fromEntries(changed.map((name) => [name, { kind: kindOf(name), inputDiff: true }])),
  };
}

/** Our settings among properties; the dynamic flavour keeps the stack's configuration, by the full keys. */
function settingsIn(properties: JsonObject): ReadonlyMap<string, Value> {
  const { values } = received(properties);
  const found = names.flatMap((name) => {
    const value = values[name] ?? values[`${packageName}:${name}`] ?? null;
    return value === null ? [] : [[name, value] as const];
  });
  return new Map(found);
}
