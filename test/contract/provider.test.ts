import { describe, expect, test } from "@jest/globals";
import { type Attribute, type Resource, resources } from "@thoth-iac/model";
import fc from "fast-check";
import { hasUnknown, isRecord, sameValue, UNKNOWN, type Value } from "../../provider/src/wire/cty-value.ts";
import { arbitraryInputs } from "../support/arbitrary-inputs.ts";
import { govApiInMemory } from "../support/govapi.ts";
import { configOf, memberOf, providerSession, received, terraform } from "../support/provider-session.ts";

const lasting = Object.values(resources)
  .map((resource) => resource as Resource) // their generics are for those who write configurations
  .filter(({ routes }) =>
    typeof routes.create === "string" ? routes.read !== undefined : routes.create.move === "merge",
  );
const runs = { numRuns: 20 };

describe.each(lasting.map((resource) => [`thoth_${resource.name}`, resource] as const))("%s", (typeName, resource) => {
  const inputs = arbitraryInputs(resource);

  test("becomes exactly what was planned, and then plans empty, through a change and a refresh", async () => {
    await fc.assert(
      fc.asyncProperty(inputs, inputs, async (first, second) => {
        const { plan, apply, refresh } = terraform(await session(), typeName, resource);
        const one = configOf(resource, first);
        const creation = await plan(one);
        expectValidPlan(resource, { config: one, prior: null, planned: creation.planned });
        const made = await apply(one, { state: creation.planned, private: creation.private });
        expect(errorsIn(made)).toEqual([]);
        expectAsPromised(creation.planned, made.state);
        expectSame(await plan(one, made), made.state);
        const seen = await refresh(made);
        expect(errorsIn(seen)).toEqual([]);
        expectSame(await plan(one, seen), seen.state);

        const two = configOf(resource, second);
        const change = await plan(two, seen);
        expectValidPlan(resource, { config: two, prior: seen.state, planned: change.planned });
        if (change.replaces) return;
        const changed = await apply(two, { state: change.planned, private: change.private }, seen);
        expect(errorsIn(changed)).toEqual([]);
        expectAsPromised(change.planned, changed.state);
        const again = await refresh(changed);
        expectSame(await plan(two, again), again.state);
      }),
      runs,
    );
  });

  test("keeps its promise when inputs become known only at apply", async () => {
    const some = fc.tuple(inputs, fc.infiniteStream(fc.boolean()));
    await fc.assert(
      fc.asyncProperty(some, async ([values, coin]) => {
        const { plan, apply, refresh } = terraform(await session(), typeName, resource);
        const known = configOf(resource, values);
        const required = (name: string) =>
          resource.attributes.some((one) => one.name === name && one.type.kind === "bool");
        const later = mapped(known, (name, value) =>
          value !== null && !required(name) && coin.next().value === true ? UNKNOWN : value,
        );
        const creation = await plan(later);
        expect(errorsIn(creation)).toEqual([]);
        expectValidPlan(resource, { config: later, prior: null, planned: creation.planned });
        const made = await apply(known, { state: creation.planned, private: creation.private });
        expect(errorsIn(made)).toEqual([]);
        expectAsPromised(creation.planned, made.state);
        const seen = await refresh(made);
        expectSame(await plan(known, seen), seen.state);
      }),
      runs,
    );
  });

  test("is destroyed, twice if need be", async () => {
    const [values = {}] = fc.sample(inputs, { seed: 9, numRuns: 1 });
    const { plan, apply } = terraform(await session(), typeName, resource);
    const config = configOf(resource, values);
    const creation = await plan(config);
    const made = await apply(config, { state: creation.planned, private: creation.private });
    for (let time = 0; time < 2; time++) {
      const gone = await apply(null, { state: null, private: made.private }, made);
      expect(gone).toMatchObject({ state: null, diagnostics: [] });
    }
  });

  test("is imported, and plans only what an import cannot know", async () => {
    await fc.assert(
      fc.asyncProperty(inputs, async (values) => {
        const provider = await session();
        const { plan, apply, refresh } = terraform(provider, typeName, resource);
        const config = configOf(resource, values);
        const creation = await plan(config);
        const made = await apply(config, { state: creation.planned, private: creation.private });
        const identity = resource.identity.map((name) => String(memberOf(made.state, name)));
        fc.pre(!identity.some((part) => part.includes("/")));
        const { imported_resources: imported, diagnostics } = await provider.call("ImportResourceState", {
          type_name: typeName,
          id: identity.length === 0 ? "acme" : identity.join("/"),
        });
        expect(diagnostics).toEqual([]);
        const [one] = imported;
        const bare = { state: received(resource, one?.state), private: one?.private ?? new Uint8Array() };
        const seen = await refresh(bare);
        const { planned, private: kept } = await plan(config, seen);
        const written = resource.attributes.filter(({ name }) => memberOf(config, name) !== null);
        const differing = written.filter((attribute) => {
          const isKnown = !hasUnknown(memberOf(planned, attribute.name));
          return isKnown && !sameValue(memberOf(planned, attribute.name), memberOf(seen.state, attribute.name));
        });
        expect(differing.filter((attribute) => !isBeyondImport(attribute)).map(({ name }) => name)).toEqual([]);
        const after = await apply(config, { state: planned, private: kept }, seen);
        expect(errorsIn(after)).toEqual([]);
        const settled = await refresh(after);
        expectSame(await plan(config, settled), settled.state);
      }),
      runs,
    );
  });
});

