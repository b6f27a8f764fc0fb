import { describe, expect } from "@jest/globals";
import { type JsonValue, type Resource, resources, valueAt } from "@thoth-iac/model";
import { isChosen } from "../support/engine-choice.ts";
import { describeOnEngines } from "../support/engines.ts";
import { block, expression, type HclValue, resource } from "../support/hcl.ts";
import { outsideOf } from "../support/outside.ts";
import { everythingOf, leastOf } from "../support/sample-values.ts";
import { story } from "../support/story.ts";
import { prepare } from "./prepared.ts";

/*
 * What the reference is known to do wrong (numbers of its list), save for what other files try: 3, 4, 27, 28 in
 * mdm-sync and webhook-test, 8, 10, 13, 14 in every-resource and partial-failure, 15 in reference-compatibility, 16 in
 * settings, 17, 25 in secrets, 19 in partial-failure, 23 in unknowns, 24 in json-forms, 26 in bad-input.
 */
describeOnEngines("the reference's defects are not ours:", (engine) => {
  describe.each(Object.values<Resource>(resources))("$name", (one) => {
    // 1
    story(
      engine,
      "a minimal configuration never ends in an inconsistent result, whatever the server has",
      async (world) => {
        const { terraform, govApi } = world;
        await prepare(world, one);
        const least = leastOf(one);
        if (one.routes.update !== undefined) {
          const identity = Object.fromEntries(
            one.identity.flatMap((name) => (name in least ? [[name, least[name] ?? null]] : [])),
          );
          const isKnown = Object.keys(identity).length === one.identity.length;
          if (isKnown) await outsideOf(govApi, one, identity).change({ ...everythingOf(one, 1), ...least });
        }
        await terraform.configure(resource(`thoth_${one.name}.it`, least));
        expect((await terraform.apply()).errors).toEqual([]);
        const { changes, drift } = await terraform.plan();
        expect({ changes, drift }).toEqual({ changes: [], drift: [] });
      },
    );
  });

  // 5
  story(
    engine,
    "unknown values never survive a creation, however little the server answers",
    async ({ terraform, govApi }) => {
      const bare = { policy_id: "p", name: "it", provider: "chrome" };
      govApi.proxy.inject({
        on: "POST /thoth/browser/policies",
        fault: { answer: 200, body: JSON.stringify(bare) },
        times: 1,
      });
      govApi.proxy.inject({ on: "PUT /thoth/settings", fault: { answer: 200, body: "{}" }, times: 1 });
      await terraform.configure(
        resource("thoth_browser_policy.it", { name: "it", provider_name: "chrome", policy: {} }),
        resource("thoth_governance_settings.all", { shadow_low: "block" }),
      );
      await terraform.apply();
      const state = await terraform.state();
      expect(state.at("thoth_browser_policy.it")).toMatchObject({ id: "p", compiled_policy_json: null, version: null });
      expect(state.at("thoth_governance_settings.all")).toMatchObject({ model_router_enabled: null, id: "acme" });
    },
  );

  // 7
  story(engine, "another order is no difference, where order means nothing", async ({ terraform, govApi }) => {
    const settings = (turned: boolean, failover: readonly string[]) => {
      const list = (...items: readonly string[]) => (turned ? items.toReversed() : items);
      return resource("thoth_governance_settings.all", {
        regulatory_regimes: list("soc2", "hipaa", "gdpr"),
        secret_broker_allowed_hosts: list("b.example.com", "a.example.com"),
        model_router_allowed_providers: list("openai", "anthropic"),
        model_router_allowed_models: list("small", "large"),
        model_router_failover_providers: failover,
      });
    };
    await terraform.configure(settings(false, ["openai", "anthropic"]));
    await terraform.apply();
    expect((await terraform.plan()).changes).toEqual([]);
    await terraform.configure(settings(true, ["openai", "anthropic"]));
    expect((await terraform.plan()).changes).toEqual([]);
    // The first to be tried is another: that is a difference.
    await terraform.configure(settings(true, ["anthropic", "openai"]));
    expect((await terraform.apply()).changes).toEqual(["update thoth_governance_settings.all"]);
    expect((await terraform.plan()).changes).toEqual([]);
    const { body } = await govApi.call("GET /thoth/settings");
    expect(valueAt(body, ["model_router", "failover_providers"])).toEqual(["anthropic", "openai"]);
  });

  // 20
  story(
    engine,
    "a refresh costs pages, not calls per instance, and pages are followed",
    async ({ terraform, govApi }) => {
      const route = "GET /thoth/browser/policies";
      const policies = (name: string, count: number) =>
        resource(`thoth_browser_policy.${name}`, { count, name, provider_name: "chrome", policy: {} });
      await terraform.configure(policies("own", 25));
      await terraform.apply();
      const before = govApi.proxy.requests.length;
      await terraform.plan();
      expect(govApi.proxy.requests.slice(before).map((request) => request.route)).toEqual([route]);

      // More than fit into one page of the server; once, as they take a while to make.
      const more = isChosen(engine) ? 1100 : 100;
      const others = Array.from({ length: more }, (_, at) => ({
        policy_id: `other-${at}`,
        name: "other",
        provider: "firefox",
        policy: {},
      }));
      for (const other of others) await govApi.call("POST /thoth/browser/policies", other);
      const all = block(["data", "thoth_browser_policies", "all"], {});
      const total = block(["output", "total"], { value: expression("data.thoth_browser_policies.all.total") });
      await terraform.configure(policies("own", 25), all, total);
      const then = govApi.proxy.requests.length;
      expect((await terraform.apply()).changes).toEqual([]);
      expect((await terraform.state()).outputs).toEqual({ total: 25 + more });
      expect(govApi.proxy.requests.length - then).toBeLessThan(15);
    },
  );

  // 21
  story(
    engine,
    "a creation is tried again after a 429, and not before the server allows it",
    async ({ terraform, govApi }) => {
      govApi.proxy.inject({
        on: "POST /thoth/browser/policies",
        fault: { answer: 429, headers: { "retry-after": "1" }, body: '{"error":"rate_limited"}' },
        times: 1,
      });
      await terraform.configure(
        resource("thoth_browser_policy.it", { name: "it", provider_name: "chrome", policy: {} }),
      );
      const start = Date.now();
      await terraform.apply();
      expect(Date.now() - start).toBeGreaterThan(1000);
      expect(valueAt((await govApi.call("GET /thoth/browser/policies")).body, ["total"])).toBe(1);
    },
  );

  // 22
  story(engine, "identifiers of any text are escaped, and found again", async ({ terraform, govApi }) => {
    const ids = ["a/b", "50% + é?#", "..", 'quote"', "x".repeat(200)];
    const enrollments = ids.map((id, at) =>
      resource(`thoth_browser_enrollment.e${at}`, {
        enrollment_id: id,
        provider_name: "chrome",
        user_id: "u",
        device_id: "d",
      }),
    );
    await terraform.configure(...enrollments);
    await terraform.apply();
    expect((await terraform.plan()).changes).toEqual([]);
    for (const [at, id] of ids.entries()) {
      await terraform.ok(["state", "rm", `thoth_browser_enrollment.e${at}`]);
      await terraform.ok(["import", "-no-color", `thoth_browser_enrollment.e${at}`, id]);
    }
    expect((await terraform.plan()).changes).toEqual([]);
    expect(valueAt((await govApi.call("GET /thoth/browser/enrollments")).body, ["total"])).toBe(ids.length);
  });

  // 23
  story(engine, "a Pulumi that is only installed does not relabel Terraform", async ({ terraform, govApi }) => {
    await terraform.configure(resource("thoth_siem_settings.all", { siem_provider: "splunk" }));
    await terraform.apply({ env: { PULUMI_HOME: "/home/someone/.pulumi" } });
    for (const { headers } of govApi.proxy.requests) {
      expect(headers).toMatchObject({
        "x-aten-provisioned-via": "terraform",
        "x-aten-provisioner": "terraform-provider-thoth",
        "user-agent": expect.stringMatching(/^terraform-provider-thoth\//),
      });
    }
  });

  // 25
  story(engine, "the settings document of the data source is not shown in the open", async ({ terraform, govApi }) => {
    await govApi.call("PUT /thoth/settings", {
      x_internal: { api_token: "token-of-others-0123", note: "internal note" },
    });
    const data = block(["data", "thoth_tenant_settings", "now"], {});
    const output = (more: { readonly [name: string]: HclValue }) =>
      block(["output", "all"], { value: expression("data.thoth_tenant_settings.now.settings_json"), ...more });
    await terraform.configure(data, output({}));
    expect((await terraform.refused("plan")).errors).toMatchObject([{ summary: expect.stringMatching(/sensitive/i) }]);
    await terraform.configure(data, output({ sensitive: true }));
    await terraform.apply();
    const { all } = (await terraform.state()).outputs;
    const document: JsonValue = JSON.parse(String(all));
    expect(document).toMatchObject({ x_internal: { note: "internal note" } });
    expect(JSON.stringify(document)).not.toContain("token-of-others-0123");
    expect(terraform.printed()).not.toContain("internal note");
  });
});
