import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import protobufjs from "protobufjs";
import { ProtobufError } from "./protobuf.ts";
import { decodeMessage } from "./protobuf-decode.ts";
import { encodeMessage } from "./protobuf-encode.ts";
import { type Json, type JsonObject, jsonOfStruct, struct, structOf } from "./struct.ts";

// The definition that the other library brings with it.
const definition = protobufjs.common.get("google/protobuf/struct.proto");
const oracle = protobufjs.Root.fromJSON(definition ?? {}).lookupType("google.protobuf.Struct");

const json = fc.dictionary(
  fc.oneof(
    { weight: 9, arbitrary: fc.string() },
    { weight: 1, arbitrary: fc.constantFrom("__proto__", "constructor") },
  ),
  fc.jsonValue({ maxDepth: 4 }),
) as fc.Arbitrary<JsonObject>; // what JSON.parse would give, and so Json

/** A value as the other library wants to be given it. */
function oracleValue(value: Json | undefined): object {
  if (value === null || value === undefined) return { nullValue: 0 };
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "number") return { numberValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (Array.isArray(value)) return { listValue: { values: value.map(oracleValue) } };
  return { structValue: oracleStruct(value as JsonObject) }; // the only kind that is left
}

function oracleStruct(object: JsonObject): object {
  return { fields: Object.fromEntries(Object.entries(object).map(([name, value]) => [name, oracleValue(value)])) };
}

const bytesOf = (object: JsonObject) => encodeMessage(struct, structOf(object));
const roundTrip = (object: JsonObject) => jsonOfStruct(decodeMessage(struct, bytesOf(object)));

describe("a Struct", () => {
  test("is written in the very bytes that another library writes", () => {
    fc.assert(
      fc.property(json, (object) => {
        const expected = Buffer.from(oracle.encode(oracle.fromObject(oracleStruct(object))).finish());
        fc.pre(!JSON.stringify(object).includes("__proto__")); // the other library loses it
        expect(Buffer.from(bytesOf(object)).toString("hex")).toBe(expected.toString("hex"));
      }),
      { numRuns: 500 },
    );
  });

  test("gives back the object that it was made of", () => {
    fc.assert(
      fc.property(json, (object) => expect(roundTrip(object)).toEqual(object)),
      { numRuns: 500 },
    );
  });

  test("tells null, false, zero, the empty string, list and object apart", () => {
    const object = { a: null, b: false, c: 0, d: "", e: [], f: {}, g: [null, false, 0, "", [], {}] };
    expect(roundTrip(object)).toStrictEqual(object);
  });

  test("leaves out what is undefined", () => {
    expect(roundTrip({ kept: 1, left: undefined })).toStrictEqual({ kept: 1 });
  });

  test("holds a member named __proto__ and gives every object the usual prototype", () => {
    const object = JSON.parse('{"__proto__": {"polluted": true}, "list": [{"__proto__": 1}]}') as JsonObject;
    const back = roundTrip(object);
    expect(JSON.stringify(back)).toBe(JSON.stringify(object));
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
    expect("polluted" in back).toBe(false);
  });

  test("reads a Value without content as null", () => {
    const bytes = oracle.encode(oracle.fromObject({ fields: { a: {}, b: { listValue: {} }, c: { structValue: {} } } }));
    expect(jsonOfStruct(decodeMessage(struct, bytes.finish()))).toStrictEqual({ a: null, b: [], c: {} });
  });

  test("refuses objects and lists nested without end, in both directions, and takes 45 levels", () => {
    const nested = (depth: number, wrap: (inner: Json) => Json) =>
      Array.from({ length: depth - 1 }).reduce<Json>(wrap, "inside");
    for (const wrap of [(inner: Json): Json => ({ inner }), (inner: Json): Json => [inner]]) {
      const fits = { top: nested(45, wrap) };
      expect(roundTrip(fits)).toEqual(fits);
      const tooDeep = { top: nested(46, wrap) };
      expect(() => structOf(tooDeep)).toThrow(ProtobufError);
      const bytes = oracle.encode(oracle.fromObject(oracleStruct(tooDeep))).finish();
      expect(() => jsonOfStruct(decodeMessage(struct, bytes))).toThrow(ProtobufError);
    }
  });
});
