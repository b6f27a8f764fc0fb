import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { isRecord, type JsonObject, type JsonValue, type Resource, resources, type Values } from "@thoth-iac/model";
import fc from "fast-check";
import { arbitraryInputs, ofSameInstance } from "../support/arbitrary-inputs.ts";
import { type GovApiAnswer, govApiInMemory } from "../support/govapi.ts";
import { configOf, providerSession, terraform } from "../support/provider-session.ts";
import { startPeer } from "../support/pulumi-peer.ts";
import { up } from "../support/pulumi-peer-engine.ts";
import { type Instance, type PeerSteps, stepsOf } from "../support/pulumi-peer-steps.ts";
import { openTenant } from "../support/pulumi-peer-tenant.ts";
import { shownOf, spelt } from "../support/pulumi-peer-values.ts";

const lasting = Object.values(resources)
  .map((resource) => resource as Resource) // their generics are for those who write configurations
  .filter(({ routes }) =>
    typeof routes.create === "string" ? routes.read !== undefined : routes.create.move === "merge",
  );
const routes = [
  ...new Set(
    lasting.flatMap(({ routes: { read } }) =>
      typeof read === "object" ? [read.move === "find" ? read.list : read.read] : [],
    ),
  ),
];

let flavours: readonly PeerSteps[] = [];
beforeAll(async () => {
  flavours = (await Promise.all([startPeer("dynamic"), startPeer("plugin")])).map(stepsOf);
});
afterAll(() => Promise.all(flavours.map(({ peer }) => peer.close())));

/** One instance of a resource: as it is made, and as it is changed. */
interface Wish {
  readonly first: JsonObject;
  readonly second: JsonObject;
}

/** What somebody wants of a tenant: each resource once, in the order of the model. */
const wishes: fc.Arbitrary<readonly Wish[]> = fc.tuple(...lasting.map(wishOf));

const timeoutMs = 60_000;

test(
  "a tenant is the same by either of Pulumi's ways as by Terraform",
  async () => {
    await fc.assert(
      fc.asyncProperty(wishes, async (wanted) => {
        const expected = await byTerraform(wanted);
        for (const steps of flavours)
          expect([steps.flavour, await byPulumi(steps, wanted)]).toEqual([steps.flavour, expected]);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  },
  timeoutMs,
);

function wishOf(resource: Resource): fc.Arbitrary<Wish> {
  const inputs = arbitraryInputs(shownOf(resource)).map((values) => told(resource, values));
  return fc.tuple(inputs, inputs).map(([first, second]) => ({
    first,
    // as: both are JSON, of which this takes parts.
    second: ofSameInstance(resource, first, second) as JsonObject,
  }));
}

/** Without what calls somebody else, and with an identity that is not made up by the way. */
function told(resource: Resource, values: Values): JsonObject {
  const { test_webhook_on_apply: _calls, ...rest } = values;
  const named = resource.identity.filter((name) => rest[name] === undefined).map((name) => [name, "one"]);
  // as: the arbitrary makes known values only, which are JSON.
  return { ...(rest as JsonObject), ...Object.fromEntries(named) };
}

function each(wanted: readonly Wish[]): readonly (readonly [Resource, Wish])[] {
  return lasting.flatMap((resource, at) => wanted.slice(at, at + 1).map((wish) => [resource, wish] as const));
}

async function byTerraform(wanted: readonly Wish[]): Promise<JsonObject> {
  const govApi = await govApiInMemory({ allowPrivateTargets: true });
  const session = await providerSession(govApi);
  for (const [resource, { first, second }] of each(wanted)) {
    const { plan, apply } = terraform(session, `thoth_${resource.name}`, resource);
    const [one, two] = [configOf(resource, first), configOf(resource, second)];
    const creation = await plan(one);
    const made = await apply(one, { state: creation.planned, private: creation.private });
    const change = await plan(two, made);
    expect(change.replaces).toBe(false);
    const changed = await apply(two, { state: change.planned, private: change.private }, made);
    expect([made.diagnostics, changed.diagnostics]).toEqual([[], []]);
  }
  return shown(govApi.call);
}

async function byPulumi(steps: PeerSteps, wanted: readonly Wish[]): Promise<JsonObject> {
  const tenant = await openTenant(steps);
  try {
    for (const [resource, { first, second }] of each(wanted)) {
      const before: Instance = (await up(steps, resource, { values: spelt(resource, first) })).instance;
      const { step } = await up(steps, resource, { values: spelt(resource, second), before });
      expect(["same", "update"]).toContain(step);
    }
    return await shown(tenant.govApi.call);
  } finally {
    await tenant.close();
  }
}

/** All that GovAPI tells, without times and without the id of the tenant's key. */
async function shown(call: (route: string) => Promise<GovApiAnswer>): Promise<JsonObject> {
  const answers = await Promise.all(routes.map(async (route) => [route, comparable((await call(route)).body)]));
  return Object.fromEntries(answers);
}

function comparable(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(comparable);
  if (!isRecord(value)) return value;
  const members = Object.entries(value).filter(
    ([name, member]) =>
      name !== "created_at" &&
      name !== "updated_at" &&
      !(name.endsWith("_by") && /^[0-9a-f]{16}$/.test(String(member))),
  );
  return Object.fromEntries(members.map(([name, member]) => [name, comparable(member)]));
}
