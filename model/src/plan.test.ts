import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { attributesOf, json, jsonText } from "./attributes.ts";
import { plan } from "./plan.ts";
import { forget } from "./routes.ts";
import { UNKNOWN, type Values } from "./value.ts";

const decided = z.string().optional();
const key = z.string().meta({ requiresReplace: true });
const shape = {
  routes: { create: "POST /things", update: "POST /things", delete: forget } as const,
  attributes: attributesOf(
    z.object({
      name: z.string(),
      kind: z.string().optional().meta({ requiresReplace: true }),
      note: z.string().optional(),
      active: z.boolean().default(true),
      decided,
      key: key.optional(),
      version: z.int().optional().meta({ stable: false }),
      tags: z.array(z.string()).optional().meta({ unordered: true }),
      steps: z.array(z.string()).optional(),
      seen: z.iso.datetime({ offset: true }).optional(),
      store: z.string().optional().meta({ hyphenIsUnderscore: true }),
      policy: json().optional().meta({ twin: "policy_json", wire: "policy" }),
      policy_json: jsonText().optional().meta({ twin: "policy", wire: "policy" }),
      wait: z.boolean().default(true).meta({ local: true }),
      secret_wo: z.string().optional().meta({ writeOnly: true, wire: "secret" }),
    }),
    z.object({ decided, key, version: z.int(), id: z.string().meta({ stable: true }), updated_at: z.string() }),
  ),
};
const prior: Values = {
  name: "a",
  kind: "k",
  note: null,
  active: true,
  decided: "by the server",
  key: "k-1",
  version: 3,
  tags: ["x", "y"],
  steps: ["1", "2"],
  seen: "2026-01-31T12:00:00Z",
  store: "aws_secrets",
  policy: { a: 1 },
  policy_json: '{"a": 1}',
  wait: true,
  secret_wo: null,
  id: "1",
  updated_at: "then",
};
const same: Values = {
  name: "a",
  kind: "k",
  tags: ["x", "y"],
  steps: ["1", "2"],
  seen: "2026-01-31T12:00:00Z",
  store: "aws_secrets",
  policy_json: '{"a": 1}',
};

function changed(configuration: Values, setBefore: readonly string[] = []) {
  const made = plan(shape, { configuration: { ...same, ...configuration }, prior, setBefore: new Set(setBefore) });
  const differing = Object.keys(made.planned).filter((name) => made.planned[name] !== prior[name]);
  return { ...made, differing };
}

test("a new instance has what was written, defaults for what was left out, and leaves the rest to the server", () => {
  const made = plan(shape, { configuration: { name: "a" } });
  expect(made).toMatchObject({ action: "create", writes: true, cleared: [] });
  expect(made.planned).toMatchObject({
    name: "a",
    note: null,
    active: true,
    decided: UNKNOWN,
    id: UNKNOWN,
    policy: null,
  });
});

test("what is as it was needs nothing, and all of state stays", () => {
  expect(changed({})).toMatchObject({ action: "none", planned: prior, cleared: [], writes: false });
});

describe("what means the same is no change, and keeps the form that it had", () => {
  test.each([
    ["another order of a list in which order means nothing", { tags: ["y", "x"] }],
    ["another zone of the same instant", { seen: "2026-01-31T13:00:00+01:00" }],
    ["a hyphen for an underscore", { store: "aws-secrets" }],
    ["other spaces in JSON text", { policy_json: '{"a":1}' }],
    ["the other form of the same JSON", { policy_json: null, policy: { a: 1 } }],
  ])("%s", (_, configuration) => {
    expect(changed(configuration)).toMatchObject({ action: "none", planned: prior });
  });

  test("but order matters where it has a meaning", () => {
    expect(changed({ steps: ["2", "1"] })).toMatchObject({
      action: "update",
      differing: ["version", "steps", "updated_at"],
    });
  });
});

test("what was set and is not any more is cleared", () => {
  expect(changed({ tags: null })).toMatchObject({ action: "update", cleared: ["tags"], planned: { tags: null } });
});

test("what the server decides stays as it is when it was never set, and is decided anew when it was", () => {
  expect(changed({})).toMatchObject({ planned: { decided: "by the server" } });
  expect(changed({}, ["decided"])).toMatchObject({
    action: "update",
    cleared: ["decided"],
    planned: { decided: UNKNOWN },
  });
});

test("what only a new instance can be given stays when it is taken out", () => {
  expect(changed({}, ["key"])).toMatchObject({ action: "none", planned: prior, cleared: [], requiresReplace: [] });
  expect(changed({ key: "k-2" })).toMatchObject({ action: "replace", requiresReplace: ["key"] });
});

test("a change leaves open what the server may change with it, and nothing else", () => {
  const made = changed({ note: "new" });
  expect(made.differing).toEqual(["note", "version", "updated_at"]);
  expect(made.planned).toMatchObject({ version: UNKNOWN, updated_at: UNKNOWN, id: "1" });
});

test("a change of what only steers this tool writes nothing, and leaves nothing open", () => {
  expect(changed({ wait: false })).toMatchObject({ action: "update", writes: false, differing: ["wait"] });
});

test("a change that needs a new instance says so, and leaves its outputs open", () => {
  expect(changed({ kind: "other" })).toMatchObject({
    action: "replace",
    requiresReplace: ["kind"],
    planned: { id: UNKNOWN, updated_at: UNKNOWN },
  });
  expect(changed({ kind: UNKNOWN })).toMatchObject({ action: "replace" });
});

test("without an update every change needs a new instance, save what only steers this tool", () => {
  const fixed = { ...shape, routes: { create: "POST /things", delete: forget } as const };
  expect(plan(fixed, { configuration: { ...same, note: "n" }, prior })).toMatchObject({ requiresReplace: ["note"] });
  expect(plan(fixed, { configuration: { ...same, wait: false }, prior })).toMatchObject({ action: "update" });
});

test("either twin gives the other", () => {
  expect(changed({ policy_json: '{"b": 2}' })).toMatchObject({
    planned: { policy: { b: 2 }, policy_json: '{"b": 2}' },
  });
  expect(changed({ policy_json: null, policy: { b: null } })).toMatchObject({
    planned: { policy: { b: null }, policy_json: '{"b":null}' },
  });
  expect(changed({ policy_json: UNKNOWN })).toMatchObject({ planned: { policy: UNKNOWN, policy_json: UNKNOWN } });
  expect(changed({ policy_json: null, policy: { b: UNKNOWN } })).toMatchObject({ planned: { policy_json: UNKNOWN } });
  expect(changed({ policy_json: null })).toMatchObject({
    cleared: ["policy", "policy_json"],
    planned: { policy: null },
  });
});

test("what is not known yet is planned as unknown, wherever it stands", () => {
  for (const name of ["note", "active", "decided", "version", "tags", "seen", "store", "wait"]) {
    expect(changed({ [name]: UNKNOWN })).toMatchObject({ action: "update", planned: { [name]: UNKNOWN } });
  }
});

test("a write-only value is never planned", () => {
  expect(changed({ secret_wo: "hush" })).toMatchObject({ action: "none", planned: { secret_wo: null } });
});
