import { describe, expect, test } from "@jest/globals";
import { hasUnknown, type Resource, resources } from "@thoth-iac/model";
import fc from "fast-check";
import { arbitraryInputs, ofSameInstance } from "../support/arbitrary-inputs.ts";
import { applied, nothing, planned, refreshed, tenantInMemory } from "../support/managed.ts";

const runs = { numRuns: 25 };

/** The resources that stay on the server and can be read again; actions have their own test. */
const lasting = Object.values(resources)
  .map((resource) => resource as Resource) // their generics are for those who write configurations
  .filter(({ routes }) =>
    typeof routes.create === "string" ? routes.read !== undefined : routes.create.move === "merge",
  );

test("most resources of the model last", () => {
  expect(lasting.length).toBeGreaterThanOrEqual(9);
});

describe.each(lasting.map((resource) => [resource.name, resource] as const))("%s", (_, resource) => {
  const inputs = arbitraryInputs(resource);

  test("is as it was written when it is read again", async () => {
    await fc.assert(
      fc.asyncProperty(inputs, async (configuration) => {
        const tenant = await tenantInMemory();
        const made = await applied(tenant, resource, { configuration });
        expect(hasUnknown(made.state)).toBe(false);
        expect(planned(resource, configuration, made)).toEqual(nothing);
        const seen = await refreshed(tenant, resource, made);
        expect(seen && planned(resource, configuration, seen)).toEqual(nothing);
      }),
      runs,
    );
  });

  test("is as it was changed when it is read again", async () => {
    await fc.assert(
      fc.asyncProperty(inputs, inputs, async (first, second) => {
        const changed = ofSameInstance(resource, first, second);
        const tenant = await tenantInMemory();
        const made = await applied(tenant, resource, { configuration: first });
        const before = await refreshed(tenant, resource, made);
        const after = await applied(tenant, resource, { configuration: changed, before });
        expect(hasUnknown(after.state)).toBe(false);
        expect(planned(resource, changed, after)).toEqual(nothing);
        const seen = await refreshed(tenant, resource, after);
        expect(seen && planned(resource, changed, seen)).toEqual(nothing);
      }),
      runs,
    );
  });
});
