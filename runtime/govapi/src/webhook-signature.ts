import { createHmac } from "node:crypto";

/** What a delivery is signed over. */
export interface SignedDelivery {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/**
 * The value of `webhook-signature` (Standard Webhooks, `v1`). A secret that starts with `whsec_` is base64 after that
 * prefix; any other secret is taken as the bytes of its UTF-8 text.
 */
export function webhookSignature(delivery: SignedDelivery, secret: string): string {
  const key = secret.startsWith(prefix) ? Buffer.from(secret.slice(prefix.length), "base64") : Buffer.from(secret);
  const signed = `${delivery.id}.${delivery.timestamp}.${delivery.body}`;
  return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}

const prefix = "whsec_";
