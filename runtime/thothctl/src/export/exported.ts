import { addressOf, type Found } from "@thoth-iac/client";
import {
  type AttributePath,
  type Diagnostic,
  inManifests,
  isList,
  isRecord,
  type JsonObject,
  type JsonValue,
  type Mark,
  parse,
  type Resource,
  valueAt,
  warning,
} from "@thoth-iac/model";
import { specValues } from "../manifests/spec-values.ts";
import { isFormOfOne, ownedPart } from "./owned-part.ts";
import { looksLikeReference } from "./reference-alike.ts";
import {
  isSecretObject,
  type SecretPlace,
  type Secrets,
  secretsOf,
  textFormOf,
  type variableNames,
} from "./secret-places.ts";
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
  /** Only what this mark says was set. */
  readonly only: Mark | undefined;
  /** Gives variables their names. */
  readonly variables: ReturnType<typeof variableNames>;
}

/** An instance as a configuration would say it. */
export function exported(found: Found, { name, all, variables, remembered, only }: Beside): Exported {
  const { resource, identity } = found;
  const address = addressOf({ resource, name });
  const variableOf = (path: AttributePath) =>
    variables([resource.name, ...(resource.identity.length === 0 ? [] : [name]), ...path]);
  const { written, ...secrets } = secretsOf(found, { remembered, variableOf });
  const laid = laidOver(found, all, variableOf);
  const inputs = writtenInputs(found);
  // What is referred to in one form is not said in another.
  const open = Object.entries(inputs).filter(([each]) => !isFormOfOne(resource, each, Object.keys(written)));
  const said = new Map([...open, ...Object.entries(written), ...laid.said]);
  // What the model names stands in its order.
  const names = resource.attributes.map((attribute) => attribute.name).filter((each) => said.has(each));
  const whole = Object.fromEntries(names.map((each) => [each, said.get(each) ?? null]));
  const spec = only === undefined ? whole : ownedPart(resource, whole, only);
  const isSaid = ({ path: [first = ""] }: SecretPlace) =>
    only === undefined || isFormOfOne(resource, `${first}`, only.set);
  const faults = [...unacceptable(resource, spec, name), ...ambiguous(found, spec)];
  return {
    address,
    resource,
    name,
    identity: resource.identity.map((each) => String(identity[each] ?? "")),
    inputs: sorted(inputs),
    spec: sorted(spec),
    certain: [...secrets.certain, ...laid.certain].filter(isSaid),
    possible: secrets.possible.filter(isSaid),
    veiled: secrets.veiled.filter(isSaid),
    diagnostics: faults.map((each) => ({ ...each, instance: address })),
  };
}

/** The free object that is laid over a document, or a reference to all of it. */
function laidOver(found: Found, all: readonly Resource[], variableOf: (path: AttributePath) => string) {
  const laid = unknownMembers(found, all);
  if (laid === undefined) return { said: [], certain: [] };
  const { name } = laid.attribute;
  if (!laid.concealed) return { said: [[name, laid.value] as const], certain: [] };
  const variable = variableOf([name]);
  return { said: [[name, { fromEnv: variable }] as const], certain: [{ path: [name], variable }] };
}

/** The same, with free JSON sorted by its keys: the text does not depend on the order in which GovAPI tells them. */
function sorted(inputs: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, inOrder(value)]));
}

function inOrder(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(inOrder);
  if (!isRecord(value)) return value;
  const members = Object.keys(value).toSorted();
  return Object.fromEntries(members.map((key) => [key, inOrder(value[key] ?? null)]));
}

/** What would be refused when it is read again: a word that the model does not know, a number that is not kept exactly. */
function unacceptable(resource: Resource, spec: JsonObject, name: string): readonly Diagnostic[] {
  const { values, diagnostics } = specValues(resource, spec, name);
  const parsed = parse(inManifests(resource), values);
  return [...diagnostics, ...(parsed.ok ? [] : parsed.diagnostics)].map((each) => ({ ...each, severity: "warning" }));
}

/** Objects that hold secrets, and something besides that would be taken for a reference. */
function ambiguous({ resource, answer }: Found, spec: JsonObject): readonly Diagnostic[] {
  const lost = resource.attributes.filter((attribute) => {
    const shown = valueAt(answer, attribute.wire ?? []);
    const isLost = isSecretObject(attribute) && !Object.hasOwn(spec, attribute.name);
    return isLost && isRecord(shown) && looksLikeReference(shown);
  });
  return lost.map((attribute) => {
    const { name } = attribute;
    const text = textFormOf(attribute, resource)?.name;
    const advice = text === undefined ? "" : ` Write ${text}: {fromFile: PATH} with all of it as JSON text.`;
    const detail = `${name} holds members that a manifest would take for references; it is left out.${advice}`;
    return warning("invalid_value", { summary: "Not all of it is exported", detail, attribute: [name] });
  });
}
