import { beforeEach, expect, test } from "@jest/globals";
import { isRecord, type JsonObject, type JsonValue, type Resource, resources, UNKNOWN } from "@thoth-iac/model";
import { type GovApiInMemory, govApiInMemory } from "../support/govapi.ts";
import { type Desired, type Pointer, wantedOf } from "../support/manifests.ts";
import { anew, applyOf, changesIn, planOf, troubleIn } from "../support/manifests-tenant.ts";

/* What one instance takes from another. */

let govApi: GovApiInMemory;
beforeEach(async () => {
  govApi = await govApiInMemory();
});

const policy = (name: string, values: JsonObject = {}, references: readonly Pointer[] = []): Desired => ({
  resource: resources.browserPolicy as Resource, // generics are for those who write them
  name,
  values: { name: `Policy ${name}`, provider_name: "chrome", policy: {}, ...values },
  references,
  dependsOn: [],
});
const from = (attribute: string, to: string, of: string): Pointer => ({ attribute, to, of, spelled: true });
const apply = async (set: readonly Desired[]) =>
  expect(troubleIn(await applyOf((await anew(govApi)).client, wantedOf(set)))).toEqual([]);
const planned = async (set: readonly Desired[]) => changesIn(await planOf((await anew(govApi)).client, wantedOf(set)));
const row = async (id: string): Promise<JsonObject> => {
  const { body } = await govApi.call("GET /thoth/browser/policies");
  const rows: JsonValue = isRecord(body) ? (body.data ?? []) : [];
  const found: JsonValue | undefined = Array.isArray(rows)
    ? rows.find((each: JsonValue) => isRecord(each) && each.policy_id === id)
    : undefined;
  return found !== undefined && isRecord(found) ? found : {};
};

test("is what GovAPI decided, where that is what it refers to, and stays so", async () => {
  const set = [policy("b", {}, [from("name", "BrowserPolicy/a", "created_at")]), policy("a")];
  const plan = await planOf((await anew(govApi)).client, wantedOf(set));
  const step = plan.steps.find(({ address }) => address === "BrowserPolicy/b");
  expect(step?.plan?.planned.name).toBe(UNKNOWN);
  await apply(set);
  expect((await row("b")).name).toBe((await row("a")).created_at);
  expect(await planned(set)).toEqual([]);
});

test("changes with what it refers to, in the same apply, through any number of hands", async () => {
  const chain = (name: string) => [
    ...Array.from({ length: 8 }, (_, at) => policy(`p${at + 1}`, {}, [from("name", `BrowserPolicy/p${at}`, "name")])),
    policy("p0", { name }),
  ];
  await apply(chain("first"));
  await apply(chain("second"));
  expect((await row("p8")).name).toBe("second");
  expect(await planned(chain("second"))).toEqual([]);
});

test("may be the identity", async () => {
  const set = [
    policy("b", { policy_id: "from a" }, [from("policy_id", "BrowserPolicy/a", "name")]),
    policy("a", { name: "from a" }),
  ];
  await apply(set);
  expect(await row("from a")).toMatchObject({ name: "Policy b" });
  expect(await planned(set)).toEqual([]);
  await apply(set);
  expect((await govApi.call("GET /thoth/browser/policies")).body).toMatchObject({ total: 2 });
});

test("may be an identity that is known only when it is made, and the instance is found again", async () => {
  const set = [policy("b", {}, [from("policy_id", "BrowserPolicy/a", "created_at")]), policy("a")];
  await apply(set);
  expect(await planned(set)).toEqual([]);
  await apply(set);
  expect((await govApi.call("GET /thoth/browser/policies")).body).toMatchObject({ total: 2 });
});

test("that turns out to be none of the values accepted fails that instance, and says of which attribute", async () => {
  const set = [policy("b", {}, [from("provider_name", "BrowserPolicy/a", "name")]), policy("a", { name: "netscape" })];
  const trouble = await applyOf((await anew(govApi)).client, wantedOf(set)).then(troubleIn, (thrown: Error) => [
    thrown.message,
  ]);
  expect(trouble.join("\n")).toMatch(/BrowserPolicy\/b[\s\S]*provider_name[\s\S]*netscape/);
  expect(await row("b")).toEqual({});
});

test("a chain of thousands is long, and no trouble", async () => {
  const length = 3000;
  const set = [
    ...Array.from({ length }, (_, at) => policy(`p${at + 1}`, {}, [from("name", `BrowserPolicy/p${at}`, "name")])),
    policy("p0"),
  ];
  const start = performance.now();
  expect(await planned(set)).toHaveLength(length + 1);
  expect(performance.now() - start).toBeLessThan(10_000);
});

test("a replaced instance is replaced before what refers to it is changed", async () => {
  const set = (provider: string) => [
    policy("b", {}, [from("name", "BrowserPolicy/a", "provider_name")]),
    policy("a", { provider_name: provider }),
  ];
  await apply(set("chrome"));
  expect(await planned(set("firefox"))).toEqual([
    "replace BrowserPolicy/a provider_name",
    "update BrowserPolicy/b name",
  ]);
  await apply(set("firefox"));
  expect([(await row("a")).provider, (await row("a")).active, (await row("b")).name]).toEqual([
    "firefox",
    true,
    "firefox",
  ]);
  expect(await planned(set("firefox"))).toEqual([]);
});
