import { describe, expect, test } from "@jest/globals";
import type { Timing } from "@thoth-iac/client";
import { type JsonValue, type Resource, resources, type Values, valueAt } from "@thoth-iac/model";
import fc from "fast-check";
import { arbitraryInputs } from "../support/arbitrary-inputs.ts";
import { applied, nothing, planned, refreshed, tenantInMemory } from "../support/managed.ts";

/** The resources that keep a slice in one document and have no attribute in common: those that have no part in another. */
const slices = Object.values(resources)
  .map((resource) => resource as Resource) // their generics are for those who write configurations
  .filter(({ routes }) => typeof routes.create === "object" && routes.create.move === "merge")
  .filter((resource, _, all) => !all.every((other) => other === resource || overlaps(resource, other)));

function overlaps(one: Resource, other: Resource): boolean {
  const places = new Set(inputsOf(one));
  return inputsOf(other).some((place) => places.has(place));
}

function inputsOf({ attributes }: Resource): readonly string[] {
  return attributes.filter(({ input, wire }) => input && wire !== undefined).map(({ wire = [] }) => wire.join("."));
}

/** Inputs without those that reach into the whole document, and without what makes further calls. */
function sliceInputs(resource: Resource): fc.Arbitrary<Values> {
  const reaching = resource.attributes.filter((one) => one.overlay || one.local).map(({ name }) => name);
  return arbitraryInputs(resource).map((values) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => !reaching.includes(name))),
  );
}

const quick: Timing = {
  now: Date.now,
  random: Math.random,
  sleep: () => new Promise((resolve) => setImmediate(resolve)),
};

test("four resources keep their slices in one document", () => {
  expect(slices).toHaveLength(4);
});

