import { describe, expect, test } from "@jest/globals";
import {
  decodeMessage,
  encodeMessage,
  GrpcError,
  type Json,
  type JsonObject,
  type MessageInit,
  structOf,
} from "@thoth-iac/grpc";
import { queries, type Resource, resources, version } from "@thoth-iac/model";
import fc from "fast-check";
import { functionTokenOf, typeOf } from "../tokens.ts";
import { createProvider } from "./provider.ts";
import { providerRpcs } from "./pulumirpc.ts";

type Rpcs = typeof providerRpcs;

const signature = "4dabf18193072939515e22adb298388d";
const signatures = [
  "1b47061264138c4ac30d75fd1eb44270",
  "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  "5cf8f73096256a8f31e491e813e4eb8e",
];
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const owners: readonly Resource[] = Object.values(resources).map((resource) => resource as Resource); // generics are for those who write configurations

let calls = 0;
const provider = createProvider({
  env: {},
  fetch: () => {
    calls += 1;
    return Promise.reject(new TypeError("fetch failed"));
  },
  readFile: () => Promise.reject(new Error("ENOENT")),
  log: () => {},
  attribution: { via: "pulumi", name: "test", version },
  warn: () => {},
  hearRejections: () => {},
});

async function ask<Rpc extends keyof Rpcs>(rpc: Rpc, request: MessageInit<Rpcs[Rpc]["request"]>) {
  const method = provider[`/pulumirpc.ResourceProvider/${rpc}`];
  if (typeof method !== "function") throw new Error(`there is no ${rpc}`);
  const { request: asked, response }: { request: Rpcs[Rpc]["request"]; response: Rpcs[Rpc]["response"] } =
    providerRpcs[rpc];
  const answer = await method(encodeMessage(asked, request), { signal: new AbortController().signal });
  return decodeMessage(response, answer);
}

/** Anything that could stand in a struct, Pulumi's marks and names of ours among it. */
const anything = fc.letrec<{ value: Json; members: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<Json>(null, true, 0, -1, 1e300, "", "chrome", "{", unknown),
    fc.string(),
    fc.double(),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("members"),
    fc.record({
      [signature]: fc.oneof(fc.constantFrom(...signatures), fc.string()),
      value: tie("value"),
      secret: tie("value"),
    }),
  ),
  members: fc.dictionary(
    fc.oneof(fc.constantFrom("__proto__", "constructor", "__defaults", signature, ""), fc.string()),
    tie("value"),
    { maxKeys: 4 },
  ),
}));

/** Properties of a resource, right or wrong. */
function propertiesOf({ attributes }: Resource): fc.Arbitrary<JsonObject> {
  const names = attributes.map(({ name }) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
  const known = fc.dictionary(fc.constantFrom(...names), anything.value, { maxKeys: 6 });
  return fc.tuple(known, anything.members).map(([ours, theirs]) => ({ ...theirs, ...ours }));
}

describe("whatever comes, the process lives, calls nothing, and answers or refuses", () => {
  test.each(owners.map((owner) => [typeOf(owner), owner] as const))("%s", async (type, owner) => {
    calls = 0;
    await fc.assert(
      fc.asyncProperty(
        propertiesOf(owner),
        propertiesOf(owner),
        fc.array(fc.string(), { maxLength: 2 }),
        async (one, other, ignoreChanges) => {
          const [olds, news] = [structOf(one), structOf(other)];
          const asked = [
            ask("Check", { type, news }),
            ask("Diff", { type, id: "x", olds, old_inputs: olds, news, ignoreChanges }),
            ask("Create", { type, properties: news, preview: true }),
            ask("Update", { type, id: "x", olds, old_inputs: olds, news, preview: true }),
            ask("CheckConfig", { news }),
            ask("DiffConfig", { olds, old_inputs: olds, news }),
          ];
          for (const outcome of await Promise.allSettled(asked)) {
            if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(GrpcError);
          }
        },
      ),
      { numRuns: 50 },
    );
    expect(calls).toBe(0);
    expect({}).not.toHaveProperty("polluted");
  });
});

/** A struct that holds a struct that holds a struct, written by hand: our own encoder refuses to go so deep. */
function nested(depth: number): Buffer {
  const delimited = (field: number, content: Buffer) => {
    const length = [];
    for (let rest = content.length; ; rest >>>= 7) {
      length.push(rest > 127 ? (rest & 127) | 128 : rest);
      if (rest <= 127) break;
    }
    return Buffer.concat([Buffer.from([(field << 3) | 2, ...length]), content]);
  };
  const key = delimited(1, Buffer.from("a"));
  const inner = depth === 0 ? Buffer.alloc(0) : delimited(5, nested(depth - 1));
  return delimited(1, Buffer.concat([key, delimited(2, inner)]));
}

test.each([60, 2000])("values nested %d deep are refused", async (depth) => {
  const struct = nested(depth);
  const check = provider["/pulumirpc.ResourceProvider/Check"];
  if (typeof check !== "function") throw new Error("there is no Check");
  const news = Buffer.alloc(5);
  const length = [(struct.length & 127) | 128, ((struct.length >>> 7) & 127) | 128, struct.length >>> 14];
  news.set([(3 << 3) | 2, ...length]);
  const type = "thoth:browser/policy:Policy";
  const request = Buffer.concat([
    news.subarray(0, 4),
    struct,
    Buffer.from([(7 << 3) | 2, type.length]),
    Buffer.from(type),
  ]);
  const call = { signal: new AbortController().signal };
  await expect(check(request, call)).rejects.toThrow(/nested deeper than/);
});

test("what a check has passed, checks again to the same", async () => {
  for (const owner of owners) {
    const written = Object.entries(owner.example).map(([name, value]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]);
    const type = typeOf(owner);
    const first = await ask("Check", { type, news: structOf(Object.fromEntries(written)) });
    expect(first.failures).toEqual([]);
    const again = await ask("Check", { type, ...(first.inputs && { news: first.inputs }) });
    expect(again).toEqual(first);
  }
});

test("what the plugin does not have is told of with what may have been meant", async () => {
  await expect(ask("Check", { type: "thoth:browser/polizy:Policy" })).rejects.toThrow(
    /no resource "thoth:browser\/polizy:Policy"\. Did you mean thoth:browser\/policy:Policy\?/,
  );
  await expect(ask("Check", { urn: "urn:pulumi:s::p::a:b:C$thoth:mdm/sink:Sync::n:x" })).rejects.toThrow(
    /Did you mean thoth:mdm\/sync:Sync\?/,
  );
  await expect(ask("Invoke", { tok: "thoth:mdm/getProvider:getProviders" })).rejects.toThrow(
    /Did you mean thoth:mdm\/getProviders:getProviders\?/,
  );
});

test("a resource that is asked for before the configuration is told of so", async () => {
  await expect(ask("Read", { type: "thoth:browser/policy:Policy", id: "p" })).rejects.toThrow(/not configured/);
});

test("a wrong argument of a function is told of by name, before anything is called", async () => {
  calls = 0;
  for (const query of Object.values(queries)) {
    const { failures } = await ask("Invoke", { tok: functionTokenOf(query), args: structOf({ colour: "red" }) });
    expect(failures).toContainEqual({ property: "", reason: expect.stringMatching(/no attribute colour/) });
  }
  expect(calls).toBe(0);
});

test("says its version", async () => {
  expect(await ask("GetPluginInfo", {})).toEqual({ version });
});
