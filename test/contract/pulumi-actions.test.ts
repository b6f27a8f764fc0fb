import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Resource, resources } from "@thoth-iac/model";
import { type JamfOptions, startJamf } from "../support/jamf.ts";
import { type Flavour, startPeer } from "../support/pulumi-peer.ts";
import { fetched, preview, refresh, up } from "../support/pulumi-peer-engine.ts";
import { plainOf } from "../support/pulumi-peer-marks.ts";
import { type PeerSteps, providerText, stepsOf } from "../support/pulumi-peer-steps.ts";
import { openTenant, type PeerTenant } from "../support/pulumi-peer-tenant.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";

const flavours: readonly Flavour[] = ["dynamic", "plugin"];
const sync = resources.mdmSync as Resource; // its generics are for those who write configurations
const webhookTest = resources.webhookTest as Resource; // as above
const webhook = resources.webhookSettings as Resource; // as above
const secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

describe.each(flavours)("%s", (flavour) => {
  const closing: (() => Promise<void>)[] = [];
  let steps: PeerSteps;
  let tenant: PeerTenant;
  beforeAll(async () => {
    steps = stepsOf(await startPeer(flavour));
  });
  afterAll(() => steps.peer.close());
  beforeEach(async () => {
    tenant = await openTenant(steps);
    closing.push(tenant.close);
  });
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });

  /** What went wrong once, Pulumi keeps; what it keeps of a dynamic provider is lost if we do not give it back. */
  function expectKept(outputs: object, resource: Resource) {
    expect(outputs).toMatchObject({
      __unfinished: true,
      ...(flavour === "dynamic" && { __provider: providerText(resource) }),
    });
  }

  describe("a sync", () => {
    const values = { providerName: "jamf", pollIntervalSeconds: 1 };

    async function withJamf(options: JamfOptions) {
      const jamf = await startJamf(options);
      closing.push(jamf.close);
      const config = { base_url: jamf.url, client_id: jamf.clientId, client_secret: jamf.clientSecret };
      const { status } = await tenant.govApi.call("POST /thoth/mdm/providers", { provider: "jamf", config });
      expect(status).toBeLessThan(300);
    }

    test("is waited for, stays as it is, and is forgotten without a call", async () => {
      await withJamf({ computers: [{ id: "1", user: "ada" }, { id: "2" }] });
      const { step, instance } = await up(steps, sync, { values });
      expect(step).toBe("create");
      expect(instance.failed).toBeUndefined();
      expect(plainOf(instance.outputs)).toMatchObject({ status: "succeeded", syncedEndpoints: 2, unassignedCount: 1 });
      await tenant.anew();
      const seen = await refresh(steps, sync, instance);
      expect(seen).toEqual(instance);
      expect((await up(steps, sync, { values, before: instance })).step).toBe("same");
      const calls = tenant.calls().length;
      await steps.remove(sync, instance);
      expect(tenant.calls()).toHaveLength(calls);
    });

    test("runs again when its trigger changes, and not when only the waiting does", async () => {
      await withJamf({});
      const { instance: before } = await up(steps, sync, { values: { ...values, trigger: "1" } });
      const starts = () => tenant.calls().filter((route) => route.startsWith("POST")).length;
      expect(starts()).toBe(1);
      const patient = { ...values, trigger: "1", timeoutSeconds: 900 };
      const { step, instance } = await up(steps, sync, { values: patient, before });
      expect([step, starts()]).toEqual(["update", 1]);
      expect({ ...plainOf(instance.outputs), timeoutSeconds: 300 }).toEqual(plainOf(before.outputs));
      const again = await up(steps, sync, { values: { ...patient, trigger: "2" }, before: instance });
      expect([again.step, starts()]).toEqual(["replace", 2]);
      expect(again.instance.id).not.toBe(instance.id);
    });

    test("that fails is kept with its reason, and the next run replaces it", async () => {
      await withJamf({ faults: [{ on: "token", fault: "unauthorized" }] });
      const { instance } = await up(steps, sync, { values });
      expect(instance.id).not.toBe("");
      expect(instance.failed?.join()).toContain(String(plainOf(instance.outputs).error));
      expect(plainOf(instance.outputs)).toMatchObject({ status: "failed", providerName: "jamf" });
      expectKept(instance.outputs, sync);
      await tenant.anew();
      // A refresh does not make it whole.
      const seen = await refresh(steps, sync, instance);
      expectKept(seen?.outputs ?? {}, sync);
      for (const before of [instance, { ...instance, ...seen, failed: ["it failed"] }]) {
        expect(await preview(steps, sync, { values, before })).toMatchObject({
          action: "replace",
          replaces: ["status"],
          deleteBeforeReplace: false,
        });
      }
      const again = await up(steps, sync, { values, before: instance });
      expect(again.step).toBe("replace");
      expect(again.instance.failed).toBeUndefined();
      expect(again.instance.outputs).not.toHaveProperty("__unfinished");
    });

    test("during which GovAPI dies keeps its id, and the next run replaces it", async () => {
      await withJamf({ computers: [{ id: "1" }] });
      tenant.govApi.proxy.inject({ fault: "hang_up", after: 1 });
      const { instance } = await up(steps, sync, { values });
      expect(instance.id).toMatch(/./);
      expect(instance.failed).toEqual([expect.stringMatching(/GovAPI/)]);
      expect(plainOf(instance.outputs)).toMatchObject({ providerName: "jamf", tenantId: "acme" });
      expectKept(instance.outputs, sync);
      tenant.govApi.proxy.heal();
      const again = await up(steps, sync, { values, before: instance });
      expect(again.step).toBe("replace");
      expect(plainOf(again.instance.outputs)).toMatchObject({ status: "succeeded" });
    });

    test("that takes too long is kept, and says what to raise", async () => {
      await withJamf({ faults: [{ on: "token", fault: "slow" }] });
      const { instance } = await up(steps, sync, { values: { ...values, timeoutSeconds: 1 } });
      expect(instance.failed).toEqual([expect.stringMatching(/timeoutSeconds: .*Raise timeoutSeconds/s)]);
      expectKept(instance.outputs, sync);
    });

    test("that GovAPI does not know any more is dropped by a refresh", async () => {
      await withJamf({});
      const { instance } = await up(steps, sync, { values });
      await tenant.anew();
      expect(await refresh(steps, sync, { ...instance, id: "no-such-job" })).toBeUndefined();
    });
  });

  describe("a webhook test", () => {
    async function withReceiver(behaviour: "answer" | "refuse") {
      const receiver = await startWebhookReceiver({ secret, behaviour });
      closing.push(receiver.close);
      const values = { webhookEnabled: true, webhookUrl: receiver.url, webhookSecret: secret };
      return { receiver, values, settings: (await up(steps, webhook, { values })).instance };
    }

    test("is sent once, and again when its trigger changes", async () => {
      const { receiver } = await withReceiver("answer");
      const { instance } = await up(steps, webhookTest, { values: { trigger: "1" } });
      expect(plainOf(instance.outputs)).toMatchObject({ status: "delivered", httpStatus: 204, trigger: "1" });
      const calls = tenant.calls().length;
      expect(await refresh(steps, webhookTest, instance)).toEqual(instance);
      expect((await up(steps, webhookTest, { values: { trigger: "1" }, before: instance })).step).toBe("same");
      expect(tenant.calls()).toHaveLength(calls);
      expect((await up(steps, webhookTest, { values: { trigger: "2" }, before: instance })).step).toBe("replace");
      expect(receiver.deliveries.map(({ verified }) => verified)).toEqual([true, true]);
    });

    test("that is refused fails, and the next run replaces it", async () => {
      await withReceiver("refuse");
      const { instance } = await up(steps, webhookTest, { values: {} });
      expect(instance.failed).toEqual([expect.stringMatching(/failed/)]);
      expectKept(instance.outputs, webhookTest);
      expect(await preview(steps, webhookTest, { values: {}, before: instance })).toMatchObject({ action: "replace" });
    });

    test("cannot be found by an id", async () => {
      await expect(fetched(steps, webhookTest, "acme/1")).rejects.toThrow(/cannot be imported/);
    });

    test("beside a change of settings is a warning where it fails, and the change stands", async () => {
      const { values, settings } = await withReceiver("refuse");
      const said = steps.peer.said().length;
      const changed = { ...values, testWebhookOnApply: true };
      const { step, instance } = await up(steps, webhook, {
        values: { ...changed, webhookEnabled: false },
        before: settings,
      });
      expect([step, instance.failed]).toEqual(["update", undefined]);
      const warned = steps.peer.said().slice(said);
      expect(warned).toContain("testWebhookOnApply");
      expect(warned).not.toContain(secret);
    });
  });
});
