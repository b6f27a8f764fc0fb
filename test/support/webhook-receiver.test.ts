import { afterEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type GovApiInMemory, govApiInMemory } from "./govapi.ts";
import { startWebhookReceiver, type WebhookReceiver, type WebhookReceiverOptions } from "./webhook-receiver.ts";

const whsec = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const open: { close: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const { close } of open.splice(0)) await close();
});

async function started(
  options: WebhookReceiverOptions,
): Promise<{ receiver: WebhookReceiver; govapi: GovApiInMemory }> {
  const receiver = await startWebhookReceiver(options);
  const govapi = await govApiInMemory({ allowPrivateTargets: true });
  open.push(receiver, govapi.app);
  return { receiver, govapi };
}

describe("a webhook test", () => {
  test.each([whsec, "a plain secret, taken as its bytes"])(
    "is delivered with a signature that an independent library verifies (%s)",
    async (secret) => {
      const { receiver, govapi } = await started({ secret });
      await govapi.call("PUT /thoth/settings", { webhook: { enabled: true, url: receiver.url, secret } });
      const answer = await govapi.call("POST /thoth/settings/webhook/test", {});
      expect(answer).toMatchObject({ status: 200, body: { status: "delivered", http_status: 204, error: null } });
      const [delivery] = await receiver.received(1);
      expect(delivery?.verified).toBe(true);
      expect(JSON.parse(delivery?.body ?? "")).toMatchObject({
        type: "webhook.test",
        data: { tenant_id: "acme", destination_channel: "webhook" },
      });
    },
  );

  test("fails when the receiver knows another secret", async () => {
    const { receiver, govapi } = await started({ secret: whsec });
    await govapi.call("PUT /thoth/settings", {
      webhook: { enabled: true, url: receiver.url, secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
    });
    const answer = await govapi.call("POST /thoth/settings/webhook/test", {});
    expect(answer).toMatchObject({ status: 200, body: { status: "failed", http_status: 401 } });
    expect(receiver.deliveries[0]?.verified).toBe(false);
  });

  test("goes to the SIEM's webhook when only that one is enabled", async () => {
    const { receiver, govapi } = await started({ secret: whsec });
    await govapi.call("PUT /thoth/settings", {
      siem: { provider: "splunk", webhook: { enabled: true, url: receiver.url, secret: whsec } },
    });
    await govapi.call("POST /thoth/settings/webhook/test", {});
    const [delivery] = await receiver.received(1);
    expect(JSON.parse(delivery?.body ?? "")).toMatchObject({
      data: { destination_channel: "siem", siem_provider: "splunk" },
    });
  });

  test("follows no redirect", async () => {
    const { receiver, govapi } = await started({ secret: whsec, behaviour: "redirect" });
    await govapi.call("PUT /thoth/settings", { webhook: { enabled: true, url: receiver.url, secret: whsec } });
    const answer = await govapi.call("POST /thoth/settings/webhook/test", {});
    expect(answer.body).toMatchObject({
      status: "failed",
      http_status: 302,
      error: expect.stringContaining("Redirects are not followed"),
    });
  });

  test("tells that the receiver refused", async () => {
    const { receiver, govapi } = await started({ secret: whsec, behaviour: "refuse" });
    await govapi.call("PUT /thoth/settings", { webhook: { enabled: true, url: receiver.url, secret: whsec } });
    const answer = await govapi.call("POST /thoth/settings/webhook/test", {});
    expect(answer.body).toMatchObject({ status: "failed", http_status: 503 });
  });

  test("reaches no loopback address unless the server was told to allow it", async () => {
    const receiver = await startWebhookReceiver({ secret: whsec });
    const govapi = await govApiInMemory();
    open.push(receiver, govapi.app);
    await govapi.call("PUT /thoth/settings", { webhook: { enabled: true, url: receiver.url, secret: whsec } });
    const answer = await govapi.call("POST /thoth/settings/webhook/test", {});
    expect(answer.body).toMatchObject({
      status: "failed",
      http_status: null,
      error: expect.stringContaining("not a public one"),
    });
    expect(receiver.deliveries).toEqual([]);
  });

  test.each([
    ["nothing is configured", {}],
    ["the webhook is disabled", { webhook: { enabled: false, url: "https://events.example.com/x" } }],
    ["the webhook has no URL", { webhook: { enabled: true } }],
  ])("is refused as webhook_not_configured when %s", async (_, settings) => {
    const govapi = await govApiInMemory();
    open.push(govapi.app);
    await govapi.call("PUT /thoth/settings", settings);
    const answer = await govapi.call("POST /thoth/settings/webhook/test", {});
    expect(answer).toMatchObject({ status: 400, body: { error: "webhook_not_configured" } });
  });

  test("is sent once however often the request is repeated with one Idempotency-Key, also at the same time", async () => {
    const { receiver, govapi } = await started({ secret: whsec });
    await govapi.call("PUT /thoth/settings", { webhook: { enabled: true, url: receiver.url, secret: whsec } });
    const again = () => govapi.call("POST /thoth/settings/webhook/test", {}, { "idempotency-key": "once" });
    const answers = await Promise.all([again(), again(), again()]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(receiver.deliveries).toHaveLength(1);
  });
});

test("the verifier accepts what is signed with any secret, and nothing that is signed with another", async () => {
  const printable = fc
    .string({ minLength: 1, maxLength: 60 })
    .filter((text) => text.trim() === text && !/^([*•●x]{3,}|.*(redacted|masked|hidden|secret).*)$/i.test(text));
  await fc.assert(
    fc.asyncProperty(printable, printable, async (secret, other) => {
      const { receiver, govapi } = await started({ secret });
      for (const used of [secret, other]) {
        await govapi.call("PUT /thoth/settings", { webhook: { enabled: true, url: receiver.url, secret: used } });
        await govapi.call("POST /thoth/settings/webhook/test", {});
      }
      expect(receiver.deliveries.map(({ verified }) => verified)).toEqual([true, secret === other]);
    }),
    { numRuns: 15 },
  );
});
