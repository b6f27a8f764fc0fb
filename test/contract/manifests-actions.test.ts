import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type JsonObject, type Resource, resources } from "@thoth-iac/model";
import { type GovApiInMemory, govApiInMemory } from "../support/govapi.ts";
import { type Jamf, type JamfFault, startJamf } from "../support/jamf.ts";
import { tenantInMemory } from "../support/managed.ts";
import { type Desired, wantedOf } from "../support/manifests.ts";
import { anew, applyOf, changesIn, type Given, planOf, troubleIn } from "../support/manifests-tenant.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";

/* Actions run when they are new, when what they were run for changes, and when they did not succeed; and never else. */

const secret = "whsec_dGhpcy1pcy1vbmx5LWEtdGVzdC1zZWNyZXQtMDE=";

let govApi: GovApiInMemory;
let webhook: WebhookReceiver;
let jamf: Jamf;
let closing: (() => Promise<void>)[];
beforeEach(async () => {
  govApi = await govApiInMemory({ allowPrivateTargets: true });
  webhook = await startWebhookReceiver({ secret });
  jamf = await startJamf({ computers: [{ id: "1", user: "ada@example.com" }] });
  closing = [webhook.close, jamf.close];
});
// What a job still waits for must not outlive the test.
afterEach(() => govApi.app.close(0));
afterEach(async () => {
  for (const close of closing) await close();
});

const one = (resource: unknown, name: string, values: JsonObject): Desired => ({
  resource: resource as Resource, // generics are for those who write them
  name,
  values,
  references: [],
  dependsOn: [],
});
const settings = (url = webhook.url) =>
  one(resources.webhookSettings, "all", { webhook_enabled: true, webhook_url: url, webhook_secret: secret });
const tested = (values: JsonObject = {}) => one(resources.webhookTest, "hook", values);
const provider = (clientSecret = jamf.clientSecret) =>
  one(resources.mdmProvider, "jamf", {
    provider_name: "jamf",
    config: { base_url: jamf.url, client_id: jamf.clientId, client_secret: clientSecret },
  });
const synced = (values: JsonObject = {}) =>
  one(resources.mdmSync, "daily", { provider_name: "jamf", poll_interval_seconds: 1, ...values });
const apply = async (set: readonly Desired[], given: Given = {}) =>
  troubleIn(await applyOf((await anew(govApi)).client, wantedOf(set), given));
const planned = async (set: readonly Desired[]) => changesIn(await planOf((await anew(govApi)).client, wantedOf(set)));
const syncs = () => jamf.requests.filter(({ path }) => path.startsWith("/api/v1/computers-inventory")).length;

describe("a webhook test", () => {
  test("is sent once, in the apply that makes its settings, and after them", async () => {
    expect(await apply([tested(), settings()])).toEqual([]);
    expect(webhook.deliveries.map(({ verified }) => verified)).toEqual([true]);
    for (let time = 0; time < 2; time++) expect(await apply([tested(), settings()])).toEqual([]);
    expect(webhook.deliveries).toHaveLength(1);
  });

  test("is sent again when its trigger changes, and not when other things do", async () => {
    await apply([tested({ trigger: "1" }), settings()]);
    await apply([tested({ trigger: "1" }), settings(`${webhook.url}/elsewhere`)]);
    expect(webhook.deliveries).toHaveLength(1);
    expect(await planned([tested({ trigger: "2" }), settings(`${webhook.url}/elsewhere`)])).toEqual([
      "run WebhookTest/hook trigger",
    ]);
    expect(await apply([tested({ trigger: "2" }), settings(`${webhook.url}/elsewhere`)])).toEqual([]);
    expect(webhook.deliveries).toHaveLength(2);
  });

  test("that fails, fails the apply, leaves the rest done, and is tried again by the next one", async () => {
    await webhook.close();
    const trouble = await apply([tested(), settings(), provider()]);
    expect(trouble).toEqual(["WebhookTest/hook failed", expect.stringContaining("webhook_test failed")]);
    expect(await planned([tested(), settings(), provider()])).toEqual(["run WebhookTest/hook"]);
    const other = await startWebhookReceiver({ secret });
    closing = [other.close, jamf.close];
    expect(await apply([tested(), settings(other.url), provider()])).toEqual([]);
    expect(other.deliveries).toHaveLength(1);
    expect(await planned([tested(), settings(other.url), provider()])).toEqual([]);
  });

  test("is left out when the settings that it needs fail", async () => {
    const { client } = await tenantInMemory({
      govApi,
      between: async (request, next) =>
        request.method === "PUT" && request.url.includes("/thoth/settings")
          ? new Response('{"error":"no","message":"not today"}', { status: 422 })
          : next(request),
    });
    const done = await applyOf(client, wantedOf([tested(), settings()]));
    expect(Object.fromEntries(done.map(({ step, outcome }) => [step.address, outcome]))).toEqual({
      "WebhookSettings/all": "failed",
      "WebhookTest/hook": "skipped",
    });
    expect(webhook.deliveries).toEqual([]);
  });

  test("whose process dies before its end is known runs again", async () => {
    let isDead = false;
    const { client } = await tenantInMemory({
      govApi,
      between: async (request, next) => {
        if (isDead) throw new TypeError("fetch failed");
        isDead = request.method === "POST" && request.url.endsWith("/thoth/settings/webhook/test");
        const answer = await next(request);
        if (isDead) throw new TypeError("fetch failed");
        return answer;
      },
    });
    expect(await applyOf(client, wantedOf([tested(), settings()])).then(troubleIn)).not.toEqual([]);
    expect(await planned([tested(), settings()])).toEqual(["run WebhookTest/hook"]);
    expect(await apply([tested(), settings()])).toEqual([]);
    expect(await planned([tested(), settings()])).toEqual([]);
  });
});

