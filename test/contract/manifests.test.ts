import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Resource, resources } from "@thoth-iac/model";
import fc from "fast-check";
import { type GovApiInMemory, govApiInMemory } from "../support/govapi.ts";
import { type Jamf, startJamf } from "../support/jamf.ts";
import { type Desired, wantedOf } from "../support/manifests.ts";
import { arbitrarySets, type StandIns } from "../support/manifests-arbitrary.ts";
import { anew, applyOf, changesIn, missingIn, planOf, toldBy, troubleIn } from "../support/manifests-tenant.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";

/* Sets of manifests of all kinds, made at random, on the embedded control plane: what a plan and an apply promise. */

const secret = "whsec_dGhpcy1pcy1vbmx5LWEtdGVzdC1zZWNyZXQtMDE=";
const kinds = Object.values(resources).map((resource) => resource as Resource); // generics are for those who write them
const timeoutMs = 120_000;
const runs = { numRuns: 20, endOnFailure: true } as const;

let jamf: Jamf;
let webhook: WebhookReceiver;
beforeAll(async () => {
  jamf = await startJamf({ computers: [{ id: "1", user: "ada@example.com" }] });
  webhook = await startWebhookReceiver({ secret });
});
afterAll(() => Promise.all([jamf.close(), webhook.close()]));

/** Sets with actions among them, which need the stand-ins that run only within tests. */
function setsWithActions(): fc.Arbitrary<readonly Desired[]> {
  const standIns: StandIns = { jamf, webhook: { url: webhook.url, secret } };
  return arbitrarySets({ standIns });
}

const tenantOf = (): Promise<GovApiInMemory> => govApiInMemory({ allowPrivateTargets: true });

test("sets of every kind are tried", () => {
  const sets = fc.sample(setsWithActions(), 50);
  expect(new Set(sets.flat().map(({ resource }) => resource.name))).toEqual(new Set(kinds.map(({ name }) => name)));
  expect(sets.flat().some(({ references }) => references.length > 0)).toBe(true);
});

test(
  "what is applied is there, its plan is empty, and a second apply writes nothing",
  async () => {
    await fc.assert(
      fc.asyncProperty(setsWithActions(), async (set) => {
        const govApi = await tenantOf();
        const wanted = wantedOf(set);
        const first = await anew(govApi);
        expect(troubleIn(await applyOf(first.client, wanted))).toEqual([]);
        expect(await missingIn(govApi.call, set)).toEqual([]);
        const second = await anew(govApi);
        expect(changesIn(await planOf(second.client, wanted))).toEqual([]);
        const third = await anew(govApi);
        expect(troubleIn(await applyOf(third.client, wanted))).toEqual([]);
        expect(writesOf([...second.requests, ...third.requests])).toEqual([]);
      }),
      runs,
    );
  },
  timeoutMs,
);

test(
  "a tenant becomes what the next set says, whatever the last one was, and leaves alone what that one did not name",
  async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySets(), arbitrarySets(), async (one, other) => {
        const govApi = await tenantOf();
        await applyOf((await anew(govApi)).client, wantedOf(one));
        expect(troubleIn(await applyOf((await anew(govApi)).client, wantedOf(other)))).toEqual([]);
        expect(await missingIn(govApi.call, other)).toEqual([]);
        const { client } = await anew(govApi);
        const plan = await planOf(client, wantedOf(other));
        expect(changesIn(plan)).toEqual([]);
      }),
      runs,
    );
  },
  timeoutMs,
);

test(
  "applied at once or one instance after another, in any order, a set gives the same tenant",
  async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySets(), fc.integer({ min: 1, max: 30 }), async (set, parallelism) => {
        const [whole, single] = [await tenantOf(), await tenantOf()];
        await applyOf((await anew(whole)).client, wantedOf(set), { parallelism });
        await applyOf((await anew(single)).client, wantedOf(set.toReversed()), { parallelism: 1 });
        expect(await toldBy(whole.call)).toEqual(await toldBy(single.call));
      }),
      runs,
    );
  },
  timeoutMs,
);

function writesOf(requests: readonly string[]): readonly string[] {
  return requests.filter((request) => !request.startsWith("GET ") && !request.includes("/thoth/leases/"));
}
