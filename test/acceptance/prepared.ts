import type { Resource } from "@thoth-iac/model";
import { startJamf } from "../support/jamf.ts";
import type { World } from "../support/story.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";

/** A signing secret as the tenant's settings take it. */
export const signingSecret = "whsec_dGhpcy1pcy1vbmx5LWEtdGVzdC1zZWNyZXQtMDE=";

/** What of a story's world it takes to prepare a tenant, on whichever engine. */
type Surroundings = Pick<World, "govApi" | "finally" | "guard">;

/** Puts in place, past Terraform, what the example of a resource stands on. */
export async function prepare(world: Surroundings, { name }: Pick<Resource, "name">): Promise<void> {
  if (name === "mdm_sync") await withJamf(world);
  if (name === "webhook_test") await withReceiver(world);
}

/** A Jamf Pro with three computers, and the tenant's integration with it. */
export async function withJamf(world: Surroundings, options: Parameters<typeof startJamf>[0] = {}) {
  const computers = [{ id: "1", user: "ada@example.com" }, { id: "2", user: "bob@example.com" }, { id: "3" }];
  const jamf = await startJamf({ computers, ...options });
  world.finally(jamf.close);
  world.guard({ name: "Jamf's client secret", text: jamf.clientSecret });
  const config = { base_url: jamf.url, client_id: jamf.clientId, client_secret: jamf.clientSecret };
  const { status, body } = await world.govApi.call("POST /thoth/mdm/providers", { provider: "jamf", config });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return jamf;
}

/** A receiver of webhooks, and the tenant's settings that point at it. */
export async function withReceiver(world: Surroundings, behaviour: "answer" | "refuse" = "answer") {
  const receiver = await startWebhookReceiver({ secret: signingSecret, behaviour });
  world.finally(receiver.close);
  world.guard({ name: "the signing secret", text: signingSecret });
  const { status, body } = await world.govApi.call("PUT /thoth/settings", {
    webhook: { enabled: true, url: receiver.url, secret: signingSecret },
  });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return receiver;
}
