import { addressOf } from "@thoth-iac/client";
import {
  type Attribute,
  isRecord,
  isSecretName,
  type JsonObject,
  type JsonValue,
  type Resource,
  resources,
} from "@thoth-iac/model";
import fc from "fast-check";
import { arbitraryInputs } from "./arbitrary-inputs.ts";
import { type Desired, documentsOf, inManifests, type Pointer, withIdentity, yamlOf } from "./manifests.ts";

/** Servers that actions of a set may call. */
export interface StandIns {
  readonly webhook: { readonly url: string; readonly secret: string };
  readonly jamf: { readonly url: string; readonly clientId: string; readonly clientSecret: string };
}

/** How sets are made. */
export interface SetOptions {
  /** Actions are among them, and succeed against these. Without, there are no actions. */
  readonly standIns?: StandIns;
  /** The most instances of one resource. */
  readonly most?: number;
}

const all = Object.values(resources).map((resource) => resource as Resource); // generics are for those who write them

/** Names that several sets have in common, so that one set changes what another made, and all other names. */
const names = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("a", "b", "team.x", "0-day") },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,10}[a-z0-9])?$/) },
);

/**
 * Sets of manifests of all kinds that a tenant can become: no instance twice, no place of the settings set twice, and
 * references that lead somewhere and never in a circle. They stand in any order.
 */
export function arbitrarySets({ standIns, most = 3 }: SetOptions = {}): fc.Arbitrary<readonly Desired[]> {
  const kinds = all.filter(({ succeeds }) => standIns !== undefined || succeeds === undefined);
  const instances = kinds.map((resource) =>
    fc.array(fc.record({ name: names, values: inputsOf(resource) }), {
      maxLength: resource.identity.length === 0 ? 1 : most,
    }),
  );
  return fc
    .record({
      made: fc.tuple(...instances),
      // Two orders: that in which instances refer to one another, and that in which they are written.
      orders: fc.tuple(keys, keys),
      choices: fc.array(fc.nat(), { minLength: 100, maxLength: 100 }),
    })
    .map(({ made, orders: [first, second], choices }) => {
      const picked = kinds.flatMap((resource, at) => (made[at] ?? []).map((one) => ({ resource, ...one })));
      const possible = withoutDoubles(prepared(picked, standIns));
      // Actions run after the rest, so nothing refers to them.
      const sorted = ordered(possible, first).toSorted((left, right) => rank(left) - rank(right));
      return readable(ordered(linked(sorted, choices), second));
    });
}

/** A set that fast-check prints as a person would write it. */
function readable(set: readonly Desired[]): readonly Desired[] {
  return Object.assign([...set], { [fc.toStringMethod]: () => `\n${yamlOf(documentsOf(set).documents)}` });
}

function rank({ resource }: Plain): number {
  return resource.succeeds === undefined ? 0 : 1;
}

const keys = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });

function ordered<T>(items: readonly T[], by: readonly number[]): readonly T[] {
  return items
    .map((item, at) => ({ item, key: by[at % by.length] ?? 0 }))
    .toSorted((left, right) => left.key - right.key)
    .map(({ item }) => item);
}

type Plain = Pick<Desired, "resource" | "name" | "values">;

function inputsOf(resource: Resource): fc.Arbitrary<JsonObject> {
  // as: the arbitrary makes known values only, which are JSON.
  return arbitraryInputs(inManifests(resource)).map((values) => withSecretTexts(resource, values as JsonObject));
}

/** What is named like a secret in a secret object is a text, as secrets are. */
function withSecretTexts({ attributes }: Resource, values: JsonObject): JsonObject {
  const members = Object.entries(values).map(([name, value]) => {
    const attribute = attributes.find((each) => each.name === name);
    return [name, attribute?.sensitive && attribute.type.kind === "json" ? secretTexts(value) : value];
  });
  return Object.fromEntries(members);
}

