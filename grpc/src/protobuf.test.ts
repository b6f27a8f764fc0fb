import { describe, expect, test } from "@jest/globals";
import { type MessageTable, ProtobufError, type Reference } from "./protobuf.ts";
import { decodeMessage } from "./protobuf-decode.ts";
import { encodeMessage } from "./protobuf-encode.ts";

const dynamicValue = { msgpack: [1, "bytes"], json: [2, "bytes"] } as const satisfies MessageTable;

const diagnostic = {
  severity: [1, "enum"],
  summary: [2, "string"],
  detail: [3, "string"],
  attribute: [4, "message", { steps: [1, "messages", { name: [1, "string?"], index: [2, "int64?"] }] }],
} as const satisfies MessageTable;

interface Nested {
  readonly inner?: Nested | undefined;
}

const nestedReference: Reference<Nested> = () => nested;
const nested = { inner: [1, "message", nestedReference] } as const satisfies MessageTable;

describe("protobuf", () => {
  test("fills in defaults, so that a handler need not ask what is there", () => {
    expect(decodeMessage(diagnostic, new Uint8Array(0))).toEqual({
      severity: 0,
      summary: "",
      detail: "",
      attribute: undefined,
    });
    expect(decodeMessage({ names: [1, "strings"], maybe: [2, "string?"] }, new Uint8Array(0))).toEqual({
      names: [],
      maybe: undefined,
    });
  });

  test("sends the index 0 of a path step, for a member of a oneof counts even with its default value", () => {
    const message = { attribute: { steps: [{ name: "rules" }, { index: 0 }] } };
    const { attribute } = decodeMessage(diagnostic, encodeMessage(diagnostic, message));
    expect(attribute?.steps.map((step) => step.index)).toEqual([undefined, 0]);
  });

  test("keeps negative and large integers, and refuses those beyond 2^53", () => {
    const table = { limit: [1, "int64"] } as const;
    for (const limit of [-1, 127, 128, 2 ** 31, 2 ** 49 - 1, 2 ** 49, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])
      expect(decodeMessage(table, encodeMessage(table, { limit }))).toEqual({ limit });
    expect(() => encodeMessage(table, { limit: 2 ** 53 })).toThrow(ProtobufError);
    expect(() => decodeMessage(table, Buffer.from("088080808080808010", "hex"))).toThrow(ProtobufError);
  });

  test("skips fields that it does not know, whatever their kind", () => {
    const newer = {
      text: [1, "string"],
      a: [90, "int64"],
      b: [91, "string"],
      c: [92, "message", dynamicValue],
    } as const;
    const bytes = encodeMessage(newer, { text: "kept", a: 7, b: "new", c: { json: Buffer.from("{}") } });
    const fixed = Buffer.from("fd07 01020304 f907 0102030405060708".replaceAll(" ", ""), "hex");
    expect(decodeMessage({ text: [1, "string"] }, Buffer.concat([bytes, fixed]))).toEqual({ text: "kept" });
  });

  test("merges a message that arrives in two parts", () => {
    const table = { value: [1, "message", dynamicValue] } as const;
    const parts = [{ msgpack: Buffer.of(1) }, { json: Buffer.of(2) }].map((value) => encodeMessage(table, { value }));
    expect(decodeMessage(table, Buffer.concat(parts))).toEqual({
      value: { msgpack: Buffer.of(1), json: Buffer.of(2) },
    });
  });

  test("keeps every number, the negative zero, the infinities and NaN too", () => {
    const table = { real: [1, "double"] } as const;
    for (const real of [0, -0, 1, -1.5, 1e300, 5e-324, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN])
      expect(decodeMessage(table, encodeMessage(table, { real })).real).toBe(real);
    expect(encodeMessage(table, { real: 0 })).toHaveLength(0);
    expect(() => decodeMessage(table, Buffer.from("0900", "hex"))).toThrow(ProtobufError);
  });

  test("reads an entry of a map that lacks its value as one with the default", () => {
    const table = { texts: [1, "map", "string"], inners: [2, "map", nested] } as const;
    const bytes = Buffer.from("0a030a0161" + "12030a0162", "hex");
    expect(decodeMessage(table, bytes)).toMatchObject({ texts: { a: "" }, inners: { b: {} } });
  });

  test("keeps a map's key __proto__", () => {
    const table = { flatmap: [2, "map", "string"] } as const;
    const flatmap = Object.fromEntries([["__proto__", "x"]]);
    expect(Object.entries(decodeMessage(table, encodeMessage(table, { flatmap })).flatmap)).toEqual([
      ["__proto__", "x"],
    ]);
  });

  test.each([
    ["a length beyond the end", "12ffffffff0f"],
    ["a length of sixteen exabytes", "12ffffffffffffffffff01"],
    ["an integer without end", `08${"ff".repeat(20)}`],
    ["text cut short", "1205616263"],
    ["text that is not UTF-8", "1202fffe"],
    ["another wire type than the field has", "0a0161"],
    ["field number 0", "0001"],
    ["a group, which protobuf gave up long ago", "2b2c"],
    ["a fixed field cut short", "fd070102"],
  ])("refuses %s", (_what, hex) => {
    expect(() => decodeMessage(diagnostic, Buffer.from(hex, "hex"))).toThrow(ProtobufError);
  });

  test("refuses messages within messages without end", () => {
    expect(() => decodeMessage(nested, encodeNested(99))).not.toThrow();
    expect(() => decodeMessage(nested, encodeNested(100))).toThrow(/nested deeper/);
    const levels = Array.from({ length: 100 });
    const deep = levels.reduce<Nested>((inner) => ({ inner }), {});
    expect(() => encodeMessage(nested, deep)).toThrow(/nested deeper/);
    expect(hexOf(encodeMessage(nested, deep.inner ?? {}))).toBe(hexOf(encodeNested(99)));
  });
});

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** A message that holds itself `depth` times, made from the inside. */
function encodeNested(depth: number): Buffer {
  let message: Buffer = Buffer.alloc(0);
  for (let level = 0; level < depth; level++)
    message = Buffer.concat([Buffer.of(0x0a), varint(message.length), message]);
  return message;
}

function varint(value: number): Buffer {
  return value < 0x80 ? Buffer.of(value) : Buffer.concat([Buffer.of((value & 0x7f) | 0x80), varint(value >>> 7)]);
}
