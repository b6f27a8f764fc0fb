import type { AttributePath } from "./diagnostic.ts";

/** A JSON value. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Stands for a value that is known only after apply. Never the same as null, which means deliberately absent. */
export const UNKNOWN: unique symbol = Symbol("known only after apply");

/** A value that may be unknown, wholly or in part. */
export type Value =
  | null
  | boolean
  | number
  | string
  | typeof UNKNOWN
  | readonly Value[]
  | { readonly [key: string]: Value };

/** The values of one instance, by attribute name. An absent name means null. */
export type Values = { readonly [attribute: string]: Value };

/** True for what was left out: null, or not there at all. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** True for a list of values. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[];
export function isList(value: Value | undefined): value is readonly Value[];
export function isList(value: Value | undefined): boolean {
  return Array.isArray(value);
}

/** True for an object or a map of values. */
export function isRecord(value: JsonValue | undefined): value is JsonObject;
export function isRecord(value: Value | undefined): value is Values;
export function isRecord(value: Value | undefined): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True if the value, or any part of it, is unknown. */
export function hasUnknown(value: Value | undefined): boolean {
  if (value === UNKNOWN) return true;
  if (isList(value)) return value.some(hasUnknown);
  return isRecord(value) && Object.values(value).some(hasUnknown);
}

/** The value as JSON if every part of it is known, else undefined. */
export function known(value: Value | undefined): JsonValue | undefined {
  if (value === undefined || hasUnknown(value)) return undefined;
  return value as JsonValue; // no part is unknown, which is the only difference between the two types
}

/** JSON text read as a value; undefined if the text is not JSON. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The JSON of an attribute in either form, as a value or as text; undefined if it has none, or the text is not JSON. */
export function jsonOf(value: Value | undefined): JsonValue | undefined {
  const found = known(value);
  if (isAbsent(found)) return undefined;
  return typeof found === "string" ? parseJson(found) : found;
}

/** JSON text with sorted keys and no spaces: equal values give equal texts. Unknown parts throw. */
export function canonicalJson(value: JsonValue): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${members.join(",")}}`;
}

/** True if both are the same value, whatever the order of keys. Unknown equals nothing, not even itself. */
export function sameValue(left: Value | undefined, right: Value | undefined): boolean {
  if (left === UNKNOWN || right === UNKNOWN) return false;
  if (isList(left))
    return isList(right) && left.length === right.length && left.every((item, at) => sameValue(item, right[at]));
  if (!isRecord(left)) return (left ?? null) === (right ?? null);
  if (!isRecord(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameValue(left[key], right[key]))
  );
}

/** The part of a value at a path of keys; undefined where the way ends. The empty path gives the value itself. */
export function valueAt(value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  let here: JsonValue | undefined = value;
  for (const key of path) {
    if (!isRecord(here) || !Object.hasOwn(here, key)) return undefined;
    here = here[key];
  }
  return here;
}

/** A copy of an object with the part at a path replaced. What is in the way and no object is replaced by one. */
export function withValueAt(object: JsonObject, path: readonly string[], value: JsonValue): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return object;
  const below = valueAt(object, [key]);
  const part = rest.length === 0 ? value : withValueAt(isRecord(below) ? below : {}, rest, value);
  return Object.fromEntries([...Object.entries(object), [key, part]]);
}

/** What names look like that by convention hold a secret; letter case does not matter. */
export const secretName = /(^|_|-|[a-z])(secret|token|password|passwd|passphrase|api_?key|private_?key|credential)s?$/i;

/** A copy of values with another part at a path of names and list positions, to which there is a way already. */
export function withPart(values: Values, [step, ...rest]: AttributePath, part: Value): Values {
  if (step === undefined) return values;
  const below = Object.hasOwn(values, step) ? (values[step] ?? null) : null;
  return Object.fromEntries([...Object.entries(values), [`${step}`, partIn(below, rest, part)]]);
}

function partIn(value: Value, path: AttributePath, part: Value): Value {
  const [step, ...rest] = path;
  if (step === undefined) return part;
  if (isList(value)) return value.map((item: Value, at): Value => (at === step ? partIn(item, rest, part) : item));
  return isRecord(value) ? withPart(value, path, part) : value;
}

/** A name that by convention holds a secret, such as `client_secret` or `api_token`. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/** What servers put in place of a secret. A bare word is none of it, save the one that nobody takes for a secret. */
const mask =
  /^([*•●]{3,}|REDACTED|<(redacted|masked|hidden|secret)>|\[(redacted|masked|hidden|secret)\]|\((redacted|masked|hidden|secret)\))$/i;

/** True for what servers put in place of a secret: asterisks, bullets, or a word such as `<redacted>`. */
export function isMask(value: JsonValue | undefined): boolean {
  return typeof value === "string" && mask.test(value.trim());
}

/** A copy without the texts that are named like secrets, at any depth. */
export function withoutSecrets(value: JsonObject): JsonObject;
export function withoutSecrets(value: JsonValue): JsonValue;
export function withoutSecrets(value: JsonValue): JsonValue {
  return withoutMembers(value, (key, member) => isSecretName(key) && typeof member === "string");
}

/** A copy without the masks that stand in place of secrets, so that a mask is never written back as if it were one. */
export function withoutMasks(value: JsonObject): JsonObject;
export function withoutMasks(value: JsonValue): JsonValue;
export function withoutMasks(value: JsonValue): JsonValue {
  return withoutMembers(value, (key, member) => isSecretName(key) && isMask(member));
}

function withoutMembers(value: JsonValue, drop: (key: string, member: JsonValue) => boolean): JsonValue {
  if (isList(value)) return value.map((item) => withoutMembers(item, drop));
  if (!isRecord(value)) return value;
  const copy: Record<string, JsonValue> = Object.create(null);
  for (const [key, member] of Object.entries(value)) {
    if (!drop(key, member)) copy[key] = withoutMembers(member, drop);
  }
  return copy;
}

/** Absent attributes of a nested object are null in most languages; in JSON text they are left out. */
export function withoutNulls(value: JsonValue): JsonValue {
  if (isList(value)) return value.map((item) => withoutNulls(item));
  if (!isRecord(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutNulls(member)]));
}
