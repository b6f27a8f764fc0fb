import { type MessageTable, ProtobufError, type Reference } from "./protobuf.ts";

/** A value of JSON. A member that is undefined counts as left out, as `JSON.stringify` has it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** A google.protobuf.Value: exactly one of the fields is there, be it with its default. */
export interface ValueMessage {
  readonly null_value?: number | undefined;
  readonly number_value?: number | undefined;
  readonly string_value?: string | undefined;
  readonly bool_value?: boolean | undefined;
  readonly struct_value?: StructMessage | undefined;
  readonly list_value?: ListMessage | undefined;
}

/** A google.protobuf.Struct. */
export interface StructMessage {
  readonly fields: Readonly<Record<string, ValueMessage>>;
}

/** A google.protobuf.ListValue. */
export interface ListMessage {
  readonly values: readonly ValueMessage[];
}

const valueReference: Reference<ValueMessage> = () => value;

/** The message table of google.protobuf.Struct. */
export const struct = { fields: [1, "map", valueReference] } as const satisfies MessageTable;

const value = {
  null_value: [1, "enum?"],
  number_value: [2, "double?"],
  string_value: [3, "string?"],
  bool_value: [4, "bool?"],
  struct_value: [5, "message", struct],
  list_value: [6, "message", { values: [1, "messages", valueReference] }],
} as const satisfies MessageTable;

/** How deep objects and lists may lie within one another: each takes two messages of those that protobuf allows. */
const maximumStructDepth = 45;

/** Gives the Struct that an object of JSON is. */
export function structOf(object: JsonObject): StructMessage {
  return structAt(object, 1);
}

/** Gives the object of JSON that a Struct is; a Value with none of its fields reads as null. */
export function jsonOfStruct(message: StructMessage): JsonObject {
  return objectAt(message, 1);
}

function structAt(object: JsonObject, depth: number): StructMessage {
  checkDepth(depth);
  // Without a prototype, so that a member such as "__proto__" is a member like any other.
  const fields: Record<string, ValueMessage> = Object.create(null);
  for (const name of Object.keys(object)) {
    const member = object[name];
    if (member !== undefined) fields[name] = valueAt(member, depth);
  }
  return { fields };
}

function valueAt(json: Json, depth: number): ValueMessage {
  switch (typeof json) {
    case "string":
      return { string_value: json };
    case "number":
      return { number_value: json };
    case "boolean":
      return { bool_value: json };
  }
  if (json === null) return { null_value: 0 };
  if (!isList(json)) return { struct_value: structAt(json, depth + 1) };
  checkDepth(depth + 1);
  return { list_value: { values: json.map((element) => valueAt(element, depth + 1)) } };
}

function isList(json: readonly Json[] | JsonObject): json is readonly Json[] {
  return Array.isArray(json);
}

function objectAt({ fields }: StructMessage, depth: number): JsonObject {
  checkDepth(depth);
  const object: Record<string, Json> = {};
  for (const name of Object.keys(fields)) {
    const json = jsonAt(fields[name], depth);
    // Assigned, it would become the object's prototype.
    if (name === "__proto__")
      Object.defineProperty(object, name, { value: json, enumerable: true, writable: true, configurable: true });
    else object[name] = json;
  }
  return object;
}

function jsonAt(message: ValueMessage | undefined, depth: number): Json {
  if (message === undefined) return null;
  if (message.string_value !== undefined) return message.string_value;
  if (message.number_value !== undefined) return message.number_value;
  if (message.bool_value !== undefined) return message.bool_value;
  if (message.struct_value !== undefined) return objectAt(message.struct_value, depth + 1);
  if (message.list_value === undefined) return null;
  checkDepth(depth + 1);
  return message.list_value.values.map((element) => jsonAt(element, depth + 1));
}

function checkDepth(depth: number): void {
  if (depth > maximumStructDepth)
    throw new ProtobufError(`objects and lists are nested deeper than ${maximumStructDepth}`);
}
