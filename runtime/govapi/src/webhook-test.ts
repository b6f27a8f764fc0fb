import { error, failure, isRecord, type JsonObject, type JsonValue, success, valueAt } from "@thoth-iac/model";
import { ok } from "./answer.ts";
import type { Operation } from "./operation.ts";
import { OutgoingError, type Send } from "./outgoing.ts";
import { storedDocument } from "./settings-document.ts";
import type { Store } from "./store.ts";
import { webhookSignature } from "./webhook-signature.ts";
import type { Clock, Random } from "./world.ts";

/** What the delivery of a test event needs. */
export interface WebhookTester {
  readonly store: Store;
  readonly send: Send;
  readonly clock: Clock;
  readonly random: Random;
}

/** A receiver has this long to answer. */
const timeoutMs = 15_000;

/**
 * Sends a signed test event to the tenant's webhook or, when only that one is enabled, to the SIEM's. A delivery that
 * fails is a result, not an error of the request.
 */
export function webhookTestOperation(tester: WebhookTester): Operation {
  return {
    route: "POST /thoth/settings/webhook/test",
    within: "nothing",
    run: async ({ tenant, now }) => {
      const settings = await tester.store.read((session) => storedDocument(session, tenant, "/thoth/settings"));
      const destination = destinationIn(settings);
      if (destination === undefined) {
        const detail = "Enable the webhook and give it a URL (webhook.enabled, webhook.url), then test again.";
        return failure(error("webhook_not_configured", { summary: "No webhook to test", detail }));
      }
      const outcome = await deliver(destination, { tenant, now }, tester);
      return success(ok({ ...outcome, destination: destination.channel, tested_at: now }));
    },
  };
}

interface Destination {
  readonly channel: "webhook" | "siem";
  readonly siemProvider: string;
  readonly url: string;
  readonly secret: string | undefined;
}

function destinationIn(settings: JsonObject): Destination | undefined {
  const siem = textAt(settings, "siem", "provider") ?? textAt(settings, "siem", "webhook", "provider") ?? "";
  const at = (channel: Destination["channel"], place: readonly string[]): Destination | undefined => {
    const url = textAt(settings, ...place, "url");
    if (valueAt(settings, [...place, "enabled"]) !== true || url === undefined) return undefined;
    return { channel, siemProvider: siem, url, secret: textAt(settings, ...place, "secret") };
  };
  return at("webhook", ["webhook"]) ?? at("siem", ["siem", "webhook"]);
}

function textAt(document: JsonValue, ...path: readonly string[]): string | undefined {
  const value = isRecord(document) ? valueAt(document, path) : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

interface Event {
  readonly tenant: string;
  readonly now: string;
}

async function deliver(destination: Destination, event: Event, tester: WebhookTester): Promise<JsonObject> {
  const body = JSON.stringify(testEvent(destination, event));
  const id = `msg_${Buffer.from(tester.random(16)).toString("hex")}`;
  const seconds = Math.floor(tester.clock() / 1000);
  const { secret } = destination;
  const headers = {
    "content-type": "application/json",
    "user-agent": "thoth-govapi",
    "webhook-id": id,
    "webhook-timestamp": `${seconds}`,
    // Without a secret there is nothing to sign with; a receiver that verifies will refuse, and the test will tell.
    ...(secret !== undefined && { "webhook-signature": webhookSignature({ id, timestamp: seconds, body }, secret) }),
  };
  try {
    const answer = await tester.send({
      method: "POST",
      url: destination.url,
      headers,
      body,
      timeoutMs,
      maxBytes: 1_048_576,
    });
    const delivered = answer.status >= 200 && answer.status < 300;
    const redirect = answer.status >= 300 && answer.status < 400 ? " Redirects are not followed." : "";
    const failed = `The receiver answered with HTTP ${answer.status}.${redirect}`;
    return { status: delivered ? "delivered" : "failed", http_status: answer.status, error: delivered ? null : failed };
  } catch (cause) {
    if (!(cause instanceof OutgoingError)) throw cause;
    return { status: "failed", http_status: null, error: cause.message };
  }
}

function testEvent({ channel, siemProvider }: Destination, { tenant, now }: Event): JsonObject {
  const data = {
    tenant_id: tenant,
    agent_id: "webhook-test",
    destination_channel: channel,
    siem_provider: siemProvider,
    occurred_at: now,
    action: "TEST",
    risk_tier: "low",
  };
  return { type: "webhook.test", timestamp: now, data };
}
