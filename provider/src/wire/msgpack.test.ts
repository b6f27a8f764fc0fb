import { describe, expect, test } from "@jest/globals";
import * as oracle from "@msgpack/msgpack";
import fc from "fast-check";
import { MsgpackError, type MsgpackValue } from "./msgpack.ts";
import { decodeMsgpack } from "./msgpack-decode.ts";
import { encodeMsgpack } from "./msgpack-encode.ts";

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** Values that the other library writes too: it has no maps but objects, and no integers beyond 2^53 among numbers. */
const { tree: sharedValue } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.integer({ min: -300, max: 70_000 }),
    // Without -0, which has no form of its own among integers.
    fc.double().map((number) => number + 0),
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }),
    fc.array(tie("tree"), { maxLength: 20 }),
    fc.dictionary(
      fc.string().filter((key) => key !== "__proto__"),
      tie("tree"),
      { maxKeys: 20 },
    ),
  ),
}));

/** The same value in this codec's terms: a map where the other library has an object. */
function ours(value: unknown): MsgpackValue {
  if (Array.isArray(value)) return value.map(ours);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value as MsgpackValue;
  return new Map(Object.entries(value).map(([key, element]) => [key, ours(element)]));
}

describe("msgpack", () => {
  test("writes the very bytes that another library writes", () => {
    fc.assert(
      fc.property(sharedValue, (value) => {
        expect(hexOf(encodeMsgpack(ours(value)))).toBe(hexOf(oracle.encode(value)));
      }),
    );
  });

  test("reads what another library writes", () => {
    fc.assert(
      fc.property(sharedValue, (value) => {
        expect(decodeMsgpack(oracle.encode(value))).toEqual(ours(value));
      }),
    );
  });

  test.each([
    [300, 0],
    [70_000, 0],
    [3, 200],
    [3, 70_000],
  ])("reads back %i elements and %i bytes, whose lengths take more bytes themselves", (elements, bytes) => {
    const value = [
      Array.from({ length: elements }, (_, index) => index),
      new Map(Array.from({ length: elements }, (_, index) => [`key ${index}`, null])),
      new Uint8Array(bytes),
      "é".repeat(bytes),
      { code: -7, data: new Uint8Array(bytes) },
    ];
    expect(decodeMsgpack(encodeMsgpack(value))).toEqual(value);
  });

  test.each([
    [2n ** 63n - 1n, "cf7fffffffffffffff"],
    [2n ** 64n - 1n, "cfffffffffffffffff"],
    [-(2n ** 63n), "d38000000000000000"],
    [9007199254740993n, "cf0020000000000001"],
  ])("keeps the integer %s exact", (value, hex) => {
    expect(hexOf(encodeMsgpack(value))).toBe(hex);
    expect(decodeMsgpack(bytesOf(hex))).toBe(value);
  });

  test.each([2n ** 64n, -(2n ** 63n) - 1n])("refuses the integer %s, which has no room", (value) => {
    expect(() => encodeMsgpack(value)).toThrow(MsgpackError);
  });

  test("keeps a map's key __proto__", () => {
    const value = new Map([["__proto__", "a user may write this"]]);
    expect(decodeMsgpack(encodeMsgpack(value))).toEqual(value);
  });

  test("reads an extension of any length and code", () => {
    expect(decodeMsgpack(bytesOf("d4 00 00"))).toEqual({ code: 0, data: bytesOf("00") });
    expect(decodeMsgpack(bytesOf("c7 07 0c 82 01 c2 03 92 00 c3"))).toEqual({
      code: 12,
      data: bytesOf("8201c2039200c3"),
    });
    expect(decodeMsgpack(bytesOf("c8 0001 ff 05"))).toEqual({ code: -1, data: bytesOf("05") });
  });

  test.each([
    ["nothing at all", ""],
    ["a byte that starts no value", "c1"],
    ["a string cut short", "a3 61 62"],
    ["an array that claims four thousand million elements", "dd ffffffff 01"],
    ["a map that claims four thousand million entries", "df ffffffff a1 61 01"],
    ["bytes that claim to be four gigabytes", "c6 ffffffff 00"],
    ["text that is not UTF-8", "a2 ff fe"],
    ["a key that is not text", "81 01 01"],
    ["the same key twice", "82 a1 61 01 a1 61 02"],
    ["a second value behind the first", "01 02"],
    ["ten thousand arrays within one another", `${"91".repeat(10_000)}c0`],
  ])("refuses %s", (_what, hex) => {
    expect(() => decodeMsgpack(bytesOf(hex))).toThrow(MsgpackError);
  });

  test("answers arbitrary bytes with a value or its own error, never another", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          decodeMsgpack(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(MsgpackError);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("refuses every beginning of a value that is not the whole", () => {
    fc.assert(
      fc.property(sharedValue, fc.nat(), (value, cut) => {
        const bytes = encodeMsgpack(ours(value));
        expect(() => decodeMsgpack(bytes.subarray(0, cut % bytes.length))).toThrow(MsgpackError);
      }),
    );
  });
});
