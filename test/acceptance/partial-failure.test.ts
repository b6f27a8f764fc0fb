import { expect } from "@jest/globals";
import { type JsonValue, valueAt } from "@thoth-iac/model";
import { describeOnEngines } from "../support/engines.ts";
import { block, expression, resource } from "../support/hcl.ts";
import type { RunningGovApi } from "../support/running-govapi.ts";
import { story } from "../support/story.ts";

const impatient = block(["provider", "thoth"], { retry_max_attempts: 1 });
const policies = (count: number, name = "policy") =>
  resource("thoth_browser_policy.many", {
    count,
    name: expression(`"${name} \${count.index}"`),
    policy_id: expression('format("id-%d", count.index)'),
    provider_name: "chrome",
    policy: {},
  });
const upsert = "POST /thoth/browser/policies";

describeOnEngines("a failure in the middle of an apply", (engine) => {
  story(engine, "keeps in state what was made when GovAPI dies, and the next apply makes the rest", async (world) => {
    const { terraform, govApi } = world;
    await terraform.configure(impatient, policies(30));
    const dying = govApi.proxy.answered(upsert, 12).then(govApi.stop);
    const { errors } = await terraform.refused("apply");
    await dying;
    expect(errors.length).toBeGreaterThan(0);
    const acknowledged = govApi.proxy.requests.filter(({ route, status }) => route === upsert && status === 200);
    const kept = (await terraform.state()).instances;
    expect(kept.length).toBe(acknowledged.length);
    expect(kept.length).toBeLessThan(30);
    expect(kept.filter(({ tainted }) => tainted)).toEqual([]);

    await govApi.start();
    expect((await terraform.apply()).changes).toHaveLength(30 - kept.length);
    expect((await terraform.plan()).changes).toEqual([]);
    expect(await namesIn(govApi)).toHaveLength(30);
  });

  // Defects 19 and 21: creations that are retried without being idempotent, or not retried at all.
  story(engine, "doubles nothing when the answer to a creation is lost", async ({ terraform, govApi }) => {
    govApi.proxy.inject({ on: upsert, fault: "lose_answer", times: 3 });
    govApi.proxy.inject({ on: upsert, fault: { answer: 429, headers: { "retry-after": "0" } }, times: 1 });
    await terraform.configure(
      resource("thoth_browser_policy.many", { count: 5, name: "same", provider_name: "chrome", policy: {} }),
      resource("thoth_browser_enrollment.one", { provider_name: "chrome", user_id: "u", device_id: "d" }),
    );
    govApi.proxy.inject({ on: "POST /thoth/browser/enrollments", fault: "lose_answer", times: 2 });
    await terraform.apply();
    expect(await namesIn(govApi)).toHaveLength(5);
    expect(valueAt((await govApi.call("GET /thoth/browser/enrollments")).body, ["total"])).toBe(1);
    expect((await terraform.plan()).changes).toEqual([]);
  });

  story(
    engine,
    "writes settings once, and rightly, when the answer to the write is lost",
    async ({ terraform, govApi }) => {
      govApi.proxy.inject({ on: "PUT /thoth/settings", fault: "lose_answer", times: 2 });
      await terraform.configure(
        resource("thoth_siem_settings.all", { siem_provider: "splunk" }),
        resource("thoth_governance_settings.all", { extra_settings: { x_one: 1 } }),
      );
      await terraform.apply();
      expect((await govApi.call("GET /thoth/settings")).body).toMatchObject({ siem: { provider: "splunk" }, x_one: 1 });
      expect((await terraform.plan()).changes).toEqual([]);
    },
  );

  story(engine, "leaves the old values in state of what was not changed", async ({ terraform, govApi }) => {
    await terraform.configure(impatient, policies(4));
    await terraform.apply();
    govApi.proxy.inject({
      on: upsert,
      fault: { answer: 500, body: '{"error":"server_error","message":"disk full"}' },
      after: 2,
    });
    await terraform.configure(impatient, policies(4, "renamed"));
    const { errors } = await terraform.refused("apply", { args: ["-parallelism=1"] });
    expect(errors).toHaveLength(2);
    const names = (await terraform.state()).instances.map(({ attributes }) => attributes.name);
    expect(names.toSorted()).toEqual((await namesIn(govApi)).toSorted());
    govApi.proxy.heal();
    expect((await terraform.apply()).changes).toHaveLength(2);
    expect((await terraform.plan()).changes).toEqual([]);
  });

  // Defect 13: failures of a removal that are only warnings, and leave something alive that nobody knows.
  story(
    engine,
    "keeps in state what could not be removed, and the next destroy removes it",
    async ({ terraform, govApi }) => {
      await terraform.configure(
        impatient,
        policies(3),
        resource("thoth_browser_enrollment.one", { provider_name: "chrome", user_id: "u", device_id: "d" }),
        resource("thoth_mdm_provider.jamf", { provider_name: "jamf" }),
        resource("thoth_siem_settings.all", { siem_provider: "splunk" }),
      );
      await terraform.apply();
      const refusing = { answer: 503, body: '{"error":"unavailable","message":"maintenance"}' };
      for (const on of [
        upsert,
        "POST /thoth/browser/enrollments",
        "POST /thoth/mdm/providers",
        "PUT /thoth/settings",
      ]) {
        govApi.proxy.inject({ on, fault: refusing });
      }
      const { errors } = await terraform.refused("destroy");
      expect(errors).toHaveLength(6);
      expect((await terraform.state()).instances).toHaveLength(6);
      govApi.proxy.heal();
      await terraform.destroy();
      expect((await terraform.state()).instances).toEqual([]);
      const { body } = await govApi.call("GET /thoth/browser/policies");
      expect(body).toMatchObject({ data: [{ active: false }, { active: false }, { active: false }] });
      expect((await govApi.call("GET /thoth/mdm/providers")).body).toMatchObject({ data: [{ enabled: false }] });
      expect((await govApi.call("GET /thoth/browser/enrollments")).body).toMatchObject({
        data: [{ status: "disabled" }],
      });
      expect(valueAt((await govApi.call("GET /thoth/settings")).body, ["siem", "provider"]) ?? null).toBe(null);
    },
  );
});

async function namesIn(govApi: RunningGovApi): Promise<readonly string[]> {
  const rows = valueAt((await govApi.call("GET /thoth/browser/policies")).body, ["data"]);
  return Array.isArray(rows) ? rows.map((row: JsonValue) => String(valueAt(row, ["name"]))) : [];
}
