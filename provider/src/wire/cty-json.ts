import { type Path, ValueError } from "./cty-error.ts";
import { type Type, typeOf } from "./cty-type.ts";
import { isDecimal, isRecord, numberFrom, numberText, record, typed, type Value } from "./cty-value.ts";

/** A value read from saved state, and the paths in it for which the type has no place. */
export interface SavedValue {
  readonly value: Value;
  readonly unexpected: readonly Path[];
}

/** Reads a value of the given type from JSON; attributes that are not there are null, others than the type's an error. */
export function decodeJsonValue(bytes: Uint8Array, type: Type): Value {
  const { value, unexpected } = decodeSavedValue(bytes, type);
  const [first] = unexpected;
  if (first !== undefined) throw new ValueError(first, "the schema has no such attribute");
  return value;
}

/**
 * Reads a value of the given type from the JSON of a state file, which another version of the schema may have written:
 * attributes that are not there are null, and those that the type does not know are left out and told.
 */
export function decodeSavedValue(bytes: Uint8Array, type: Type): SavedValue {
  const unexpected: Path[] = [];
  return { value: read(parse(bytes), type, { path: [], unexpected }), unexpected };
}

function parse(bytes: Uint8Array): Value {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  try {
    return JSON.parse(text, exactNumber);
  } catch (cause) {
    throw new ValueError([], "the saved value cannot be read as JSON", { cause });
  }
}

function exactNumber(_key: string, value: Value, context?: { readonly source?: string }): Value {
  if (typeof value !== "number") return value;
  // Node 20 and older do not give the source; a number that was silently rounded would be written back to state.
  if (context?.source === undefined) throw new Error("this JavaScript runtime cannot read JSON numbers exactly");
  return numberFrom(context.source);
}

interface Context {
  readonly path: Path;
  readonly unexpected: Path[];
}

function read(json: Value, type: Type, context: Context): Value {
  if (json === null) return null;
  switch (type) {
    case "string":
    case "bool":
    case "number":
      return readPrimitive(json, type, context.path);
    case "dynamic":
      return readDynamic(json, context);
    default:
      return readCollection(json, type, context);
  }
}

/** Reads as Terraform does: what was saved as one primitive type is read as another where its text allows that. */
function readPrimitive(json: Value, type: "string" | "bool" | "number", path: Path): Value {
  const text = typeof json === "number" || isDecimal(json) ? numberText(json) : json;
  if (type === "string" && (typeof text === "string" || typeof text === "boolean")) return String(text);
  if (type === "bool" && (text === true || text === "true")) return true;
  if (type === "bool" && (text === false || text === "false")) return false;
  if (type === "number" && typeof text === "string") return inPath(path, () => numberFrom(text));
  return mismatch(type === "string" ? "text" : type === "bool" ? "true or false" : "a number", path);
}

function readDynamic(json: Value, context: Context): Value {
  const { path } = context;
  if (!isRecord(json) || !Object.hasOwn(json, "type") || !Object.hasOwn(json, "value"))
    return mismatch("an object of type and value", path);
  const type = typeOf(json.type, path);
  return typed(type, read(json.value ?? null, type, context));
}

function readCollection(json: Value, type: Exclude<Type, string>, context: Context): Value {
  const { path } = context;
  const inner = (value: Value, of: Type, step: string | number) =>
    read(value, of, { ...context, path: [...path, step] });
  switch (type[0]) {
    case "list":
    case "set":
      if (!isArray(json)) return mismatch(`a ${type[0]}`, path);
      return json.map((element, index) => inner(element, type[1], index));
    case "tuple":
      if (!isArray(json) || json.length !== type[1].length)
        return mismatch(`a tuple of ${type[1].length} elements`, path);
      return type[1].map((element, index) => inner(json[index] ?? null, element, index));
    case "map":
      if (!isRecord(json)) return mismatch("a map", path);
      return record(Object.entries(json).map(([key, element]) => [key, inner(element, type[1], key)]));
    case "object": {
      if (!isRecord(json)) return mismatch("an object", path);
      const extra = Object.keys(json).filter((name) => !Object.hasOwn(type[1], name));
      context.unexpected.push(...extra.map((name) => [...path, name]));
      return record(
        Object.entries(type[1]).map(([name, attribute]) => [
          name,
          inner(Object.hasOwn(json, name) ? (json[name] ?? null) : null, attribute, name),
        ]),
      );
    }
  }
}

/** Never with the value itself in the text: it may be a secret. */
function mismatch(expected: string, path: Path): never {
  throw new ValueError(path, `expected ${expected}, found something else in the saved value`);
}

function inPath<T>(path: Path, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof ValueError ? new ValueError(path, error.message) : error;
  }
}

function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