function secretTexts(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(secretTexts);
  if (!isRecord(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [
    key,
    isSecretName(key) ? (typeof member === "string" && member !== "" ? member : `secret ${key}`) : secretTexts(member),
  ]);
  return Object.fromEntries(members);
}

/** What actions stand on, and nothing that calls an address made up at random. */
function prepared(set: readonly Plain[], standIns: StandIns | undefined): readonly Plain[] {
  if (standIns === undefined) return set.map(withoutCalls);
  const has = (wanted: Resource) => set.some(({ resource }) => resource === wanted);
  return [
    ...(has(mdmSync) ? [syncedProvider(standIns)] : []),
    ...(has(webhookTest) ? [testedWebhook(standIns)] : []),
    // Of two that set the same, the first is kept.
    ...set.map((one) =>
      one.resource === mdmSync ? { ...one, values: { ...one.values, ...soon } } : withoutCalls(one),
    ),
  ];
}

// as: generics are for those who write configurations.
const [mdmProvider, mdmSync, webhookSettings, webhookTest] = [
  resources.mdmProvider as Resource,
  resources.mdmSync as Resource,
  resources.webhookSettings as Resource,
  resources.webhookTest as Resource,
];

const soon: JsonObject = {
  provider_name: "jamf",
  poll_interval_seconds: 1,
  wait_for_completion: true,
  timeout_seconds: 60,
};

function syncedProvider({ jamf: { url, clientId, clientSecret } }: StandIns): Plain {
  const config = { base_url: url, client_id: clientId, client_secret: clientSecret };
  return { resource: mdmProvider, name: "synced", values: { provider_name: "jamf", config } };
}

function testedWebhook({ webhook: { url, secret } }: StandIns): Plain {
  const values = { webhook_enabled: true, webhook_url: url, webhook_secret: secret };
  return { resource: webhookSettings, name: "tested", values };
}

function withoutCalls({ resource, values, ...rest }: Plain): Plain {
  const kept = Object.entries(values).filter(([name]) => name !== resource.afterWrite?.when);
  return { resource, ...rest, values: Object.fromEntries(kept) };
}

/** Each name and each instance once, and each place of a document that several share. */
function withoutDoubles(set: readonly Plain[]): readonly Plain[] {
  const taken = new Set<string>();
  const take = (key: string) => {
    const isNew = !taken.has(key);
    taken.add(key);
    return isNew;
  };
  return set.flatMap((one) => {
    const { resource, name, values } = one;
    const identity = resource.identity.map((part) => withIdentity(one)[part] ?? name);
    const isNew = !taken.has(`name ${addressOf(one)}`) && !taken.has(`instance ${resource.name} ${identity.join("/")}`);
    if (!isNew) return [];
    take(`name ${addressOf(one)}`);
    take(`instance ${resource.name} ${identity.join("/")}`);
    if (typeof resource.routes.update !== "object") return [one];
    const own = Object.entries(values).filter(([attribute]) => {
      const wire = attributeOf(resource, attribute)?.wire;
      return wire === undefined || take(`place ${wire.join(".")}`);
    });
    return [{ resource, name, values: Object.fromEntries(own) }];
  });
}

/** References and other needs: from each instance to some that stand before it. */
function linked(set: readonly Plain[], choices: readonly number[]): readonly Desired[] {
  let chosen = 0;
  const next = (below: number) => (choices[chosen++ % choices.length] ?? 0) % below;
  const before: Desired[] = [];
  for (const one of set) {
    const needed = before.filter(() => next(6) === 0).map(addressOf);
    const pointers: Pointer[] = [];
    const values: Record<string, JsonValue> = { ...one.values };
    for (const attribute of one.resource.attributes) {
      const possible = targetsOf(one.resource, attribute, before);
      const target = possible[next(possible.length + 1)];
      if (values[attribute.name] === undefined || target === undefined || next(2) === 0) continue;
      values[attribute.name] = target.value;
      pointers.push({ attribute: attribute.name, ...target.pointer, spelled: target.needed || next(2) === 0 });
    }
    before.push({ ...one, values, references: pointers, dependsOn: needed });
  }
  return before;
}

interface Target {
  readonly pointer: Pick<Pointer, "to" | "of">;
  readonly value: JsonValue;
  /** The other's attribute has to be written down. */
  readonly needed: boolean;
}

/** What an attribute may refer to: values of other instances that it accepts. Identities and secrets do not refer. */
function targetsOf(
  { identity, succeeds }: Resource,
  attribute: Attribute,
  before: readonly Desired[],
): readonly Target[] {
  const { name, type, sensitive, input } = attribute;
  if (type.kind !== "string" || type.pattern || type.format || sensitive || !input) return [];
  if (identity.includes(name) || succeeds !== undefined) return [];
  return before.flatMap((other) => {
    const own = withIdentity(other);
    return Object.entries(own).flatMap(([of, value]): readonly Target[] => {
      const from = attributeOf(other.resource, of);
      if (from?.type.kind !== "string" || from.sensitive || typeof value !== "string" || value === "") return [];
      if (type.enum !== undefined && !type.enum.includes(value)) return [];
      const [only, ...others] = other.resource.identity;
      return [{ pointer: { to: addressOf(other), of }, value, needed: of !== only || others.length > 0 }];
    });
  });
}

function attributeOf({ attributes }: Resource, name: string): Attribute | undefined {
  return attributes.find((attribute) => attribute.name === name);
}
