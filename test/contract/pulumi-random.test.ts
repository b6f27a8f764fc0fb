import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type JsonObject, type Resource, resources } from "@thoth-iac/model";
import fc from "fast-check";
import { inputsOf, viewOf } from "../../pulumi/src/view.ts";
import { ofSameInstance } from "../support/arbitrary-inputs.ts";
import { type Flavour, startPeer } from "../support/pulumi-peer.ts";
import { preview, refresh, up } from "../support/pulumi-peer-engine.ts";
import { plainOf } from "../support/pulumi-peer-marks.ts";
import { type PeerSteps, stepsOf } from "../support/pulumi-peer-steps.ts";
import { openTenant } from "../support/pulumi-peer-tenant.ts";
import { arbitraryPrograms } from "../support/pulumi-peer-values.ts";

const flavours: readonly Flavour[] = ["dynamic", "plugin"];
const lasting = Object.values(resources)
  .map((resource) => resource as Resource) // their generics are for those who write configurations
  .filter(({ routes }) =>
    typeof routes.create === "string" ? routes.read !== undefined : routes.create.move === "merge",
  );

describe.each(flavours)("%s", (flavour) => {
  let steps: PeerSteps;
  beforeAll(async () => {
    steps = stepsOf(await startPeer(flavour));
  });
  afterAll(() => steps.peer.close());

  test.each(lasting.map((resource) => [resource.name, resource] as const))(
    "%s is the same after whatever it is made of and changed to, and after a refresh",
    async (_, resource) => {
      const view = viewOf(resource);
      const programs = arbitraryPrograms(resource);
      await fc.assert(
        fc.asyncProperty(programs, programs, async (first, other) => {
          const tenant = await openTenant(steps);
          try {
            // as: both are JSON, of which this takes parts.
            const second = ofSameInstance(view, first, other) as JsonObject;
            const { instance: made } = await up(steps, resource, { values: first });
            expect(await preview(steps, resource, { values: first, before: made })).toMatchObject({ action: "same" });
            await tenant.anew();
            expect(await refresh(steps, resource, made)).toEqual(made);
            const change = await preview(steps, resource, { values: second, before: made });
            const { step, instance } = await up(steps, resource, { values: second, before: made });
            expect(step).toBe(change.action);
            expect(step).not.toBe("replace");
            const names = inputsOf(view).map(({ name }) => name);
            expect(names).toEqual(expect.arrayContaining([...change.changed]));
            expect(plainOf(instance.outputs)).toMatchObject(plainOf(instance.inputs));
            await tenant.anew();
            const seen = await refresh(steps, resource, instance);
            expect(seen).toEqual(instance);
            expect((await up(steps, resource, { values: second, before: seen })).step).toBe("same");
          } finally {
            await tenant.close();
          }
        }),
        { numRuns: 4, endOnFailure: true },
      );
    },
  );
});
