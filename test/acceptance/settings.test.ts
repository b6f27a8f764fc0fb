import { expect } from "@jest/globals";
import { type JsonValue, valueAt } from "@thoth-iac/model";
import { isNewest } from "../support/engine-choice.ts";
import { describeOnEngines } from "../support/engines.ts";
import { block, expression, resource } from "../support/hcl.ts";
import { story, type World } from "../support/story.ts";
import { signingSecret, withReceiver } from "./prepared.ts";

const round = (text: string) => expression(`"${text}\${var.round}"`);
const fourResources = [
  block(["variable", "round"], { type: expression("number") }),
  resource("thoth_governance_settings.all", { model_router_default_model: round("model-") }),
  resource("thoth_webhook_settings.all", { webhook_url: round("https://events.example.com/") }),
  resource("thoth_siem_settings.all", { siem_webhook_url: round("https://siem.example.com/") }),
  resource("thoth_pam_settings.all", { pam_request_url: round("https://pam.example.com/") }),
];
const written = (count: number) => ({
  model_router: { default_model: `model-${count}` },
  webhook: { url: `https://events.example.com/${count}` },
  siem: { webhook: { url: `https://siem.example.com/${count}` } },
  pam: { request_url: `https://pam.example.com/${count}` },
});

describeOnEngines("the settings document", (engine) => {
  const rounds = isNewest(engine) ? 50 : 10;

  // Defect 16: read, modify and write without any precondition.
  story(engine, `loses nothing of four resources that write it in parallel, ${rounds} times`, async (world) => {
    const { terraform, govApi } = world;
    await terraform.configure(...fourResources);
    for (let count = 0; count < rounds; count++) {
      // Half of the time the server gives no ETag, as the product's does, and somebody else writes in between.
      govApi.proxy.heal();
      if (count % 2 === 1) govApi.proxy.inject({ on: "GET /thoth/settings", fault: "no_etag" });
      const args = [`-var=round=${count}`, ...(count === 0 ? [] : ["-refresh=false"])];
      const [{ changes }] = await Promise.all([
        terraform.apply({ args }),
        count % 2 === 0 && writeOutside(world, count),
      ]);
      expect(changes).toHaveLength(4);
      const { body } = await govApi.call("GET /thoth/settings");
      expect(body).toMatchObject(written(count));
      if (count % 2 === 0) expect(body).toMatchObject({ x_others: count });
    }
  });

  story(engine, "keeps what others have put into it, their secrets included", async (world) => {
    const { terraform, govApi } = world;
    const receiver = await withReceiver(world);
    const { body: theirs } = await govApi.call("GET /thoth/settings");
    await govApi.call("PUT /thoth/settings", { ...Object(theirs), x_of_others: [1] });
    await terraform.configure(
      resource("thoth_webhook_settings.all", { webhook_enabled: true }),
      resource("thoth_siem_settings.all", { siem_provider: "splunk" }),
    );
    await terraform.apply();
    const { body } = await govApi.call("GET /thoth/settings");
    expect(body).toMatchObject({ webhook: { url: receiver.url }, x_of_others: [1], siem: { provider: "splunk" } });
    // Nobody shows the secret, but it still signs.
    expect((await govApi.call("POST /thoth/settings/webhook/test")).body).toMatchObject({ status: "delivered" });
  });

  story(engine, "loses one attribute when one is taken out of the configuration, and nothing else", async (world) => {
    const { terraform, govApi } = world;
    const all = { siem_provider: "splunk", siem_webhook_enabled: true, siem_webhook_url: "https://siem.example.com/a" };
    await terraform.configure(resource("thoth_siem_settings.all", all));
    await terraform.apply();
    const { siem_provider: _, ...rest } = all;
    await terraform.configure(resource("thoth_siem_settings.all", rest));
    expect((await terraform.apply()).changes).toEqual(["update thoth_siem_settings.all"]);
    const { body } = await govApi.call("GET /thoth/settings");
    expect(valueAt(body, ["siem"])).toEqual({ webhook: { enabled: true, url: "https://siem.example.com/a" } });
    expect((await terraform.plan()).changes).toEqual([]);
  });

  story(engine, "is cleared by a null as by leaving out", async ({ terraform, govApi }) => {
    const settings = (url: JsonValue) =>
      resource("thoth_pam_settings.all", { pam_provider: "okta", pam_request_url: url });
    await terraform.configure(settings("https://pam.example.com/challenge"));
    await terraform.apply();
    await terraform.configure(settings(null));
    await terraform.apply();
    const { body } = await govApi.call("GET /thoth/settings");
    expect(valueAt(body, ["pam", "request_url"]) ?? null).toBe(null);
    expect((await terraform.plan()).changes).toEqual([]);
  });

  for (const [form, said] of [
    ["extra_settings_json", JSON.stringify],
    ["extra_settings", (value: JsonValue) => value],
  ] as const) {
    story(
      engine,
      `shows drift in ${form}, and drops the keys that it no longer names`,
      async ({ terraform, govApi }) => {
        const settings = (extra: JsonValue) => resource("thoth_governance_settings.all", { [form]: said(extra) });
        await terraform.configure(settings({ x_one: { a: 1, b: [true] }, x_two: "kept" }));
        await terraform.apply();
        expect((await terraform.plan()).changes).toEqual([]);

        const { body } = await govApi.call("GET /thoth/settings");
        await govApi.call("PUT /thoth/settings", { ...Object(body), x_one: { a: 2, b: [true], c: "of others" } });
        expect((await terraform.plan()).changes).toEqual(["update thoth_governance_settings.all"]);
        await terraform.apply();
        expect((await govApi.call("GET /thoth/settings")).body).toMatchObject({
          x_one: { a: 1, b: [true], c: "of others" },
          x_two: "kept",
        });

        await terraform.configure(settings({ x_two: "kept" }));
        await terraform.apply();
        expect((await terraform.plan()).changes).toEqual([]);
        const after = (await govApi.call("GET /thoth/settings")).body;
        expect(after).toMatchObject({ x_two: "kept" });
        expect(valueAt(after, ["x_one", "a"]) ?? null).toBe(null);
      },
    );
  }

  story(engine, "moves between one resource and four without a change", async ({ terraform, govApi }) => {
    const governance = { shadow_high: "step_up", tool_risk_overrides: { "shell.exec": "critical" } };
    const webhook = { webhook_url: "https://events.example.com/", webhook_secret: signingSecret };
    await terraform.configure(resource("thoth_tenant_settings.all", governance));
    await terraform.apply();
    const before = (await govApi.call("GET /thoth/settings")).body;

    const [single, split] = ["thoth_tenant_settings.all", "thoth_governance_settings.all"];
    const moved = (from: string, to: string) => block(["moved"], { from: expression(from), to: expression(to) });
    await terraform.configure(resource(split, governance), moved(single, split));
    expect((await terraform.apply()).changes.filter((change) => !change.startsWith("move"))).toEqual([]);
    expect((await terraform.state()).instances.map(({ address }) => address)).toEqual([split]);
    expect((await terraform.plan()).changes).toEqual([]);

    await terraform.configure(resource(single, governance), moved(split, single));
    await terraform.apply();
    expect((await terraform.plan()).changes).toEqual([]);
    expect((await govApi.call("GET /thoth/settings")).body).toEqual(before);

    // What the narrower resource does not have stays on the server, and the person is told.
    await terraform.configure(resource(single, { ...governance, ...webhook }));
    await terraform.apply();
    await terraform.configure(resource(split, governance), moved(single, split));
    const { warnings } = await terraform.apply();
    expect(warnings.map(({ detail }) => detail)).toContainEqual(expect.stringContaining("webhook_url"));
    const { body } = await govApi.call("GET /thoth/settings");
    expect(body).toMatchObject({ webhook: { url: "https://events.example.com/" } });
  });

  story(engine, "is not taken for gone when its address is wrong", async ({ terraform, govApi }) => {
    await terraform.configure(resource("thoth_siem_settings.all", { siem_provider: "splunk" }));
    await terraform.apply();
    govApi.proxy.inject({ on: "GET /thoth/settings", fault: { answer: 404, body: '{"error":"not_found"}' } });
    expect((await terraform.refused("apply")).errors).toMatchObject([{ detail: expect.stringMatching(/404/) }]);
    expect((await terraform.state()).instances).toHaveLength(1);
  });
});

async function writeOutside({ govApi }: World, count: number): Promise<void> {
  for (;;) {
    const { body, headers } = await govApi.call("GET /thoth/settings");
    const changed = { ...Object(body), x_others: count };
    const answer = await govApi.call("PUT /thoth/settings", changed, { "if-match": headers.get("etag") ?? "" });
    if (answer.status === 200) return;
    expect(answer.status).toBe(412);
  }
}