describe("an MDM sync", () => {
  test("is run once, after its provider, and again when its trigger changes", async () => {
    expect(await apply([synced({ trigger: "a" }), provider()])).toEqual([]);
    expect(syncs()).toBe(1);
    expect(await apply([synced({ trigger: "a" }), provider()])).toEqual([]);
    expect(syncs()).toBe(1);
    // How it is waited for is no reason to run it.
    expect(await planned([synced({ trigger: "a", timeout_seconds: 60 }), provider()])).toEqual([]);
    expect(await apply([synced({ trigger: "b" }), provider()])).toEqual([]);
    expect(syncs()).toBe(2);
  });

  test("that fails says why, and is tried again", async () => {
    const [refusal] = await apply([synced(), provider("wrong-secret")]);
    expect(refusal).toBe("MdmSync/daily failed");
    expect(await planned([synced(), provider("wrong-secret")])).toEqual(["run MdmSync/daily"]);
    expect(await apply([synced(), provider()])).toEqual([]);
    expect(await planned([synced(), provider()])).toEqual([]);
  });

  test("that is not waited for is not told to have failed, and is not run by every apply", async () => {
    const faults: readonly JamfFault[] = [{ on: "inventory", fault: "slow" }];
    const slow = await startJamf({ faults });
    closing.push(slow.close);
    const set = [
      synced({ wait_for_completion: false }),
      one(resources.mdmProvider, "jamf", {
        provider_name: "jamf",
        config: { base_url: slow.url, client_id: slow.clientId, client_secret: slow.clientSecret },
      }),
    ];
    expect(await apply(set)).toEqual([]);
    expect(await planned(set)).toEqual([]);
  });

  test("that an interrupt stops waiting for is run again by the next apply", async () => {
    const stop = new AbortController();
    const { client } = await tenantInMemory({
      govApi,
      between: async (request, next) => {
        if (request.method === "GET" && request.url.includes("/sync-jobs/")) stop.abort();
        return next(request);
      },
    });
    await applyOf(client, wantedOf([synced(), provider()]), { signal: stop.signal }).catch(() => undefined);
    expect(stop.signal.aborted).toBe(true);
    expect(await planned([synced(), provider()])).toEqual(["run MdmSync/daily"]);
    expect(await apply([synced(), provider()])).toEqual([]);
    expect(await planned([synced(), provider()])).toEqual([]);
  });
});

test("an action that no manifest names any more is forgotten by pruning, and would run anew", async () => {
  await apply([tested(), settings()]);
  expect(await apply([settings()], { prune: true })).toEqual([]);
  expect((await govApi.call("GET /thoth/marks")).body).toMatchObject({ total: 1 });
  expect(await planned([tested(), settings()])).toEqual(["run WebhookTest/hook"]);
});
