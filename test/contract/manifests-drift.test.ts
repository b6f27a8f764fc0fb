import { beforeEach, describe, expect, test } from "@jest/globals";
import {
  type Attribute,
  encode,
  isRecord,
  type JsonObject,
  type JsonValue,
  type Resource,
  resources,
} from "@thoth-iac/model";
import { type GovApiInMemory, govApiInMemory } from "../support/govapi.ts";
import { type Desired, inManifests, wantedOf } from "../support/manifests.ts";
import { anew, applyOf, changesIn, missingIn, planOf, toldBy, troubleIn } from "../support/manifests-tenant.ts";
import { everythingOf, leastOf, type Written } from "../support/sample-values.ts";

/* Somebody changes an instance past the manifests; somebody takes an attribute out of a manifest. */

const lasting = Object.values(resources)
  .map((resource) => resource as Resource) // generics are for those who write them
  .filter(({ succeeds }) => succeeds === undefined);

let govApi: GovApiInMemory;
beforeEach(async () => {
  govApi = await govApiInMemory({ allowPrivateTargets: true });
});

const apply = async (set: readonly Desired[]) =>
  expect(troubleIn(await applyOf((await anew(govApi)).client, wantedOf(set)))).toEqual([]);
const planned = async (set: readonly Desired[]) => changesIn(await planOf((await anew(govApi)).client, wantedOf(set)));

const desired = (resource: Resource, values: Written): Desired => ({
  resource,
  name: "it",
  values,
  references: [],
  dependsOn: [],
});

/** Everything that a manifest can say, without what calls somebody. */
function everything(resource: Resource, turn: number): Written {
  const { [resource.afterWrite?.when ?? ""]: _calls, ...values } = everythingOf(inManifests(resource), turn);
  return values;
}

const visible = lasting.flatMap((resource) =>
  inManifests(resource)
    .attributes.filter(({ name, input, wire, sensitive, overlay, requiresReplace }) => {
      const isSeen = input && wire !== undefined && !sensitive && !overlay && !requiresReplace;
      return isSeen && [0, 1].some((turn) => everything(resource, turn)[name] !== undefined);
    })
    .map((attribute) => [resource.name, attribute.name, resource, attribute] as const),
);

test.each(visible)(
  "a change of %s.%s past the manifest is seen, and nothing but it, and repaired",
  async (_, name, resource, attribute) => {
    const turn = everything(resource, 0)[name] === undefined ? 1 : 0;
    const set = [desired(resource, everything(resource, turn))];
    await apply(set);
    await changePast(resource, { [name]: another(resource, attribute, turn) });
    expect(await planned(set)).toEqual([`update ${addressOfIt(set)} ${name}`]);
    await apply(set);
    expect(await missingIn(govApi.call, set)).toEqual([]);
    expect(await planned(set)).toEqual([]);
  },
);

const optional = lasting.flatMap((resource) => {
  const { attributes, exactlyOneOf = [] } = inManifests(resource);
  const needed = [...exactlyOneOf.flat(), ...resource.identity];
  return attributes
    .filter(({ name, input, required, wire, requiresReplace }) => {
      return input && !required && wire !== undefined && !requiresReplace && !needed.includes(name);
    })
    .filter(({ name }) => [0, 1].some((turn) => everything(resource, turn)[name] !== undefined))
    .map((attribute) => [resource.name, attribute.name, { resource, attribute }] as const);
});

describe.each(optional)("%s.%s, taken out of a manifest,", (_, name, { resource, attribute }) => {
  const turn = everything(resource, 0)[name] === undefined ? 1 : 0;
  const { [name]: value = null } = everything(resource, turn);
  const least = desired(resource, leastOf(inManifests(resource)));
  const more = desired(resource, { ...least.values, [name]: value });

  test("is cleared: the tenant is as if it had never been there", async () => {
    await apply([least]);
    const expected = await toldBy(govApi.call);
    govApi = await govApiInMemory({ allowPrivateTargets: true });
    await apply([more]);
    await apply([least]);
    expect(await planned([least])).toEqual([]);
    // Who changed it last is so until somebody changes it again.
    if (attribute.stable === false) return;
    expect(unversioned(await toldBy(govApi.call))).toEqual(unversioned(expected));
  });

  test("stays if it was somebody else who set it", async () => {
    await apply([least]);
    await changePast(resource, { [name]: value });
    const before = await toldBy(govApi.call);
    // What has a default is always wanted: either what is written, or the default.
    if (attribute.default !== undefined && attribute.default !== value) return;
    expect(await planned([least])).toEqual([]);
    await apply([least]);
    expect(await toldBy(govApi.call)).toEqual(before);
  });
});

