import type { Attribute, AttributeType } from "./attributes.ts";
import {
  canonicalJson,
  isAbsent,
  isList,
  isRecord,
  type JsonObject,
  type JsonValue,
  known,
  parseJson,
  type Value,
  type Values,
  valueAt,
  withoutSecrets,
  withValueAt,
} from "./value.ts";

/** What the tool itself knows and attributes may be made of. */
export interface Surroundings {
  readonly tenant: string;
  /** Current time, RFC 3339. */
  readonly now: string;
}

/**
 * The body that says these values in GovAPI's names, written over `base`. Null and absent values are left out, save
 * those named in `cleared`, which are sent as null.
 */
export function encode(
  attributes: readonly Attribute[],
  values: Values,
  { base = {}, cleared = [] }: { readonly base?: JsonObject; readonly cleared?: readonly string[] } = {},
): JsonObject {
  const plain = attributes
    .filter((attribute) => attribute.input && attribute.wire !== undefined && !attribute.overlay)
    .sort((one, other) => freedom(one) - freedom(other));
  let body: JsonObject = base;
  for (const attribute of plain) {
    if (
      cleared.includes(attribute.name) &&
      !plain.some((other) => samePlace(attribute, other) && !isAbsent(known(values[other.name])))
    ) {
      body = withValueAt(body, attribute.wire ?? [], null);
    }
  }
  for (const attribute of plain) {
    const value = known(values[attribute.name]);
    if (value !== undefined && value !== null)
      body = withValueAt(body, attribute.wire ?? [], encodeValue(attribute.type, value, attribute));
  }
  for (const attribute of attributes.filter((one) => one.overlay)) {
    const value = known(values[attribute.name]) ?? null;
    const laid = encodeValue(attribute.type, value, attribute);
    if (isRecord(laid)) body = mergedDeeply(body, laid);
  }
  return body;
}

/** Of the forms of one value the freest is written last, and wins: a typed form lacks the members that it does not know. */
function freedom({ type }: Attribute): number {
  return type.kind === "json" ? 2 : type.kind === "json_text" ? 1 : 0;
}

/** Two objects as one, at every depth; where they disagree the second one wins. */
export function mergedDeeply(under: JsonObject, over: JsonObject): JsonObject {
  const members = Object.entries(over).map(([key, member]) => {
    const below = valueAt(under, [key]);
    return [key, isRecord(below) && isRecord(member) ? mergedDeeply(below, member) : member] as const;
  });
  return Object.fromEntries([...Object.entries(under), ...members]);
}

/** True if both attributes are kept in one place by GovAPI: forms of one value. */
export function samePlace(left: Attribute, right: Attribute): boolean {
  const other = right.wire;
  return left.wire?.length === other?.length && left.wire?.every((key, at) => key === other?.[at]) === true;
}

function encodeValue(type: AttributeType, value: JsonValue, attribute?: Attribute): JsonValue {
  switch (type.kind) {
    case "json_text":
      return typeof value === "string" ? (parseJson(value) ?? null) : value;
    case "string":
      return attribute?.hyphenIsUnderscore && typeof value === "string" ? value.replaceAll("-", "_") : value;
    case "list":
    case "set":
      return isList(value) ? value.map((item) => encodeValue(type.element, item)) : value;
    case "map":
      return isRecord(value)
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encodeValue(type.element, item)]))
        : value;
    case "object":
      return isRecord(value) ? encode(type.attributes, value) : value;
    default:
      return value;
  }
}

/** The attributes' values that an answer of GovAPI tells. An attribute that the answer does not mention is left out. */
export function decode(attributes: readonly Attribute[], answer: JsonValue, surroundings: Surroundings): Values {
  const values: Record<string, Value> = {};
  for (const attribute of attributes) {
    if (attribute.wire === undefined || attribute.writeOnly || attribute.overlay) continue;
    const found = valueAt(answer, attribute.wire);
    if (found !== undefined) values[attribute.name] = decodeValue(attribute.type, found, surroundings);
  }
  for (const { name, count } of attributes) {
    if (count !== undefined) values[name] = rowsAt(answer, count).length;
  }
  for (const { name, otherwise } of attributes) {
    if (otherwise !== undefined && isAbsent(values[name])) values[name] = filled(otherwise, values, surroundings);
  }
  for (const { name, value } of attributes) {
    if (value !== undefined) values[name] = filled(value, values, surroundings);
  }
  return values;
}

/** The rows of a list answer: the member at a path, or the answer itself where it is a bare list. */
export function rowsAt(answer: JsonValue, path: string): readonly JsonValue[] {
  const rows = isList(answer) ? answer : valueAt(answer, path.split("."));
  return isList(rows) ? rows : [];
}

function filled(template: string, values: Values, surroundings: Surroundings): Value {
  return template.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(name === "tenant" ? surroundings.tenant : name === "now" ? surroundings.now : (values[name] ?? "")),
  );
}

/** GovAPI's blank texts mean null, and its numbers may come as text. */
function decodeValue(type: AttributeType, found: JsonValue, surroundings: Surroundings): Value {
  switch (type.kind) {
    case "json":
      return withoutSecrets(found);
    case "json_text":
      return found === null ? null : canonicalJson(withoutSecrets(found));
    case "string":
      return found === null || found === "" ? null : typeof found === "string" ? found : canonicalJson(found);
    case "list":
    case "set":
      return isList(found) ? found.map((item) => decodeValue(type.element, item, surroundings)) : null;
    case "map":
      return isRecord(found)
        ? Object.fromEntries(
            Object.entries(found).map(([key, item]) => [key, decodeValue(type.element, item, surroundings)]),
          )
        : null;
    case "object":
      return isRecord(found) ? withNulls(type.attributes, decode(type.attributes, found, surroundings)) : null;
    case "bool":
      return typeof found === "boolean" ? found : null;
    default:
      return typeof found === "number" ? found : null;
  }
}

/**
 * JSON in GovAPI's names, with the members of typed objects named as the attributes are. All else stays as it is, what
 * the type does not know included.
 */
export function named(type: AttributeType, value: JsonValue): JsonValue {
  if (isList(value)) return "element" in type ? value.map((item) => named(type.element, item)) : value;
  if (!isRecord(value)) return value;
  if (type.kind === "map")
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, named(type.element, item)]));
  if (type.kind !== "object") return value;
  const byKey = new Map(type.attributes.map((attribute) => [attribute.wire?.join(".") ?? attribute.name, attribute]));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const attribute = byKey.get(key);
      return attribute === undefined ? [key, item] : [attribute.name, named(attribute.type, item)];
    }),
  );
}

/** The value of one form of an attribute as JSON in GovAPI's names; undefined if it is text that is not JSON. */
export function jsonInForm({ type }: Pick<Attribute, "type">, value: JsonValue): JsonValue | undefined {
  if (type.kind === "json_text") return typeof value === "string" ? parseJson(value) : value;
  return encodeValue(type, value);
}

/** Values with every attribute named, absent ones as null. */
export function withNulls(attributes: readonly Attribute[], values: Values): Record<string, Value> {
  return Object.fromEntries(attributes.map(({ name }) => [name, values[name] ?? null]));
}
