import {
  type Attribute,
  canonicalJson,
  decode,
  isAbsent,
  isRecord,
  isSecretName,
  type JsonObject,
  type JsonValue,
  jsonOf,
  type Mark,
  observe,
  plan,
  type Resource,
  type Surroundings,
  UNKNOWN,
  type Value,
  type Values,
} from "@thoth-iac/model";
import { hiddenSecret, hidingSecrets } from "./secret-parts.ts";

/** What is known of an instance when its present state is made up. */
export interface Known {
  readonly configuration: Values;
  readonly mark: Mark | undefined;
  /** Attributes whose secrets are known, or taken, to be on the server as they are configured. */
  readonly unchanged: ReadonlySet<string>;
  readonly answer: JsonValue;
  readonly surroundings: Surroundings;
}

/**
 * State of an instance for which there is no state file: what GovAPI tells, in the form in which the configuration says
 * it. Left-out inputs stay out, save for those that the mark says were set here: they are seen, so that they are cleared.
 */
export function priorOf(resource: Resource, known: Known): Values {
  const { configuration, mark, answer, surroundings } = known;
  const seeds = seedsOf(resource, known);
  const now = withoutGhosts(resource, observe(resource, seeds, { answer, surroundings }), configuration);
  const left = (mark?.set ?? []).filter((name) => isAbsent(configuration[name]));
  if (left.length === 0) return now;
  const all = observe(resource, seeds, { answer, surroundings, everything: true });
  const seen = resource.attributes.filter(({ name, input, overlay, twin }) => {
    // A form that was left out is still there if its twin is set.
    return input && !overlay && left.includes(name) && (twin === undefined || isAbsent(configuration[twin]));
  });
  return { ...now, ...Object.fromEntries(seen.map(({ name }) => [name, all[name] ?? null])) };
}

/** What the configuration says, where state would remember it. */
function seedsOf(resource: Resource, { configuration, mark, unchanged, answer, surroundings }: Known): Values {
  const { planned } = plan(resource, { configuration });
  const told = decode(resource.attributes, answer, surroundings);
  const seeds = resource.attributes.map((attribute): [string, Value] => {
    const { name } = attribute;
    const written = planned[name] === UNKNOWN ? null : (planned[name] ?? null);
    if (attribute.sensitive) {
      if (unchanged.has(name)) return [name, written];
      return [name, isAbsent(configuration[name]) && mark?.set.includes(name) ? placeholder(attribute) : null];
    }
    // Of what the server may decide, too, that it does not have it now is a difference.
    if (attribute.input && attribute.output && attribute.wire !== undefined && isAbsent(told[name]))
      return [name, null];
    const value = unchanged.has(name) ? written : hidingSecrets(attribute, written);
    return [name, attribute.overlay ? shapeOf(attribute, value, mark) : value];
  });
  return Object.fromEntries(seeds);
}

/** Stands for a secret that was sent once, and of which no more is known. */
function placeholder({ type }: Attribute): Value {
  return type.kind === "json" ? {} : type.kind === "json_text" ? "{}" : hiddenSecret;
}

/** The members that are laid over a document now, and those that were laid over it before. */
function shapeOf(attribute: Attribute, value: Value, mark: Mark | undefined): Value {
  const before = jsonOf(mark?.kept[attribute.name]);
  if (before === undefined || !isRecord(before)) return value;
  const now = jsonOf(value);
  return inForm(attribute, merged(before, now !== undefined && isRecord(now) ? now : {}));
}

function merged(under: JsonObject, over: JsonObject): JsonObject {
  const members = Object.entries(over).map(([key, member]): [string, JsonValue] => {
    const below = Object.hasOwn(under, key) ? under[key] : undefined;
    return [key, isRecord(below) && isRecord(member) ? merged(below, member) : member];
  });
  return Object.fromEntries([...Object.entries(under), ...members]);
}

function inForm({ type }: Attribute, value: JsonValue): Value {
  return type.kind === "json_text" ? canonicalJson(value) : value;
}

/** What a mark keeps of a configuration: the names of what is laid over a document, and no values. */
export function keptOf(resource: Resource, configuration: Values): JsonObject {
  const overlays = resource.attributes.filter(({ overlay, name }) => overlay && !isAbsent(configuration[name]));
  return Object.fromEntries(
    overlays.map(({ name }): [string, JsonValue] => [name, emptied(jsonOf(configuration[name]) ?? null)]),
  );
}

function emptied(value: JsonValue): JsonValue {
  if (!isRecord(value)) return null;
  return Object.fromEntries(
    // That a secret is not shown does not mean that it is not there.
    Object.entries(value).map(([key, member]) => [
      key,
      isSecretName(key) && typeof member === "string" ? hiddenSecret : emptied(member),
    ]),
  );
}

/** The same values; a member of an overlay that was laid once and is gone is none that could be taken away. */
function withoutGhosts(resource: Resource, prior: Values, configuration: Values): Values {
  const overlays = resource.attributes.filter(({ overlay, name }) => overlay && !isAbsent(prior[name]));
  if (overlays.length === 0) return prior;
  const cleaned = overlays.map((attribute): [string, Value] => {
    const { name } = attribute;
    const wanted = jsonOf(configuration[name]);
    const left = present(jsonOf(prior[name]) ?? null, wanted);
    const isNothing = wanted === undefined && isRecord(left) && Object.keys(left).length === 0;
    return [name, isNothing ? null : inForm(attribute, left)];
  });
  return { ...prior, ...Object.fromEntries(cleaned) };
}

function present(value: JsonValue, wanted: JsonValue | undefined): JsonValue {
  if (!isRecord(value)) return value;
  const under = wanted !== undefined && isRecord(wanted) ? wanted : {};
  const members = Object.entries(value).flatMap(([key, member]): [string, JsonValue][] => {
    if (Object.hasOwn(under, key)) return [[key, present(member, under[key])]];
    const left = present(member, undefined);
    const isGone = left === null || (isRecord(left) && Object.keys(left).length === 0);
    return isGone ? [] : [[key, left]];
  });
  return Object.fromEntries(members);
}
