import { beforeEach, describe, expect, test } from "@jest/globals";
import { addressOf, planRemoval, planTenant } from "@thoth-iac/client";
import { type Resource, resources } from "@thoth-iac/model";
import fc from "fast-check";
import { type GovApiInMemory, govApiInMemory } from "../support/govapi.ts";
import { type Desired, wantedOf } from "../support/manifests.ts";
import { arbitrarySets } from "../support/manifests-arbitrary.ts";
import {
  anew,
  applyOf,
  carryOut,
  changesIn,
  type Given,
  missingIn,
  planOf,
  toldBy,
  troubleIn,
  valueIn,
} from "../support/manifests-tenant.ts";

/* What a set of manifests made is its own; nothing else is pruned or destroyed. */

const browserPolicy = resources.browserPolicy as Resource; // generics are for those who write them
const signal = new AbortController().signal;
const options = { owner: "team", prune: false, maxDeletions: 10, takeOver: false, targets: [], signal };

let govApi: GovApiInMemory;
beforeEach(async () => {
  govApi = await govApiInMemory();
});

const policy = (name: string): Desired => ({
  resource: browserPolicy,
  name,
  values: { name: `Policy ${name}`, provider_name: "chrome", policy: {} },
  references: [],
  dependsOn: [],
});
const apply = async (names: readonly string[], given: Given = {}) =>
  troubleIn(await applyOf((await anew(govApi)).client, wantedOf(names.map(policy)), given));
const active = async (): Promise<readonly string[]> => {
  const { body } = await govApi.call("GET /thoth/browser/policies");
  // as: GovAPI's own shape of the list, which its tests hold it to.
  const { data } = body as { readonly data: readonly { readonly policy_id: string; readonly active: boolean }[] };
  return data
    .filter((row) => row.active)
    .map(({ policy_id }) => policy_id)
    .toSorted();
};
const refusals = async (given: Given, names: readonly string[] = []) => {
  const planned = await planTenant((await anew(govApi)).client, wantedOf(names.map(policy)), { ...options, ...given });
  return planned.ok ? [] : planned.diagnostics;
};

describe("pruning", () => {
  test("removes what is ours and in no manifest any more, and nothing else", async () => {
    await govApi.call("POST /thoth/browser/policies", {
      policy_id: "by-hand",
      name: "x",
      provider: "chrome",
      policy: {},
    });
    await apply(["theirs"], { owner: "others" });
    await apply(["a", "b", "c"]);
    expect(await apply(["b"])).toEqual([]);
    expect(await active()).toEqual(["a", "b", "by-hand", "c", "theirs"]);
    expect(await apply(["b"], { prune: true })).toEqual([]);
    expect(await active()).toEqual(["b", "by-hand", "theirs"]);
  });

  test("tells what it would remove, without being asked to", async () => {
    await apply(["a", "b"]);
    const plan = await planOf((await anew(govApi)).client, wantedOf([policy("a")]));
    expect([plan.leftovers.map(({ address }) => address), changesIn(plan)]).toEqual([["BrowserPolicy/b"], []]);
  });

  test.each([0, 1, 2])("removes nothing at all if more than %i would go", async (maxDeletions) => {
    await apply(["a", "b", "c", "d"]);
    const [refusal] = await refusals({ prune: true, maxDeletions }, ["a"]);
    expect(refusal).toMatchObject({ code: "too_many_deletions", detail: expect.stringContaining("3") });
    expect(await active()).toEqual(["a", "b", "c", "d"]);
    expect(await refusals({ prune: true, maxDeletions: 3 }, ["a"])).toEqual([]);
  });

  test("of a few targets leaves what is not among them", async () => {
    await apply(["a", "b", "c"]);
    await apply(["a"], { prune: true, targets: ["BrowserPolicy/a"] });
    expect(await active()).toEqual(["a", "b", "c"]);
  });

  test("counts what is made anew among what is there", async () => {
    await apply(["a"]);
    await apply([], { prune: true });
    expect(await active()).toEqual([]);
    expect(await refusals({ prune: true, maxDeletions: 0 })).toEqual([]);
  });
});

