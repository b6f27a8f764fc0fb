import { type Diagnostic, failure, type Query, type Resource, type Result, type Values } from "@thoth-iac/model";
import { ask } from "./ask.ts";
import type { Client } from "./client.ts";
import { read } from "./read.ts";
import { remove } from "./remove.ts";
import type { Surroundings } from "./surroundings.ts";
import { foreignState } from "./tenant-guard.ts";
import { systemTiming, type Timing } from "./timing.ts";
import { type Change, create, update, type Written } from "./write.ts";

/**
 * The four verbs and the question, for every resource of the model, by its routes. Every step may run twice. State of
 * another tenant is refused before anything is called.
 */
export interface Lifecycle {
  /** Makes an instance, or takes over the one that has its identity. */
  create(resource: Resource, change: Change): Promise<Written>;
  /** State as GovAPI has it now; undefined if it is gone. `everything` takes what was never configured too. */
  read(resource: Resource, state: Values, everything?: boolean): Promise<Result<Values | undefined>>;
  update(resource: Resource, change: Change): Promise<Written>;
  /** Removes an instance. One that is gone already is a success. */
  remove(resource: Resource, state: Values): Promise<readonly Diagnostic[]>;
  /** The answer of a data source. */
  query(query: Query, inputs: Values): Promise<Result<Values>>;
}

/** The lifecycle over one client. */
export function lifecycleOf(
  client: Client,
  { signal, timing = systemTiming }: { readonly signal?: AbortSignal; readonly timing?: Timing } = {},
): Lifecycle {
  const around: Surroundings = {
    tenant: client.tenantId,
    now: () => new Date(timing.now()).toISOString(),
    timing,
    signal,
  };
  return {
    create: (resource, change) => create(client, resource, { ...change, around }),
    read: async (resource, state, everything = false) => {
      const foreign = foreignState(resource, state, around.tenant);
      return foreign ? failure(foreign) : read(client, resource, { state, everything, around });
    },
    update: async (resource, change) => {
      const foreign = foreignState(resource, change.prior ?? {}, around.tenant);
      return foreign ? { diagnostics: [foreign] } : update(client, resource, { ...change, around });
    },
    remove: async (resource, state) => {
      const foreign = foreignState(resource, state, around.tenant);
      return foreign ? [foreign] : remove(client, resource, { state, around });
    },
    query: (query, inputs) => ask(client, query, { inputs, around }),
  };
}
