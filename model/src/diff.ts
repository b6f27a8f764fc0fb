import type { Attribute } from "./attributes.ts";
import {
  canonicalJson,
  hasUnknown,
  isList,
  isMask,
  isRecord,
  isSecretName,
  type JsonValue,
  known,
  parseJson,
  sameValue,
  type Value,
} from "./value.ts";

/**
 * True if two values of an attribute mean the same to GovAPI, however they are written: JSON by content, times by
 * instant, lists without order where order means nothing. Unknown means nothing yet, so it equals nothing.
 */
export function sameMeaning(attribute: Attribute, left: Value | undefined, right: Value | undefined): boolean {
  return same(attribute, left ?? null, right ?? null);
}

/** A type, with what its attribute says of its values. */
type Typed = Pick<Attribute, "type" | "unordered" | "hyphenIsUnderscore">;

function same(typed: Typed, left: Value, right: Value): boolean {
  const { type } = typed;
  if (left === null || right === null) return left === right;
  if (hasUnknown(left) || hasUnknown(right)) return false;
  switch (type.kind) {
    case "json_text":
      return typeof left === "string" && typeof right === "string" && (left === right || sameText(left, right));
    case "string":
      return left === right || sameString(typed, left, right);
    case "list":
    case "set":
      return isList(left) && isList(right) && sameItems(typed, left, right);
    case "map": {
      const element = { ...typed, type: type.element };
      if (!isRecord(left) || !isRecord(right)) return false;
      return Object.keys({ ...left, ...right }).every((key) => same(element, left[key] ?? null, right[key] ?? null));
    }
    case "object":
      if (!isRecord(left) || !isRecord(right)) return false;
      return type.attributes.every((inner) => same(inner, left[inner.name] ?? null, right[inner.name] ?? null));
    default:
      return sameValue(left, right);
  }
}

function sameText(left: string, right: string): boolean {
  const one = parseJson(left);
  const other = parseJson(right);
  return one !== undefined && other !== undefined && sameValue(one, other);
}

function sameString({ type, hyphenIsUnderscore }: Typed, left: Value, right: Value): boolean {
  if (typeof left !== "string" || typeof right !== "string") return false;
  if (hyphenIsUnderscore) return left.replaceAll("-", "_") === right.replaceAll("-", "_");
  return "format" in type && type.format === "date-time" && Date.parse(left) === Date.parse(right);
}

function sameItems(typed: Typed, left: readonly Value[], right: readonly Value[]): boolean {
  const { type, unordered } = typed;
  if (type.kind === "set" || unordered) return sameValue(keysOf(left), keysOf(right));
  const element = { ...typed, type: "element" in type ? type.element : type };
  return left.length === right.length && left.every((item, at) => same(element, item, right[at] ?? null));
}

function keysOf(items: readonly Value[]): readonly string[] {
  return [...new Set(items.map((item) => canonicalJson(known(item) ?? null)))].sort();
}

/**
 * What is observed of a JSON value whose secrets GovAPI withholds: what the person wrote, with the members that are
 * seen to differ replaced. Members that are not shown, or shown as a mask, are taken to be unchanged; members that the
 * server added are its own.
 */
export function seenThrough(written: JsonValue, shown: JsonValue | undefined): JsonValue {
  if (shown === undefined || isMask(shown)) return written;
  if (!isRecord(written) || !isRecord(shown)) return shown;
  const merged = new Map(Object.entries(written));
  for (const [key, member] of Object.entries(shown)) {
    const own = merged.get(key);
    if (own !== undefined) merged.set(key, seenThrough(own, member));
  }
  return Object.fromEntries(merged);
}

/**
 * What is observed of JSON that is shown whole, save for the members that are named like secrets or shown as a mask:
 * those stay as the person wrote them.
 */
export function withSecretsOf(written: JsonValue, shown: JsonValue): JsonValue {
  if (isMask(shown) && typeof written === "string") return written;
  if (isList(written) && isList(shown)) {
    if (written.length !== shown.length) return shown;
    return shown.map((item, at) => withSecretsOf(written[at] ?? null, item));
  }
  if (!isRecord(written) || !isRecord(shown)) return shown;
  const own = new Map(Object.entries(written));
  const members = Object.entries(shown);
  const withheld = [...own].filter(
    ([key, member]) => !Object.hasOwn(shown, key) && isSecretName(key) && typeof member === "string",
  );
  return Object.fromEntries([
    ...members.map(([key, member]) => [key, withSecretsOf(own.get(key) ?? null, member)]),
    ...withheld,
  ]);
}

/** The part of a larger object that has the shape of a smaller one: the same members, with the larger one's values. */
export function projection(shape: JsonValue, whole: JsonValue | undefined): JsonValue {
  if (!isRecord(shape)) return whole ?? null;
  const under = isRecord(whole) ? whole : {};
  const members = Object.entries(shape);
  return Object.fromEntries(
    members.map(([key, inner]) => {
      // What is named like a secret is not shown; that it is not there says nothing.
      if (!Object.hasOwn(under, key) && isSecretName(key) && typeof inner === "string") return [key, inner];
      return [key, projection(inner, Object.hasOwn(under, key) ? under[key] : undefined)];
    }),
  );
}
