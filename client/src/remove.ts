import { type Diagnostic, encode, type JsonObject, type Resource, type Result, type Values } from "@thoth-iac/model";
import type { Client } from "./client.ts";
import { withoutOverlay } from "./overlay.ts";
import { paramsOf } from "./params.ts";
import { writeSlice } from "./slice.ts";
import type { Surroundings } from "./surroundings.ts";

/** Removes an instance in the way its routes say. */
export async function remove(
  client: Client,
  resource: Resource,
  { state, around }: { readonly state: Values; readonly around: Surroundings },
): Promise<readonly Diagnostic[]> {
  const verb = resource.routes.delete;
  if (typeof verb === "object" && verb.move === "forget") return [];
  const answered = await removal(client, resource, { verb, state, around });
  if (answered.ok) return [];
  // Only what has an address of its own can be gone from it.
  const isGone = typeof verb === "string" && answered.diagnostics[0]?.code === "not_found";
  return isGone ? [] : answered.diagnostics;
}

async function removal(
  client: Client,
  resource: Resource,
  {
    verb,
    state,
    around,
  }: {
    readonly verb: Exclude<Resource["routes"]["delete"], { readonly move: "forget" }>;
    readonly state: Values;
    readonly around: Surroundings;
  },
): Promise<Result<unknown>> {
  const { signal, timing } = around;
  if (typeof verb === "string") return client.send({ route: verb, params: paramsOf(state), signal });
  if (verb.move === "write") {
    const shown = resource.attributes.filter((attribute) => !attribute.sensitive);
    return client.send({
      route: verb.route,
      params: paramsOf(state),
      body: { ...encode(shown, state), ...verb.body },
      signal,
    });
  }
  // Secrets are cleared too where state does not know them: a write-only one was never in it.
  const cleared = resource.attributes
    .filter((attribute) => attribute.sensitive || (state[attribute.name] ?? null) !== null)
    .map(({ name }) => name);
  const change = (document: JsonObject) =>
    encode(
      resource.attributes,
      {},
      { base: withoutOverlay(resource, document, { prior: state, values: {} }), cleared },
    );
  return writeSlice(client, { merge: verb, change, secrets: [], signal, timing });
}
