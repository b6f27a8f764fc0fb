import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { attributesOf, json, jsonText } from "./attributes.ts";
import { observe, settle } from "./observe.ts";
import { UNKNOWN, type Values } from "./value.ts";

const decided = z.string().optional();
const shape = {
  attributes: attributesOf(
    z.object({
      name: z.string(),
      note: z.string().optional(),
      active: z.boolean().default(true),
      decided,
      tags: z.array(z.string()).optional().meta({ unordered: true }),
      policy: json().optional().meta({ twin: "policy_json", wire: "policy" }),
      policy_json: jsonText().optional().meta({ twin: "policy", wire: "policy" }),
      config_json: jsonText().optional().meta({ sensitive: true, wire: "config" }),
      secret: z.string().optional().meta({ sensitive: true, wire: "hook.secret" }),
      extra: json().optional().meta({ overlay: true, wire: "" }),
      wait: z.boolean().default(true).meta({ local: true }),
    }),
    z.object({ decided, id: z.string().meta({ wire: "thing_id" }), key: z.string().meta({ value: "{tenant}/{id}" }) }),
  ),
};
const surroundings = { tenant: "acme", now: "2026-01-31T12:00:00Z" };
const state: Values = {
  name: "a",
  note: null,
  active: true,
  decided: "one",
  tags: ["x", "y"],
  policy: { a: 1, client_secret: "s" },
  policy_json: '{"a": 1, "client_secret": "s"}',
  config_json: '{"url": "u", "client_secret": "s"}',
  secret: "hush",
  extra: { siem: { index: "i", api_token: "s" } },
  wait: false,
  id: "1",
  key: "acme/1",
};
const answer = {
  thing_id: "1",
  name: "a",
  active: true,
  decided: "one",
  tags: ["y", "x"],
  policy: { a: 1 },
  config: { url: "u" },
  siem: { index: "i", more: true },
};

function seen(changes: object, everything = false) {
  const now = observe(shape, state, { answer: { ...answer, ...changes }, surroundings, everything });
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== state[name]));
}

test("what means the same keeps the form that state has", () => {
  expect(seen({})).toEqual({});
});

describe("drift is seen", () => {
  test.each([
    ["in a plain value", { name: "b" }, { name: "b" }],
    ["where a value is gone", { tags: null }, { tags: null }],
    [
      "in both forms of JSON, whose secrets stay",
      { policy: { a: 2 } },
      { policy: { a: 2, client_secret: "s" }, policy_json: '{"a":2,"client_secret":"s"}' },
    ],
    ["in what the server decides", { decided: "two" }, { decided: "two" }],
    [
      "in the part of a secret configuration that is shown",
      { config: { url: "v", client_secret: "***" } },
      { config_json: '{"client_secret":"s","url":"v"}' },
    ],
    [
      "in an overlay, as far as it reaches",
      { siem: { index: "j", more: false } },
      { extra: { siem: { index: "j", api_token: "s" } } },
    ],
  ])("%s", (_, changes, expected) => {
    expect(seen(changes)).toEqual(expected);
  });
});

describe("no drift is seen", () => {
  test.each([
    ["in what was left out and the server filled in", { note: "from the server" }],
    ["in a secret that is masked, or left out", { hook: { secret: "***" } }],
    ["in a secret that is shown", { hook: { secret: "shown" }, config: { url: "u", client_secret: "other" } }],
    ["in members that the server added to what is withheld", { config: { url: "u", added: 1 } }],
    ["beside an overlay", { other: 1 }],
  ])("%s", (_, changes) => {
    expect(seen(changes)).toEqual({});
  });
});

test("an import takes everything that is told, and no secret", () => {
  const now = observe(
    shape,
    { id: "1" },
    { answer: { ...answer, note: "n", hook: { secret: "shown" } }, surroundings, everything: true },
  );
  expect(now).toMatchObject({
    name: "a",
    note: "n",
    tags: ["y", "x"],
    policy: { a: 1 },
    policy_json: '{"a":1}',
    key: "acme/1",
  });
  expect(now).toMatchObject({ secret: null, config_json: null, extra: null });
});

test("after a write nothing is unknown, and nothing that was planned is changed", () => {
  const open = ["decided", "id", "key", "tags"];
  const planned: Values = { ...state, ...Object.fromEntries(open.map((name) => [name, UNKNOWN])) };
  const made = settle(shape, planned, { answer: { ...answer, name: "other", note: "n" }, surroundings });
  expect(made).toEqual({ ...state, tags: ["y", "x"] });
  const silent = settle(shape, planned, { answer: {}, surroundings });
  expect(open.map((name) => silent[name])).toEqual([null, null, "acme/", null]);
});
