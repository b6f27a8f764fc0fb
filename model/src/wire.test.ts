import { expect, test } from "@jest/globals";
import { z } from "zod";
import { attributesOf, json, jsonText } from "./attributes.ts";
import { decode, encode, mergedDeeply, rowsAt } from "./wire.ts";

const attributes = attributesOf(
  z.object({
    url: z.string().optional().meta({ wire: "webhook.url" }),
    store: z.string().optional().meta({ hyphenIsUnderscore: true }),
    rules: z
      .array(z.object({ host: z.string().meta({ wire: "host_pattern" }), prefix: z.string().optional() }))
      .optional()
      .meta({ twin: "rules_json", wire: "rules" }),
    rules_json: jsonText().optional().meta({ twin: "rules", wire: "rules" }),
    extra: json().optional().meta({ overlay: true, wire: "" }),
    wait: z.boolean().optional().meta({ local: true }),
  }),
  z.object({
    total: z.int().meta({ count: "data" }),
    at: z.string().meta({ otherwise: "{now}" }),
    key: z.string().meta({ value: "{tenant}/{at}" }),
  }),
);
const surroundings = { tenant: "acme", now: "now" };

test("values go to their places, over what is there, and what is absent is left out", () => {
  const base = { webhook: { enabled: true, url: "old" }, other: 1 };
  expect(encode(attributes, { url: "new", store: "a-b", wait: true, rules: null }, { base })).toEqual({
    webhook: { enabled: true, url: "new" },
    other: 1,
    store: "a_b",
  });
});

test("what is cleared is sent as null, unless another form of it is set", () => {
  expect(encode(attributes, {}, { cleared: ["url", "rules"] })).toEqual({ webhook: { url: null }, rules: null });
  expect(encode(attributes, { rules_json: "[]" }, { cleared: ["rules"] })).toEqual({ rules: [] });
});

test("of two forms the freer is sent, as the typed one lacks the members that it does not know", () => {
  const text = '[{"host_pattern":"h","match":"m"}]';
  expect(encode(attributes, { rules: [{ host: "h", prefix: null }], rules_json: text })).toEqual({
    rules: JSON.parse(text),
  });
});

test("an overlay comes last, and merges deeply", () => {
  expect(encode(attributes, { url: "u", extra: { webhook: { url: "v", more: 1 } } })).toEqual({
    webhook: { url: "v", more: 1 },
  });
  expect(mergedDeeply({ a: { b: 1, c: [1] } }, { a: { c: [2] } })).toEqual({ a: { b: 1, c: [2] } });
  expect(Object.hasOwn(mergedDeeply({}, JSON.parse('{"__proto__": 1}')) as object, "__proto__")).toBe(true);
});

test("answers are read from the same places, blank texts as null, absent members not at all", () => {
  const told = decode(attributes, { webhook: { url: "" }, rules: [{ host_pattern: "h" }], data: [1, 2] }, surroundings);
  expect(told).toEqual({
    url: null,
    rules: [{ host: "h", prefix: null }],
    rules_json: '[{"host_pattern":"h"}]',
    total: 2,
    at: "now",
    key: "acme/now",
  });
});

test("rows stand at a path, or are the answer itself", () => {
  expect(rowsAt({ a: { b: [1] } }, "a.b")).toEqual([1]);
  expect(rowsAt([1, 2], "a.b")).toEqual([1, 2]);
  expect(rowsAt({ a: 1 }, "a.b")).toEqual([]);
});
