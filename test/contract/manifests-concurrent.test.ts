import { expect, test } from "@jest/globals";
import { applyTenant, type Done, takeLease } from "@thoth-iac/client";
import { type Resource, resources } from "@thoth-iac/model";
import fc from "fast-check";
import { govApiInMemory } from "../support/govapi.ts";
import { tenantInMemory } from "../support/managed.ts";
import { type Desired, wantedOf } from "../support/manifests.ts";
import { arbitrarySets } from "../support/manifests-arbitrary.ts";
import {
  anew,
  applyOf,
  carryOut,
  changesIn,
  missingIn,
  ofOlderGovApi,
  planOf,
  troubleIn,
  valueIn,
} from "../support/manifests-tenant.ts";

/* Several steps at a time, and several applies. */

const browserPolicy = resources.browserPolicy as Resource; // generics are for those who write them
const signal = new AbortController().signal;

const policy = (name: string, more: Partial<Desired> = {}): Desired => ({
  resource: browserPolicy,
  name,
  values: { name: `Policy ${name}`, provider_name: "chrome", policy: {} },
  references: [],
  dependsOn: [],
  ...more,
});

test.each([1, 2, 7, 30])(
  "with a parallelism of %i so many calls are under way at a time, and no more",
  async (parallelism) => {
    const govApi = await govApiInMemory();
    let [now, most] = [0, 0];
    const { client } = await tenantInMemory({
      govApi,
      between: async (request, next) => {
        now += 1;
        most = Math.max(most, now);
        // Others begin while this one waits.
        await new Promise((resolve) => setImmediate(resolve));
        const answer = await next(request);
        now -= 1;
        return answer;
      },
    });
    const set = Array.from({ length: 40 }, (_, at) => policy(`p-${at}`));
    expect(troubleIn(await applyOf(client, wantedOf(set), { parallelism }))).toEqual([]);
    expect(most).toBe(parallelism);
  },
);

test("each instance is written after those that it refers to or depends on", async () => {
  await fc.assert(
    fc.asyncProperty(arbitrarySets(), async (set) => {
      const { client } = await anew(await govApiInMemory());
      const ended: string[] = [];
      const plan = await planOf(client, wantedOf(set));
      const needs = new Map(plan.steps.map((step) => [step.address, step.needs]));
      await applyTenant(client, plan, {
        parallelism: 8,
        signal,
        told: (event) => {
          if ("ended" in event) ended.push(event.ended.step.address);
          else expect(ended).toEqual(expect.arrayContaining([...(needs.get(event.started.address) ?? [])]));
        },
      });
      const named = set.flatMap(({ references, dependsOn }) => [...references.map(({ to }) => to), ...dependsOn]);
      expect(ended).toEqual(expect.arrayContaining(named.filter((address) => needs.has(address))));
    }),
    { numRuns: 10, endOnFailure: true },
  );
});

test("what needs a step that failed is left out, the rest is done, and the next apply does what is left", async () => {
  const govApi = await govApiInMemory();
  const set = [
    policy("a"),
    policy("b", { dependsOn: ["BrowserPolicy/a"] }),
    policy("c", { dependsOn: ["BrowserPolicy/b"] }),
    policy("d"),
  ];
  const { client } = await tenantInMemory({
    govApi,
    between: async (request, next) => {
      const isA = request.method === "POST" && (await request.clone().text()).includes('"policy_id":"a"');
      return isA ? new Response('{"error":"no","message":"not today"}', { status: 422 }) : next(request);
    },
  });
  const done = await applyOf(client, wantedOf(set));
  expect(outcomes(done)).toEqual({ a: "failed", b: "skipped", c: "skipped", d: "done" });
  expect(troubleIn(done).join("\n")).toContain("not today");
  expect(troubleIn(await applyOf((await anew(govApi)).client, wantedOf(set)))).toEqual([]);
  expect(await missingIn(govApi.call, set)).toEqual([]);
});