/** Warnings are none: GovAPI has no webhook to test where it is asked to test one. */
function errorsIn({ diagnostics }: { readonly diagnostics: readonly { readonly severity: number }[] }) {
  return diagnostics.filter(({ severity }) => severity === 1);
}

/** What GovAPI does not tell: secrets, what only steers the tool, overlays, which form of a value was written. */
function isBeyondImport(attribute: Attribute): boolean {
  return Boolean(attribute.sensitive || attribute.overlay || attribute.twin || attribute.wire === undefined);
}

async function session() {
  return providerSession(await govApiInMemory({ allowPrivateTargets: true }));
}

/** What Terraform demands of a plan: what is configured is planned as it is, or stays as it was. */
function expectValidPlan(
  resource: Resource,
  { config, prior, planned }: { readonly config: Value; readonly prior: Value; readonly planned: Value },
): void {
  const wrong = resource.attributes.filter((attribute) => {
    const [configured, before, now] = [config, prior, planned].map((value) => memberOf(value, attribute.name));
    if (configured === undefined || before === undefined || now === undefined) return true;
    if (attribute.writeOnly) return now !== null;
    if (configured === null) return !attribute.output && now !== null;
    if (hasUnknown(configured)) return !hasUnknown(now);
    return !sameValue(configured, now) && (before === null || !sameValue(before, now));
  });
  expect(wrong.map(({ name }) => name)).toEqual([]);
}

/** What Terraform demands of an apply: whatever the plan knew is so, and nothing is unknown any more. */
function expectAsPromised(planned: Value, state: Value): void {
  expect(hasUnknown(state)).toBe(false);
  const broken = namesOf(planned).filter(
    (name) => !hasUnknown(memberOf(planned, name)) && !sameValue(memberOf(planned, name), memberOf(state, name)),
  );
  expect(broken).toEqual([]);
}

function expectSame({ planned }: { readonly planned: Value }, state: Value): void {
  expect(state).not.toBeNull();
  const differing = namesOf(planned).filter((name) => !sameValue(memberOf(planned, name), memberOf(state, name)));
  expect(differing).toEqual([]);
}

function namesOf(value: Value): readonly string[] {
  return isRecord(value) ? Object.keys(value) : [];
}

function mapped(value: Value, change: (name: string, member: Value) => Value): Value {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, change(name, member)]));
}
