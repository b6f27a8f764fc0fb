import { expect } from "@jest/globals";
import { describeOnEngines } from "../support/engines.ts";
import { block, expression, resource } from "../support/hcl.ts";
import { story } from "../support/story.ts";

/** An attribute of this resource is known only after apply. */
const source = (name: string, input: string) =>
  block(["resource", "terraform_data", name], { input: expression(input) });
const later = (name: string, rest = "") => expression(`terraform_data.${name}.output${rest}`);

describeOnEngines("a value that is known only after apply", (engine) => {
  story(engine, "may stand in an attribute of every kind", async ({ terraform, govApi }) => {
    await terraform.configure(
      source("text", '"later"'),
      source("number", "7"),
      source("bool", "true"),
      source("list", '["later.example.com", "b.example.com"]'),
      source("map", '{ "shell.exec" = "critical" }'),
      source("object", '{ url_blocklist = ["*://later"], nested = { deep = 1 } }'),
      source("bindings", '[{ host_pattern = "a.example.com", header = "X-Later", secret_ref = "op://a/b/c" }]'),
      resource("thoth_governance_settings.all", {
        secret_broker_enabled: later("bool"),
        secret_broker_allowed_hosts: later("list"),
        tool_risk_overrides: later("map"),
        model_router_default_model: later("text"),
        model_router_allowed_models: expression('["a", terraform_data.text.output]'),
        secret_broker_auth_bindings: later("bindings"),
        extra_settings: expression("{ x_later = terraform_data.object.output, x_now = 1 }"),
      }),
      resource("thoth_pam_settings.all", {
        pam_request_timeout_seconds: later("number"),
        pam_callback_secret: later("text"),
      }),
      resource("thoth_browser_policy.whole", { name: later("text"), provider_name: "chrome", policy: later("object") }),
      resource("thoth_browser_policy.part", {
        name: "part",
        provider_name: "firefox",
        policy: expression("{ known = true, unknown = terraform_data.text.output }"),
        version: later("number"),
      }),
      resource("thoth_browser_policy.text", {
        name: "text",
        provider_name: "chrome",
        policy_json: expression("jsonencode(terraform_data.object.output)"),
        metadata: expression("[terraform_data.list.output][0] == null ? {} : { hosts = terraform_data.list.output }"),
      }),
      resource("thoth_mdm_provider.jamf", {
        provider_name: "jamf",
        enabled: later("bool"),
        config: expression(
          '{ base_url = format("https://%s.example.com", terraform_data.text.output), client_secret = terraform_data.text.output }',
        ),
      }),
      resource("thoth_browser_enrollment.it", {
        provider_name: expression("thoth_browser_policy.whole.provider_name"),
        user_id: expression("thoth_browser_policy.whole.policy_id"),
        device_id: expression('thoth_governance_settings.all.model_router_default_provider == null ? "none" : "some"'),
        metadata_json: expression("thoth_browser_policy.part.compiled_policy_json"),
        enrollment_id: expression('format("for-%s", terraform_data.text.output)'),
      }),
    );
    await terraform.apply();
    expect((await terraform.plan()).changes).toEqual([]);
    const { body: settings } = await govApi.call("GET /thoth/settings");
    expect(settings).toMatchObject({
      secret_broker: { enabled: true, allowed_hosts: ["later.example.com", "b.example.com"] },
      tool_risk_overrides: { "shell.exec": "critical" },
      model_router: { default_model: "later", allowed_models: ["a", "later"] },
      pam: { request_timeout_seconds: 7 },
      x_later: { url_blocklist: ["*://later"] },
      x_now: 1,
    });
    const state = await terraform.state();
    const policy = state.at("thoth_browser_policy.whole");
    expect(state.at("thoth_browser_policy.part")).toMatchObject({
      version: 7,
      policy: { known: true, unknown: "later" },
    });
    expect(state.at("thoth_browser_policy.text").policy).toEqual({ nested: { deep: 1 }, url_blocklist: ["*://later"] });
    expect(state.at("thoth_browser_enrollment.it")).toMatchObject({
      user_id: policy.policy_id,
      enrollment_id: "for-later",
    });
    expect(JSON.stringify(state.instances)).not.toContain("known only after apply");
  });

  story(engine, "may change in an instance that exists", async ({ terraform, govApi }) => {
    const policies = (input: string) => [
      source("text", `"${input}"`),
      resource("thoth_browser_policy.it", {
        name: later("text"),
        provider_name: "chrome",
        policy: expression("{ a = [terraform_data.text.output] }"),
      }),
    ];
    await terraform.configure(...policies("one"));
    await terraform.apply();
    const { policy_id: id } = (await terraform.state()).at("thoth_browser_policy.it");
    await terraform.configure(...policies("two"));
    expect((await terraform.apply()).changes).toEqual(["update terraform_data.text", "update thoth_browser_policy.it"]);
    expect((await terraform.plan()).changes).toEqual([]);
    expect((await govApi.call("GET /thoth/browser/policies")).body).toMatchObject({
      data: [{ policy_id: id, name: "two", policy: { a: ["two"] }, version: 2 }],
    });
  });

  story(engine, "may turn out to be null, and then the attribute is as if left out", async ({ terraform, govApi }) => {
    await terraform.configure(
      source("nothing", "null"),
      source("text", '"x"'),
      resource("thoth_pam_settings.all", {
        pam_provider: expression('terraform_data.text.output == "x" ? null : "okta"'),
        pam_request_url: expression('terraform_data.text.output == "x" ? "https://pam.example.com" : null'),
      }),
      resource("thoth_browser_policy.it", {
        name: "it",
        provider_name: "chrome",
        policy: {},
        metadata: expression('terraform_data.text.output == "x" ? null : { a = 1 }'),
        policy_id: expression('terraform_data.text.output == "x" ? null : "id"'),
      }),
    );
    await terraform.apply();
    expect((await terraform.plan()).changes).toEqual([]);
    expect((await govApi.call("GET /thoth/settings")).body).toMatchObject({
      pam: { request_url: "https://pam.example.com" },
    });
    expect((await terraform.state()).at("thoth_browser_policy.it").policy_id).toEqual(expect.any(String));
  });

  story(engine, "that turns out to be wrong is refused when it is known, before anything is sent", async (world) => {
    const { terraform, govApi } = world;
    await terraform.configure(
      source("wrong", '"sometimes"'),
      resource("thoth_governance_settings.all", { shadow_low: later("wrong") }),
    );
    const { errors } = await terraform.refused("apply");
    expect(errors).toHaveLength(1);
    expect(errors[0]?.detail).toMatch(/allow.*step_up.*block.*sometimes/s);
    expect(errors[0]?.snippet?.code).toMatch(/shadow_low/);
    expect(govApi.proxy.requests.filter(({ route }) => route.startsWith("PUT "))).toEqual([]);
  });

  // Defect 23: unknown credentials that fall through to those of the environment.
  story(
    engine,
    "may stand in the provider's block, whose credentials never fall back to the environment",
    async (world) => {
      const { terraform, govApi } = world;
      const provider = block(["provider", "thoth"], {
        tenant_id: later("tenant"),
        govapi_url: later("url"),
        org_api_key: later("key"),
      });
      // This configuration writes the key into state by itself.
      world.guard({ name: "the key", text: govApi.orgApiKey, mayBeIn: /terraform\.tfstate/ });
      await terraform.configure(
        block(["variable", "key"], { type: expression("string"), sensitive: true }),
        source("tenant", JSON.stringify(govApi.tenantId)),
        source("url", JSON.stringify(govApi.url)),
        source("key", "var.key"),
        provider,
        resource("thoth_siem_settings.all", { siem_provider: "splunk" }),
      );
      const options = { env: { TF_VAR_key: "wrong-key-0123456789" } };
      const { errors } = await terraform.refused("apply", options);
      expect(errors).toHaveLength(1);
      expect(govApi.proxy.requests.map(({ headers }) => headers["x-api-key"])).toEqual(["wrong-key-0123456789"]);
      const token = { env: { TF_VAR_key: govApi.orgApiKey } };
      await terraform.apply(token);
      expect((await terraform.plan(token)).changes).toEqual([]);
    },
  );
});