test("two applies of one owner take turns: nothing is lost, and the second says whom it waits for", async () => {
  const govApi = await govApiInMemory();
  const said: string[] = [];
  const apply = async (holder: string, set: readonly Desired[], begun: () => void) => {
    const { client } = await tenantInMemory({ govApi, host: `${holder}.test`, timing: quick() });
    const lease = valueIn(
      await takeLease(client, {
        owner: "team",
        holder,
        lockTimeoutMs: 60_000,
        signal,
        timing: quick(),
        waiting: (reason) => said.push(`${holder}: ${reason}`),
      }),
    );
    if (lease === undefined) throw new Error("This GovAPI has no leases.");
    begun();
    const plan = await planOf(client, wantedOf(set));
    const done = await carryOut(client, plan, { lease: lease.header, signal: lease.signal, parallelism: 2 });
    await lease.release();
    return { plan, trouble: troubleIn(done) };
  };
  const [one, other] = [
    Array.from({ length: 20 }, (_, at) => policy(`p-${at}`)),
    Array.from({ length: 20 }, (_, at) => policy(`p-${at + 10}`)),
  ];
  const begun = Promise.withResolvers<void>();
  const first = apply("pipeline-1", one, begun.resolve);
  await begun.promise;
  const second = await apply("pipeline-2", other, () => undefined);
  expect((await first).trouble).toEqual([]);
  expect(second.trouble).toEqual([]);
  expect(said).toEqual([expect.stringMatching(/^pipeline-2: .*pipeline-1/)]);
  // It began only when the first had ended, so it saw what that one made.
  expect(changesIn(second.plan)).toHaveLength(10);
  expect(await missingIn(govApi.call, [...one, ...other])).toEqual([]);
});

test("an apply whose lease has passed to another writes nothing any more", async () => {
  const govApi = await govApiInMemory();
  const { client } = await anew(govApi);
  const plan = await planOf(client, wantedOf([policy("a"), policy("b")]));
  const lost = { owner: "team", lockTimeoutMs: 0, signal, waiting: () => undefined };
  const old = valueIn(await takeLease(client, { ...lost, holder: "old" }));
  await old?.release();
  const held = valueIn(await takeLease(client, { ...lost, holder: "new" }));
  const done = await carryOut(client, plan, { ...(old && { lease: old.header }) });
  await held?.release();
  expect(outcomes(done)).toEqual({ a: "failed", b: "failed" });
  expect(done.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code))).toContain("lease_lost");
  expect((await govApi.call("GET /thoth/browser/policies")).body).toMatchObject({ total: 0 });
  expect((await govApi.call("GET /thoth/marks")).body).toMatchObject({ total: 0 });
});

test("without leases and marks two sets may be applied at once, and the settings that both write lose nothing", async () => {
  await fc.assert(
    fc.asyncProperty(arbitrarySets(), async (set) => {
      const govApi = await govApiInMemory();
      const [even, odd] = [0, 1].map((rest) =>
        set.filter((_, at) => at % 2 === rest).map((one) => ({ ...one, references: [], dependsOn: [] })),
      );
      const clients = await Promise.all(
        ["one", "other"].map((host) => tenantInMemory({ govApi, host: `${host}.test`, between: ofOlderGovApi })),
      );
      const done = await Promise.all(
        [even, odd].map((half = [], at) => {
          const { client } = clients[at] ?? {};
          return client === undefined ? [] : applyOf(client, wantedOf(half));
        }),
      );
      expect(done.flatMap(troubleIn)).toEqual([]);
      expect(await missingIn(govApi.call, set)).toEqual([]);
    }),
    { numRuns: 10, endOnFailure: true },
  );
});

function outcomes(done: readonly Done[]): Readonly<Record<string, string>> {
  return Object.fromEntries(done.map(({ step, outcome }) => [step.address.split("/")[1] ?? "", outcome]));
}

/** Time in which a second is a turn of the event loop. */
function quick() {
  return {
    now: Date.now,
    random: Math.random,
    sleep: (_: number, stop?: AbortSignal) =>
      new Promise<void>((resolve) => (stop?.aborted ? resolve() : setImmediate(resolve))),
  };
}
