import { describe, expect, test } from "@jest/globals";
import {
  type Attribute,
  encode,
  isRecord,
  type JsonObject,
  type JsonValue,
  type partsOf,
  type Resource,
  resources,
  rulesOf,
  sameMeaning,
  type Value,
  type Values,
  valueAt,
  withValueAt,
} from "@thoth-iac/model";
import fc from "fast-check";
import { arbitraryInputs, arbitraryOf } from "../support/arbitrary-inputs.ts";
import { applied, nothing, planned, refreshed, type Tenant, tenantInMemory } from "../support/managed.ts";

const lasting = Object.values(resources)
  .map((resource) => resource as Resource) // their generics are for those who write configurations
  .filter(({ routes }) =>
    typeof routes.create === "string" ? routes.read !== undefined : routes.create.move === "merge",
  );

describe.each(lasting.map((resource) => [resource.name, resource] as const))("%s", (_, resource) => {
  const inputs = resource.attributes.filter((attribute) => attribute.input && attribute.wire !== undefined);
  const optional = inputs.filter((attribute) => !attribute.required && !isOneOfExactly(resource, attribute.name));
  const clearable = optional.filter((one) => !one.overlay && !one.requiresReplace && !one.writeOnly);
  const visible = clearable.filter((one) => !one.sensitive);
  const changeable = inputs.filter((one) => !one.overlay && !one.requiresReplace && !one.sensitive);

  testEach(visible, "%s is as if it had never been set, once it is taken out", async (name, attribute) => {
    for (const { without, configuration } of samplesWith(resource, attribute)) {
      const untouched = await tenantInMemory();
      const never = await shownOf(
        untouched,
        resource,
        (await applied(untouched, resource, { configuration: without })).state,
      );

      const tenant = await tenantInMemory();
      const before = await applied(tenant, resource, { configuration });
      const after = await applied(tenant, resource, { configuration: without, before });
      const shown = await shownOf(tenant, resource, after.state);
      const path = attribute.wire ?? [];
      // What the server decides is not as it was set; of what it counts not even that can be said.
      if (isServers(attribute)) {
        if (attribute.stable !== false) expect(valueAt(shown, path)).not.toEqual(configuration[name]);
      } else expect(valueAt(shown, path) ?? null).toEqual(valueAt(never, path) ?? null);
      expect(planned(resource, without, after)).toEqual(nothing);
    }
  });

  testEach(
    clearable.filter((one) => one.sensitive),
    "%s is sent as null once it is taken out, since the server keeps a secret that is only absent",
    async (_name, attribute) => {
      for (const { without, configuration } of samplesWith(resource, attribute)) {
        const bodies: JsonValue[] = [];
        const tenant = await tenantInMemory({
          between: async (request, next) => {
            const { pathname } = new URL(request.url);
            const isWrite = request.method !== "GET" && !pathname.endsWith("/test");
            if (isWrite) bodies.push(await bodyOf(request));
            return next(request);
          },
        });
        const before = await applied(tenant, resource, { configuration });
        const after = await applied(tenant, resource, { configuration: without, before });
        expect(valueAt(bodies.at(-1), attribute.wire ?? [])).toBeNull();
        expect(planned(resource, without, after)).toEqual(nothing);
      }
    },
  );

  testEach(changeable, "a change of %s by somebody else is seen, and repaired", async (name, attribute) => {
    for (const { configuration } of samplesWith(resource, attribute)) {
      const tenant = await tenantInMemory();
      const made = await applied(tenant, resource, { configuration });
      const other = another(resource, attribute, configuration[name] ?? null);
      await writeOutside(tenant, resource, { state: made.state, attribute, value: other });
      const drifted = await refreshed(tenant, resource, made);
      expect(drifted && planned(resource, configuration, drifted)).toMatchObject({
        action: "update",
        differing: expect.arrayContaining([name]),
      });
      const repaired = await applied(tenant, resource, { configuration, before: drifted });
      const seen = await refreshed(tenant, resource, repaired);
      expect(seen && planned(resource, configuration, seen)).toEqual(nothing);
    }
  });

  testEach(
    visible.filter((one) => !one.output),
    "%s may be set by somebody else, where it is left out here",
    async (_name, attribute) => {
      for (const { without, value } of samplesWith(resource, attribute)) {
        const counted = resource.attributes.filter((one) => one.stable === false).map((one) => one.name);
        const configuration = omitted(without, counted);
        const tenant = await tenantInMemory();
        const made = await applied(tenant, resource, { configuration });
        await writeOutside(tenant, resource, { state: made.state, attribute, value });
        const seen = await refreshed(tenant, resource, made);
        expect(seen && planned(resource, configuration, seen)).toEqual(nothing);
      }
    },
  );

  test("is removed once, and a second time without an error", async () => {
    for (const configuration of fc.sample(arbitraryInputs(resource), { seed: 5, numRuns: 3 })) {
      const tenant = await tenantInMemory();
      const { state } = await applied(tenant, resource, { configuration });
      expect(await tenant.lifecycle.remove(resource, state)).toEqual([]);
      expect(await tenant.lifecycle.remove(resource, state)).toEqual([]);
    }
  });
});

