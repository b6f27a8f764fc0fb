import { type Attribute, sameValue, UNKNOWN, type Value, type Values } from "@thoth-iac/model";
import { type Path, ValueError } from "./wire/cty-error.ts";
import type { Type } from "./wire/cty-type.ts";
import * as cty from "./wire/cty-value.ts";

/** An object of Terraform as the model's values: types that come with a value are left behind. */
export function valuesOf(object: cty.Value): Values {
  const values = plain(object, []);
  return typeof values === "object" && values !== null && !Array.isArray(values) ? (values as Values) : {}; // an object with unknown parts is Values
}

function plain(value: cty.Value, path: Path): Value {
  if (value === cty.UNKNOWN) return UNKNOWN;
  if (cty.isDecimal(value))
    throw new ValueError(
      path,
      `${value.decimal} cannot be kept exactly by GovAPI, whose numbers are those of JSON; write it as a string`,
    );
  if (value !== null && typeof value === "object") {
    if (cty.isTyped(value)) return plain(value.value, path);
    if (cty.isRecord(value)) {
      const members: Record<string, Value> = Object.create(null);
      for (const [name, member] of Object.entries(value)) members[name] = plain(member, [...path, name]);
      return members;
    }
    return (value as readonly cty.Value[]).map((item, at) => plain(item, [...path, at])); // what is neither record, number nor typed is a list
  }
  return value as Value; // the two unknowns are the only difference left, and one was turned away above
}

/**
 * Values of the model as an object of Terraform. Where a value is the same as in one of the originals, the original is
 * repeated, so that its exact type and spelling stay; only what is new gets a type inferred.
 */
export function objectOf(attributes: readonly Attribute[], values: Values, originals: readonly cty.Value[]): cty.Value {
  return cty.record(
    attributes.map((attribute) => {
      const value = values[attribute.name] ?? null;
      const original = originals
        .map((object) => memberOf(object, attribute.name))
        .find((member) => isSame(member, value));
      return [attribute.name, original ?? typedValue(attribute.type, value)];
    }),
  );
}

function memberOf(object: cty.Value, name: string): cty.Value {
  return cty.isRecord(object) ? (object[name] ?? null) : null;
}

function isSame(original: cty.Value, value: Value): boolean {
  if (original === null) return false;
  return cty.hasUnknown(original) ? sameForm(plain(original, []), value) : sameValue(plain(original, []), value);
}

/** The same value, with unknown parts in the same places: Terraform wants those back with the types that it gave them. */
function sameForm(left: Value, right: Value): boolean {
  if (left === UNKNOWN || right === UNKNOWN) return left === right;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return left === right;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  // as: neither a plain value nor null, so lists or records, whose members have names alike.
  const [one, other] = [left as Values, right as Values];
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && sameForm(one[name] ?? null, other[name] ?? null))
  );
}

function typedValue(type: Attribute["type"], value: Value): cty.Value {
  if (value === UNKNOWN) return cty.UNKNOWN;
  if (value === null) return null;
  if (type.kind === "json") return inferred(value);
  if (Array.isArray(value))
    return (value as readonly Value[]).map((item) => ("element" in type ? typedValue(type.element, item) : null)); // a list's type has an element
  if (typeof value !== "object") return value as cty.Value; // text, number or bool
  const members = value as Values; // neither null, unknown nor a list
  if (type.kind === "object") return objectOf(type.attributes, members, []);
  return cty.record(
    Object.entries(members).map(([key, item]) => [key, "element" in type ? typedValue(type.element, item) : null]),
  );
}

/** A value of type "dynamic", with the type that HCL would give the same literal. */
function inferred(value: Value): cty.Value {
  const { type, made } = infer(value);
  return made === null || made === cty.UNKNOWN ? made : cty.typed(type, made);
}

function infer(value: Value): { readonly type: Type; readonly made: cty.Value } {
  if (value === UNKNOWN) return { type: "dynamic", made: cty.UNKNOWN };
  if (value === null) return { type: "dynamic", made: null };
  if (typeof value === "string") return { type: "string", made: value };
  if (typeof value === "number") return { type: "number", made: value };
  if (typeof value === "boolean") return { type: "bool", made: value };
  if (Array.isArray(value)) {
    const items = (value as readonly Value[]).map(infer); // a list of values
    return { type: ["tuple", items.map(({ type }) => type)], made: items.map(({ made }) => made) };
  }
  // Terraform knows texts, and with them the names in a type, in Unicode's composed form alone, and looks for no other.
  const members = Object.entries(value).map(([name, member]) => [name.normalize("NFC"), infer(member)] as const);
  const types: Record<string, Type> = Object.create(null);
  for (const [name, { type }] of members) types[name] = type;
  return { type: ["object", types], made: cty.record(members.map(([name, { made }]) => [name, made])) };
}