test("what one resource writes, changes and removes is no difference to another", async () => {
  const pair = fc.constantFrom(
    ...slices.flatMap((one) => slices.filter((other) => other !== one).map((other) => [one, other] as const)),
  );
  const story = pair.chain(([mine, theirs]) =>
    fc.record({
      mine: fc.constant(mine),
      theirs: fc.constant(theirs),
      configuration: sliceInputs(mine),
      others: fc.array(sliceInputs(theirs), { minLength: 1, maxLength: 3 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(story, async ({ mine, theirs, configuration, others }) => {
      const tenant = await tenantInMemory();
      const made = await applied(tenant, mine, { configuration });
      const unmoved = async () => {
        const seen = await refreshed(tenant, mine, made);
        expect(seen && planned(mine, configuration, seen)).toEqual(nothing);
      };
      let other: Awaited<ReturnType<typeof applied>> | undefined;
      for (const next of others) {
        other = await applied(tenant, theirs, { configuration: next, before: other });
        await unmoved();
      }
      expect(await tenant.lifecycle.remove(theirs, other?.state ?? {})).toEqual([]);
      await unmoved();
    }),
    { numRuns: 40 },
  );
});

describe("written in parallel, fifty times", () => {
  test("nothing is lost by writers that do not know of one another, since the server tells them of a lost race", async () => {
    let lost = 0;
    const { govApi } = await tenantInMemory();
    // Each writer has a name of its own for the server, as processes on different machines do: they cannot take turns.
    const writers = await Promise.all(
      slices.map(({ name }) =>
        tenantInMemory({
          govApi,
          host: `${name.replaceAll("_", "-")}.test`,
          timing: quick,
          between: async (request, next) => {
            const response = await next(request);
            lost += response.status === 412 ? 1 : 0;
            return response;
          },
        }),
      ),
    );
    await writtenInParallel(writers);
    expect(lost).toBeGreaterThan(0);
  });

  test("nothing is lost by the writers of one process, though the server has no ETag", async () => {
    const tenant = await tenantInMemory({
      timing: quick,
      between: async (request, next) => {
        const headers = new Headers(request.headers);
        headers.delete("if-match");
        const response = await next(new Request(request, { headers }));
        const answered = new Headers(response.headers);
        answered.delete("etag");
        return new Response(response.body, { status: response.status, headers: answered });
      },
    });
    await writtenInParallel(slices.map(() => tenant));
  });
});

async function writtenInParallel(writers: readonly Awaited<ReturnType<typeof tenantInMemory>>[]): Promise<void> {
  const rounds = fc.sample(fc.tuple(...slices.map(sliceInputs)), { seed: 17, numRuns: 50 });
  let before: readonly (Awaited<ReturnType<typeof applied>> | undefined)[] = slices.map(() => undefined);
  for (const round of rounds) {
    before = await Promise.all(
      slices.map((resource, at) =>
        applied(writerAt(writers, at), resource, { configuration: round[at] ?? {}, before: before[at] }),
      ),
    );
    for (const [at, resource] of slices.entries()) {
      const made = before[at];
      const seen = made && (await refreshed(writerAt(writers, at), resource, made));
      expect(seen && planned(resource, round[at] ?? {}, seen)).toEqual(nothing);
    }
  }
}

function writerAt(writers: readonly Awaited<ReturnType<typeof tenantInMemory>>[], at: number) {
  const writer = writers[at];
  if (writer === undefined) throw new Error("each slice has a writer");
  return writer;
}

describe("a race that is lost", () => {
  const [mine, theirs] = slices;
  if (mine === undefined || theirs === undefined) throw new Error("there are four");

  test("is run again with what the other wrote", async () => {
    const { govApi } = await tenantInMemory();
    const outside = await tenantInMemory({ govApi });
    let raced = false;
    const tenant = await tenantInMemory({
      govApi,
      timing: quick,
      between: async (request, next) => {
        if (request.method === "PUT" && !raced) {
          raced = true;
          await putOutside(outside, { raced: true });
        }
        return next(request);
      },
    });
    const configuration = fc.sample(sliceInputs(mine), { seed: 2, numRuns: 1 })[0] ?? {};
    const made = await applied(tenant, mine, { configuration });
    const seen = await refreshed(tenant, mine, made);
    expect(seen && planned(mine, configuration, seen)).toEqual(nothing);
    expect(tenant.requests.filter((one) => one.startsWith("PUT"))).toHaveLength(2);
    expect(valueAt((await outside.govApi.call("GET /thoth/settings")).body, ["raced"])).toBe(true);
  });

  test("again and again is given up at last, with nothing written and a word on what to do", async () => {
    const { govApi } = await tenantInMemory();
    const outside = await tenantInMemory({ govApi });
    let count = 0;
    const tenant = await tenantInMemory({
      govApi,
      timing: quick,
      between: async (request, next) => {
        if (request.method === "PUT") await putOutside(outside, { count: ++count });
        return next(request);
      },
    });
    const configuration =
      fc.sample(
        sliceInputs(theirs).filter((values) => Object.keys(values).length > 0),
        { seed: 2, numRuns: 1 },
      )[0] ?? {};
    await expect(applied(tenant, theirs, { configuration })).rejects.toThrow(/precondition_failed.*Apply again/);
    const { body } = await outside.govApi.call("GET /thoth/settings");
    expect(valueAt(body, ["count"])).toBe(count);
    expect(count).toBeGreaterThan(10);
  });
});

async function putOutside(
  { govApi }: Awaited<ReturnType<typeof tenantInMemory>>,
  members: { readonly [key: string]: JsonValue },
): Promise<void> {
  const { body } = await govApi.call("GET /thoth/settings");
  const answer = await govApi.call("PUT /thoth/settings", { ...(body as object), ...members }); // the document is an object
  expect(answer.status).toBe(200);
}

test("removing all slices leaves the document as it was before", async () => {
  const tenant = await tenantInMemory();
  await putOutside(tenant, { kept: { by: "somebody" } });
  const settings = async () => {
    const { updated_at: _, ...rest } = (await tenant.govApi.call("GET /thoth/settings")).body as {
      readonly updated_at?: string;
    }; // the document is an object
    return rest;
  };
  const before = await settings();
  for (const [configuration, resource] of slices.map(
    (resource) => [fc.sample(sliceInputs(resource), { seed: 4, numRuns: 1 })[0] ?? {}, resource] as const,
  )) {
    const { state } = await applied(tenant, resource, { configuration });
    expect(await tenant.lifecycle.remove(resource, state)).toEqual([]);
    expect(withoutEmpty(await settings())).toEqual(withoutEmpty(before));
  }
});

/** Objects that are left empty say nothing. */
function withoutEmpty(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [key, withoutEmpty(member)]);
  return Object.fromEntries(members.filter(([, member]) => JSON.stringify(member) !== "{}"));
}

test("a slice does not write back what the server had decided when it was read, and what is another's by now", async () => {
  // as: generics are for those who write configurations.
  const [all, part] = [resources.tenantSettings as Resource, resources.governanceSettings as Resource];
  const tenant = await tenantInMemory();
  const first = { model_router_default_model: "first" };
  const governed = await applied(tenant, part, { configuration: first });
  const before = await applied(tenant, all, { configuration: { webhook_enabled: true } });
  const seen = await refreshed(tenant, all, before);
  expect(seen?.state.model_router_default_model).toBe("first");
  await applied(tenant, part, { configuration: { model_router_default_model: "second" }, before: governed });
  await applied(tenant, all, { configuration: { webhook_enabled: false }, before: seen });
  const { body } = await tenant.govApi.call("GET /thoth/settings");
  expect(body).toMatchObject({ model_router: { default_model: "second" }, webhook: { enabled: false } });
});