describe("what is gone", () => {
  const found = lasting.filter(({ routes }) => typeof routes.read === "object" && routes.read.move === "find");
  test.each(found.map((resource) => [resource.name, resource] as const))(
    "%s is read as nothing",
    async (_, resource) => {
      const there = await tenantInMemory();
      const [configuration = {}] = fc.sample(arbitraryInputs(resource), { seed: 3, numRuns: 1 });
      const { state } = await applied(there, resource, { configuration });
      const elsewhere = await tenantInMemory();
      expect(await elsewhere.lifecycle.read(resource, state)).toEqual({ ok: true, value: undefined });
    },
  );
});

/** A test for each attribute; none where there is no such attribute. */
function testEach(
  attributes: readonly Attribute[],
  title: string,
  run: (name: string, attribute: Attribute) => Promise<void>,
): void {
  for (const attribute of attributes) test(title.replace("%s", attribute.name), () => run(attribute.name, attribute));
}

function isServers({ output, twin, default: fallback }: Attribute): boolean {
  return output && twin === undefined && fallback === undefined;
}

function isOneOfExactly(resource: Resource, name: string): boolean {
  return rulesOf(resource).exactlyOneOf.some((group) => group.includes(name));
}

/** Configurations in which the attribute is set, each with the same without it. */
function samplesWith(
  resource: Resource,
  attribute: Attribute,
): readonly { readonly configuration: Values; readonly value: Value; readonly without: Values }[] {
  const { name } = attribute;
  const group = rulesOf(resource).exactlyOneOf.find((names) => names.includes(name)) ?? [];
  const dependents = rulesOf(resource)
    .requiredWith.filter(({ needs }) => needs.includes(name))
    .map((rule) => rule.name);
  const inputs = arbitraryInputs(resource).filter((values) => isTelling(attribute, values[name] ?? null));
  return fc.sample(inputs, { seed: 11, numRuns: 2 }).map((configuration) => ({
    configuration,
    value: configuration[name] ?? null,
    without: group.length > 0 ? configuration : omitted(configuration, [name, ...dependents]),
  }));
}

/** Neither absent nor what the server has anyway. */
function isTelling(attribute: Attribute, value: Value): boolean {
  const isEmpty = (Array.isArray(value) || isRecord(value)) && Object.keys(value).length === 0;
  const isEmptyText = typeof value === "string" && /^\s*(\[\s*\]|\{\s*\})\s*$/.test(value);
  return value !== null && !isEmpty && !isEmptyText && !sameMeaning(attribute, value, attribute.default ?? null);
}

function omitted(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}

function another(resource: Resource, attribute: Attribute, value: Value): Value {
  const { default: _fallback, ...rest } = attribute;
  const others = arbitraryOf(attribute, resource.attributes).filter(
    (made) => isTelling(rest, made) && !sameMeaning(attribute, made, value),
  );
  return fc.sample(others, { seed: 23, numRuns: 1 })[0] ?? null;
}

/** What GovAPI tells of the instance to anyone who asks. */
async function shownOf({ govApi }: Tenant, resource: Resource, state: Values): Promise<JsonValue> {
  const { read } = resource.routes;
  if (typeof read === "string" || read === undefined) throw new Error("no list and no document");
  const { body } = await govApi.call(read.move === "find" ? read.list : read.read);
  if (read.move !== "find") return body;
  const identity = resource.attributes.find(({ name }) => name === resource.identity[0]);
  const rows = valueAt(body, ["data"]);
  const row = Array.isArray(rows)
    ? rows.find((one: JsonValue) => valueAt(one, identity?.wire ?? []) === state[identity?.name ?? ""])
    : undefined;
  return row ?? null;
}

/** Another writer changes one value, as a console would. */
async function writeOutside(
  tenant: Tenant,
  resource: Resource,
  { state, attribute, value }: { readonly state: Values; readonly attribute: Attribute; readonly value: Value },
): Promise<void> {
  const path = attribute.wire ?? [];
  const encoded = valueAt(encode([attribute], { [attribute.name]: value }), path) ?? null;
  const { create } = resource.routes;
  if (typeof create === "object") {
    if (create.move !== "merge") throw new Error("nothing that lasts is polled for");
    const document = await shownOf(tenant, resource, state);
    await accepted(tenant, create.write, withValueAt(isRecord(document) ? document : {}, path, encoded));
    return;
  }
  const identity = resource.attributes.filter(({ name }) => resource.identity.includes(name));
  const required = resource.attributes.filter((one) => one.required || isOneOfExactly(resource, one.name));
  const same: JsonObject = encode([...required, ...identity], state);
  await accepted(tenant, create, withValueAt(same, path, encoded));
}

async function accepted({ govApi }: Tenant, route: Parameters<typeof partsOf>[0], body: JsonValue): Promise<void> {
  const answer = await govApi.call(route, body);
  if (answer.status >= 300) throw new Error(`${route}: ${JSON.stringify(answer.body)}`);
}

async function bodyOf(request: Request): Promise<JsonValue> {
  // What json() gives is JSON, which its own type does not say.
  return (await request.clone().json()) as JsonValue;
}
