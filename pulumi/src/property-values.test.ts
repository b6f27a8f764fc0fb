import { expect, test } from "@jest/globals";
import { type JsonObject, UNKNOWN, type Values } from "@thoth-iac/model";
import fc from "fast-check";
import { received, sent } from "./property-values.ts";

const names = fc.stringMatching(/^[a-z][A-Za-z]{0,8}$/);
const values = fc.dictionary(
  names,
  fc.jsonValue({ maxDepth: 4 }).filter((value) => value !== null),
);

test("what is sent comes back as it was, secrets unwrapped and named", () => {
  fc.assert(
    fc.property(values, fc.infiniteStream(fc.boolean()), (given, coins) => {
      const secret = new Set(Object.keys(given).filter(() => coins.next().value));
      const back = received(sent(given as Values, secret)); // JSON without unknown parts
      expect(JSON.stringify(back.values)).toBe(JSON.stringify(given));
      expect(back.secret).toEqual(secret);
    }),
  );
});

test("unknown parts come back unknown, wherever they are", () => {
  const given: Values = { name: UNKNOWN, list: ["a", UNKNOWN], map: { deep: { er: UNKNOWN } } };
  expect(received(sent(given)).values).toEqual(given);
});

test("an unknown of each type that the engine knows is unknown", () => {
  // From sdk/go/common/resource/plugin/rpc.go of pulumi/pulumi.
  const marks = [
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
  ];
  for (const mark of marks) expect(received({ a: mark }).values).toEqual({ a: UNKNOWN });
});

const signature = "4dabf18193072939515e22adb298388d";

test("an output is its value, a secret one too; without a value it is unknown", () => {
  const output = (rest: JsonObject) => ({ [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...rest });
  const given = { plain: output({ value: 1 }), hidden: output({ value: "s", secret: true }), open: output({}) };
  const { values: got, secret } = received(given);
  expect(got).toEqual({ plain: 1, hidden: "s", open: UNKNOWN });
  expect([...secret]).toEqual(["hidden"]);
});

test("a secret deep inside a property makes the property secret", () => {
  const hidden = { [signature]: "1b47061264138c4ac30d75fd1eb44270", value: "s3cret" };
  const { values: got, secret } = received({ config: { list: [{ token: hidden }] }, name: "x" });
  expect(got).toEqual({ config: { list: [{ token: "s3cret" }] }, name: "x" });
  expect([...secret]).toEqual(["config"]);
});

test("null and what belongs to Pulumi or to us are left out", () => {
  expect(sent({ a: null, b: false })).toEqual({ b: false });
  expect(received({ __provider: "text", __inputs: ["a"], a: 1 }).values).toEqual({ a: 1 });
});

test("a member named __proto__ inside a value stays a member", () => {
  const { values: got } = received(JSON.parse('{"policy": {"__proto__": {"polluted": true}}}'));
  expect(JSON.stringify(got.policy)).toBe('{"__proto__":{"polluted":true}}');
  expect(JSON.stringify(sent(got).policy)).toBe('{"__proto__":{"polluted":true}}');
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});
