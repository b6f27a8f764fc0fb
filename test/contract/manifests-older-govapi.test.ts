import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { planTenant, takeLease } from "@thoth-iac/client";
import { type Resource, resources } from "@thoth-iac/model";
import fc from "fast-check";
import { govApiInMemory } from "../support/govapi.ts";
import { type Jamf, startJamf } from "../support/jamf.ts";
import { tenantInMemory } from "../support/managed.ts";
import { type Desired, wantedOf } from "../support/manifests.ts";
import { arbitrarySets } from "../support/manifests-arbitrary.ts";
import {
  applyOf,
  changesIn,
  missingIn,
  ofOlderGovApi,
  planOf,
  troubleIn,
  valueIn,
} from "../support/manifests-tenant.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";

/* Against a GovAPI that keeps neither marks nor leases. */

const secret = "whsec_dGhpcy1pcy1vbmx5LWEtdGVzdC1zZWNyZXQtMDE=";
const signal = new AbortController().signal;

let jamf: Jamf;
let webhook: WebhookReceiver;
beforeAll(async () => {
  jamf = await startJamf();
  webhook = await startWebhookReceiver({ secret });
});
afterAll(() => Promise.all([jamf.close(), webhook.close()]));

const older = async (govApi = govApiInMemory({ allowPrivateTargets: true })) =>
  tenantInMemory({ govApi: await govApi, between: ofOlderGovApi });

test("a random set becomes the tenant, its plan is empty, and of what is missing one warning speaks", async () => {
  const sets = arbitrarySets({ standIns: { jamf, webhook: { url: webhook.url, secret } } });
  await fc.assert(
    fc.asyncProperty(sets, async (set) => {
      const { client, govApi } = await older();
      const plan = await planOf(client, wantedOf(set));
      expect([plan.marks, plan.warnings.map(({ code }) => code)]).toEqual([false, ["not_owned"]]);
      expect(troubleIn(await applyOf(client, wantedOf(set)))).toEqual([]);
      expect(await missingIn(govApi.call, set)).toEqual([]);
      expect((await govApi.call("GET /thoth/marks")).body).toMatchObject({ total: 0 });
      expect(changesIn(await planOf((await older(Promise.resolve(govApi))).client, wantedOf(set)))).toEqual([]);
    }),
    { numRuns: 10, endOnFailure: true },
  );
}, 60_000);

test("actions are named, and not run, as nobody could remember that they were", async () => {
  const deliveries = webhook.deliveries.length;
  const set: readonly Desired[] = [
    // as: generics are for those who write them
    { resource: resources.webhookTest as Resource, name: "once", values: {}, references: [], dependsOn: [] },
  ];
  const { client } = await older();
  const plan = await planOf(client, wantedOf(set));
  expect([changesIn(plan), plan.warnings[0]?.detail]).toEqual([[], expect.stringContaining("WebhookTest/once")]);
  expect(troubleIn(await applyOf(client, wantedOf(set)))).toEqual([]);
  expect(webhook.deliveries).toHaveLength(deliveries);
});

test("pruning is refused, and nothing is written", async () => {
  const { client, requests } = await older();
  const options = { owner: "team", prune: true, maxDeletions: 10, takeOver: false, targets: [], signal };
  const refused = await planTenant(client, [], options);
  expect(refused.ok ? [] : refused.diagnostics.map(({ code }) => code)).toEqual(["not_owned"]);
  expect(requests.filter((request) => !request.startsWith("GET "))).toEqual([]);
});

test("there is no lease to be had, and that is no error", async () => {
  const { client } = await older();
  const asked = { owner: "team", holder: "it", lockTimeoutMs: 0, signal, waiting: () => undefined };
  expect(valueIn(await takeLease(client, asked))).toBeUndefined();
});
