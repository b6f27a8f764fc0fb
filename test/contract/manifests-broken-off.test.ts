import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { govApiInMemory } from "../support/govapi.ts";
import { type Tenant, tenantInMemory } from "../support/managed.ts";
import { type Desired, wantedOf } from "../support/manifests.ts";
import { arbitrarySets } from "../support/manifests-arbitrary.ts";
import { anew, applyOf, changesIn, planOf, toldBy, troubleIn } from "../support/manifests-tenant.ts";

/* An apply may end at any call: what it has done stays done, and the next apply does the rest. */

/** How it ends: the call, and all after it, is never carried out; or it is, and nobody hears of it; or only that one is lost. */
const ends = ["before", "after", "once"] as const;

type End = (typeof ends)[number];

const timeoutMs = 300_000;

test.each(ends)(
  "an apply that breaks off %s any of its calls is finished by the next one, and nothing is there twice",
  async (end) => {
    await fc.assert(
      fc.asyncProperty(arbitrarySets({ most: 2 }), fc.integer({ min: 1, max: 10 }), async (set, parallelism) => {
        const whole = await govApiInMemory();
        const { client, requests } = await anew(whole);
        expect(troubleIn(await applyOf(client, wantedOf(set), { parallelism }))).toEqual([]);
        const expected = await toldBy(whole.call);
        const marks = await marksIn(whole.call);
        for (let last = 0; last < requests.length; last++) {
          const govApi = await govApiInMemory();
          await broken(govApi, { set, parallelism, last, end });
          expect(troubleIn(await applyOf((await anew(govApi)).client, wantedOf(set)))).toEqual([]);
          expect({ last, told: await toldBy(govApi.call) }).toEqual({ last, told: expected });
          expect({ last, marks: await marksIn(govApi.call) }).toEqual({ last, marks });
          expect(changesIn(await planOf((await anew(govApi)).client, wantedOf(set)))).toEqual([]);
        }
      }),
      { numRuns: 4, endOnFailure: true },
    );
  },
  timeoutMs,
);

interface Breaking {
  readonly set: readonly Desired[];
  readonly parallelism: number;
  /** Counted from 0. */
  readonly last: number;
  readonly end: End;
}

/** Applies until the connection is gone; that is what is reported, if there is anybody left to report. */
async function broken(
  govApi: NonNullable<Parameters<typeof tenantInMemory>[0]>["govApi"],
  { set, parallelism, last, end }: Breaking,
): Promise<void> {
  let calls = 0;
  const between: NonNullable<Parameters<typeof tenantInMemory>[0]>["between"] = async (request, next) => {
    const at = calls++;
    if (at < last || (end === "once" && at > last)) return next(request);
    if (end === "after" && at === last) await next(request);
    throw new TypeError("fetch failed");
  };
  const { client }: Tenant = await tenantInMemory({ ...(govApi && { govApi }), between });
  const outcome = await applyOf(client, wantedOf(set), { parallelism }).then(troubleIn, (thrown: Error) => [
    thrown.message,
  ]);
  // A retried call may have gone well: then nothing was broken off.
  if (calls > last && end !== "once") expect(outcome).not.toEqual([]);
}

async function marksIn(call: (route: string) => Promise<{ readonly body: unknown }>): Promise<readonly string[]> {
  const { body } = await call("GET /thoth/marks");
  // as: GovAPI's own shape of the list, which its tests hold it to.
  const { data } = body as { readonly data: readonly { readonly id: string; readonly set: readonly string[] }[] };
  return data.map(({ id, set }) => `${id} ${set.join()}`).toSorted();
}
