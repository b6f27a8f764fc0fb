import { type Client, type Connected, foreignState, type Lifecycle } from "@thoth-iac/client";
import { type Attribute, documentOf, isAbsent, type Resource, type Values } from "@thoth-iac/model";
import { idOf } from "./instance.ts";

/** What has been made over a connection: what the program said of it. */
type Made = Map<string, Values>;

// The engine configures a provider anew for each of its operations.
const madeOver = new WeakMap<Client, Made>();

/**
 * The connection, on which removing an instance spares its successor. Where an instance gets another name in the program,
 * or is tainted, Pulumi makes the new one before it removes the old one; to GovAPI the two are one if they have the same
 * identity, and it would end switched off. Of what was made in the same operation nothing is removed but what its
 * predecessor alone had set.
 */
export function sparingSuccessors({ client, lifecycle }: Connected): Connected {
  const made: Made = madeOver.get(client) ?? new Map();
  madeOver.set(client, made);
  const sparing: Lifecycle = {
    ...lifecycle,
    create: async (resource, change) => {
      const written = await lifecycle.create(resource, change);
      if (written.state !== undefined) made.set(keyOf(resource, written.state), change.configuration);
      return written;
    },
    remove: async (resource, state) => {
      const successor = made.get(keyOf(resource, state));
      const isForeign = foreignState(resource, state, client.tenantId) !== undefined;
      if (successor === undefined || isForeign) return lifecycle.remove(resource, state);
      if (documentOf(resource.routes) === undefined) return [];
      const isSet = ({ name, twin }: Attribute) =>
        !isAbsent(successor[name]) || (twin !== undefined && !isAbsent(successor[twin]));
      const own = resource.attributes.filter((attribute) => !attribute.input || !isSet(attribute));
      return lifecycle.remove({ ...resource, attributes: own }, state);
    },
  };
  return { client, lifecycle: sparing };
}

function keyOf({ name }: Resource, state: Values): string {
  return `${name}/${idOf(state)}`;
}
