import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Webhook } from "standardwebhooks";
import { listening } from "./listening.ts";

/** A delivery as it arrived, and what the independent verifier says of it. */
export interface Delivery {
  readonly verified: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a receiver is set up. */
export interface WebhookReceiverOptions {
  /** As the tenant's settings have it: `whsec_` and base64, or any other text, whose bytes are the key. */
  readonly secret: string;
  /** What it does with a delivery; verified ones are answered with 204 and others with 401 unless this says otherwise. */
  readonly behaviour?: "answer" | "refuse" | "redirect" | "silence";
}

/** A running receiver. */
export interface WebhookReceiver {
  readonly url: string;
  readonly deliveries: readonly Delivery[];
  /** Resolves when so many deliveries have arrived. */
  readonly received: (count: number) => Promise<readonly Delivery[]>;
  readonly close: () => Promise<void>;
}

/** Starts a receiver over real HTTP that verifies each delivery with the library of the Standard Webhooks project. */
export async function startWebhookReceiver({
  secret,
  behaviour = "answer",
}: WebhookReceiverOptions): Promise<WebhookReceiver> {
  const verifier = secret.startsWith("whsec_")
    ? new Webhook(secret)
    : new Webhook(Buffer.from(secret), { format: "raw" });
  const deliveries: Delivery[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    receive(request, verifier).then(
      (delivery) => {
        deliveries.push(delivery);
        for (const { count, resolve } of waiting) if (deliveries.length >= count) resolve();
        respond(response, behaviour, delivery.verified);
      },
      () => response.destroy(),
    );
  });
  const { url, close } = await listening(server);
  return {
    url: `${url}/thoth`,
    deliveries,
    received: async (count) => {
      if (deliveries.length < count) await new Promise<void>((resolve) => waiting.push({ count, resolve }));
      return deliveries;
    },
    close,
  };
}

async function receive(request: IncomingMessage, verifier: Webhook): Promise<Delivery> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks).toString("utf8");
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return { verified: verifies(verifier, body, headers), headers, body };
}

function verifies(verifier: Webhook, body: string, headers: Readonly<Record<string, string>>): boolean {
  try {
    verifier.verify(body, { ...headers });
    return true;
  } catch {
    return false;
  }
}

function respond(response: ServerResponse, behaviour: WebhookReceiverOptions["behaviour"], verified: boolean): void {
  if (behaviour === "silence") return;
  if (behaviour === "redirect") response.writeHead(302, { location: "http://127.0.0.1:1/elsewhere" });
  else if (behaviour === "refuse") response.writeHead(503);
  else response.writeHead(verified ? 204 : 401);
  response.end();
}
