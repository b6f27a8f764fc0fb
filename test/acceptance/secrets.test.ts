import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { describeOnEngines } from "../support/engines.ts";
import { block, expression, resource } from "../support/hcl.ts";
import { story, type World } from "../support/story.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";
import { withJamf } from "./prepared.ts";

const [firstSecret, secondSecret] = [
  "whsec_Zmlyc3QtdGVzdC1zZWNyZXQtMDEyMzQ1Njc4OQ==",
  "whsec_c2Vjb25kLXRlc3Qtc2VjcmV0LTAxMjM0NTY3ODk=",
];
const secretVariable = block(["variable", "secret"], { type: expression("string"), ephemeral: true });
const trace = { TF_LOG: "TRACE", TF_LOG_PATH: "trace.log" };

describeOnEngines("a secret", (engine) => {
  // Defect 25: secrets in plain state.
  story(engine, "that is write-only reaches GovAPI and stays out of state, plan, output and logs", async (world) => {
    const { terraform } = world;
    const receivers = await receiversOf(world);
    const settings = (url: string, version: number) =>
      resource("thoth_webhook_settings.all", {
        webhook_enabled: true,
        webhook_url: url,
        webhook_secret_wo: expression("var.secret"),
        webhook_secret_wo_version: version,
      });
    const test = (version: number) =>
      resource("thoth_webhook_test.it", {
        trigger: `${version}`,
        depends_on: expression("[thoth_webhook_settings.all]"),
      });

    await terraform.configure(secretVariable, settings(receivers.first.url, 1), test(1));
    const first = { env: { TF_VAR_secret: firstSecret, ...trace } };
    await terraform.ok(["plan", "-input=false", "-out=saved.plan"], first);
    await terraform.ok(["apply", "-input=false", "saved.plan"], first);
    expect(receivers.first.deliveries).toMatchObject([{ verified: true }]);
    expect((await terraform.plan(first)).changes).toEqual([]);

    // Another secret alone is not seen; with another version it is sent.
    const second = { env: { TF_VAR_secret: secondSecret, ...trace } };
    expect((await terraform.plan(second)).changes).toEqual([]);
    await terraform.configure(secretVariable, settings(receivers.second.url, 2), test(2));
    await terraform.apply(second);
    expect(receivers.second.deliveries).toMatchObject([{ verified: true }]);
    expect((await terraform.plan(second)).changes).toEqual([]);
    expect((await readFile(join(terraform.folder, "trace.log"), "utf8")).length).toBeGreaterThan(10_000);
  });

  story(engine, "that is write-only is cleared on the server when it is taken out", async (world) => {
    const { terraform, govApi } = world;
    const receivers = await receiversOf(world);
    const settings = { webhook_enabled: true, webhook_url: receivers.first.url };
    const withSecret = { ...settings, webhook_secret_wo: expression("var.secret"), webhook_secret_wo_version: 1 };
    const env = { TF_VAR_secret: firstSecret };
    await terraform.configure(secretVariable, resource("thoth_webhook_settings.all", withSecret));
    await terraform.apply({ env });
    await govApi.call("POST /thoth/settings/webhook/test");
    await terraform.configure(secretVariable, resource("thoth_webhook_settings.all", settings));
    await terraform.apply({ env });
    expect((await terraform.plan({ env })).changes).toEqual([]);
    await govApi.call("POST /thoth/settings/webhook/test");
    expect(receivers.first.deliveries.map(({ verified }) => verified)).toEqual([true, false]);
  });

  story(engine, "of an MDM system may be write-only, too", async (world) => {
    const { terraform } = world;
    const jamf = await withJamf(world);
    await terraform.configure(
      secretVariable,
      resource("thoth_mdm_provider.jamf", {
        provider_name: "jamf",
        config_wo: { base_url: jamf.url, client_id: jamf.clientId, client_secret: expression("var.secret") },
        config_wo_version: 1,
      }),
      resource("thoth_mdm_sync.now", {
        provider_name: expression("thoth_mdm_provider.jamf.provider_name"),
        poll_interval_seconds: 1,
      }),
    );
    const env = { TF_VAR_secret: jamf.clientSecret };
    await terraform.apply({ env: { ...env, ...trace } });
    expect((await terraform.state()).at("thoth_mdm_sync.now")).toMatchObject({
      status: "succeeded",
      synced_endpoints: 3,
    });
    expect((await terraform.plan({ env })).changes).toEqual([]);
  });

  story(engine, "that a person keeps in state is kept there, and nowhere else", async (world) => {
    const { terraform, govApi } = world;
    const secrets = ["callback-secret-0123", "request-secret-4567", "auth-token-89ab"];
    for (const text of secrets) world.guard({ name: text, text, mayBeIn: /terraform\.tfstate|saved\.plan/ });
    const names = ["pam_callback_secret", "pam_request_secret", "pam_request_auth_token"];
    await terraform.configure(
      ...names.map((name) => block(["variable", name], { type: expression("string"), sensitive: true })),
      resource("thoth_pam_settings.all", Object.fromEntries(names.map((name) => [name, expression(`var.${name}`)]))),
    );
    const env = { ...Object.fromEntries(names.map((name, at) => [`TF_VAR_${name}`, secrets[at]])), ...trace };
    await terraform.ok(["plan", "-input=false", "-out=saved.plan"], { env });
    await terraform.ok(["apply", "-input=false", "saved.plan"], { env });
    const state = (await terraform.state()).at("thoth_pam_settings.all");
    expect(names.map((name) => state[name])).toEqual(secrets);
    expect((await terraform.plan({ env })).changes).toEqual([]);
    // Refused writes tell of the body, but not of what is secret in it.
    const body = JSON.stringify({ error: "bad_request", message: `not accepted: ${secrets.join(" ")}` });
    govApi.proxy.inject({ on: "PUT /thoth/settings", fault: { answer: 400, body } });
    const changed = { ...env, TF_VAR_pam_request_secret: "another-request-secret" };
    world.guard({ name: "the new secret", text: changed.TF_VAR_pam_request_secret });
    await terraform.refused("apply", { env: changed });
  });

  // Defect 17: masks taken for secrets.
  story(engine, "is never replaced by a mask, neither in state nor on the server", async ({ terraform, govApi }) => {
    await terraform.configure(
      resource("thoth_webhook_settings.all", {
        webhook_url: "https://events.example.com/",
        webhook_secret: firstSecret,
      }),
      resource("thoth_browser_provider.chrome", {
        provider_name: "chrome",
        config: { tenant: "a", api_token: "token-0123456" },
      }),
    );
    await terraform.apply();
    const masked = { webhook: { url: "https://events.example.com/", secret: "********" }, x_api_key: "<redacted>" };
    const provider = { provider: "chrome", enabled: true, config: { tenant: "a", api_token: "********" } };
    govApi.proxy.inject({ on: "GET /thoth/settings", fault: { answer: 200, body: JSON.stringify(masked) } });
    const list = JSON.stringify({ data: [provider], total: 1 });
    govApi.proxy.inject({ on: "GET /thoth/browser/providers", fault: { answer: 200, body: list } });
    expect((await terraform.plan()).changes).toEqual([]);
    await terraform.configure(
      resource("thoth_webhook_settings.all", { webhook_url: "https://new.example.com/", webhook_secret: firstSecret }),
      resource("thoth_browser_provider.chrome", {
        provider_name: "chrome",
        name: "New",
        config: { tenant: "a", api_token: "token-0123456" },
      }),
    );
    await terraform.apply();
    const state = await terraform.state();
    expect(state.at("thoth_webhook_settings.all").webhook_secret).toBe(firstSecret);
    expect(state.at("thoth_browser_provider.chrome").config).toEqual({ tenant: "a", api_token: "token-0123456" });
    const writes = govApi.proxy.requests.filter(({ route }) => !route.startsWith("GET "));
    expect(writes.filter(({ body }) => /\*{3}|redacted/.test(body))).toEqual([]);
  });
});

/** Receivers of which one knows the first secret and the other the second. */
async function receiversOf(
  world: World,
): Promise<{ readonly first: WebhookReceiver; readonly second: WebhookReceiver }> {
  const [first, second] = [
    await startWebhookReceiver({ secret: firstSecret }),
    await startWebhookReceiver({ secret: secondSecret }),
  ];
  world.finally(first.close);
  world.finally(second.close);
  world.guard({ name: "the first secret", text: firstSecret });
  world.guard({ name: "the second secret", text: secondSecret });
  return { first, second };
}
