import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@jest/globals";
import type { JsonValue } from "@thoth-iac/model";
import { describeOnEngines } from "../support/engines.ts";
import { goJson, type ReferenceInstance, referenceState } from "../support/reference-state.ts";
import { story, type World } from "../support/story.ts";
import { signingSecret, withJamf, withReceiver } from "./prepared.ts";
import { referenceConfiguration } from "./reference-configuration.ts";

describeOnEngines("what was written for the reference provider", (engine) => {
  story(engine, "applies unchanged, and then plans nothing", async (world) => {
    const { terraform, govApi } = world;
    const { configuration, env } = await aroundOf(world);
    await terraform.configure(configuration);
    await terraform.apply({ env });
    expect((await terraform.plan({ env })).changes).toEqual([]);
    expect((await terraform.state()).outputs).toEqual({
      profile: "healthcare",
      counts: { mdm_providers: 1, policies: 1, enrollments: 1, browsers: 1, synced: 3 },
    });
    expect((await govApi.call("GET /thoth/settings")).body).toMatchObject(settingsOnServer);
  });

  story(
    engine,
    "opens from the state that the reference saved, and plans nothing before and after an apply",
    async (world) => {
      const { terraform, govApi } = world;
      const around = await aroundOf(world);
      await terraform.configure(around.configuration);
      await writeFile(join(terraform.folder, "terraform.tfstate"), referenceState(await savedInstances(world, around)));
      const { env } = around;
      const writes = () => govApi.proxy.requests.filter(({ route }) => !route.startsWith("GET "));
      const plan = await terraform.plan({ env });
      expect(plan.changes).toEqual([]);
      const applied = await terraform.apply({ env });
      expect(applied.changes).toEqual([]);
      expect(writes()).toEqual([]);
      expect((await terraform.plan({ env })).changes).toEqual([]);

      // And it is ours to change from then on.
      await terraform.configure(
        around.configuration
          .replace('"healthcare"', '"financial"')
          .replace("retention_days = 400", "retention_days = 500"),
      );
      const { changes } = await terraform.apply({ env });
      expect(changes.filter((change) => !change.startsWith("read "))).toEqual([
        "update thoth_governance_settings.baseline",
      ]);
      expect((await terraform.plan({ env })).changes).toEqual([]);
      expect((await govApi.call("GET /thoth/settings")).body).toMatchObject({
        ...settingsOnServer,
        compliance_profile: "financial",
        evidence: { retention_days: 500 },
      });
    },
  );

  // Defect 15: neither an upgrade nor a move when thoth_tenant_settings went away.
  story(engine, "opens the single settings resource that version 0.1.3 saved, and moves it on", async (world) => {
    const { terraform, govApi } = world;
    await govApi.call("PUT /thoth/settings", settingsOnServer);
    const settings = { ...governance, ...siem };
    const address = "thoth_tenant_settings.all";
    const { body } = await govApi.call("GET /thoth/settings");
    const attributes = {
      id: "acme",
      tenant_id: "acme",
      updated_at: Object(body).updated_at,
      ...legacyNulls,
      ...settings,
    };
    await writeFile(join(terraform.folder, "terraform.tfstate"), referenceState([{ address, attributes }]));
    const written = Object.entries(settings).map(
      ([name, value]) => `  ${name} = ${JSON.stringify(value).replaceAll('":', '"=')}\n`,
    );
    const block = (type: string, lines: readonly string[]) => `resource "${type}" "all" {\n${lines.join("")}}\n`;
    await terraform.configure(block("thoth_tenant_settings", written));
    expect((await terraform.plan()).changes).toEqual([]);
    await terraform.apply();
    expect((await terraform.plan()).changes).toEqual([]);

    const move = `moved {\n  from = ${address}\n  to = thoth_governance_settings.all\n}\n`;
    await terraform.configure(
      block(
        "thoth_governance_settings",
        written.filter((line) => !line.includes("siem_")),
      ),
      block(
        "thoth_siem_settings",
        written.filter((line) => line.includes("siem_")),
      ),
      move,
    );
    const { changes } = await terraform.apply();
    expect(changes.filter((change) => !change.startsWith("move "))).toEqual(["create thoth_siem_settings.all"]);
    expect((await terraform.plan()).changes).toEqual([]);
    expect((await govApi.call("GET /thoth/settings")).body).toMatchObject(settingsOnServer);
  });
});

async function aroundOf(world: World) {
  const { govApi } = world;
  const jamf = await withJamf(world);
  const receiver = await withReceiver(world);
  const configuration = referenceConfiguration({
    tenantId: govApi.tenantId,
    url: govApi.url,
    orgApiKey: govApi.orgApiKey,
    jamfUrl: jamf.url,
    jamfClientId: jamf.clientId,
    webhookUrl: receiver.url,
  });
  // The reference kept these in state, and the configuration has the key in its text.
  world.guard({ name: "the key", text: govApi.orgApiKey, mayBeIn: /main\.tf$/ });
  world.guard({ name: "Jamf's client secret", text: jamf.clientSecret, mayBeIn: /terraform\.tfstate/ });
  world.guard({ name: "the signing secret", text: signingSecret, mayBeIn: /terraform\.tfstate/ });
  const env = { TF_VAR_jamf_client_secret: jamf.clientSecret, TF_VAR_webhook_secret: signingSecret };
  return { configuration, env, jamf, receiver };
}

