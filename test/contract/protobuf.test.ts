import { describe, expect, test } from "@jest/globals";
import {
  decodeMessage,
  encodeMessage,
  type MessageTable,
  ProtobufError,
  type Reference,
  struct,
} from "@thoth-iac/grpc";
import fc from "fast-check";
import { providerRpcs } from "../../provider/src/wire/tfplugin6.ts";
import { messages, oracleType, withoutDefaults } from "../support/protobuf-oracle.ts";

interface Tree {
  readonly label?: string;
  readonly branches?: Readonly<Record<string, Tree>>;
  readonly leaves?: readonly Tree[];
}

const treeReference: Reference<Tree> = () => tree;
const tree = {
  label: [1, "string"],
  branches: [2, "map", treeReference],
  leaves: [3, "messages", treeReference],
} as const satisfies MessageTable;

/** Every kind of field there is, with and without presence, under small and large numbers and out of order. */
const everyKind = {
  text: [1, "string"],
  text_there: [19, "string?"],
  bytes: [2, "bytes"],
  bytes_there: [300, "bytes?"],
  flag: [3, "bool"],
  flag_there: [20, "bool?"],
  whole: [4, "int64"],
  whole_there: [21, "int64?"],
  real: [5, "double"],
  real_there: [70_000, "double?"],
  choice: [6, "enum"],
  choice_there: [22, "enum?"],
  texts: [7, "strings"],
  inner: [8, "message", { real: [1, "double"] }],
  inners: [9, "messages", { flag: [1, "bool?"] }],
  texts_by_key: [10, "map", "string"],
  inners_by_key: [11, "map", { text: [1, "string"], real: [2, "double?"] }],
  tree: [12, "message", treeReference],
} as const satisfies MessageTable;

const tables: [string, MessageTable][] = [
  ["every kind of field", everyKind],
  ["a message that holds itself in maps and lists", tree],
  ["google.protobuf.Struct", struct],
  ...Object.entries(providerRpcs).flatMap(([name, { request, response }]): [string, MessageTable][] => [
    [`${name}.Request`, request],
    [`${name}.Response`, response],
  ]),
];

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

  test("tells members of a oneof apart that have their default values", () => {
    const members = ["text_there", "bytes_there", "flag_there", "whole_there", "real_there", "choice_there"] as const;
    const defaults = { text_there: "", bytes_there: new Uint8Array(), flag_there: false } as const;
    for (const member of members) {
      const sent = { [member]: { ...defaults, whole_there: 0, real_there: 0, choice_there: 0 }[member] };
      const received = decodeMessage(everyKind, encodeMessage(everyKind, sent));
      expect(members.filter((name) => received[name] !== undefined)).toEqual([member]);
      expect(received).toMatchObject(sent);
    }
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
