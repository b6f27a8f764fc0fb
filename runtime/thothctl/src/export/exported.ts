import { addressOf, type Found } from "@thoth-iac/client";
import {
  type Diagnostic,
  isAbsent,
  isRecord,
  isSecretName,
  type JsonObject,
  type JsonValue,
  type Mark,
  parse,
  pathText,
  type Resource,
  sameValue,
  UNKNOWN,
  type Value,
  valueAt,
  warning,
  withoutSecrets,
} from "@thoth-iac/model";
import { type Secrets, secretsOf, type variableNames } from "./secret-places.ts";
import { unknownMembers } from "./unknown-members.ts";
import { type Inputs, writtenInputs } from "./written-inputs.ts";

/** One instance as a configuration would say it. */
export interface Exported extends Omit<Secrets, "written"> {
  readonly address: string;
  readonly resource: Resource;
  readonly name: string;
  /** The texts of its identity. */
  readonly identity: readonly string[];
  /** Inputs, secrets aside. */
  readonly inputs: Inputs;
  /** The same as a manifest says it: references in place of secrets, and what else a shared document holds. */
  readonly spec: JsonObject;
  /** What of it cannot be said, or not be applied. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What is known of an instance beside what GovAPI says of it. */
export interface Beside {
  readonly name: string;
  /** Every resource of the model. */
  readonly all: readonly Resource[];
  /** The marks that tell of it. */
  readonly remembered: readonly Mark[];
  /** Gives variables their names. */
  readonly variables: ReturnType<typeof variableNames>;
}

/** An instance as a configuration would say it. */
export function exported(found: Found, { name, all, variables, remembered }: Beside): Exported {
  const { resource, identity } = found;
  const address = addressOf({ resource, name });
  const inputs = writtenInputs(found);
  const variableOf = (path: readonly (string | number)[]) =>
    variables([resource.name, ...(resource.identity.length === 0 ? [] : [name]), ...path]);
  const { written, ...secrets } = secretsOf(found, { remembered, variableOf });
  const further = unknownMembers(found, all);
  const said = new Map([
    ...Object.entries(inputs),
    ...Object.entries(written),
    ...(further === undefined ? [] : [[further.attribute.name, further.value] as const]),
  ]);
  // In the model's order, which is the same each time.
  const names = resource.attributes.map((attribute) => attribute.name).filter((each) => said.has(each));
  const spec = Object.fromEntries(names.map((each) => [each, said.get(each) ?? null]));
  return {
    address,
    resource,
    name,
    identity: resource.identity.map((each) => String(identity[each] ?? "")),
    inputs,
    spec,
    ...secrets,
    diagnostics: [...unacceptable(resource, spec), ...unsaid(found, inputs)].map((each) => ({
      ...each,
      instance: address,
    })),
  };
}

/** What the model does not accept: a word that it does not know, or a number that is not kept exactly. */
function unacceptable(resource: Resource, spec: JsonObject): readonly Diagnostic[] {
  const written = Object.entries(spec).map(([name, value]): [string, Value] => [name, unresolved(value)]);
  const parsed = parse(resource, Object.fromEntries(written));
  return parsed.ok ? [] : parsed.diagnostics.map((each) => ({ ...each, severity: "warning" }));
}

/** The same with unknown values in place of references. */
function unresolved(value: JsonValue): Value {
  if (Array.isArray(value)) return value.map(unresolved);
  if (!isRecord(value)) return value;
  const [[only, variable] = [], ...more] = Object.entries(value);
  if (only === "fromEnv" && typeof variable === "string" && more.length === 0) return UNKNOWN;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unresolved(member)]));
}

/** Members of free JSON that are named like secrets: no face shows them. */
function unsaid({ resource, answer }: Found, inputs: Inputs): readonly Diagnostic[] {
  return Object.keys(inputs).flatMap((name) => {
    const { wire = [], type } = resource.attributes.find((attribute) => attribute.name === name) ?? {};
    const shown = valueAt(answer, wire);
    if ((type?.kind !== "json" && type?.kind !== "json_text") || isAbsent(shown)) return [];
    if (sameValue(shown, withoutSecrets(shown))) return [];
    const detail = `${name} holds members that are named like secrets (${secretMembers(shown, [name]).join(", ")}); they are left out. Where they are needed, give the whole of ${name} as text from a file, {fromFile: path}.`;
    return [warning("invalid_value", { summary: "Not all of it is exported", detail, attribute: [name] })];
  });
}

function secretMembers(value: JsonValue, path: readonly (string | number)[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => secretMembers(item, [...path, at]));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    isSecretName(key) && typeof member === "string"
      ? [pathText([...path, key])]
      : secretMembers(member, [...path, key]),
  );
}
