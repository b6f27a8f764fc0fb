import { type Path, ValueError } from "./cty-error.ts";
import { decodeType, encodeType, type Type } from "./cty-type.ts";
import {
  type Decimal,
  hasUnknown,
  isDecimal,
  isRecord,
  isTyped,
  numberFrom,
  numberText,
  record,
  typed,
  UNKNOWN,
  type Value,
} from "./cty-value.ts";
import { MsgpackError, type MsgpackValue } from "./msgpack.ts";
import { decodeMsgpack } from "./msgpack-decode.ts";
import { encodeMsgpack } from "./msgpack-encode.ts";

/** Reads a value of the given type from the MessagePack that Terraform sends. */
export function decodeMsgpackValue(bytes: Uint8Array, type: Type): Value {
  try {
    return decode(decodeMsgpack(bytes), type, []);
  } catch (error) {
    if (error instanceof MsgpackError) throw new ValueError([], error.message, { cause: error });
    throw error;
  }
}

/** Writes a value of the given type as MessagePack. */
export function encodeMsgpackValue(value: Value, type: Type): Uint8Array {
  return encodeMsgpack(encode(value, type, []));
}

// Terraform marks an unknown value with any extension; it may add what it knows of it (not null, a prefix, bounds).
// That knowledge is dropped: repeating it is allowed but needless, and a wrong claim would be an error.
const unknown: MsgpackValue = { code: 0, data: new Uint8Array(1) };

function decode(raw: MsgpackValue, type: Type, path: Path): Value {
  if (raw === null) return null;
  if (isExtension(raw)) return UNKNOWN;
  switch (type) {
    case "string":
      return typeof raw === "string" ? raw : mismatch("text", raw, path);
    case "bool":
      return typeof raw === "boolean" ? raw : mismatch("true or false", raw, path);
    case "number":
      return decodeNumber(raw, path);
    case "dynamic":
      return decodeDynamic(raw, path);
    default:
      return decodeCollection(raw, type, path);
  }
}

function decodeNumber(raw: MsgpackValue, path: Path): number | Decimal {
  if (typeof raw === "string") {
    try {
      return numberFrom(raw);
    } catch (error) {
      throw error instanceof ValueError ? new ValueError(path, error.message) : error;
    }
  }
  if (typeof raw === "bigint") return numberFrom(String(raw));
  if (typeof raw !== "number" || !Number.isFinite(raw)) return mismatch("a number", raw, path);
  return Number.isSafeInteger(raw) ? raw + 0 : numberFrom(exactText(raw));
}

function decodeDynamic(raw: MsgpackValue, path: Path): Value {
  if (!Array.isArray(raw) || raw.length !== 2 || !(raw[0] instanceof Uint8Array))
    return mismatch("a pair of type and value", raw, path);
  const type = decodeType(raw[0], path);
  return typed(type, decode(raw[1], type, path));
}

type Collection = Exclude<Type, string>;

function decodeCollection(raw: MsgpackValue, type: Collection, path: Path): Value {
  switch (type[0]) {
    case "list":
    case "set":
      if (!Array.isArray(raw)) return mismatch(`a ${type[0]}`, raw, path);
      return raw.map((element, index) => decode(element, type[1], [...path, index]));
    case "tuple":
      if (!Array.isArray(raw) || raw.length !== type[1].length)
        return mismatch(`a tuple of ${type[1].length} elements`, raw, path);
      return type[1].map((element, index) => decode(raw[index], element, [...path, index]));
    case "map":
      if (!(raw instanceof Map)) return mismatch("a map", raw, path);
      return record([...raw].map(([key, element]) => [key, decode(element, type[1], [...path, key])]));
    case "object": {
      if (!(raw instanceof Map)) return mismatch("an object", raw, path);
      checkAttributes(type[1], [...raw.keys()], path);
      return record(
        Object.entries(type[1]).map(([name, attribute]) => [name, decode(raw.get(name), attribute, [...path, name])]),
      );
    }
  }
}

