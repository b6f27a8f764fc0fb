import type { Attribute } from "./attributes.ts";
import { sameMeaning } from "./diff.ts";
import type { Resource } from "./resource.ts";
import {
  canonicalJson,
  hasUnknown,
  isAbsent,
  type JsonValue,
  known,
  sameValue,
  UNKNOWN,
  type Value,
  type Values,
  withoutNulls,
} from "./value.ts";
import { jsonInForm, named, samePlace } from "./wire.ts";

/** What is to become of one instance. */
export interface Plan {
  readonly action: "create" | "update" | "replace" | "none";
  /** Every attribute's value after apply; UNKNOWN where only the server decides. */
  readonly planned: Values;
  /** Attributes whose change needs a new instance. */
  readonly requiresReplace: readonly string[];
  /** Inputs that apply will clear on the server: they were set, and no longer are. */
  readonly cleared: readonly string[];
  /** Whether apply has anything to send: false if only attributes changed that steer this tool. */
  readonly writes: boolean;
}

/** What a plan is made of. */
export interface Desired {
  /** What the person wrote, unknown parts included. */
  readonly configuration: Values;
  /** What state remembers; absent for a new instance. */
  readonly prior?: Values | undefined;
  /** Inputs that the person had set when state was last written, as far as that is remembered. */
  readonly setBefore?: ReadonlySet<string>;
}

/**
 * The plan that leads from what state remembers to what the person wrote. It never touches the network. What means the
 * same as before stays as it was; what is left out is the server's to decide, or is cleared if it was set before.
 */
export function plan(resource: Pick<Resource, "attributes" | "routes">, desired: Desired): Plan {
  const { configuration, prior } = desired;
  const inputs = resource.attributes.filter((attribute) => attribute.input);
  const wanted: Record<string, Value> = Object.fromEntries(
    inputs.map((attribute) => [attribute.name, wantedValue(attribute, inputs, desired)]),
  );
  if (prior === undefined) {
    return {
      action: "create",
      planned: withOutputs(resource.attributes, wanted, () => UNKNOWN),
      requiresReplace: [],
      cleared: [],
      writes: true,
    };
  }
  const cleared = inputs
    .filter((attribute) => isCleared(attribute, inputs, { ...desired, wanted }))
    .map(({ name }) => name);
  const changed = inputs.filter(
    (attribute) => !sameValue(wanted[attribute.name] ?? null, prior[attribute.name] ?? null),
  );
  const requiresReplace = changed.filter((attribute) => needsReplace(attribute, resource)).map(({ name }) => name);
  const action = requiresReplace.length > 0 ? "replace" : changed.length > 0 ? "update" : "none";
  const writes = changed.some((attribute) => !attribute.local);
  const planned = withOutputs(resource.attributes, wanted, (attribute) => {
    const keeps = action === "none" || !writes || (attribute.stable ?? attribute.input);
    return keeps && action !== "replace" ? (prior[attribute.name] ?? null) : UNKNOWN;
  });
  // What the server may count up by itself is left to it when something else is written.
  for (const attribute of inputs) {
    const isServers = attribute.output && attribute.stable === false && isAbsent(configuration[attribute.name]);
    if (isServers && writes) planned[attribute.name] = UNKNOWN;
  }
  return { action, planned, requiresReplace, cleared, writes };
}

/** The inputs that a person has set, of those that the server decides otherwise: what `setBefore` is next time. */
export function setInputs({ attributes }: Pick<Resource, "attributes">, configuration: Values): readonly string[] {
  return attributes
    .filter(
      ({ input, output, twin, default: fallback }) => input && output && twin === undefined && fallback === undefined,
    )
    .map(({ name }) => name)
    .filter((name) => !isAbsent(configuration[name]));
}

function needsReplace(attribute: Attribute, resource: Pick<Resource, "routes">): boolean {
  return attribute.requiresReplace === true || (resource.routes.update === undefined && !attribute.local);
}

function wantedValue(
  attribute: Attribute,
  inputs: readonly Attribute[],
  { configuration, prior, setBefore }: Desired,
): Value {
  const { name } = attribute;
  const before = prior?.[name] ?? null;
  if (attribute.writeOnly) return null;
  const written = configuration[name] ?? null;
  if (written !== null) return sameMeaning(attribute, written, before) ? before : written;
  const twin = inputs.find((other) => other.name === attribute.twin);
  if (twin) return twinValue(attribute, twin, { configuration, prior });
  if (attribute.default !== undefined) return prior !== undefined && before === null ? null : attribute.default;
  if (!attribute.output) return null;
  if (prior === undefined) return UNKNOWN;
  // What can only be given to a new instance, such as an identity, is not decided anew on the one that is there.
  return setBefore?.has(name) && !attribute.requiresReplace ? UNKNOWN : before;
}

/** The value of a form that was not written, from the form that was. */
function twinValue(attribute: Attribute, twin: Attribute, { configuration, prior }: Desired): Value {
  const written = configuration[twin.name] ?? null;
  if (written === null) return null;
  const before = prior?.[attribute.name] ?? null;
  const unchanged = prior !== undefined && sameMeaning(twin, written, prior[twin.name] ?? null);
  if (unchanged) return before;
  if (hasUnknown(written)) return UNKNOWN;
  const made = otherForm(twin, attribute, known(written) ?? null);
  return sameMeaning(attribute, made, before) ? before : made;
}

/** JSON text from a value, or the value from JSON text. */
function otherForm(from: Attribute, to: Attribute, value: JsonValue): Value {
  const json = jsonInForm(from, value);
  if (json === undefined) return null;
  return to.type.kind === "json_text"
    ? canonicalJson(from.type.kind === "json" ? json : withoutNulls(json))
    : named(to.type, json);
}

/** A form that was set, with no form of the same value set now. */
function isCleared(
  attribute: Attribute,
  inputs: readonly Attribute[],
  { configuration, prior, setBefore, wanted }: Desired & { readonly wanted: Values },
): boolean {
  if (attribute.wire === undefined) return false;
  // Of a write-only value only its version is remembered.
  const trace = attribute.writeOnly ? inputs.find((other) => other.requiredWith?.includes(attribute.name)) : attribute;
  if (trace === undefined || (isAbsent(prior?.[trace.name]) && !setBefore?.has(attribute.name))) return false;
  const forms = inputs.filter((other) => samePlace(attribute, other));
  if (forms.some((form) => !isAbsent(configuration[form.name]))) return false;
  return isAbsent(wanted[attribute.name]) || wanted[attribute.name] === UNKNOWN;
}

function withOutputs(
  attributes: readonly Attribute[],
  wanted: Values,
  outputOf: (attribute: Attribute) => Value,
): Record<string, Value> {
  return Object.fromEntries(
    attributes.map((attribute) => {
      const value = attribute.input ? (wanted[attribute.name] ?? null) : outputOf(attribute);
      return [attribute.name, value];
    }),
  );
}