const bindings = [
  { host_pattern: "api.figma.com", header: "X-Figma-Token", secret_ref: "op://engineering/figma/token" },
  {
    host_pattern: "*.github.com",
    header: "Authorization",
    prefix: "Bearer ",
    secret_ref: "op://engineering/github/token",
  },
];
const governance = {
  compliance_profile: "healthcare",
  regulatory_regimes: ["soc2", "hipaa"],
  shadow_low: "allow",
  shadow_medium: "step_up",
  shadow_high: "block",
  shadow_critical: "block",
  tool_risk_overrides: { "shell.exec": "critical", "db.read_all": "high" },
};
const siem = {
  siem_provider: "splunk",
  siem_webhook_enabled: false,
  siem_webhook_url: "https://splunk.example.com/services/collector",
  siem_webhook_provider: "splunk",
};
const settingsOnServer = {
  compliance_profile: "healthcare",
  regulatory_regimes: ["soc2", "hipaa"],
  shadow_policy: { low: "allow", medium: "step_up", high: "block", critical: "block" },
  tool_risk_overrides: governance.tool_risk_overrides,
  secret_broker: {
    enabled: true,
    provider: "aws_secrets_manager",
    strict_endpoint_mode: true,
    fail_on_missing_secret: false,
    allowed_hosts: ["api.figma.com", "*.github.com"],
    auth_bindings: bindings,
  },
  model_router: {
    enabled: true,
    default_provider: "anthropic",
    default_model: "large",
    // The server keeps these in an order of its own.
    allowed_providers: ["anthropic", "openai"],
    allowed_models: ["large", "small"],
    failover_providers: ["openai"],
  },
  siem: {
    provider: "splunk",
    webhook: { enabled: false, url: "https://splunk.example.com/services/collector", provider: "splunk" },
  },
  pam: {
    enabled: true,
    provider: "okta",
    request_url: "https://pam.example.com/challenge",
    request_timeout_seconds: 5,
  },
  evidence: { retention_days: 400 },
};
const policyDocument = {
  url_blocklist: ["*://*.example.com/a?b&c"],
  extension_settings: { "*": { installation_mode: "blocked" } },
};
const legacyNulls = Object.fromEntries(
  [
    ["webhook_enabled", "webhook_url", "webhook_secret", "siem_webhook_secret", "pam_enabled", "pam_provider"],
    [
      "pam_callback_secret",
      "pam_request_url",
      "pam_request_secret",
      "pam_request_auth_token",
      "pam_request_timeout_seconds",
    ],
    ["secret_broker_enabled", "secret_broker_provider", "secret_broker_strict_endpoint_mode"],
    ["secret_broker_fail_on_missing_secret", "secret_broker_allowed_hosts", "secret_broker_auth_bindings_json"],
    ["model_router_enabled", "model_router_default_provider", "model_router_default_model"],
    ["model_router_allowed_providers", "model_router_allowed_models", "model_router_failover_providers"],
    ["extra_settings_json", "test_webhook_on_apply"],
  ]
    .flat()
    .map((name) => [name, null]),
);

