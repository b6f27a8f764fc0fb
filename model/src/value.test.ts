import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  canonicalJson,
  hasUnknown,
  isMask,
  isSecretName,
  type JsonValue,
  known,
  parseJson,
  sameValue,
  UNKNOWN,
  type Value,
  valueAt,
  withoutSecrets,
  withPart,
  withValueAt,
} from "./value.ts";

const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as JsonValue); // what JSON gives is JSON

const object = fc.dictionary(fc.string(), json, { noNullPrototype: true });

test("an unknown is found however deep it lies, and equals not even itself", () => {
  const value: Value = { a: [{ b: UNKNOWN }] };
  expect(hasUnknown(value)).toBe(true);
  expect(known(value)).toBeUndefined();
  expect(sameValue(UNKNOWN, UNKNOWN)).toBe(false);
  expect(sameValue(value, value)).toBe(false);
});

test("equal values have one canonical text, whatever the order of their members", () => {
  fc.assert(
    fc.property(json, (value) => {
      const turned = JSON.parse(JSON.stringify(value), (_, inner) =>
        typeof inner === "object" && inner !== null && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).reverse())
          : inner,
      );
      expect(canonicalJson(turned)).toBe(canonicalJson(value));
      expect(sameValue(turned, value)).toBe(true);
      expect(parseJson(canonicalJson(value))).toEqual(value);
    }),
  );
});

test("text that is not JSON is no value", () => {
  expect(parseJson("{")).toBeUndefined();
  expect(parseJson("null")).toBeNull();
});

describe("a value at a path", () => {
  const path = fc.array(fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toString")), {
    minLength: 1,
    maxLength: 4,
  });

  test("is what was put there, and what is beside it stays", () => {
    fc.assert(
      fc.property(object, path, json, (object, at, value) => {
        expect(valueAt(withValueAt(object, at, value), at)).toEqual(value);
        const beside = valueAt(withValueAt({ kept: object }, ["new", ...at], value), ["kept"]);
        expect(beside).toEqual(object);
      }),
    );
  });

  test("is never an inherited member, and nothing is written into a prototype", () => {
    expect(valueAt({}, ["__proto__"])).toBeUndefined();
    expect(valueAt({}, ["constructor", "name"])).toBeUndefined();
    const made = withValueAt({}, ["__proto__", "polluted"], true);
    expect(Object.hasOwn(made as object, "__proto__")).toBe(true);
    expect(({} as { readonly polluted?: boolean }).polluted).toBeUndefined();
  });
});

test.each(["client_secret", "api_token", "clientSecret", "password", "private_key", "apiKey", "credentials"])(
  "%s names a secret",
  (name) => expect(isSecretName(name)).toBe(true),
);
test.each(["token_url", "secretary", "name", "client_id", "keyboard"])("%s names no secret", (name) =>
  expect(isSecretName(name)).toBe(false),
);
test.each(["***", "••••••", "<redacted>", "[MASKED]"])("%s stands in place of a secret", (text) =>
  expect(isMask(text)).toBe(true),
);
test.each(["**", "secrets", "x", ""])("%j is no mask", (text) => expect(isMask(text)).toBe(false));

test("secrets are left out at any depth; what is only named like one and no text stays", () => {
  const value = { a: [{ api_token: "s" }], client_secret: "s", token: { kind: "x" }, __proto__: null };
  expect(canonicalJson(withoutSecrets(value))).toBe('{"a":[{}],"token":{"kind":"x"}}');
});

test("a part is replaced where it stands, in lists and under any name, and nothing beside it", () => {
  const values = { a: [{ b: 1, c: 2 }, "x"], d: 3 };
  expect(withPart(values, ["a", 0, "b"], UNKNOWN)).toEqual({ a: [{ b: UNKNOWN, c: 2 }, "x"], d: 3 });
  expect(withPart(values, ["a", 1], "y")).toEqual({ a: [{ b: 1, c: 2 }, "y"], d: 3 });
  expect(Object.hasOwn(withPart({}, ["__proto__"], 1), "__proto__")).toBe(true);
  expect(values).toEqual({ a: [{ b: 1, c: 2 }, "x"], d: 3 });
});
