import type { Diagnostic, Query, Resource, Result, Values } from "@thoth-iac/model";
import { ask } from "./ask.ts";
import type { Client } from "./client.ts";
import { read } from "./read.ts";
import { remove } from "./remove.ts";
import type { Surroundings } from "./surroundings.ts";
import { systemTiming, type Timing } from "./timing.ts";
import { type Change, create, update, type Written } from "./write.ts";

/** The four verbs and the question, for every resource of the model, by its routes. Every step may run twice. */
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
    read: (resource, state, everything = false) => read(client, resource, { state, everything, around }),
    update: (resource, change) => update(client, resource, { ...change, around }),
    remove: (resource, state) => remove(client, resource, { state, around }),
    query: (query, inputs) => ask(client, query, { inputs, around }),
  };
}
