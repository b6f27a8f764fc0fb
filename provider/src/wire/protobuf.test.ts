import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import protobufjs from "protobufjs";
import { type Field, type MessageInit, type MessageTable, ProtobufError, type Reference, tableOf } from "./protobuf.ts";
import { decodeMessage } from "./protobuf-decode.ts";
import { encodeMessage } from "./protobuf-encode.ts";
import { providerRpcs } from "./tfplugin6.ts";
import { diagnostic, dynamicValue } from "./tfplugin6-messages.ts";
import { schema } from "./tfplugin6-schema.ts";

const tables = Object.entries(providerRpcs).flatMap(([name, { request, response }]): [string, MessageTable][] => [
  [`${name}.Request`, request],
  [`${name}.Response`, response],
]);

/** A table as the other library's message type, so that its encoder can be asked. */
function oracleType(
  table: MessageTable,
  root = new protobufjs.Root(),
  known = new Map<MessageTable, protobufjs.Type>(),
) {
  const before = known.get(table);
  if (before !== undefined) return before;
  const type = new protobufjs.Type(`Message${known.size}`);
  known.set(table, type);
  root.add(type);
  for (const [name, [number, kind, of]] of Object.entries(table)) {
    const inner =
      typeof of === "object" || typeof of === "function" ? oracleType(tableOf(of), root, known).name : "string";
    const scalar = kind.replace("?", "").replace("enum", "int32").replace("strings", "string");
    if (kind === "map") type.add(new protobufjs.MapField(name, number, "string", inner));
    else if (kind === "message") type.add(new protobufjs.Field(name, number, inner));
    else if (kind === "messages") type.add(new protobufjs.Field(name, number, inner, "repeated"));
    else type.add(new protobufjs.Field(name, number, scalar, kind === "strings" ? "repeated" : undefined));
  }
  return type;
}

const text = fc.string({ unit: "grapheme", maxLength: 200 });

/** Messages by a table, with each field there or not. Those that contain themselves end after a few levels. */
function messages(table: MessageTable, depth = 0): fc.Arbitrary<MessageInit<MessageTable>> {
  const fields = Object.entries(table).filter(([, field]) => depth < 4 || typeof field[2] !== "function");
  return fc.record(Object.fromEntries(fields.map(([name, field]) => [name, values(field, depth)])), {
    requiredKeys: [],
  }) as fc.Arbitrary<MessageInit<MessageTable>>; // built field by field from the table
}

function values([, kind, of]: Field, depth: number): fc.Arbitrary<unknown> {
  const inner = (held: MessageTable | Reference<unknown>) => messages(tableOf(held), depth + 1);
  if (kind === "map") return fc.dictionary<unknown>(text, of === "string" ? text : inner(of), { maxKeys: 3 });
  if (kind === "message") return inner(of);
  if (kind === "messages") return fc.array(inner(of), { maxLength: 3 });
  if (kind === "strings") return fc.array(text, { maxLength: 3 });
  if (kind.startsWith("string")) return text;
  if (kind.startsWith("bytes")) return fc.uint8Array({ maxLength: 300 });
  if (kind.startsWith("bool")) return fc.boolean();
  return kind.startsWith("enum") ? fc.nat({ max: 5 }) : fc.maxSafeInteger();
}

/** The message without fields that have their default value: the other library writes whatever it is given. */
function withoutDefaults(table: MessageTable, message: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(message)) {
    const [, kind, of] = table[name] as Field;
    const inner = (one: unknown) => withoutDefaults(tableOf(of as MessageTable), one as Record<string, unknown>);
    if (kind === "message") kept[name] = inner(value);
    else if (kind === "messages") kept[name] = (value as unknown[]).map(inner);
    else if (kind === "map" && of !== "string")
      kept[name] = Object.fromEntries(Object.entries(value as object).map(([key, one]) => [key, inner(one)]));
    else if (kind.endsWith("?") || !["", 0, false].includes(value as string))
      if (!(kind === "bytes" && (value as Uint8Array).length === 0)) kept[name] = value;
  }
  return kept;
}

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("protobuf", () => {
  test.each(tables)("writes %s in the very bytes that another library writes", (_name, table) => {
    const type = oracleType(table);
    fc.assert(
      fc.property(messages(table), (message) => {
        const expected = type.encode(withoutDefaults(table, message)).finish();
        expect(hexOf(encodeMessage(table, message))).toBe(hexOf(expected));
      }),
      { numRuns: 30 },
    );
  });

  test.each(tables)("reads %s back from what it wrote, again and again the same", (_name, table) => {
    fc.assert(
      fc.property(messages(table), (message) => {
        const bytes = encodeMessage(table, message);
        const decoded = decodeMessage(table, bytes);
        expect(hexOf(encodeMessage(table, decoded))).toBe(hexOf(bytes));
      }),
      { numRuns: 30 },
    );
  });

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
    const message = { attribute: { steps: [{ attribute_name: "rules" }, { element_key_int: 0 }] } };
    const { attribute } = decodeMessage(diagnostic, encodeMessage(diagnostic, message));
    expect(attribute?.steps.map((step) => step.element_key_int)).toEqual([undefined, 0]);
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
    expect(() => decodeMessage(schema, encodeNested(300))).toThrow(/nested deeper/);
  });

  test("answers arbitrary bytes with a message or its own error, never another", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.constantFrom(...tables), (bytes, [, table]) => {
        try {
          decodeMessage(table, bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(ProtobufError);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

/** A schema whose blocks are nested `depth` times, made from the inside. */
function encodeNested(depth: number): Uint8Array {
  let block = Buffer.alloc(0);
  for (let level = 0; level < depth; level++) {
    const nestedBlock = Buffer.concat([Buffer.of(0x12), varint(block.length), block]);
    block = Buffer.concat([Buffer.of(0x1a), varint(nestedBlock.length), nestedBlock]);
  }
  return Buffer.concat([Buffer.of(0x12), varint(block.length), block]);
}

function varint(value: number): Buffer {
  return value < 0x80 ? Buffer.of(value) : Buffer.concat([Buffer.of((value & 0x7f) | 0x80), varint(value >>> 7)]);
}
