import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { isRecord, type JsonObject, type JsonValue, type Resource, resources } from "@thoth-iac/model";
import fc from "fast-check";
import {
  type AgreedTenant,
  agreedTenant,
  byManifests,
  byPulumi,
  byTerraform,
  type DesiredTenant,
  type Maker,
} from "../support/agreement.ts";
import { arbitraryInputs, ofSameInstance } from "../support/arbitrary-inputs.ts";
import { inManifests } from "../support/manifests.ts";
import { toldBy } from "../support/manifests-tenant.ts";
import { startPeer } from "../support/pulumi-peer.ts";
import { type PeerSteps, stepsOf } from "../support/pulumi-peer-steps.ts";
import { shownOf } from "../support/pulumi-peer-values.ts";
import { everythingOf } from "../support/sample-values.ts";

/* One desired tenant, in Terraform, in both flavours of Pulumi and in manifests. */

const lasting = Object.values(resources)
  .map((resource) => resource as Resource) // generics are for those who write them
  .filter(({ succeeds }) => succeeds === undefined);
const { tenantSettings } = resources;
/** All settings in one resource, or in slices: not both. */
const variants = [
  lasting.filter((resource) => resource === tenantSettings || resource.identity.length > 0),
  lasting.filter((resource) => resource !== tenantSettings),
] as const;

const timeoutMs = 180_000;

let flavours: Readonly<Record<"dynamic" | "plugin", PeerSteps>>;
beforeAll(async () => {
  const [dynamic, plugin] = await Promise.all([startPeer("dynamic"), startPeer("plugin")]);
  flavours = { dynamic: stepsOf(dynamic), plugin: stepsOf(plugin) };
});
afterAll(() => Promise.all(Object.values(flavours).map(({ peer }) => peer.close())));

const makers: Readonly<Record<string, (tenant: AgreedTenant) => Maker | Promise<Maker>>> = {
  Terraform: byTerraform,
  "dynamic Pulumi": (tenant) => byPulumi(flavours.dynamic, tenant),
  "the Pulumi plugin": (tenant) => byPulumi(flavours.plugin, tenant),
  manifests: byManifests,
};
const names = Object.keys(makers);

/** Has work done on a tenant of its own, by a maker of each kind that is asked for. */
async function onTenant<T>(
  work: (tenant: AgreedTenant, maker: (name: string) => Promise<Maker>) => Promise<T>,
): Promise<T> {
  const tenant = await agreedTenant();
  try {
    return await work(tenant, async (name) => {
      const made = makers[name]?.(tenant);
      if (made === undefined) throw new Error(`Nobody is called ${name}.`);
      return made;
    });
  } finally {
    await tenant.close();
  }
}

/** What all four can say of a resource. */
function sayable(resource: Resource): Resource {
  return inManifests(shownOf(resource));
}

/** Without what calls somebody, and with an identity that nobody makes up. */
function told(resource: Resource, values: JsonObject): JsonObject {
  const { [resource.afterWrite?.when ?? ""]: _calls, ...rest } = values;
  const open = resource.identity.filter((name) => rest[name] === undefined);
  return { ...rest, ...Object.fromEntries(open.map((name) => [name, "it"])) };
}

function arbitraryTenants(
  of: readonly Resource[],
): fc.Arbitrary<readonly [first: DesiredTenant, second: DesiredTenant]> {
  const wishes = of.map((resource) => {
    // as: the arbitrary makes known values only, which are JSON.
    const inputs = arbitraryInputs(sayable(resource)).map((values) => told(resource, values as JsonObject));
    return fc.tuple(inputs, inputs).map(([first, second]) => ({
      resource,
      first,
      second: ofSameInstance(resource, first, second) as JsonObject, // both are JSON, of which this takes parts
    }));
  });
  return fc
    .tuple(...wishes)
    .map(
      (all) =>
        [
          all.map(({ resource, first }) => [resource, first] as const),
          all.map(({ resource, second }) => [resource, second] as const),
        ] as const,
    )
    .map((pair) => Object.assign(pair, { [fc.toStringMethod]: () => shown(pair) }));
}

/** The values by the names of their resources. */
function shown(tenants: readonly DesiredTenant[]): string {
  return JSON.stringify(tenants.map((desired) => desired.map(([{ name }, values]) => [name, values])));
}

describe.each([
  ["in one resource", variants[0]],
  ["in slices", variants[1]],
])("with settings %s,", (_, of) => {
  test(
    "a random tenant, made and then changed, is the same whoever does it, and has nothing left to do",
    async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryTenants(of), async ([first, second]) => {
          const found: unknown[] = [];
          for (const name of names) {
            await onTenant(async ({ govApi }, maker) => {
              const one = await maker(name);
              for (const desired of [first, second]) {
                await one.apply(desired);
                expect([name, await one.plan(desired)]).toEqual([name, []]);
              }
              found.push(withoutNulls(await toldBy(govApi.call)));
            });
          }
          expect(found.slice(1)).toEqual(found.slice(1).map(() => found[0]));
        }),
        { numRuns: 5, endOnFailure: true },
      );
    },
    timeoutMs,
  );

  const orders = names.flatMap((maker) => names.filter((other) => other !== maker).map((other) => [maker, other]));

  test.each(orders)(
    "what %s made, and %s takes as it is, has nothing left to do for either",
    async (first, second) => {
      for (const turn of [0, 1]) {
        await onTenant(async ({ govApi }, maker) => {
          const desired = of.map((resource) => [resource, open(resource, turn)] as const);
          const [one, other] = [await maker(first), await maker(second)];
          await one.apply(desired);
          const before = await toldBy(govApi.call);
          await other.take(desired);
          expect(await other.plan(desired)).toEqual([]);
          expect(await toldBy(govApi.call)).toEqual(before);
          expect(await one.plan(desired)).toEqual([]);
        });
      }
    },
    timeoutMs,
  );

  test.each(orders)(
    "what %s made, secrets and all, stays as it is when %s writes it, and then neither has anything left to do",
    async (first, second) => {
      await onTenant(async ({ govApi }, maker) => {
        const desired = of.map((resource) => [resource, told(resource, everythingOf(sayable(resource), 1))] as const);
        const [one, other] = [await maker(first), await maker(second)];
        await one.apply(desired);
        const before = await toldBy(govApi.call);
        await other.take(desired);
        await other.apply(desired);
        expect(await toldBy(govApi.call)).toEqual(before);
        expect([await other.plan(desired), await one.plan(desired)]).toEqual([[], []]);
      });
    },
    timeoutMs,
  );
});

/** All that can be said of a resource and is told by GovAPI: what whoever imports it gets to know. */
function open(resource: Resource, turn: number): JsonObject {
  const seen = sayable(resource).attributes.filter(
    ({ sensitive, local, overlay, input }) => !input || !(sensitive || local || overlay),
  );
  return told(resource, everythingOf({ ...resource, attributes: seen }, turn));
}

/** Without what is null, and without objects of nothing else: of such, nobody can tell whether they were taken away. */
function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  const members = Object.entries(value).filter(([, member]) => !isNothing(member));
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}

function isNothing(value: JsonValue): boolean {
  if (!isRecord(value)) return value === null;
  const members = Object.values(value);
  return members.length > 0 && members.every(isNothing);
}
