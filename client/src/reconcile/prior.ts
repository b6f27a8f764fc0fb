import {
  type Attribute,
  canonicalJson,
  decode,
  isAbsent,
  isRecord,
  type JsonValue,
  jsonOf,
  type Mark,
  mergedDeeply,
  observe,
  plan,
  type Resource,
  type Surroundings,
  UNKNOWN,
  type Value,
  type Values,
} from "@thoth-iac/model";
import { type DocumentPlace, isClaimed, withoutClaimed } from "./claims.ts";
import { hiddenSecret, hidingSecrets } from "./secret-parts.ts";

/** What is known of an instance when its present state is made up. */
export interface Known {
  readonly configuration: Values;
  readonly mark: Mark | undefined;
  /** Attributes whose secrets are known, or taken, to be on the server as they are configured. */
  readonly unchanged: ReadonlySet<string>;
  readonly answer: JsonValue;
  readonly surroundings: Surroundings;
  /** Places of a shared document that other instances say something of: they are not ours to clear. */
  readonly claimed: readonly DocumentPlace[];
}

/**
 * State of an instance for which there is no state file: what GovAPI tells, in the form in which the configuration says
 * it. Left-out inputs stay out, save for those that the mark says were set here: they are seen, so that they are cleared.
 */
export function priorOf(resource: Resource, known: Known): Values {
  const { configuration, mark, answer, surroundings, claimed } = known;
  const seeds = seedsOf(resource, known);
  const now = withoutGhosts(resource, observe(resource, seeds, { answer, surroundings }), configuration);
  const left = (mark?.set ?? []).filter((name) => isAbsent(configuration[name]));
  if (left.length === 0) return now;
  const all = observe(resource, seeds, { answer, surroundings, everything: true });
  const seen = resource.attributes.filter((attribute) => {
    const { name, input, overlay, twin } = attribute;
    if (isClaimed(attribute, claimed)) return false;
    // A form that was left out is still there if its twin is set.
    return input && !overlay && left.includes(name) && (twin === undefined || isAbsent(configuration[twin]));
  });
  return { ...now, ...Object.fromEntries(seen.map(({ name }) => [name, all[name] ?? null])) };
}

/** What the configuration says, where state would remember it. */
function seedsOf(resource: Resource, known: Known): Values {
  const { configuration, mark, unchanged, answer, surroundings, claimed } = known;
  const { planned } = plan(resource, { configuration });
  const told = decode(resource.attributes.filter(mayBeDecided), answer, surroundings);
  const seeds = resource.attributes.map((attribute): [string, Value] => {
    const { name } = attribute;
    const written = planned[name] === UNKNOWN ? null : (planned[name] ?? null);
    if (attribute.sensitive) {
      if (unchanged.has(name)) return [name, written];
      const isLeft = isAbsent(configuration[name]) && mark?.set.includes(name) && !isClaimed(attribute, claimed);
      return [name, isLeft ? placeholder(attribute) : null];
    }
    // Of what the server may decide, too, that it does not have it now is a difference.
    if (mayBeDecided(attribute) && isAbsent(told[name])) return [name, null];
    const value = unchanged.has(name) ? written : hidingSecrets(attribute, written);
    return [
      name,
      attribute.overlay ? shapeOf(attribute, value, withoutClaimed(jsonOf(mark?.kept[name]) ?? null, claimed)) : value,
    ];
  });
  return Object.fromEntries(seeds);
}

/** True for an input that the server may decide. */
function mayBeDecided({ input, output, wire }: Attribute): boolean {
  return input && output && wire !== undefined;
}

/** Stands for a secret that was sent once, and of which no more is known. */
function placeholder({ type }: Attribute): Value {
  return type.kind === "json" ? {} : type.kind === "json_text" ? "{}" : hiddenSecret;
}

/** The members that are laid over a document now, and those that were laid over it before. */
function shapeOf(attribute: Attribute, value: Value, before: JsonValue): Value {
  if (!isRecord(before)) return value;
  const now = jsonOf(value);
  return inForm(attribute, mergedDeeply(before, now !== undefined && isRecord(now) ? now : {}));
}

function inForm({ type }: Attribute, value: JsonValue): Value {
  return type.kind === "json_text" ? canonicalJson(value) : value;
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
    // An object that was laid empty is there as it was laid; one that is empty now has lost what it had.
    const hadMembers = isRecord(member) && Object.keys(member).length > 0;
    const isGone = left === null || (hadMembers && isRecord(left) && Object.keys(left).length === 0);
    return isGone ? [] : [[key, left]];
  });
  return Object.fromEntries(members);
}
