import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { webhookSignature } from "./webhook-signature.ts";

const id = fc.string({ minLength: 1 }).filter((text) => !text.includes("."));
const seconds = () => Math.floor(Date.now() / 1000);

test("a signature with any whsec_ secret satisfies the library of the Standard Webhooks project", () => {
  const secret = fc
    .uint8Array({ minLength: 24, maxLength: 64 })
    .map((bytes) => `whsec_${Buffer.from(bytes).toString("base64")}`);
  fc.assert(
    fc.property(id, secret, fc.json(), (messageId, key, body) => {
      const timestamp = seconds();
      const signature = webhookSignature({ id: messageId, timestamp, body }, key);
      const headers = { "webhook-id": messageId, "webhook-timestamp": `${timestamp}`, "webhook-signature": signature };
      expect(() => new Webhook(key).verify(body, headers)).not.toThrow();
      expect(() => new Webhook(key).verify(`${body} `, headers)).toThrow();
    }),
  );
});

test("a signature with any other secret uses the bytes of its text", () => {
  fc.assert(
    fc.property(id, fc.string({ minLength: 1, unit: "grapheme" }), (messageId, key) => {
      const timestamp = seconds();
      const signature = webhookSignature({ id: messageId, timestamp, body: "{}" }, key);
      const headers = { "webhook-id": messageId, "webhook-timestamp": `${timestamp}`, "webhook-signature": signature };
      expect(() => new Webhook(Buffer.from(key), { format: "raw" }).verify("{}", headers)).not.toThrow();
    }),
  );
});
