import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type JsonObject, type JsonValue, type Resource, resources } from "@thoth-iac/model";
import { viewOf } from "../../pulumi/src/view.ts";
import { type Flavour, StepError, startPeer } from "../support/pulumi-peer.ts";
import { fetched, preview, Refused, refresh, up } from "../support/pulumi-peer-engine.ts";
import { plainOf, unknownValue } from "../support/pulumi-peer-marks.ts";
import { expectOnServer, shownBy } from "../support/pulumi-peer-server.ts";
import { type Instance, type PeerSteps, providerText, stepsOf } from "../support/pulumi-peer-steps.ts";
import { openTenant, type PeerTenant } from "../support/pulumi-peer-tenant.ts";
import { everything, example } from "../support/pulumi-peer-values.ts";

const flavours: readonly Flavour[] = ["dynamic", "plugin"];
const lasting = Object.values(resources)
  .map((resource) => resource as Resource) // their generics are for those who write configurations
  .filter(({ routes }) =>
    typeof routes.create === "string" ? routes.read !== undefined : routes.create.move === "merge",
  );
const policy = resources.browserPolicy as Resource; // as above
const browser = resources.browserProvider as Resource; // as above

describe.each(flavours)("%s", (flavour) => {
  let steps: PeerSteps;
  let tenant: PeerTenant;
  const writes = () => tenant.calls().filter((route) => !route.startsWith("GET"));
  beforeAll(async () => {
    steps = stepsOf(await startPeer(flavour));
  });
  afterAll(() => steps.peer.close());
  beforeEach(async () => {
    tenant = await openTenant(steps);
  });
  afterEach(() => tenant.close());

  describe.each(lasting.map((resource) => [resource.name, resource] as const))("%s", (_, resource) => {
    const values = everything(resource, 0);
    const made = async () => (await up(steps, resource, { values })).instance;

    test("that an older version left in state is the same, refreshed, changed and removed", async () => {
      const { outputs, ...rest } = await made();
      const { __inputs: _unknownThen, ...known } = outputs;
      const old = { ...rest, outputs: { ...known, retiredProperty: { a: [1] } } };
      expect((await up(steps, resource, { values, before: old })).step).toBe("same");
      await tenant.anew();
      const seen = await refresh(steps, resource, old);
      expect(plainOf(seen?.outputs ?? {})).toEqual(plainOf(known));
      // A dynamic provider is not shown which inputs were set: the first run after it writes that down again.
      const { instance: next } = await up(steps, resource, { values, before: seen });
      expect(next.outputs.__inputs).toEqual(outputs.__inputs && expect.arrayContaining(namesIn(outputs.__inputs)));
      expect(plainOf(next.outputs)).toMatchObject(values);
      await expectOnServer(tenant, resource, { id: next.id, turn: 0 });
      const { step, instance } = await up(steps, resource, { values: everything(resource, 2), before: old });
      expect(step).toBe("update");
      await expectOnServer(tenant, resource, { id: instance.id, turn: 2 });
      await steps.remove(resource, old);
    });

    test("that could not be made is an error, and nothing is kept", async () => {
      tenant.govApi.proxy.inject({ fault: { answer: 503 } });
      const failed = up(steps, resource, { values });
      await expect(failed).rejects.toThrow(/503/);
      await expect(failed).rejects.toMatchObject({ made: undefined });
    });

    test("that could not be changed stays as it was, and the next run changes it", async () => {
      const before = await made();
      tenant.govApi.proxy.inject({ fault: "hang_up" });
      const change = { values: everything(resource, 2), before };
      await expect(up(steps, resource, change)).rejects.toBeInstanceOf(StepError);
      await expect(steps.read(resource, before)).rejects.toBeInstanceOf(StepError);
      await expect(steps.remove(resource, before)).rejects.toBeInstanceOf(StepError);
      tenant.govApi.proxy.heal();
      const { step, instance } = await up(steps, resource, change);
      expect(step).toBe("update");
      await expectOnServer(tenant, resource, { id: instance.id, turn: 2 });
    });

    // Of a dynamic provider Pulumi imports nothing.
    if (flavour === "dynamic") return;

    test("that a dynamic provider left behind is the same, refreshed without its marks, changed and removed", async () => {
      const { id, inputs, outputs } = await made();
      const marks = { __provider: providerText(resource), adopt: true };
      const before: Instance = {
        id,
        inputs: { ...inputs, ...marks },
        outputs: { ...outputs, ...marks, __inputs: Object.keys(values) },
      };
      expect((await up(steps, resource, { values, before })).step).toBe("same");
      await tenant.anew();
      expect(await refresh(steps, resource, before)).toEqual({ id, inputs, outputs });
      const { step, instance } = await up(steps, resource, { values: everything(resource, 2), before });
      expect([step, instance.outputs]).toEqual(["update", expect.not.objectContaining({ adopt: true })]);
      await steps.remove(resource, before);
    });

    test("that is imported is the same by its program, save for what GovAPI does not tell", async () => {
      const { id } = await made();
      await tenant.anew();
      const found = await fetched(steps, resource, id);
      const before: Instance = { id, inputs: found?.inputs ?? {}, outputs: found?.outputs ?? {} };
      // The program that Pulumi writes of it, and the one that made it.
      expect((await up(steps, resource, { values: plainOf(before.inputs), before })).step).toBe("same");
      const { changed, replaces } = await preview(steps, resource, { values, before });
      expect(changed.filter((name) => isShown(resource, name))).toEqual([]);
      expect(replaces).toEqual([]);
    });
  });

  const documents = lasting.filter(({ identity }) => identity.length === 0);
  test.each(documents.map((resource) => [resource.name, resource] as const))(
    "%s is not found under another tenant's name",
    async (_, resource) => {
      await expect(fetched(steps, resource, "globex")).rejects.toThrow(/globex.*acme/);
      expect(tenant.calls()).toEqual([]);
    },
  );

  test("an instance whose identity stays is removed before it is made again", async () => {
    const values = { ...example(policy), policyId: "p-1" };
    const { instance: before } = await up(steps, policy, { values });
    const other = { ...values, providerName: "firefox" };
    expect(await preview(steps, policy, { values: other, before })).toMatchObject({
      action: "replace",
      replaces: ["providerName"],
      deleteBeforeReplace: true,
    });
    const { step, instance } = await up(steps, policy, { values: other, before });
    expect([step, instance.id]).toEqual(["replace", "p-1"]);
    expect(await shownBy(tenant, policy, "p-1")).toMatchObject({ provider: "firefox", active: true });
  });

  test("an instance whose identity changes is made before the old one is removed", async () => {
    const { instance: before } = await up(steps, browser, { values: { providerName: "chrome" } });
    const values = { providerName: "island" };
    expect(await preview(steps, browser, { values, before })).toMatchObject({
      action: "replace",
      deleteBeforeReplace: false,
    });
    await up(steps, browser, { values, before });
    expect(await shownBy(tenant, browser, "chrome")).toMatchObject({ enabled: false });
    expect(await shownBy(tenant, browser, "island")).toMatchObject({ enabled: true });
  });

  if (flavour === "plugin") return;

  test("state of the first version is still understood", async () => {
    await tenant.govApi.call("POST /thoth/browser/policies", {
      policy_id: "p-1",
      name: "Baseline",
      provider: "chrome",
      policy: { a: 1 },
    });
    // As recorded; what a newer version writes may look otherwise, what an older one wrote never changes.
    const state: JsonObject = {
      __provider: 'exports.handler=()=>require("@thoth-iac/pulumi/runtime").v1("browser_policy")',
      active: true,
      createdAt: "2026-01-01T00:00:00.000Z",
      name: "Baseline",
      policy: { a: 1 },
      policyId: "p-1",
      policyJson: '{"a":1}',
      providerName: "chrome",
      tenantId: "acme",
      updatedAt: "2026-01-01T00:00:00.000Z",
      version: 1,
    };
    const { createdAt: _c, updatedAt: _u, version: _v, tenantId: _t, policyId: _p, policyJson: _j, ...inputs } = state;
    const old: Instance = { id: "p-1", inputs, outputs: state };
    const { __provider: text, ...values } = inputs;
    expect(text).toBe(providerText(policy));
    expect((await up(steps, policy, { values, before: old })).step).toBe("same");
    await steps.remove(policy, old);
    expect(await shownBy(tenant, policy, "p-1")).toMatchObject({ active: false });
  });

  test("a stack that comes back from the plugin writes its providers' texts again", async () => {
    const values = example(browser);
    const { instance } = await up(steps, browser, { values });
    const { __provider: _lost, __inputs: _unknown, ...outputs } = instance.outputs;
    const { step, instance: back } = await up(steps, browser, { values, before: { ...instance, outputs } });
    expect([step, back.outputs.__provider]).toEqual(["update", providerText(browser)]);
    expect(back.outputs).toEqual(instance.outputs);
  });

  describe("adopt", () => {
    test.each(lasting.map((resource) => [resource.name, resource] as const))(
      "takes over a %s as it is, and writes nothing",
      async (_, resource) => {
        const { instance: made } = await up(steps, resource, { values: everything(resource, 0) });
        const shown = Object.entries(everything(resource, 0)).filter(([name]) => isShown(resource, name));
        const identity = resource.identity.map(
          (name) => viewOf(resource).identity[resource.identity.indexOf(name)] ?? "",
        );
        const values = {
          ...Object.fromEntries(shown),
          ...Object.fromEntries(identity.map((name) => [name, made.outputs[name] ?? null])),
          adopt: true,
        };
        await tenant.anew();
        const count = writes().length;
        const { step, instance } = await up(steps, resource, { values });
        expect([step, instance.id]).toEqual(["create", made.id]);
        expect(writes()).toHaveLength(count);
        expect((await up(steps, resource, { values, before: instance })).step).toBe("same");
        await tenant.anew();
        expect(await refresh(steps, resource, instance)).toEqual(instance);
        const { adopt: _done, ...later } = values;
        const { step: after } = await up(steps, resource, { values: later, before: instance });
        expect([after, writes().length]).toEqual(["same", count]);
      },
    );

    test("writes what differs, once", async () => {
      await up(steps, browser, { values: { providerName: "chrome", name: "Old", status: "degraded" } });
      await tenant.anew();
      const count = writes().length;
      const values = { providerName: "chrome", name: "New", adopt: true };
      const { instance } = await up(steps, browser, { values });
      expect(writes()).toHaveLength(count + 1);
      expect(await shownBy(tenant, browser, "chrome")).toMatchObject({ name: "New", status: "degraded" });
      expect((await up(steps, browser, { values, before: instance })).step).toBe("same");
    });

    test.each([
      ["is not there", { ...example(policy), policyId: "p-none" }, /p-none.*remove adopt/s],
      ["nothing tells apart", example(policy), /adopt: .*policyId is not given/s],
      [
        "cannot become what is asked for",
        { ...example(policy), policyId: "p-1", providerName: "safari" },
        /providerName/,
      ],
    ])("refuses what %s", async (_, values, words) => {
      await up(steps, policy, { values: { ...example(policy), policyId: "p-1" } });
      await tenant.anew();
      const count = writes().length;
      await expect(up(steps, policy, { values: { ...values, adopt: true } })).rejects.toThrow(words);
      expect(writes()).toHaveLength(count);
    });

    test("writes the secrets that are given, since GovAPI does not tell which it has", async () => {
      const webhook = resources.webhookSettings as Resource; // as above
      const values = { webhookEnabled: true, webhookSecret: "whsec_b2xk" };
      await up(steps, webhook, { values });
      await tenant.anew();
      const count = writes().length;
      const other = { ...values, webhookSecret: "whsec_bmV3", adopt: true };
      const { instance } = await up(steps, webhook, { values: other });
      expect(writes()).toHaveLength(count + 1);
      expect(tenant.govApi.proxy.requests.findLast(({ body }) => body !== "")?.body).toContain("whsec_bmV3");
      expect((await up(steps, webhook, { values: other, before: instance })).step).toBe("same");
    });

    test("may not be known yet, nor may what it finds by", async () => {
      for (const values of [
        { ...example(policy), policyId: "p-1", adopt: unknownValue },
        { ...example(policy), policyId: unknownValue, adopt: true },
      ]) {
        const { failures, inputs } = await steps.check(policy, values);
        expect([failures, inputs.adopt]).toEqual([[], values.adopt]);
      }
    });

    test("has no meaning for what is made anew each time", async () => {
      for (const [resource, values] of [
        [resources.mdmSync as Resource, { providerName: "jamf", adopt: true }], // as above
        [resources.webhookTest as Resource, { adopt: true }], // as above
      ] as const) {
        const { failures } = await steps.check(resource, values);
        expect(failures).toEqual([{ property: "adopt", reason: expect.stringMatching(/Remove adopt/) }]);
      }
    });

    test("is true or false", async () => {
      const values = { ...example(policy), adopt: "yes" };
      const refused = up(steps, policy, { values });
      await expect(refused).rejects.toBeInstanceOf(Refused);
      await expect(refused).rejects.toMatchObject({
        failures: [{ property: "adopt", reason: expect.stringMatching(/true or false/) }],
      });
    });
  });
});

function namesIn(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? [...value] : [];
}

function isShown(resource: Resource, name: string): boolean {
  const attribute = viewOf(resource).attributes.find((one) => one.name === name);
  return attribute?.wire !== undefined && !attribute.sensitive && !attribute.overlay;
}
