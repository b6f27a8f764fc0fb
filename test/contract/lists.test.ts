import { expect, test } from "@jest/globals";
import { queries, type Resource, resources } from "@thoth-iac/model";
import { applied, refreshed, tenantInMemory } from "../support/managed.ts";

const policy = resources.browserPolicy as Resource; // its generics are for those who write configurations

test("a list is fetched once for all that are read from it, and for the data source", async () => {
  const tenant = await tenantInMemory();
  const made = [];
  for (const name of ["a", "b", "c", "d", "e"]) {
    made.push(await applied(tenant, policy, { configuration: { name, provider_name: "chrome", policy_json: "{}" } }));
  }
  const before = tenant.requests.length;
  tenant.client.forget();
  const read = await Promise.all(made.map(({ state }) => tenant.lifecycle.read(policy, state)));
  expect(read.map((one) => one.ok && one.value?.name)).toEqual(["a", "b", "c", "d", "e"]);
  expect(await tenant.lifecycle.query(queries.browserPolicies, {})).toMatchObject({ ok: true, value: { total: 5 } });
  expect(tenant.requests.slice(before)).toEqual(["GET /thoth/browser/policies"]);
});

test("a list is fetched again after a write to it", async () => {
  const tenant = await tenantInMemory();
  const configuration = { name: "a", provider_name: "chrome", policy_json: "{}" };
  const made = await applied(tenant, policy, { configuration });
  const before = await refreshed(tenant, policy, made);
  const after = await applied(tenant, policy, { configuration: { ...configuration, name: "b" }, before });
  expect(await tenant.lifecycle.read(policy, after.state)).toMatchObject({
    ok: true,
    value: { name: "b", version: 2 },
  });
});

test("a filter is the server's to apply", async () => {
  const tenant = await tenantInMemory();
  for (const provider_name of ["chrome", "firefox"]) {
    await applied(tenant, policy, { configuration: { name: provider_name, provider_name, policy_json: "{}" } });
  }
  const found = await tenant.lifecycle.query(queries.browserPolicies, { provider_name: "firefox" });
  expect(found).toMatchObject({ ok: true, value: { total: 1, browser_policies: [{ provider_name: "firefox" }] } });
});

test.each(Object.values(queries).filter(({ list }) => list))("an empty list is empty: $name", async (query) => {
  const tenant = await tenantInMemory();
  const found = await tenant.lifecycle.query(query, {});
  expect(found).toMatchObject({ ok: true, value: { total: 0, data_json: "[]", [query.name]: [] } });
});

test("the settings are read typed and whole, without a secret", async () => {
  const tenant = await tenantInMemory();
  await applied(tenant, resources.webhookSettings as Resource, {
    // As above.
    configuration: { webhook_enabled: true, webhook_url: "https://a.example.com/x", webhook_secret: "hush-hush" },
  });
  const found = await tenant.lifecycle.query(queries.tenantSettings, {});
  expect(found).toMatchObject({
    ok: true,
    value: {
      tenant_id: "acme",
      webhook_enabled: true,
      webhook_url: "https://a.example.com/x",
      shadow_policy: { low: "allow" },
    },
  });
  expect(JSON.stringify(found)).not.toContain("hush");
});
