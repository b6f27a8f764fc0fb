import { expect } from "@jest/globals";
import { type JsonValue, queries, resources, valueAt } from "@thoth-iac/model";
import { describeOnEngines } from "../support/engines.ts";
import { block, expression, resource } from "../support/hcl.ts";
import { exampleOf } from "../support/sample-values.ts";
import { story } from "../support/story.ts";
import { withJamf } from "./prepared.ts";

const data = (type: string, body: Parameters<typeof block>[1] = {}) => block(["data", type, "it"], body);
const whole = (type: string) => block(["output", type], { value: expression(`data.${type}.it`), sensitive: true });

describeOnEngines("a data source", (engine) => {
  story(engine, "reads back what the resources made, in types and as JSON", async (world) => {
    const { terraform, govApi } = world;
    await withJamf(world);
    const made = [resources.governanceSettings, resources.webhookSettings, resources.browserProvider];
    const policy = exampleOf(resources.browserPolicy);
    const enrollment = exampleOf(resources.browserEnrollment);
    const types = Object.values(queries).map(({ name }) => `thoth_${name}`);
    expect(types).toHaveLength(6);
    await terraform.configure(
      ...made.map((one) => resource(`thoth_${one.name}.it`, exampleOf(one))),
      resource("thoth_browser_policy.it", policy),
      resource("thoth_browser_policy.other", { name: "other", provider_name: "firefox", policy: {} }),
      resource("thoth_browser_enrollment.it", enrollment),
      resource("thoth_browser_enrollment.other", { ...enrollment, device_id: "other", status: "pending" }),
      resource("thoth_mdm_sync.it", { provider_name: "jamf", poll_interval_seconds: 1 }),
    );
    await terraform.apply();
    const job = String((await terraform.state()).at("thoth_mdm_sync.it").id);
    await terraform.configure(
      data("thoth_tenant_settings"),
      data("thoth_mdm_providers"),
      data("thoth_mdm_sync_job", { job_id: job }),
      data("thoth_browser_providers"),
      data("thoth_browser_policies", { provider_name: "chrome" }),
      data("thoth_browser_enrollments", { provider_name: "chrome", status: "active" }),
      ...types.map(whole),
    );
    // The resources stay on the server, managed by nobody.
    const keep = (await terraform.state()).instances.map(({ address }) => address);
    await terraform.ok(["state", "rm", ...keep]);
    await terraform.apply();
    const { outputs } = await terraform.state();
    const { body: settings } = await govApi.call("GET /thoth/settings");
    expect(outputs.thoth_tenant_settings).toMatchObject({
      tenant_id: "acme",
      compliance_profile: "soc2",
      shadow_policy: { low: "allow", medium: "step_up", high: "block", critical: "block" },
      tool_risk_overrides: { "shell.exec": "critical" },
      webhook_enabled: true,
      webhook_url: "https://events.example.com/thoth",
    });
    expect(jsonIn(outputs, "thoth_tenant_settings", "settings_json")).toEqual(settings);
    expect(outputs.thoth_mdm_providers).toMatchObject({
      total: 1,
      mdm_providers: [{ provider_name: "jamf", last_sync_status: "succeeded", synced_endpoints: 3 }],
    });
    expect(outputs.thoth_mdm_sync_job).toMatchObject({
      status: "succeeded",
      synced_endpoints: 3,
      provider_name: "jamf",
    });
    expect(outputs.thoth_browser_providers).toMatchObject({
      total: 1,
      browser_providers: [{ provider_name: "chrome" }],
    });
    expect(outputs.thoth_browser_policies).toMatchObject({
      total: 1,
      browser_policies: [{ name: policy.name, version: 1 }],
    });
    expect(outputs.thoth_browser_enrollments).toMatchObject({
      total: 1,
      browser_enrollments: [{ device_id: "mac-0042" }],
    });
    for (const type of types.filter((name) => valueAt(outputs[name], ["data_json"]) !== undefined)) {
      expect(jsonIn(outputs, type, "data_json")).toHaveLength(Number(valueAt(outputs[type], ["total"])));
    }
    expect((await terraform.plan()).changes).toEqual([]);
  });

  story(engine, "of what is not there says so, and where to look", async ({ terraform }) => {
    await terraform.configure(data("thoth_mdm_sync_job", { job_id: "no-such-job" }));
    const { errors } = await terraform.refused("plan");
    expect(errors).toMatchObject([{ detail: expect.stringMatching(/404/) }]);
    await terraform.configure(data("thoth_browser_policies", { provider_name: "opera" }));
    expect((await terraform.refused("plan")).errors).toMatchObject([
      { detail: expect.stringMatching(/chrome.*opera/) },
    ]);
  });
});

function jsonIn(outputs: { readonly [name: string]: JsonValue }, type: string, name: string): JsonValue {
  return JSON.parse(String(valueAt(outputs[type], [name])));
}
