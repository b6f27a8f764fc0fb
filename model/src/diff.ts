import type { Attribute, AttributeType } from "./attributes.ts";
import {
  canonicalJson,
  hasUnknown,
  isList,
  isMask,
  isRecord,
  isSecretName,
  type JsonValue,
  parseJson,
  sameValue,
  type Value,
} from "./value.ts";

/**
 * True if two values of an attribute mean the same to GovAPI, however they are written: JSON by content, times by
 * instant, lists without order where order means nothing. Unknown means nothing yet, so it equals nothing.
 */
export function sameMeaning(attribute: Attribute, left: Value | undefined, right: Value | undefined): boolean {
  return same(attribute.type, left ?? null, right ?? null, attribute);
}

function same(type: AttributeType, left: Value, right: Value, attribute: Attribute): boolean {
  if (left === null || right === null) return left === right;
  if (hasUnknown(left) || hasUnknown(right)) return false;
  switch (type.kind) {
    case "json_text":
      return typeof left === "string" && typeof right === "string" && (left === right || sameText(left, right));
    case "string":
      return left === right || sameString(type, left, right, attribute);
    case "list":
    case "set":
      return isList(left) && isList(right) && sameItems(type, left, right, attribute);
    case "map":
      return (
        isRecord(left) &&
        isRecord(right) &&
        sameMembers(Object.keys({ ...left, ...right }), (key) =>
          same(type.element, left[key] ?? null, right[key] ?? null, attribute),
        )
      );
    case "object":
      return (
        isRecord(left) &&
        isRecord(right) &&
        type.attributes.every((inner) => same(inner.type, left[inner.name] ?? null, right[inner.name] ?? null, inner))
      );
    default:
      return sameValue(left, right);
  }
}

function sameMembers(keys: readonly string[], matches: (key: string) => boolean): boolean {
  return keys.every(matches);
}

function sameText(left: string, right: string): boolean {
  const one = parseJson(left);
  const other = parseJson(right);
  return one !== undefined && other !== undefined && sameValue(one, other);
}

function sameString(
  type: Extract<AttributeType, { kind: "string" }>,
  left: Value,
  right: Value,
  attribute: Attribute,
): boolean {
  if (typeof left !== "string" || typeof right !== "string") return false;
  if (attribute.hyphenIsUnderscore) return left.replaceAll("-", "_") === right.replaceAll("-", "_");
  return type.format === "date-time" && Date.parse(left) === Date.parse(right);
}

function sameItems(
  type: Extract<AttributeType, { kind: "list" | "set" | "map" }>,
  left: readonly Value[],
  right: readonly Value[],
  attribute: Attribute,
): boolean {
  if (type.kind !== "set" && !attribute.unordered) {
    return (
      left.length === right.length && left.every((item, at) => same(type.element, item, right[at] ?? null, attribute))
    );
  }
  const keys = (items: readonly Value[]) => [...new Set(items.map((item) => canonicalJson(item as JsonValue)))].sort(); // unknown parts were turned away above
  return sameValue(keys(left), keys(right));
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
    members.map(([key, inner]) => [key, projection(inner, Object.hasOwn(under, key) ? under[key] : undefined)]),
  );
}
