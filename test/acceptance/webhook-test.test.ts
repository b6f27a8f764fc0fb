import { expect } from "@jest/globals";
import { describeOnEngines } from "../support/engines.ts";
import { expression, resource } from "../support/hcl.ts";
import { story } from "../support/story.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";
import { signingSecret, withReceiver } from "./prepared.ts";

const address = "thoth_webhook_test.it";
const settings = (url: string) =>
  resource("thoth_webhook_settings.all", { webhook_enabled: true, webhook_url: url, webhook_secret: signingSecret });
const test = (trigger: string) =>
  resource(address, { trigger, depends_on: expression("[thoth_webhook_settings.all]") });

describeOnEngines("a webhook test", (engine) => {
  story(engine, "is delivered once per trigger, signed so that an independent library verifies it", async (world) => {
    const { terraform } = world;
    const receiver = await startWebhookReceiver({ secret: signingSecret });
    world.finally(receiver.close);
    await terraform.configure(settings(receiver.url), test("one"));
    await terraform.apply();
    await terraform.apply();
    expect(receiver.deliveries).toMatchObject([{ verified: true }]);
    const state = (await terraform.state()).at(address);
    expect(state).toMatchObject({ status: "delivered", http_status: 204, error: null });
    expect(state.id).toBe(`acme/${state.tested_at}`);
    await terraform.configure(settings(receiver.url), test("two"));
    expect((await terraform.apply()).changes).toEqual([`replace ${address}`]);
    expect(receiver.deliveries.map(({ verified }) => verified)).toEqual([true, true]);
  });

  // Defect 27: a test that failed and still counted as done.
  story(engine, "that the receiver refuses, fails the apply and is tried again", async (world) => {
    const { terraform, govApi } = world;
    const refusing = await withReceiver(world, "refuse");
    await terraform.configure(resource(address, { trigger: "one" }));
    const { errors } = await terraform.refused("apply");
    expect(errors).toMatchObject([{ detail: expect.stringMatching(/503/) }]);
    expect(refusing.deliveries).toHaveLength(1);
    const receiver = await startWebhookReceiver({ secret: signingSecret });
    world.finally(receiver.close);
    await govApi.call("PUT /thoth/settings", { webhook: { enabled: true, url: receiver.url, secret: signingSecret } });
    await terraform.apply();
    expect(receiver.deliveries).toMatchObject([{ verified: true }]);
    expect((await terraform.plan()).changes).toEqual([]);
  });

  story(engine, "without a webhook tells what to set, and leaves nothing in state", async ({ terraform }) => {
    await terraform.configure(resource(address, {}));
    const { errors } = await terraform.refused("apply");
    expect(errors).toMatchObject([{ detail: expect.stringMatching(/webhook\.enabled.*webhook\.url/) }]);
    expect((await terraform.state()).instances).toEqual([]);
  });

  story(engine, "cannot be imported, and says so", async ({ terraform }) => {
    await terraform.configure(resource(address, {}));
    const { code, stderr } = await terraform.run(["import", "-no-color", address, "acme/2026-01-01T00:00:00Z"]);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/cannot be imported/) });
    expect((await terraform.state()).instances).toEqual([]);
  });

  story(
    engine,
    "on each change of the settings only warns when it fails, and underlines what asked for it",
    async (world) => {
      const { terraform, govApi } = world;
      const receiver = await startWebhookReceiver({ secret: signingSecret, behaviour: "refuse" });
      world.finally(receiver.close);
      const body = { webhook_enabled: true, webhook_url: receiver.url, test_webhook_on_apply: true };
      await terraform.configure(resource("thoth_webhook_settings.all", body));
      const { warnings } = await terraform.apply();
      expect(warnings).toMatchObject([{ detail: expect.stringMatching(/503/) }]);
      expect(warnings[0]?.snippet?.code).toMatch(/test_webhook_on_apply/);
      expect(receiver.deliveries).toHaveLength(1);
      expect((await terraform.plan()).changes).toEqual([]);
      await terraform.configure(resource("thoth_webhook_settings.all", { ...body, test_webhook_on_apply: false }));
      await terraform.apply();
      expect(receiver.deliveries).toHaveLength(1);
      expect((await govApi.call("GET /thoth/settings")).body).toMatchObject({ webhook: { enabled: true } });
    },
  );
});