/** Puts on the server what the reference would have, and gives the state that it would have saved. */
async function savedInstances(
  { govApi }: World,
  { jamf, receiver }: Awaited<ReturnType<typeof aroundOf>>,
): Promise<readonly ReferenceInstance[]> {
  const write = async (route: string, body?: JsonValue) => {
    const answer = await govApi.call(route, body);
    expect({ route, status: answer.status, body: answer.body }).toMatchObject({ status: expect.any(Number) });
    expect(answer.status).toBeLessThan(300);
    return Object(answer.body);
  };
  const webhook = { enabled: true, url: receiver.url, secret: signingSecret };
  const secrets = {
    siem: { ...settingsOnServer.siem, webhook: { ...settingsOnServer.siem.webhook, secret: signingSecret } },
  };
  const pam = { ...settingsOnServer.pam, callback_secret: signingSecret };
  const settings = await write("PUT /thoth/settings", { ...settingsOnServer, ...secrets, pam, webhook });
  const config = { base_url: jamf.url, client_id: jamf.clientId, client_secret: jamf.clientSecret };
  await write("POST /thoth/mdm/providers", { provider: "jamf", name: "Corporate Jamf", enabled: true, config });
  const started = await write("POST /thoth/mdm/providers/jamf/sync");
  const look = () => write(`GET /thoth/mdm/sync-jobs/${started.job_id}`);
  let job = await look();
  while (job.status !== "succeeded") job = await look();
  const { data: providers } = await write("GET /thoth/mdm/providers");
  const [mdm] = providers;
  const browser = await write("POST /thoth/browser/providers", {
    provider: "chrome",
    name: "Chrome Enterprise",
    enabled: true,
    status: "connected",
    config: { customer: "C0123" },
  });
  const policy = await write("POST /thoth/browser/policies", {
    policy_id: "extensions",
    name: "Block <unknown> extensions & ask",
    provider: "chrome",
    enforcement_mode: "enforce",
    active: true,
    policy: policyDocument,
    metadata: { owner: "security", ticket: 42 },
  });
  const enrollment = await write("POST /thoth/browser/enrollments", {
    enrollment_id: "ada",
    provider: "chrome",
    user_id: "ada@example.com",
    device_id: "mac-0042",
    browser_profile: "Default",
    status: "active",
    metadata: { os: "macos" },
    last_seen_at: "2026-01-15T08:00:00Z",
  });
  const tenant = { tenant_id: "acme" };
  const ofSettings = { id: "acme", ...tenant, updated_at: settings.updated_at };
  const times = ({ created_at, updated_at }: { readonly created_at: string; readonly updated_at: string }) => ({
    ...tenant,
    created_at,
    updated_at,
  });
  return [
    {
      address: "thoth_governance_settings.baseline",
      attributes: {
        ...ofSettings,
        ...governance,
        secret_broker_enabled: true,
        // The reference rewrote it in state, too.
        secret_broker_provider: "aws_secrets_manager",
        secret_broker_strict_endpoint_mode: true,
        secret_broker_fail_on_missing_secret: false,
        secret_broker_allowed_hosts: ["api.figma.com", "*.github.com"],
        secret_broker_auth_bindings_json: goJson(bindings),
        model_router_enabled: true,
        model_router_default_provider: "anthropic",
        model_router_default_model: "large",
        model_router_allowed_providers: ["anthropic", "openai"],
        model_router_allowed_models: ["large", "small"],
        model_router_failover_providers: ["openai"],
        extra_settings_json: goJson({ evidence: { retention_days: 400 } }),
      },
    },
    {
      address: "thoth_webhook_settings.events",
      attributes: { ...ofSettings, webhook_enabled: true, webhook_url: receiver.url, webhook_secret: signingSecret },
    },
    {
      address: "thoth_siem_settings.splunk",
      attributes: { ...ofSettings, ...siem, siem_webhook_secret: signingSecret },
    },
    {
      address: "thoth_pam_settings.okta",
      attributes: {
        ...ofSettings,
        pam_enabled: true,
        pam_provider: "okta",
        pam_callback_secret: signingSecret,
        pam_request_url: "https://pam.example.com/challenge",
        pam_request_timeout_seconds: 5,
      },
    },
    {
      address: "thoth_mdm_provider.jamf",
      attributes: {
        ...times(mdm),
        id: "jamf",
        provider_name: "jamf",
        name: "Corporate Jamf",
        enabled: true,
        config_json: goJson(config),
        status: mdm.status,
        last_sync_at: mdm.last_sync_at,
        last_sync_status: "succeeded",
        last_sync_job_id: started.job_id,
        synced_endpoints: 3,
      },
    },
    {
      address: "thoth_mdm_sync.initial",
      attributes: {
        ...times(job),
        id: started.job_id,
        provider_name: "jamf",
        trigger: "2026-01",
        wait_for_completion: true,
        poll_interval_seconds: 5,
        timeout_seconds: 300,
        status: "succeeded",
        synced_endpoints: 3,
        unassigned_count: 1,
        started_at: job.started_at,
        completed_at: job.completed_at,
      },
    },
    {
      address: "thoth_webhook_test.smoke",
      attributes: {
        ...tenant,
        id: "acme/2026-01-15T08:00:00Z",
        trigger: "v1",
        status: "delivered",
        http_status: 204,
        tested_at: "2026-01-15T08:00:00Z",
      },
    },
    {
      address: "thoth_browser_provider.chrome",
      attributes: {
        ...times(browser),
        id: "chrome",
        provider_name: "chrome",
        name: "Chrome Enterprise",
        enabled: true,
        status: "connected",
        config_json: goJson({ customer: "C0123" }),
      },
    },
    {
      address: "thoth_browser_policy.extensions",
      attributes: {
        ...times(policy),
        id: "extensions",
        policy_id: "extensions",
        name: "Block <unknown> extensions & ask",
        provider_name: "chrome",
        enforcement_mode: "enforce",
        active: true,
        version: 1,
        policy_json: goJson(policyDocument),
        metadata_json: goJson({ owner: "security", ticket: 42 }),
        compiled_policy_json: goJson(policy.compiled_policy),
        created_by: policy.created_by,
        updated_by: policy.updated_by,
      },
    },
    {
      address: "thoth_browser_enrollment.ada",
      attributes: {
        ...times(enrollment),
        id: "ada",
        enrollment_id: "ada",
        provider_name: "chrome",
        user_id: "ada@example.com",
        device_id: "mac-0042",
        browser_profile: "Default",
        status: "active",
        metadata_json: goJson({ os: "macos" }),
        last_seen_at: "2026-01-15T08:00:00Z",
      },
    },
  ];
}
