import { describe, expect, test } from "@jest/globals";
import { addressOf } from "@thoth-iac/client";
import type { JsonObject } from "@thoth-iac/model";
import { stringify } from "yaml";
import { loadManifests } from "./load.ts";
import type { LoadOptions } from "./manifest-set.ts";
import { worldOf } from "./test-world.ts";

const connection = {
  tenantId: "acme",
  apexDomain: "example.com",
  authMode: "auto",
  authSecretRef: { name: "thoth-admin-token", key: "token" },
};

const resource = (spec: JsonObject) => ({
  apiVersion: "platform.atensecurity.com/v1alpha1",
  kind: "ThothTenant",
  metadata: { name: "acme", namespace: "thoth-system", annotations: { a: "b" }, generation: 3 },
  spec: { ...connection, ...spec },
  status: { phase: "Ready" },
});

const mounted = { "secrets/hooks/secret": "hush\n", "secrets/mdm/token": "hush-too" };

function load(spec: JsonObject, options: Partial<LoadOptions> = {}) {
  const world = worldOf({ "set/tenant.yaml": stringify(resource(spec)), ...mounted });
  return loadManifests(["set/tenant.yaml"], { world, secrets: "resolve", secretsDir: "secrets", ...options });
}

async function wantedOf(spec: JsonObject): Promise<JsonObject> {
  const loaded = await load(spec);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  return Object.fromEntries(
    loaded.value.wanted.map((wanted) => [
      addressOf(wanted),
      { ...wanted.configuration, ...(wanted.after.length > 0 && { after: wanted.after }) } as JsonObject, // nothing is unknown
    ]),
  );
}

async function faultsOf(spec: JsonObject): Promise<readonly string[]> {
  const loaded = await load(spec);
  const diagnostics = loaded.ok ? (loaded.warnings ?? []) : loaded.diagnostics;
  return diagnostics.map(({ severity, detail, place }) => `${severity} ${place?.text.trim()} | ${detail}`);
}

test("settings become the attributes that mean them, and what has none goes along as it is", async () => {
  const settings = {
    compliance_profile: "soc2",
    shadow_policy: { low: "allow" },
    enforceMcpPolicies: true,
    webhook: { url: "https://old.example.com", retries: 3 },
    secret_broker: { enabled: true, auth_bindings: [{ host_pattern: "a", header: "b", secret_ref: "c", note: "d" }] },
    model_router: {},
  };
  const webhookSettings = { enabled: true, url: "https://a.example.com", secretRef: { name: "hooks", key: "secret" } };
  expect(await wantedOf({ settings, webhookSettings })).toEqual({
    "TenantSettings/acme": {
      compliance_profile: "soc2",
      shadow_low: "allow",
      webhook_enabled: true,
      webhook_url: "https://a.example.com",
      webhook_secret: "hush",
      secret_broker_enabled: true,
      secret_broker_auth_bindings_json: '[{"host_pattern":"a","header":"b","secret_ref":"c","note":"d"}]',
      extra_settings: { enforceMcpPolicies: true, webhook: { retries: 3 }, model_router: {} },
    },
  });
});

test("the MDM system, its sync and the test of the webhook become manifests of their own, in their order", async () => {
  const spec = {
    webhookSettings: { url: "https://a.example.com", testWebhookOnApply: true },
    mdmProvider: {
      provider: "kandji",
      endpointUrl: "https://acme.api.kandji.io",
      enabled: true,
      apiTokenSecretRef: { name: "mdm", key: "token" },
    },
    mdmSync: { enabled: true, waitForCompletion: false, pollIntervalSeconds: 10, timeoutSeconds: 0 },
  };
  expect(await wantedOf(spec)).toEqual({
    "TenantSettings/acme": { webhook_url: "https://a.example.com" },
    "WebhookTest/acme": { trigger: expect.any(String), after: ["TenantSettings/acme"] },
    "MdmProvider/acme": {
      provider_name: "kandji",
      enabled: true,
      config: { base_url: "https://acme.api.kandji.io", api_token: "hush-too" },
    },
    "MdmSync/acme": {
      provider_name: "kandji",
      wait_for_completion: false,
      poll_interval_seconds: 10,
      trigger: expect.any(String),
      after: ["MdmProvider/acme"],
    },
  });
});