function encode(value: Value, type: Type, path: Path): MsgpackValue {
  if (value === null) return null;
  if (value === UNKNOWN) return unknown;
  switch (type) {
    case "string":
      return typeof value === "string" ? value : mismatch("text", value, path);
    case "bool":
      return typeof value === "boolean" ? value : mismatch("true or false", value, path);
    case "number":
      return encodeNumber(value, path);
    case "dynamic":
      if (!isTyped(value)) return mismatch("a value with its type", value, path);
      return [encodeType(value.type), encode(value.value, value.type, path)];
    default:
      return encodeCollection(value, type, path);
  }
}

/** Whole numbers go as integers, all others as decimal text, which Terraform reads without loss; never as binary fractions. */
function encodeNumber(value: Value, path: Path): MsgpackValue {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value + 0;
  if (isDecimal(value) || (typeof value === "number" && Number.isFinite(value))) return numberText(value);
  return mismatch("a number", value, path);
}

function encodeCollection(value: Value, type: Collection, path: Path): MsgpackValue {
  switch (type[0]) {
    case "list":
    case "set": {
      if (!isArray(value)) return mismatch(`a ${type[0]}`, value, path);
      const elements = value.map((element, index) => encode(element, type[1], [...path, index]));
      return type[0] === "list" ? elements : distinct(elements, value);
    }
    case "tuple":
      if (!isArray(value) || value.length !== type[1].length)
        return mismatch(`a tuple of ${type[1].length} elements`, value, path);
      return type[1].map((element, index) => encode(value[index] ?? null, element, [...path, index]));
    case "map":
      if (!isRecord(value)) return mismatch("a map", value, path);
      return new Map(Object.entries(value).map(([key, element]) => [key, encode(element, type[1], [...path, key])]));
    case "object":
      if (!isRecord(value)) return mismatch("an object", value, path);
      checkAttributes(type[1], Object.keys(value), path);
      return new Map(
        Object.entries(type[1]).map(([name, attribute]) => [
          name,
          encode(value[name] ?? null, attribute, [...path, name]),
        ]),
      );
  }
}

/** Drops repeated elements; two that are not fully known may yet turn out to be different. */
function distinct(elements: readonly MsgpackValue[], values: readonly Value[]): readonly MsgpackValue[] {
  const seen = new Set<string>();
  return elements.filter((element, index) => {
    if (hasUnknown(values[index] ?? null)) return true;
    const key = Buffer.from(encodeMsgpack(element)).toString("latin1");
    return !seen.has(key) && seen.add(key);
  });
}

function checkAttributes(attributes: Readonly<Record<string, Type>>, names: readonly string[], path: Path): void {
  const extra = names.find((name) => !Object.hasOwn(attributes, name));
  if (extra !== undefined) throw new ValueError([...path, extra], "the schema has no such attribute");
  const missing = Object.keys(attributes).find((name) => !names.includes(name));
  if (missing !== undefined) throw new ValueError([...path, missing], "the attribute is missing");
}

/** Never with the value itself in the text: it may be a secret. */
function mismatch(expected: string, found: unknown, path: Path): never {
  throw new ValueError(path, `expected ${expected}, found ${describe(found)}`);
}

function describe(found: unknown): string {
  if (found === undefined) return "nothing";
  if (Array.isArray(found)) return `${found.length} elements`;
  if (found instanceof Uint8Array) return "bytes";
  return typeof found === "string" ? "text" : typeof found === "object" ? "an object" : `a ${typeof found}`;
}

function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function isExtension(raw: MsgpackValue): boolean {
  return typeof raw === "object" && raw !== null && "code" in raw;
}

/** Writes a binary fraction in full, for what Terraform sends as one is exactly that. */
function exactText(value: number): string {
  let scaled = value;
  let halvings = 0;
  for (; !Number.isInteger(scaled); scaled *= 2) halvings++;
  // value = scaled / 2^halvings = scaled * 5^halvings / 10^halvings
  return `${BigInt(scaled) * 5n ** BigInt(halvings)}e-${halvings}`;
}