test("members of an overlay, and of a secret object that are no secrets, are seen to drift", async () => {
  const { governanceSettings, mdmProvider } = resources;
  const set: readonly Desired[] = [
    // as: generics are for those who write them
    desired(governanceSettings as Resource, { extra_settings: { vendor: { level: 1, on: true } } }),
    desired(mdmProvider as Resource, {
      provider_name: "jamf",
      config: { base_url: "https://a.example.com", client_secret: "s" },
    }),
  ];
  await apply(set);
  await govApi.call("PUT /thoth/settings", { ...(await document()), vendor: { level: 2, on: true, more: 1 } });
  await govApi.call("POST /thoth/mdm/providers", {
    provider: "jamf",
    config: { base_url: "https://b.example.com", client_secret: "s" },
  });
  expect((await planned(set)).toSorted()).toEqual([
    "update GovernanceSettings/it extra_settings",
    "update MdmProvider/it config",
  ]);
  await apply(set);
  expect(await document()).toMatchObject({ vendor: { level: 1, on: true, more: 1 } });
  expect(await planned(set)).toEqual([]);
});

test("what is named no more in an overlay is taken away, and what others have beside it stays", async () => {
  const of = (extra: JsonObject) => [desired(resources.governanceSettings as Resource, { extra_settings: extra })]; // as above
  await apply(of({ vendor: { level: 1, on: true }, other: 1 }));
  await govApi.call("PUT /thoth/settings", {
    ...(await document()),
    vendor: { level: 1, on: true, theirs: 1 },
    mine: 2,
  });
  await apply(of({ vendor: { level: 1 } }));
  const after = await document();
  expect([after.vendor, after.mine, after.other ?? null]).toEqual([
    expect.objectContaining({ level: 1, theirs: 1 }),
    2,
    null,
  ]);
  expect(after.vendor).not.toMatchObject({ on: true });
  expect(await planned(of({ vendor: { level: 1 } }))).toEqual([]);
});

const disabled = lasting
  .filter(({ routes }) => typeof routes.delete === "object" && routes.delete.move === "write")
  .map((resource) => [resource.name, resource] as const);

test.each(disabled)("a %s that was pruned and is wanted again is awake again", async (_, resource) => {
  const set = [desired(resource, leastOf(inManifests(resource)))];
  await apply(set);
  const before = unversioned(await toldBy(govApi.call));
  await applyOf((await anew(govApi)).client, [], { prune: true });
  expect(unversioned(await toldBy(govApi.call))).not.toEqual(before);
  await apply(set);
  expect(unversioned(await toldBy(govApi.call))).toEqual(before);
  expect(await planned(set)).toEqual([]);
});

async function document(): Promise<JsonObject> {
  const { body } = await govApi.call("GET /thoth/settings");
  return isRecord(body) ? body : {};
}

function addressOfIt([one]: readonly Desired[]): string {
  const [wanted] = wantedOf(one === undefined ? [] : [one]);
  const kind = wanted?.resource.name.split("_").map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  return `${kind?.join("")}/it`;
}

/** Writes values over the instance that is there, as another tool would. */
async function changePast(resource: Resource, values: Written): Promise<void> {
  const { create, read } = resource.routes;
  if (typeof create === "object" && create.move === "merge") {
    await govApi.call(create.write, encode(resource.attributes, values, { base: await document() }));
    return;
  }
  const list = typeof read === "object" && read.move === "find" ? read.list : "GET /";
  const { body } = await govApi.call(list);
  const rows: JsonValue = isRecord(body) ? (body.data ?? []) : [];
  const [row]: readonly JsonValue[] = Array.isArray(rows) ? rows : [];
  const base = isRecord(row) ? row : {};
  const { status } = await govApi.call(String(create), encode(resource.attributes, values, { base }));
  expect(status).toBe(200);
}

/** A value that differs from that of a turn. */
function another(resource: Resource, attribute: Attribute, turn: number): JsonValue {
  const { name, type } = attribute;
  const value = everything(resource, turn)[name] ?? null;
  const others = [turn + 2, turn + 4].map((each) => everything(resource, each)[name] ?? null);
  const differing = others.find((other) => other !== null && JSON.stringify(other) !== JSON.stringify(value));
  if (differing !== undefined) return differing;
  if (typeof value === "boolean") return !value;
  const choice = type.kind === "string" ? type.enum?.find((one) => one !== value) : undefined;
  return choice ?? `${String(value)} other`;
}

/** Without what counts the changes, and without what is empty. */
function unversioned(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(unversioned);
  if (!isRecord(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, unversioned(member)] as const);
  return Object.fromEntries(members.filter(([name, member]) => name !== "version" && !isEmpty(member)));
}

function isEmpty(value: JsonValue): boolean {
  return value === null || (isRecord(value) && Object.keys(value).length === 0);
}
