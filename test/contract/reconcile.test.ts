import { describe, expect, test } from "@jest/globals";
import { type Resource, resources, type Value, type Values } from "@thoth-iac/model";
import fc from "fast-check";
import { arbitraryInputs } from "../support/arbitrary-inputs.ts";
import { tenantInMemory } from "../support/managed.ts";
import { deedsOf, destroyed, planned, reconciled, troubleIn, wantedOf } from "../support/reconciled.ts";

/** Inputs that manifests know: without what is never kept in state. */
function manifestInputs(resource: Resource): fc.Arbitrary<Values> {
  const shown = resource.attributes.filter(
    ({ writeOnly, requiredWith }) =>
      !writeOnly &&
      !requiredWith?.some((other) => resource.attributes.some((one) => one.name === other && one.writeOnly)),
  );
  return arbitraryInputs({ ...resource, attributes: shown }).map((values) => {
    const free = resource.identity.find((name) => (values[name] ?? null) === null);
    return free === undefined || resource.succeeds !== undefined ? values : { ...values, [free]: "the-one" };
  });
}

const kept = Object.values<Resource>(resources).filter(({ succeeds }) => succeeds === undefined);

describe.each(kept)("$name", (resource) => {
  test("is as wanted after an apply, whatever is wanted, and goes when it is destroyed", async () => {
    await fc.assert(
      fc.asyncProperty(manifestInputs(resource), manifestInputs(resource), async (first, second) => {
        const { client } = await tenantInMemory();
        const same: readonly [string, Value][] = resource.identity.map((name) => [name, first[name] ?? null]);
        const later: Values = { ...second, ...Object.fromEntries(same) };
        for (const configuration of [first, later]) {
          const wanted = [wantedOf(resource, "one", configuration)];
          expect(troubleIn(await reconciled(client, wanted))).toBe("");
          expect(deedsOf(await planned(client, wanted))).toEqual([]);
        }
        const wanted = [wantedOf(resource, "one", later)];
        expect(troubleIn(await destroyed(client, wanted))).toBe("");
        const again = await destroyed(client, wanted);
        expect(deedsOf({ steps: again.map(({ step }) => step) })).toEqual([]);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

test("what no mark could remember is refused before anything is written", async () => {
  const { client, requests } = await tenantInMemory();
  const members = Array.from({ length: 5_000 }, (_, at) => [`member_${at}`, true] as const);
  const wanted = [wantedOf(resources.tenantSettings, "one", { extra_settings: Object.fromEntries(members) })];
  await expect(planned(client, wanted)).rejects.toThrow(/payload_too_large[\s\S]*extra_settings/);
  expect(requests.filter((one) => !one.startsWith("GET "))).toEqual([]);
});
