import { beforeEach, expect, test } from "@jest/globals";
import { isRecord, type JsonObject, type JsonValue, type Resource, resources } from "@thoth-iac/model";
import { type GovApiInMemory, govApiInMemory } from "../support/govapi.ts";
import { tenantInMemory } from "../support/managed.ts";
import { type Desired, inManifests, wantedOf } from "../support/manifests.ts";
import { anew, applyOf, changesIn, planOf, troubleIn } from "../support/manifests-tenant.ts";
import { leastOf } from "../support/sample-values.ts";

/* GovAPI never tells a secret; whether one changed is known from its fingerprint. */

const lasting = Object.values(resources)
  .map((resource) => resource as Resource) // generics are for those who write them
  .filter(({ succeeds }) => succeeds === undefined);

let govApi: GovApiInMemory;
beforeEach(async () => {
  govApi = await govApiInMemory({ allowPrivateTargets: true });
});

const secrets = lasting.flatMap((resource) =>
  inManifests(resource)
    .attributes.filter(({ input, sensitive }) => input && sensitive)
    .map((attribute) => [resource.name, attribute.name, { resource, attribute }] as const),
);

test.each(secrets)(
  "a new secret in %s.%s is sent, the same one is not, and neither is shown or kept",
  async (_, name, { resource, attribute }) => {
    const { [name]: _own, config: _one, config_json: _other, ...least } = leastOf(inManifests(resource));
    const setWith = (secret: string): readonly Desired[] => {
      const object = { base_url: "https://a.example.com", deep: { api_token: secret } };
      const value: JsonValue =
        attribute.type.kind === "json" ? object : attribute.type.kind === "json_text" ? JSON.stringify(object) : secret;
      return [{ resource, name: "it", values: { ...least, [name]: value }, references: [], dependsOn: [] }];
    };
    const [one, other] = ["first-secret-0123456789", "second-secret-0123456789"];
    const bodies = await applied(setWith(one));
    expect(bodies.some((body) => body.includes(one))).toBe(true);

    expect(changesIn(await planOf((await anew(govApi)).client, wantedOf(setWith(one))))).toEqual([]);
    expect(await applied(setWith(one))).toEqual([]);

    const plan = await planOf((await anew(govApi)).client, wantedOf(setWith(other)));
    expect(changesIn(plan)).toHaveLength(1);
    const shown = plan.steps.flatMap(({ changes }) => changes);
    expect(shown.map((change) => [change.attribute, change.secret])).toEqual([[name, true]]);
    expect(JSON.stringify(shown)).not.toMatch(/(first|second)-secret/);
    const again = await applied(setWith(other));
    expect(again.some((body) => body.includes(other))).toBe(true);
    expect(again.some((body) => body.includes(one))).toBe(false);
    expect(await applied(setWith(other))).toEqual([]);

    const marks = JSON.stringify((await govApi.call("GET /thoth/marks")).body);
    expect(marks).toContain("pbkdf2");
    expect(marks).not.toMatch(/(first|second)-secret/);
  },
);

const texts = secrets.filter(([, , { attribute }]) => attribute.type.kind === "string");

test.each(texts)("a secret that was taken out of %s.%s, and put back, is sent again", async (_, name, { resource }) => {
  const setWith = (values: JsonObject): readonly Desired[] => [
    { resource, name: "it", values, references: [], dependsOn: [] },
  ];
  await applied(setWith({ [name]: "first-secret-0123456789" }));
  await applied(setWith({}));
  const bodies = await applied(setWith({ [name]: "first-secret-0123456789" }));
  expect(bodies.some((body) => body.includes("first-secret-0123456789"))).toBe(true);
});

test("a shown member of a secret object changes without its secrets being compared anew", async () => {
  const of = (base_url: string): readonly Desired[] => [
    {
      resource: resources.mdmProvider as Resource, // as above
      name: "it",
      values: { provider_name: "jamf", config: { base_url, client_secret: "the-secret" } },
      references: [],
      dependsOn: [],
    },
  ];
  await applied(of("https://a.example.com"));
  const [body = ""] = await applied(of("https://b.example.com"));
  expect(JSON.parse(body)).toMatchObject({
    config: { base_url: "https://b.example.com", client_secret: "the-secret" },
  });
  expect(await applied(of("https://b.example.com"))).toEqual([]);
});

test("fingerprints of one secret differ from one instance to the next, so that equal secrets are not seen to be equal", async () => {
  const set: readonly Desired[] = ["jamf", "kandji"].map((provider_name) => ({
    resource: resources.mdmProvider as Resource, // as above
    name: provider_name,
    values: { provider_name, config: { api_token: "the-same" } },
    references: [],
    dependsOn: [],
  }));
  await applied(set);
  const { body } = await govApi.call("GET /thoth/marks");
  const rows = isRecord(body) && Array.isArray(body.data) ? body.data.filter(isRecord) : [];
  const prints = rows.map(({ secrets: kept }) => JSON.stringify(kept));
  expect(new Set(prints).size).toBe(2);
});

/** Applies a set, and gives the bodies of the writes. */
async function applied(set: readonly Desired[]): Promise<readonly string[]> {
  const bodies: string[] = [];
  const { client } = await tenantInMemory({
    govApi,
    between: async (request, next) => {
      if (request.method !== "GET") bodies.push(await request.clone().text());
      return next(request);
    },
  });
  expect(troubleIn(await applyOf(client, wantedOf(set)))).toEqual([]);
  return bodies;
}
