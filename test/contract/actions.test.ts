import { afterEach, describe, expect, test } from "@jest/globals";
import type { Timing } from "@thoth-iac/client";
import { type JsonValue, plan, queries, type Resource, resources, type Values } from "@thoth-iac/model";
import { type Jamf, startJamf } from "../support/jamf.ts";
import { applied, nothing, planned, refreshed, tenantInMemory } from "../support/managed.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";

const sync = resources.mdmSync as Resource; // its generics are for those who write configurations
const secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";
const open: (Jamf | WebhookReceiver)[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

describe("a sync", () => {
  test("is waited for, and tells what it read", async () => {
    const { tenant } = await withJamf({ computers: [{ id: "1", user: "ada" }, { id: "2" }] });
    const configuration = { provider_name: "jamf", poll_interval_seconds: 1 };
    const made = await applied(tenant, sync, { configuration });
    expect(made.diagnostics).toEqual([]);
    expect(made.state).toMatchObject({ status: "succeeded", synced_endpoints: 2, unassigned_count: 1 });
    expect(planned(sync, configuration, made)).toEqual(nothing);
    const seen = await refreshed(tenant, sync, made);
    expect(seen && planned(sync, configuration, seen)).toEqual(nothing);
  });

  test("that fails is an error that tells why, and state keeps the job", async () => {
    const { tenant } = await withJamf({
      faults: [
        { on: "token", fault: "unauthorized" },
        { on: "token", fault: "unauthorized" },
      ],
    });
    const made = await applied(tenant, sync, { configuration: { provider_name: "jamf", poll_interval_seconds: 1 } });
    expect(made.state).toMatchObject({ status: "failed", id: expect.any(String) });
    expect(made.diagnostics).toMatchObject([{ severity: "error", code: "action_failed" }]);
    expect(made.diagnostics[0]?.detail).toContain(String(made.state.error));
  });

  test("is not waited for where nobody asked to wait", async () => {
    const { tenant } = await withJamf({});
    const made = await applied(tenant, sync, { configuration: { provider_name: "jamf", wait_for_completion: false } });
    expect(made.diagnostics).toEqual([]);
    expect(tenant.requests.filter((one) => one.includes("sync-jobs"))).toEqual([]);
  });

  test("leaves what it changed to be read anew", async () => {
    const { tenant } = await withJamf({ computers: [{ id: "1" }] });
    const before = await tenant.lifecycle.query(queries.mdmProviders, {});
    expect(before).toMatchObject({ ok: true, value: { total: 1, mdm_providers: [{ synced_endpoints: 0 }] } });
    await applied(tenant, sync, { configuration: { provider_name: "jamf", poll_interval_seconds: 1 } });
    const after = await tenant.lifecycle.query(queries.mdmProviders, {});
    expect(after).toMatchObject({ ok: true, value: { mdm_providers: [{ synced_endpoints: 1 }] } });
  });

  test("a change of how to wait runs nothing again", async () => {
    const { tenant } = await withJamf({});
    const made = await applied(tenant, sync, { configuration: { provider_name: "jamf", poll_interval_seconds: 1 } });
    const configuration = { provider_name: "jamf", poll_interval_seconds: 2, timeout_seconds: 10 };
    expect(planned(sync, configuration, made)).toMatchObject({ action: "update" });
    const count = tenant.requests.length;
    const changed = await applied(tenant, sync, { configuration, before: made });
    expect(tenant.requests).toHaveLength(count);
    expect(planned(sync, configuration, changed)).toEqual(nothing);
    expect({ ...changed.state, poll_interval_seconds: 1, timeout_seconds: 300 }).toEqual(made.state);
  });

  test("a change of the trigger runs it again", () => {
    const change = plan(sync, {
      configuration: { provider_name: "jamf", trigger: "2" },
      prior: { provider_name: "jamf", trigger: "1", id: "job", status: "succeeded" },
    });
    expect(change).toMatchObject({ action: "replace", requiresReplace: ["trigger"] });
  });
});

describe("a job that does not end well", () => {
  test("is waited for no longer than asked, and state keeps it", async () => {
    const { made, slept } = await polled(["queued", "running"], { timeout_seconds: 60, poll_interval_seconds: 10 });
    expect(made.diagnostics).toMatchObject([{ code: "timeout", attribute: ["timeout_seconds"] }]);
    expect(made.diagnostics[0]?.detail).toMatch(/60 seconds.*"running".*Raise timeout_seconds/s);
    expect(made.state).toMatchObject({ id: "job-1", status: "running" });
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(60_000);
    expect(Math.max(...slept)).toBe(10_000);
  });

  test("is looked at soon, then at its interval", async () => {
    const { made, slept } = await polled(["queued", "running", "running", "running", "succeeded"], {
      poll_interval_seconds: 1,
    });
    expect(made.diagnostics).toEqual([]);
    expect(slept).toEqual([250, 500, 1000, 1000]);
  });

  test("is left when the caller gives up, and state keeps it", async () => {
    const stop = new AbortController();
    const { made } = await polled(["queued", "running"], {}, { stop, after: 2 });
    expect(made.diagnostics).toMatchObject([{ code: "cancelled" }]);
    expect(made.state).toMatchObject({ id: "job-1" });
  });

  test("and is forgotten by the server is an error, and state keeps it", async () => {
    const { made } = await polled(["queued", "gone"], {});
    expect(made.diagnostics).toMatchObject([{ code: "not_found" }]);
    expect(made.state).toMatchObject({ id: "job-1", status: "queued" });
  });

  test("and has no state that is known is waited for until time is over", async () => {
    const { made } = await polled(["queued", "idle"], { timeout_seconds: 20 });
    expect(made.diagnostics).toMatchObject([{ code: "timeout" }]);
  });

  test("is gone from state once the server has forgotten it", async () => {
    const tenant = await tenantInMemory();
    expect(await tenant.lifecycle.read(sync, { id: "job-1", provider_name: "jamf" })).toEqual({
      ok: true,
      value: undefined,
    });
  });
});

describe("a webhook test", () => {
  const webhookTest = resources.webhookTest as Resource; // as above
  const webhook = resources.webhookSettings as Resource; // as above

  test("is delivered, signed, once", async () => {
    const { tenant, receiver } = await withReceiver("answer");
    const made = await applied(tenant, webhookTest, { configuration: { trigger: "1" } });
    expect(made).toMatchObject({ diagnostics: [], state: { status: "delivered", http_status: 204 } });
    expect(made.state.id).toBe(`acme/${String(made.state.tested_at)}`);
    expect(receiver.deliveries.map(({ verified }) => verified)).toEqual([true]);
    expect(planned(webhookTest, { trigger: "1" }, made)).toEqual(nothing);
    expect(await tenant.lifecycle.remove(webhookTest, made.state)).toEqual([]);
  });

  test("that is not delivered is an error", async () => {
    const { tenant } = await withReceiver("refuse");
    const made = await applied(tenant, webhookTest, { configuration: {} });
    expect(made).toMatchObject({
      state: { status: "failed" },
      diagnostics: [{ severity: "error", code: "action_failed" }],
    });
  });

  test("beside a change of settings is only a warning where it fails, and the change stands", async () => {
    const { tenant, receiver } = await withReceiver("refuse");
    const configuration = {
      webhook_enabled: true,
      webhook_url: receiver.url,
      webhook_secret: secret,
      test_webhook_on_apply: true,
    };
    const made = await applied(tenant, webhook, { configuration });
    expect(made.diagnostics).toMatchObject([{ severity: "warning", attribute: ["test_webhook_on_apply"] }]);
    expect(JSON.stringify(made.diagnostics)).not.toContain(secret);
    const seen = await refreshed(tenant, webhook, made);
    expect(seen && planned(webhook, configuration, seen)).toEqual(nothing);
  });

  async function withReceiver(behaviour: "answer" | "refuse") {
    const tenant = await tenantInMemory();
    const receiver = await startWebhookReceiver({ secret, behaviour });
    open.push(receiver);
    await applied(tenant, webhook, {
      configuration: { webhook_enabled: true, webhook_url: receiver.url, webhook_secret: secret },
    });
    return { tenant, receiver };
  }
});

async function withJamf(options: Parameters<typeof startJamf>[0]) {
  const tenant = await tenantInMemory();
  const jamf = await startJamf(options);
  open.push(jamf);
  const config = { base_url: jamf.url, client_id: jamf.clientId, client_secret: jamf.clientSecret };
  await applied(tenant, resources.mdmProvider as Resource, { configuration: { provider_name: "jamf", config } }); // as above
  return { tenant, jamf };
}

/** Waits for a job whose states a server tells one after the other, the last for ever. Time passes only by waiting. */
async function polled(
  states: readonly string[],
  inputs: Values,
  { stop, after = 0 }: { readonly stop?: AbortController; readonly after?: number } = {},
) {
  let now = 0;
  let looks = 0;
  const slept: number[] = [];
  const timing: Timing = {
    now: () => now,
    random: () => 0.5,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
      if (stop && slept.length === after) stop.abort();
    },
  };
  const tenant = await tenantInMemory({
    timing,
    ...(stop && { signal: stop.signal }),
    between: async () => {
      const status = states[Math.min(looks++, states.length - 1)];
      const job: JsonValue = { job_id: "job-1", provider: "jamf", status: status ?? null };
      return status === "gone"
        ? Response.json({ error: "not_found", message: "No such job" }, { status: 404 })
        : Response.json(job);
    },
  });
  const made = await applied(tenant, sync, { configuration: { provider_name: "jamf", ...inputs } });
  return { made, slept };
}