describe("an instance of another owner", () => {
  beforeEach(async () => void (await apply(["a"], { owner: "others" })));

  test("is refused, with the name of its owner", async () => {
    const [refusal, ...more] = await refusals({}, ["a", "b"]);
    expect([refusal?.code, refusal?.instance, more]).toEqual(["not_owned", "BrowserPolicy/a", []]);
    expect(refusal?.detail).toContain("others");
    expect(await active()).toEqual(["a"]);
  });

  test("is taken over if that is wished, and is then none of the other's", async () => {
    expect(await apply(["a"], { takeOver: true })).toEqual([]);
    expect(await apply([], { owner: "others", prune: true })).toEqual([]);
    expect(await active()).toEqual(["a"]);
    expect((await refusals({ owner: "others" }, ["a"]))[0]).toMatchObject({ code: "not_owned" });
    expect(await apply([], { prune: true })).toEqual([]);
    expect(await active()).toEqual([]);
  });
});

test("an instance taken over between plan and apply is not written", async () => {
  await apply(["a"]);
  const { client } = await anew(govApi);
  const changed = { ...policy("a"), values: { ...policy("a").values, name: "changed" } };
  const plan = await planOf(client, wantedOf([changed]));
  await apply(["a"], { owner: "others", takeOver: true });
  const trouble = troubleIn(await carryOut(client, plan));
  expect(trouble).toEqual(["BrowserPolicy/a failed", expect.stringContaining("others")]);
  expect(JSON.stringify((await govApi.call("GET /thoth/browser/policies")).body)).not.toContain("changed");
});

describe("targets", () => {
  test("are applied with what they need, and nothing else is", async () => {
    const set: readonly Desired[] = [
      policy("a"),
      { ...policy("b"), dependsOn: ["BrowserPolicy/a"] },
      policy("c"),
      { ...policy("d"), dependsOn: ["BrowserPolicy/c"] },
    ];
    const { client } = await anew(govApi);
    expect(troubleIn(await applyOf(client, wantedOf(set), { targets: ["BrowserPolicy/b"] }))).toEqual([]);
    expect(await active()).toEqual(["a", "b"]);
  });

  test("that no manifest describes are an error with the nearest name", async () => {
    const [refusal] = await refusals({ targets: ["BrowserPolicy/bold"] }, ["gold", "x"]);
    expect(refusal).toMatchObject({ code: "usage", detail: expect.stringContaining("BrowserPolicy/gold") });
  });
});

test("destroy removes a random set, and leaves what others made and what was there before", async () => {
  await fc.assert(
    fc.asyncProperty(arbitrarySets(), arbitrarySets(), async (ours, others) => {
      govApi = await govApiInMemory();
      const taken = new Set(others.map(keyOf));
      const settings = others.some(({ resource }) => resource.identity.length === 0);
      const own = ours
        .filter((one) => !taken.has(keyOf(one)) && !(settings && one.resource.identity.length === 0))
        .map((one) => ({ ...one, references: [], dependsOn: [] }));
      expect(troubleIn(await applyOf((await anew(govApi)).client, wantedOf(others), { owner: "others" }))).toEqual([]);
      const before = await toldBy(govApi.call);
      expect(troubleIn(await applyOf((await anew(govApi)).client, wantedOf(own)))).toEqual([]);
      const { client } = await anew(govApi);
      const removal = valueIn(await planRemoval(client, wantedOf(own), options));
      expect(removal.steps.map(({ address }) => address).toSorted()).toEqual(own.map(addressOf).toSorted());
      expect(troubleIn(await carryOut(client, removal))).toEqual([]);
      expect(await missingIn(govApi.call, others)).toEqual([]);
      expect(changesIn(await planOf((await anew(govApi)).client, wantedOf(others), { owner: "others" }))).toEqual([]);
      const { body } = await govApi.call("GET /thoth/marks");
      expect(JSON.stringify(body)).not.toContain('"owner":"team"');
      if (own.length === 0) expect(await toldBy(govApi.call)).toEqual(before);
      // What is gone is gone: there is nothing to remove a second time.
      const again = valueIn(await planRemoval((await anew(govApi)).client, wantedOf(own), options));
      expect(changesIn(again)).toEqual([]);
    }),
    { numRuns: 15, endOnFailure: true },
  );
}, 120_000);

/** Which instance it is, however it is called. */
function keyOf({ resource, name, values }: Desired): string {
  return [resource.name, ...resource.identity.map((part) => String(values[part] ?? name))].join("/");
}
