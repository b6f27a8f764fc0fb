import { describe, expect, test } from "@jest/globals";
import { type Resource, resources, UNKNOWN, type Values } from "@thoth-iac/model";
import { viewOf } from "../view.ts";
import { DiffKind } from "./pulumirpc.ts";
import { diffOf } from "./resource-diff.ts";

const policy = viewOf(resources.browserPolicy as Resource);
const sync = viewOf(resources.mdmSync as Resource);
const browser = viewOf(resources.browserProvider as Resource);

const inputs = {
  name: "Extensions",
  providerName: "chrome",
  active: true,
  policy: { extension_settings: { "*": { installation_mode: "blocked" } }, list: ["a", "b"] },
};
const state = {
  ...inputs,
  id: "p1",
  policyId: "p1",
  policyJson: '{"extension_settings":{"*":{"installation_mode":"blocked"}},"list":["a","b"]}',
  version: 1,
  tenantId: "acme",
  createdAt: "2026-01-01T00:00:00Z",
};

function differs(
  resource: Resource,
  change: Values,
  more: {
    readonly old?: Values;
    readonly ignore?: readonly string[];
    readonly state?: Values;
    readonly unfinished?: boolean;
  } = {},
) {
  const old: Values = more.old ?? inputs;
  return diffOf(resource, {
    before: {
      state: more.state ?? state,
      set: new Set(Object.keys(old)),
      ...(more.unfinished === true && { unfinished: true }),
    },
    oldInputs: old,
    inputs: Object.fromEntries(Object.entries({ ...old, ...change }).filter(([, value]) => value !== null)),
    ignoreChanges: more.ignore ?? [],
  });
}

const some = 2;
const none = 1;

describe("a difference", () => {
  test("is none where nothing changed, or only the spelling", () => {
    expect(differs(policy, {}).changes).toBe(none);
    const old = { name: "Extensions", providerName: "chrome", active: true, policyJson: state.policyJson };
    const spelt = '{ "list": ["a", "b"], "extension_settings": {"*": {"installation_mode": "blocked"}} }';
    expect(differs(policy, { policyJson: spelt }, { old }).changes).toBe(none);
  });

  test("is told at its deepest place, once, and not again for the other form of the same value", () => {
    const told = differs(policy, {
      policy: { extension_settings: { "*": { installation_mode: "allowed" } }, list: ["a", "c"] },
    });
    expect(told).toMatchObject({ changes: some, diffs: ["policy"], replaces: [], hasDetailedDiff: true });
    expect(told.detailedDiff).toEqual({
      'policy.extension_settings["*"].installation_mode': { kind: DiffKind.UPDATE, inputDiff: true },
      "policy.list[1]": { kind: DiffKind.UPDATE, inputDiff: true },
    });
  });

  test("tells what was added and what was taken away", () => {
    expect(differs(policy, { enforcementMode: "enforce" }).detailedDiff).toEqual({
      enforcementMode: { kind: DiffKind.ADD, inputDiff: true },
    });
    const old = { ...inputs, enforcementMode: "enforce" };
    const told = differs(policy, { enforcementMode: null }, { old, state: { ...state, enforcementMode: "enforce" } });
    expect(told.detailedDiff).toEqual({ enforcementMode: { kind: DiffKind.DELETE, inputDiff: true } });
  });

  test("of what is not known yet is one", () => {
    expect(differs(policy, { name: UNKNOWN }).detailedDiff).toEqual({
      name: { kind: DiffKind.UPDATE, inputDiff: true },
    });
  });

  test("replaces where the model says so, and first deletes only what has the same identity", () => {
    const told = differs(policy, { providerName: "firefox" });
    expect(told).toMatchObject({ replaces: ["providerName"], deleteBeforeReplace: false, stables: [] });
    expect(told.detailedDiff).toEqual({ providerName: { kind: DiffKind.UPDATE_REPLACE, inputDiff: true } });
    const same = { ...inputs, policyId: "p1" };
    expect(differs(policy, { providerName: "firefox" }, { old: same }).deleteBeforeReplace).toBe(true);
  });

  test("of an instance whose making failed replaces it, though no input changed", () => {
    const old = { providerName: "jamf" };
    const failed = { ...old, id: "j1", status: "failed", tenantId: "acme" };
    const told = differs(sync, {}, { old, state: failed, unfinished: true });
    expect(told).toMatchObject({ changes: some, replaces: ["status"], diffs: ["status"] });
    expect(told.detailedDiff).toEqual({ status: { kind: DiffKind.UPDATE_REPLACE, inputDiff: false } });
    expect(differs(sync, {}, { old, state: failed }).changes).toBe(none);
  });

  test("that the state alone tells is marked as none of the inputs", () => {
    const told = differs(policy, {}, { state: { ...state, name: "Drifted" } });
    expect(told.detailedDiff).toEqual({ name: { kind: DiffKind.UPDATE, inputDiff: false } });
  });

  test("names what never changes on an instance", () => {
    expect(differs(policy, { name: "Other" }).stables).toEqual(
      expect.arrayContaining(["policyId", "createdAt", "tenantId", "providerName"]),
    );
    expect(differs(policy, { name: "Other" }).stables).not.toContain("updatedAt");
  });
});

describe("what the program wants left alone", () => {
  const change = { name: "Other", policy: { ...inputs.policy, list: ["a", "c"] } };

  test.each<[readonly string[], readonly string[]]>([
    [[], ["name", "policy.list[1]"]],
    [["name"], ["policy.list[1]"]],
    [["policy.list"], ["name"]],
    [["policy.list[1]"], ["name"]],
    [["policy.list[*]"], ["name"]],
    [["policy.extension_settings"], ["name", "policy.list[1]"]],
    [["name", "policy"], []],
    [["*"], []],
  ])("ignoring %j leaves %j", (ignore, left) => {
    const told = differs(policy, change, { ignore });
    expect(Object.keys(told.detailedDiff ?? {}).sort()).toEqual([...left].sort());
    expect(told.changes).toBe(left.length === 0 ? none : some);
  });

  test("replaces nothing either", () => {
    const old = { name: "Chrome", providerName: "chrome", enabled: true };
    const told = differs(
      browser,
      { providerName: "firefox" },
      { old, state: { ...old, id: "chrome", tenantId: "acme" }, ignore: ["providerName"] },
    );
    expect(told).toMatchObject({ changes: none, replaces: [], deleteBeforeReplace: false });
  });
});

test("every place of a difference begins with a property that is told to differ, and the other way round", () => {
  const told = differs(policy, {
    name: "Other",
    providerName: "firefox",
    policy: { list: [] },
    enforcementMode: "monitor",
  });
  const roots = new Set(Object.keys(told.detailedDiff ?? {}).map((path) => path.replace(/[.[].*/, "")));
  expect([...roots].sort()).toEqual([...(told.diffs ?? [])].sort());
});
