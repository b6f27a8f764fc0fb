import { describe, expect, test } from "@jest/globals";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import {
  decodeMessage,
  encodeMessage,
  jsonOfStruct,
  type MessageInit,
  type MessageTable,
  type StructMessage,
  struct,
  structOf,
} from "@thoth-iac/grpc";
import fc from "fast-check";
import { constructResponse, errorResourceInitFailed, errorResourceInitFailedName, providerRpcs } from "./pulumirpc.ts";

/*
 * The oracle are the messages that Pulumi's own SDK generates from the protocol's definition. It drops fields that it
 * does not know, and is asked for each field by name, so that a wrong number, kind or name shows.
 */

interface Oracle {
  serializeBinary(): Uint8Array;
  readonly [getter: string]: unknown;
}
interface OracleType {
  deserializeBinary(bytes: Uint8Array): Oracle;
}
interface OracleMethod {
  readonly path: string;
  readonly requestType: OracleType;
  readonly responseType: OracleType;
}

// What the SDK generates has no types that say what these tests ask for.
const methods = Object.values(services.ResourceProviderService as unknown as Record<string, OracleMethod>);

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value))); // no -0
// The SDK loses members of that name; the package grpc tests what we do with them.
const structs = fc
  .dictionary(fc.string(), json)
  .filter((members) => !JSON.stringify(members).includes("__proto__"))
  .map(structOf);
const words = fc.string({ unit: "grapheme" }).filter((word) => word !== "__proto__");

type Field = MessageTable[string];

function messages(table: MessageTable): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(table).map(([name, field]) => [name, values(field)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
}

function values([, kind, of]: Field): fc.Arbitrary<unknown> {
  if (kind === "message") return of === struct ? structs : messages(of as MessageTable);
  if (kind === "messages") return fc.array(messages(of as MessageTable), { maxLength: 3 });
  if (kind === "map")
    return fc.dictionary<unknown>(words, of === "string" ? words : messages(of as MessageTable), { maxKeys: 3 });
  switch (kind.replace("?", "")) {
    case "strings":
      return fc.array(words, { maxLength: 3 });
    case "string":
      return words;
    case "bytes":
      return fc.uint8Array({ maxLength: 20 });
    case "bool":
      return fc.boolean();
    case "double":
      return fc.double({ noNaN: true }).filter((value) => !Object.is(value, -0));
    case "enum":
      return fc.nat(5);
    default:
      return fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
  }
}

/** The message as the SDK's object tells it, in the form in which ours is. */
function toldBy(oracle: Oracle, table: MessageTable): Record<string, unknown> {
  const call = (method: string) => {
    const found = oracle[method];
    if (typeof found !== "function") throw new Error(`the SDK's message has no ${method}`);
    return found.call(oracle);
  };
  return Object.fromEntries(
    Object.entries(table).map(([name, [, kind, of]]) => {
      const parts = name.split("_").map((part) => part.toLowerCase());
      const pascal = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("");
      if (kind === "message") {
        const inner = call(`get${pascal}`) as Oracle | undefined;
        if (inner === undefined) return [name, undefined];
        return [name, of === struct ? structIn(inner) : toldBy(inner, of as MessageTable)];
      }
      if (kind === "messages")
        return [name, (call(`get${pascal}List`) as Oracle[]).map((inner) => toldBy(inner, of as MessageTable))];
      if (kind === "map") {
        const entries: [string, unknown][] = [];
        (call(`get${pascal}Map`) as Map<string, unknown>).forEach((value, key) => {
          entries.push([key, of === "string" ? value : toldBy(value as Oracle, of as MessageTable)]);
        });
        return [name, Object.fromEntries(entries)];
      }
      if (kind === "strings") return [name, call(`get${pascal}List`)];
      if (kind === "bytes") return [name, new Uint8Array(call(`get${pascal}_asU8`) as Uint8Array)];
      if (kind.endsWith("?") && call(`has${pascal}`) !== true) return [name, undefined];
      return [name, call(`get${pascal}`)];
    }),
  );
}

function structIn(oracle: Oracle): unknown {
  return jsonOfStruct(decodeMessage(struct, oracle.serializeBinary()) as StructMessage);
}

/** Our own decoded message, with structs as JSON and without prototypes. */
function plain(message: unknown, table: MessageTable): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table).map(([name, [, kind, of]]) => {
      const value = (message as Record<string, unknown>)[name];
      if (value === undefined) return [name, undefined];
      if (kind === "message")
        return [name, of === struct ? jsonOfStruct(value as StructMessage) : plain(value, of as MessageTable)];
      if (kind === "messages") return [name, (value as unknown[]).map((inner) => plain(inner, of as MessageTable))];
      if (kind === "map") {
        const entries = Object.entries(value as Record<string, unknown>);
        return [
          name,
          Object.fromEntries(
            entries.map(([key, inner]) => [key, of === "string" ? inner : plain(inner, of as MessageTable)]),
          ),
        ];
      }
      return [name, kind === "bytes" ? new Uint8Array(value as Uint8Array) : value];
    }),
  );
}

function agrees(table: MessageTable, type: OracleType): void {
  fc.assert(
    fc.property(messages(table), (message) => {
      const bytes = encodeMessage(table, message as MessageInit<MessageTable>); // made by the same table
      const ours = plain(decodeMessage(table, bytes), table);
      const theirs = type.deserializeBinary(bytes);
      expect(toldBy(theirs, table)).toEqual(ours);
      expect(plain(decodeMessage(table, theirs.serializeBinary()), table)).toEqual(ours);
    }),
    { numRuns: 60 },
  );
}

const answers = [...Object.entries(providerRpcs), ["Construct", { request: {}, response: constructResponse }]] as const;

describe("the messages are those of Pulumi's protocol", () => {
  test.each(answers)("%s", (rpc, { request, response }) => {
    const method = methods.find(({ path }) => path === `/pulumirpc.ResourceProvider/${rpc}`);
    if (method === undefined) throw new Error(`the protocol has no ${rpc}`);
    agrees(request, method.requestType);
    agrees(response, method.responseType);
  });

  test("the details of failures", () => {
    agrees(errorResourceInitFailed, provider.ErrorResourceInitFailed as unknown as OracleType);
    expect(errorResourceInitFailedName).toBe("pulumirpc.ErrorResourceInitFailed");
  });
});

test("responses hold every field of the protocol", () => {
  for (const [rpc, { response }] of answers) {
    const type = methods.find(({ path }) => path.endsWith(`/${rpc}`))?.responseType;
    const getters = Object.getOwnPropertyNames(Reflect.get(type ?? {}, "prototype"));
    const fields = getters.filter((name) => /^get\w+$/.test(name) && !/_as(U8|B64)$|^getExtension$/.test(name));
    expect([rpc, fields.length]).toEqual([rpc, Object.keys(response).length]);
  }
});
