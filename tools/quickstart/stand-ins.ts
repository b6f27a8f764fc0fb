import { randomBytes } from "node:crypto";
import { type Jamf, startJamf } from "../../test/support/jamf.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../../test/support/webhook-receiver.ts";

/** The two things of a company's that a newcomer lacks. */
export interface StandIns {
  readonly receiver: WebhookReceiver;
  readonly receiverSecret: string;
  readonly jamf: Jamf;
  readonly computers: number;
  readonly close: () => Promise<void>;
}

const computers = [
  { id: "101", name: "mac-101", user: "ada@example.com" },
  { id: "102", name: "mac-102", user: "grace@example.com" },
  { id: "103", name: "mac-103", user: "alan@example.com" },
  { id: "104", name: "mac-104" },
];

/** Starts a webhook receiver that verifies signatures, and a Jamf Pro with a few computers. */
export async function startStandIns(): Promise<StandIns> {
  const receiverSecret = `whsec_${randomBytes(24).toString("base64")}`;
  const [receiver, jamf] = await Promise.all([
    startWebhookReceiver({ secret: receiverSecret }),
    startJamf({ computers }),
  ]);
  return {
    receiver,
    receiverSecret,
    jamf,
    computers: computers.length,
    close: async () => void (await Promise.all([receiver.close(), jamf.close()])),
  };
}
