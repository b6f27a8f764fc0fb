import { expect, test } from "@jest/globals";
import { App, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { SiemWebhook, type SiemWebhookProps } from "./siem-webhook.ts";
import { ThothProvider } from "./thoth-provider.ts";

/** CDK Terrain takes write-only attributes only from who says that Terraform is new enough for them. */
const context = { targetVersions: { terraform: ">=1.11.0", opentofu: ">=1.11.0" } };

function emptyStack(): TerraformStack {
  const stack = new TerraformStack(new App({ context }), "prod");
  new ThothProvider(stack, "thoth", {});
  return stack;
}

function synthesized(stack: TerraformStack) {
  return JSON.parse(Testing.synth(stack, true));
}

function resourcesOf(props: SiemWebhookProps) {
  const stack = emptyStack();
  new SiemWebhook(stack, "events", props);
  return synthesized(stack).resource;
}

test("a webhook and a SIEM are made and tested, the test after both", () => {
  const stack = emptyStack();
  const secret = new TerraformVariable(stack, "webhook_secret", { type: "string", sensitive: true });
  new SiemWebhook(stack, "events", {
    webhookEnabled: true,
    webhookUrl: "https://events.example.com/thoth",
    webhookSecretWo: secret.stringValue,
    webhookSecretWoVersion: 3,
    siemProvider: "splunk",
    siemWebhookUrl: "https://splunk.example.com/collector",
  });
  expect(synthesized(stack).resource).toEqual({
    thoth_webhook_settings: {
      events_26E65764: {
        webhook_enabled: true,
        webhook_url: "https://events.example.com/thoth",
        webhook_secret_wo: "${var.webhook_secret}",
        webhook_secret_wo_version: 3,
      },
    },
    thoth_siem_settings: {
      events_Siem_02884D80: {
        siem_provider: "splunk",
        siem_webhook_url: "https://splunk.example.com/collector",
      },
    },
    thoth_webhook_test: {
      events_Test_F7D437E3: {
        depends_on: ["thoth_webhook_settings.events_26E65764", "thoth_siem_settings.events_Siem_02884D80"],
        trigger:
          "webhookUrl=https://events.example.com/thoth webhookSecretWoVersion=3 siemWebhookUrl=https://splunk.example.com/collector",
      },
    },
  });
});

test("the test is sent again when an address or the version of a secret changes, and not when another prop does", () => {
  const first = { webhookEnabled: true, webhookUrl: "https://a.example.com", siemWebhookUrl: "https://s.example.com" };
  const triggerOf = (change: SiemWebhookProps) => {
    const [[, made] = []] = Object.entries(resourcesOf({ ...first, ...change }).thoth_webhook_test);
    return Object(made).trigger;
  };
  const before = triggerOf({});
  for (const change of [
    { webhookUrl: "https://b.example.com" },
    { siemWebhookUrl: "https://t.example.com" },
    { webhookSecretWo: "${var.a}", webhookSecretWoVersion: 2 },
    { siemWebhookSecretWo: "${var.a}", siemWebhookSecretWoVersion: 2 },
  ])
    expect(triggerOf(change)).not.toBe(before);
  expect(triggerOf({ siemProvider: "sentinel", testWebhookOnApply: true })).toBe(before);
  expect(triggerOf({ testTrigger: "2026-01" })).toBe("2026-01");
});

test.each([
  [{ webhookUrl: "https://a.example.com" }, false],
  [{ webhookUrl: "https://a.example.com", webhookEnabled: false }, false],
  [{ webhookUrl: "https://a.example.com", webhookEnabled: true }, true],
  [{ webhookUrl: "https://a.example.com", webhookEnabled: Token.asAny("${var.on}") }, true],
  [{ siemWebhookUrl: "https://a.example.com", siemWebhookEnabled: true }, true],
  [{ webhookUrl: "https://a.example.com", webhookEnabled: true, sendTest: false }, false],
  [{ webhookUrl: "https://a.example.com", sendTest: true }, true],
])("of %j a test is sent: %s", (props, isSent) => {
  expect(Object.hasOwn(resourcesOf(props), "thoth_webhook_test")).toBe(isSent);
});

test("an address and a version that are known later are in the trigger too", () => {
  const stack = emptyStack();
  const url = new TerraformVariable(stack, "url", { type: "string" });
  const version = new TerraformVariable(stack, "version", { type: "number" });
  new SiemWebhook(stack, "events", {
    webhookEnabled: true,
    webhookUrl: url.stringValue,
    webhookSecretWo: "${var.secret}",
    webhookSecretWoVersion: version.numberValue,
  });
  expect(Object.values(synthesized(stack).resource.thoth_webhook_test)).toMatchObject([
    { trigger: "webhookUrl=${var.url} webhookSecretWoVersion=${var.version}" },
  ]);
});

test("a SIEM of which nothing is given is not made", () => {
  expect(Object.keys(resourcesOf({ webhookEnabled: false }))).toEqual(["thoth_webhook_settings"]);
});

test("a webhook that is managed elsewhere makes nothing", () => {
  const stack = emptyStack();
  const attributes = { webhookUrl: "https://a.example.com" };
  expect(SiemWebhook.fromSiemWebhookAttributes(stack, "events", attributes).webhookUrl).toBe("https://a.example.com");
  expect(synthesized(stack).resource).toBeUndefined();
});