test("an action runs again when its part of the resource changes, and not when another part does", async () => {
  const triggers = async (spec: JsonObject) => {
    const wanted = await wantedOf(spec);
    return ["WebhookTest/acme", "MdmSync/acme"].map((address) => Object(wanted[address]).trigger);
  };
  const webhookSettings = { url: "https://a.example.com", testWebhookOnApply: true };
  const mdmSync = { enabled: true, providerName: "jamf" };
  const [test1, sync1] = await triggers({ webhookSettings, mdmSync });
  expect(await triggers({ mdmSync, webhookSettings, settings: { compliance_profile: "soc2" } })).toEqual([
    test1,
    sync1,
  ]);
  const [test2, sync2] = await triggers({
    webhookSettings: { ...webhookSettings, url: "https://b.example.com" },
    mdmSync,
  });
  expect([test2 === test1, sync2 === sync1]).toEqual([false, true]);
  const [test3, sync3] = await triggers({ webhookSettings, mdmSync: { ...mdmSync, providerName: "kandji" } });
  expect([test3 === test1, sync3 === sync1]).toEqual([true, false]);
});

test("what is not enabled comes to nothing", async () => {
  const spec = {
    settings: {},
    webhookSettings: { testWebhookOnApply: false },
    mdmSync: { enabled: false },
    policySync: false,
    policyBundles: [],
    packAssignments: [],
  };
  const faults = await faultsOf(spec);
  expect(await wantedOf(spec)).toEqual({});
  expect(faults.map((fault) => fault.split(" ")[0])).toEqual(["warning", "warning", "warning"]);
});

test("the tenants that documents are for are told", async () => {
  expect(await load({})).toMatchObject({ ok: true, value: { tenants: ["acme"] } });
});

test("Secrets are looked for where the environment says, else where Kubernetes mounts them", async () => {
  const spec = { webhookSettings: { secretRef: { name: "hooks", key: "secret" } } };
  const text = stringify(resource(spec));
  for (const [env, folder] of [
    [{ THOTH_SECRETS_DIR: "/mnt/s" }, "/mnt/s"],
    [{}, "/var/run/secrets/thoth"],
  ] as const) {
    const world = worldOf({ "tenant.yaml": text, [`${folder}/hooks/secret`]: "found" }, env);
    const loaded = await loadManifests(["tenant.yaml"], { world, secrets: "resolve" });
    expect(loaded).toMatchObject({ ok: true, value: { wanted: [{ configuration: { webhook_secret: "found" } }] } });
  }
});

describe("faults point at the field:", () => {
  test.each<readonly [string, JsonObject, string, RegExp]>([
    ["what is missing", { tenantId: null }, "tenantId: null", /tenantId is required/],
    ["a misspelt field", { mdmProvidr: {} }, "mdmProvidr: {}", /Did you mean mdmProvider\?/],
    ["a field within a field", { mdmSync: { enable: true } }, "enable: true", /spec\.mdmSync\.enable/],
    ["a wrong type", { webhookSettings: { enabled: "yes" } }, "enabled: yes", /true or false/],
    ["a negative number", { mdmSync: { timeoutSeconds: -1 } }, "timeoutSeconds: -1", /0 or more/],
    ["a Secret that leads elsewhere", { authSecretRef: { name: "..", key: "token" } }, "name: ..", /NAME.*KEY/],
    [
      "a Secret that is not mounted",
      { webhookSettings: { secretRef: { name: "hooks", key: "none" } } },
      "name: hooks",
      /--secrets-dir/,
    ],
    [
      "an MDM system that is none",
      { mdmProvider: { provider: "kanji" } },
      "provider: kanji",
      /Did you mean "kandji"\?/,
    ],
    ["a sync of nothing", { mdmSync: { enabled: true } }, "mdmSync:", /neither/],
    [
      "a setting that is not accepted",
      { settings: { shadow_policy: { low: "never" } } },
      "low: never",
      /shadow_low must be one of/,
    ],
    ["a secret in the open", { settings: { pam: { callback_secret: "hush" } } }, "callback_secret: ***", /fromEnv/],
    ["what there is no kind for", { policySync: true }, "policySync: true", /no kind of manifest for spec\.policySync/],
    ["what there is no kind for, in a list", { packAssignments: [{ packIds: ["a"] }] }, "packAssignments:", /operator/],
    ["what is enabled", { mcpInventoryReport: { enabled: true } }, "mcpInventoryReport:", /operator/],
    [
      "a registry with vendors",
      { mcpVendorRegistry: { enabled: false, vendors: [{}] } },
      "mcpVendorRegistry:",
      /operator/,
    ],
  ])("%s", async (_, spec, line, detail) => {
    const faults = await faultsOf(spec);
    expect(faults).toEqual([expect.stringMatching(detail)]);
    expect(faults[0]).toMatch(`error ${line} |`);
    expect(faults[0]).not.toContain("hush");
  });

  test("what is not enabled is a warning", async () => {
    expect(
      await faultsOf({ mcpVendorRegistry: { enabled: false }, decisionMetadataExport: { intervalMinutes: 5 } }),
    ).toEqual([
      expect.stringMatching(/^warning mcpVendorRegistry: \| .*not active here/),
      expect.stringMatching(/^warning decisionMetadataExport: \| .*not active here/),
    ]);
  });
});
