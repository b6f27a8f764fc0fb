import {
  type Attribute,
  attributeNamed,
  decode,
  error,
  failure,
  isRecord,
  type JsonValue,
  known,
  observe,
  type Resource,
  type Result,
  success,
  type Values,
} from "@thoth-iac/model";
import type { Client } from "./client.ts";
import { paramsOf } from "./params.ts";
import type { Surroundings } from "./surroundings.ts";

/** State as GovAPI has it now; undefined if the instance is gone. */
export async function read(
  client: Client,
  resource: Resource,
  {
    state,
    everything,
    around,
  }: { readonly state: Values; readonly everything: boolean; readonly around: Surroundings },
): Promise<Result<Values | undefined>> {
  const verb = resource.routes.read;
  if (verb === undefined) return success(state);
  const answered = await answerOf(client, resource, { state, around });
  // A list or a shared document that is not there says nothing of the instance: the address may be wrong.
  const isGone = !answered.ok && typeof verb === "string" && answered.diagnostics[0]?.code === "not_found";
  if (!answered.ok) return isGone ? success(undefined) : answered;
  if (answered.value === undefined) return success(undefined);
  const surroundings = { tenant: around.tenant, now: around.now() };
  return success(observe(resource, state, { answer: answered.value, surroundings, everything }));
}

/** What GovAPI tells of an instance; undefined if a list of all does not have it. */
export async function answerOf(
  client: Client,
  resource: Resource,
  { state, around }: { readonly state: Values; readonly around: Pick<Surroundings, "signal"> },
): Promise<Result<JsonValue | undefined>> {
  const verb = resource.routes.read;
  if (typeof verb === "object" && verb.move === "find") {
    const listed = await client.list({ route: verb.list, signal: around.signal });
    if (!listed.ok) return listed;
    return success(rowOf(listed.value, resource, state));
  }
  const route = typeof verb === "object" ? verb.read : (verb ?? "");
  const answered = await client.readOnce({ route, params: paramsOf(state), signal: around.signal });
  if (!answered.ok) return answered;
  if (isRecord(answered.value.body)) return success(answered.value.body);
  const detail = `${route} was answered with something else than an object. Check the base URL and GovAPI's version.`;
  return failure(error("malformed_answer", { summary: "GovAPI's answer cannot be read", detail }));
}

/** Rows by identity, made once for each list that was fetched: N instances are found in N steps, not in N times N. */
const indexes = new WeakMap<readonly JsonValue[], Map<string, JsonValue>>();

function rowOf(rows: readonly JsonValue[], resource: Resource, state: Values): JsonValue | undefined {
  const identity = resource.identity.map((name) => attributeNamed(resource, name));
  const index = indexes.get(rows) ?? new Map(rows.map((row) => [keyOf(identity, decode(identity, row, nowhere)), row]));
  indexes.set(rows, index);
  return index.get(keyOf(identity, state));
}

/** Identities are texts that GovAPI gives back as they are; nothing of the surroundings goes into them. */
const nowhere = { tenant: "", now: "" };

function keyOf(identity: readonly Attribute[], values: Values): string {
  return JSON.stringify(identity.map(({ name }) => known(values[name]) ?? null));
}
