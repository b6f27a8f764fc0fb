import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type JsonObject, type Resource, resources } from "@thoth-iac/model";
import { viewOf } from "../../pulumi/src/view.ts";
import { type Flavour, startPeer } from "../support/pulumi-peer.ts";
import { fetched, preview, refresh, up } from "../support/pulumi-peer-engine.ts";
import { plainOf, programOf, secretNamesIn, unknownValue } from "../support/pulumi-peer-marks.ts";
import { changeOutside, decidedIn, expectOnServer, shownBy } from "../support/pulumi-peer-server.ts";
import { type Instance, type PeerSteps, stepsOf } from "../support/pulumi-peer-steps.ts";
import { openTenant, type PeerTenant } from "../support/pulumi-peer-tenant.ts";
import { another, everything, inOtherWords, least } from "../support/pulumi-peer-values.ts";

const flavours: readonly Flavour[] = ["dynamic", "plugin"];
const lasting = Object.values(resources)
  .map((resource) => resource as Resource) // their generics are for those who write configurations
  .filter(({ routes }) =>
    typeof routes.create === "string" ? routes.read !== undefined : routes.create.move === "merge",
  );
const listed = lasting.filter(({ routes }) => typeof routes.read === "object" && routes.read.move === "find");

describe.each(flavours)("%s", (flavour) => {
  let steps: PeerSteps;
  let tenant: PeerTenant;
  beforeAll(async () => {
    steps = stepsOf(await startPeer(flavour));
  });
  afterAll(() => steps.peer.close());
  beforeEach(async () => {
    tenant = await openTenant(steps);
  });
  afterEach(() => tenant.close());

  describe.each(lasting.map((resource) => [resource.name, resource] as const))("%s", (_, resource) => {
    const view = viewOf(resource);
    const made = async (values: JsonObject) => (await up(steps, resource, { values })).instance;
    const sensitiveOf = (values: JsonObject) =>
      Object.keys(values)
        .filter((name) => view.attributes.some((one) => one.name === name && one.sensitive))
        .toSorted();
    const refreshed = async (before: Instance) => {
      await tenant.anew();
      const seen = await refresh(steps, resource, before);
      if (seen === undefined) throw new Error(`${resource.name} ${before.id} is gone`);
      return seen;
    };

    test("is made as it was written, and is the same from then on", async () => {
      const values = everything(resource, 0);
      const { step, instance } = await up(steps, resource, { values });
      expect(step).toBe("create");
      expect(plainOf(instance.outputs)).toMatchObject(values);
      if (flavour === "plugin") expect(secretNamesIn(instance.outputs)).toEqual(sensitiveOf(values));
      await expectOnServer(tenant, resource, { id: instance.id, turn: 0 });
      const again = await up(steps, resource, { values, before: instance });
      expect(again).toEqual({ step: "same", instance });
      expect(await refreshed(instance)).toEqual(instance);
    });

    // Of a dynamic provider Pulumi previews by itself.
    if (flavour === "plugin") {
      test("becomes what its preview said, when it is made and when it is changed", async () => {
        const created = await steps.check(resource, programOf(flavour, resource, everything(resource, 0)));
        const planned = await steps.create(resource, created.inputs, true);
        const before = await steps.create(resource, created.inputs);
        expectAsPromised(planned, before);
        const { inputs } = await steps.check(resource, programOf(flavour, resource, everything(resource, 2)));
        const calls = tenant.calls().length;
        const change = await steps.previewUpdate(resource, before, inputs);
        expect(tenant.calls()).toHaveLength(calls);
        expectAsPromised(change, await steps.update(resource, before, inputs));
      });
    }

    test("takes every change, and is the same from then on", async () => {
      let before = await made(everything(resource, 0));
      // The second one sets the other forms of each value.
      for (const turn of [2, 1, 3, 0]) {
        const values = everything(resource, turn);
        const { step, instance } = await up(steps, resource, { values, before });
        expect(step).toBe("update");
        expect(plainOf(instance.outputs)).toMatchObject(values);
        await expectOnServer(tenant, resource, { id: instance.id, turn });
        expect(await refreshed(instance)).toEqual(instance);
        expect((await up(steps, resource, { values, before: instance })).step).toBe("same");
        before = instance;
      }
    });

    test("has cleared on the server what is taken out", async () => {
      const never = await shownBy(tenant, resource, (await made(least(resource))).id);
      await tenant.close();
      tenant = await openTenant(steps);
      const before = await made(everything(resource, 0));
      const values = least(resource);
      const change = await preview(steps, resource, { values, before });
      expect(change.action).toBe("update");
      const { instance } = await up(steps, resource, { values, before });
      expect(decidedIn(resource, await shownBy(tenant, resource, instance.id))).toEqual(decidedIn(resource, never));
      const seen = await refreshed(instance);
      expect((await up(steps, resource, { values, before: seen })).step).toBe("same");
    });

    test("is not changed by what means the same in other words", async () => {
      const values = everything(resource, 0);
      const before = await made(values);
      const calls = tenant.calls().length;
      for (const name of Object.keys(values)) {
        const other = { ...values, [name]: inOtherWords(view, name, values[name] ?? null) };
        expect([name, await preview(steps, resource, { values: other, before })]).toMatchObject([
          name,
          { action: "same", replaces: [] },
        ]);
      }
      expect(tenant.calls()).toHaveLength(calls);
    });

    test("keeps the words of the program through a refresh", async () => {
      const values = everything(resource, 0);
      const other = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, inOtherWords(view, name, value)]),
      );
      const before = await made(other);
      expect(await refreshed(before)).toEqual(before);
    });

    test("changes by each input alone, and says by which; a new one is made where it has to be", async () => {
      const values = everything(resource, 0);
      const before = await made(values);
      const calls = tenant.calls().length;
      for (const name of Object.keys(values)) {
        const attribute = view.attributes.find((one) => one.name === name);
        const value = another(resource, name);
        const found = await preview(steps, resource, { values: { ...values, [name]: value }, before });
        expect([name, found]).toMatchObject([
          name,
          attribute?.requiresReplace
            ? {
                action: "replace",
                replaces: [name],
                deleteBeforeReplace:
                  !view.identity.every((one) => one === name) &&
                  view.identity.every((one) => values[one] !== undefined),
              }
            : { action: "update", changed: [name], replaces: [] },
        ]);
      }
      expect(tenant.calls()).toHaveLength(calls);
    });

    test("may have inputs that are not known yet", async () => {
      const values = everything(resource, 0);
      const before = await made(values);
      const calls = tenant.calls().length;
      for (const name of Object.keys(values)) {
        const attribute = view.attributes.find((one) => one.name === name);
        const later = { ...values, [name]: unknownValue };
        const { failures, inputs } = await steps.check(resource, later);
        expect([name, failures, plainOf(inputs)[name]]).toEqual([name, [], unknownValue]);
        if (flavour === "plugin") {
          const planned = await steps.create(resource, inputs, true);
          expect([name, plainOf(planned.outputs)[name]]).toEqual([name, unknownValue]);
          expect(secretNamesIn(planned.outputs)).toEqual(sensitiveOf(later));
        }
        expect([name, await preview(steps, resource, { values: later, before })]).toMatchObject([
          name,
          attribute?.requiresReplace ? { action: "replace", replaces: [name] } : { action: "update", changed: [name] },
        ]);
      }
      expect(tenant.calls()).toHaveLength(calls);
    });

    test("that somebody else has changed is seen, and repaired by the next run", async () => {
      const values = everything(resource, 0);
      const before = await made(values);
      const changed = await changeOutside(tenant, resource, before.id);
      const seen = await refreshed(before);
      const differing = changed.filter(
        (name) => JSON.stringify(seen.inputs[name]) !== JSON.stringify(before.inputs[name]),
      );
      expect(differing).toEqual(changed);
      const change = await preview(steps, resource, { values, before: seen });
      expect([change.action, change.changed.toSorted()]).toEqual(["update", changed.toSorted()]);
      const { instance } = await up(steps, resource, { values, before: seen });
      await expectOnServer(tenant, resource, { id: instance.id, turn: 0 });
      expect((await up(steps, resource, { values, before: await refreshed(instance) })).step).toBe("same");
    });

    test("is found by its id alone, with all that GovAPI tells", async () => {
      const values = everything(resource, 0);
      const before = await made(values);
      await tenant.anew();
      const found = await fetched(steps, resource, before.id);
      const told = Object.keys(values).filter((name) => {
        const attribute = view.attributes.find((one) => one.name === name);
        return attribute?.wire !== undefined && !attribute.sensitive && !attribute.overlay;
      });
      expect(plainOf(found?.outputs ?? {})).toMatchObject(Object.fromEntries(told.map((name) => [name, values[name]])));
    });

    test("is removed, and a second time too", async () => {
      const untouched = await shownBy(tenant, resource, "");
      const before = await made(everything(resource, 1));
      for (let time = 0; time < 2; time++) {
        await steps.remove(resource, before);
        const left = await shownBy(tenant, resource, before.id);
        const { delete: verb } = resource.routes;
        if (typeof verb === "object" && verb.move === "write") expect(left).toMatchObject(verb.body);
        else expect(decidedIn(resource, left)).toEqual(decidedIn(resource, untouched));
      }
    });

    test("of another tenant is refused, and nothing is called", async () => {
      const before = await made(everything(resource, 0));
      const foreign = { ...before, outputs: { ...before.outputs, tenantId: "globex" } };
      const calls = tenant.calls().length;
      const words = /globex.*acme|acme.*globex/s;
      await expect(steps.read(resource, foreign)).rejects.toThrow(words);
      await expect(steps.update(resource, foreign, before.inputs)).rejects.toThrow(words);
      await expect(steps.remove(resource, foreign)).rejects.toThrow(words);
      expect(tenant.calls()).toHaveLength(calls);
    });
  });

  describe.each(listed.map((resource) => [resource.name, resource] as const))("%s that is gone", (_, resource) => {
    const values = everything(resource, 0);

    test("is dropped by a refresh, and made again by the next run", async () => {
      const { instance } = await up(steps, resource, { values });
      await tenant.close();
      tenant = await openTenant(steps);
      expect(await refresh(steps, resource, instance)).toBeUndefined();
      expect(await up(steps, resource, { values })).toMatchObject({ step: "create" });
    });

    test("is removed without an error", async () => {
      const { instance } = await up(steps, resource, { values });
      await tenant.close();
      tenant = await openTenant(steps);
      await steps.remove(resource, instance);
    });

    test("is not found by its id", async () => {
      const { instance } = await up(steps, resource, { values });
      await tenant.close();
      tenant = await openTenant(steps);
      const found = fetched(steps, resource, instance.id);
      if (flavour === "dynamic") await expect(found).rejects.toThrow(instance.id);
      else expect(await found).toBeUndefined();
    });
  });
});

/** Whatever a preview knew is so. */
function expectAsPromised(planned: Instance, made: Instance): void {
  const known = Object.entries(plainOf(planned.outputs)).filter(([, value]) => value !== unknownValue);
  expect(known.length).toBeGreaterThan(0);
  expect(plainOf(made.outputs)).toMatchObject(Object.fromEntries(known));
  expect(JSON.stringify(made.outputs)).not.toContain(unknownValue);
  expect(secretNamesIn(planned.outputs)).toEqual(secretNamesIn(made.outputs));
}
