import { ValueError } from "./cty-error.ts";
import type { Type } from "./cty-type.ts";

/** A value of Terraform. Objects and maps are records without a prototype, lists, sets and tuples are arrays. */
export type Value = null | Unknown | string | boolean | number | Decimal | Typed | readonly Value[] | ValueRecord;

/** An object or a map: values by attribute name or key. */
export interface ValueRecord {
  readonly [name: string]: Value;
}

const kind: unique symbol = Symbol("kind");

/** The type of UNKNOWN; not `unique symbol`, which TypeScript widens to `symbol` in every object literal. */
export type Unknown = symbol & { readonly [kind]: "unknown" };

/** The value that will be known after apply only. */
export const UNKNOWN = Symbol("unknown") as Unknown; // the brand exists in types only

/** A number that JavaScript's numbers cannot say exactly, as the decimal text it arrived in. */
export interface Decimal {
  readonly [kind]: "decimal";
  readonly decimal: string;
}

/** A value where the schema says "dynamic", with the type it has; null and UNKNOWN stand there bare. */
export interface Typed {
  readonly [kind]: "typed";
  readonly type: Type;
  readonly value: Value;
}

/** Gives the value of type "dynamic" that holds `value` of type `type`. */
export function typed(type: Type, value: Value): Typed {
  return { [kind]: "typed", type, value };
}

/** Tells whether a value is one of type "dynamic" with its type. */
export function isTyped(value: Value): value is Typed {
  return typeof value === "object" && value !== null && kind in value && value[kind] === "typed";
}

/** Tells whether a value is a number that is kept as text. */
export function isDecimal(value: Value): value is Decimal {
  return typeof value === "object" && value !== null && kind in value && value[kind] === "decimal";
}

/** Tells whether a value is an object or a map. */
export function isRecord(value: Value): value is ValueRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(kind in value);
}

/** Tells whether a value is UNKNOWN, or has an unknown part. */
export function hasUnknown(value: Value): boolean {
  if (value === UNKNOWN) return true;
  if (typeof value !== "object" || value === null || isDecimal(value)) return false;
  if (isTyped(value)) return hasUnknown(value.value);
  return Object.values(value).some(hasUnknown);
}

/** Gives a record without a prototype, in which "__proto__" is a key like any other. */
export function record(entries: Iterable<readonly [string, Value]>): ValueRecord {
  const values: Record<string, Value> = Object.create(null);
  for (const [name, value] of entries) values[name] = value;
  return values;
}

/**
 * Gives the number that a decimal text says: a JavaScript number if its shortest text is the same number, else a Decimal.
 * So a JavaScript number always means the decimal number it prints as: 0.1 is one tenth, not the nearest binary fraction.
 */
export function numberFrom(text: string): number | Decimal {
  const number = Number(text);
  if (Number.isSafeInteger(number) && text === String(number)) return number;
  const wanted = normalize(text);
  if (wanted === undefined) throw new ValueError([], "expected a number, found other text");
  return Number.isFinite(number) && normalize(String(number)) === wanted
    ? number + 0
    : { [kind]: "decimal", decimal: text };
}

/** Gives the decimal text of a number. */
export function numberText(value: number | Decimal): string {
  return typeof value === "number" ? String(value) : value.decimal;
}

/** Tells whether two values are equal: numbers by what they say, sets as lists. */
export function sameValue(one: Value, other: Value): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (isDecimal(one)) return isDecimal(other) && normalize(one.decimal) === normalize(other.decimal);
  if (isTyped(one))
    return (
      isTyped(other) && JSON.stringify(one.type) === JSON.stringify(other.type) && sameValue(one.value, other.value)
    );
  if (isDecimal(other) || isTyped(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [Object.entries(one), Object.entries(other)];
  return (
    left.length === right.length &&
    left.every(([name, value]) => {
      const twin = Object.hasOwn(other, name) ? (other as ValueRecord)[name] : undefined; // an array is looked up by position alike
      return twin !== undefined && sameValue(value, twin);
    })
  );
}

const decimalForm = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/;

/** Writes a decimal text in the one form that equal numbers share: sign, digits without zeros at the ends, exponent. */
function normalize(text: string): string | undefined {
  const [, sign, whole, fraction = "", exponent = "0"] = decimalForm.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${sign === "-" ? "-" : ""}${significant}e${power}`;
}
