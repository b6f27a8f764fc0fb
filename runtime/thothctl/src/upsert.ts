import { type Client, lifecycleOf, type Written } from "@thoth-iac/client";
import { plan, type Resource, UNKNOWN, type Values } from "@thoth-iac/model";
import type { World } from "./command.ts";

/**
 * Creates an instance, or changes the one of that identity. What is left out is left to the server, which keeps what it
 * has: a default of the model would undo what somebody else set. State tells what the server then has.
 */
export function upsert(
  client: Client,
  resource: Resource,
  { inputs, stop }: { readonly inputs: Values; readonly stop: World["stop"] },
): Promise<Written> {
  const made = plan(resource, { configuration: inputs });
  const open = resource.attributes.filter(({ name, wire }) => wire !== undefined && inputs[name] === undefined);
  const planned: Values = { ...made.planned, ...Object.fromEntries(open.map(({ name }) => [name, UNKNOWN])) };
  return lifecycleOf(client, { signal: stop }).create(resource, { plan: { ...made, planned }, configuration: inputs });
}
