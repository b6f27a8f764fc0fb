import {
  isList,
  isRecord,
  type JsonObject,
  type JsonValue,
  type Mark,
  type MarkChange,
  markHeader,
  markHeaderValue,
  mostMarkHeaderLength,
  ownershipRoutes,
  type Result,
  success,
} from "@thoth-iac/model";
import type { Client } from "../client.ts";

/** The marks of a tenant by their ids; undefined if this GovAPI keeps none. */
export type Marks = ReadonlyMap<string, Mark> | undefined;

/** Reads all marks of a tenant. */
export async function marksOf(client: Client, signal: AbortSignal): Promise<Result<Marks>> {
  const listed = await client.list({ route: ownershipRoutes.listMarks, signal });
  if (listed.ok) return success(new Map(listed.value.flatMap(markIn).map((mark) => [mark.id, mark])));
  const code = listed.diagnostics[0]?.code;
  return code === "not_found" || code === "method_not_allowed" ? success(undefined) : listed;
}

/** Marks come from outside; one that cannot be read is as good as none. */
function markIn(row: JsonValue): readonly Mark[] {
  if (!isRecord(row)) return [];
  const { id, owner, address, set, kept, secrets, outcome } = row;
  if (typeof id !== "string" || typeof owner !== "string" || typeof address !== "string") return [];
  return [
    {
      id,
      owner,
      address,
      set: isList(set) ? set.filter((name) => typeof name === "string") : [],
      kept: isRecord(kept) ? kept : {},
      secrets: textsIn(isRecord(secrets) ? secrets : {}),
      ...((outcome === "started" || outcome === "succeeded" || outcome === "failed") && { outcome }),
    },
  ];
}

function textsIn(object: JsonObject): { readonly [name: string]: string } {
  const texts = Object.entries(object).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts);
}

/** How a change of a mark travels with a write: in its header, or, being too long for one, after it. */
export function traveling(change: MarkChange | undefined): {
  readonly headers: { readonly [name: string]: string };
  readonly after: MarkChange | undefined;
} {
  if (change === undefined) return { headers: {}, after: undefined };
  const value = markHeaderValue(change);
  return value.length > mostMarkHeaderLength
    ? { headers: {}, after: change }
    : { headers: { [markHeader]: value }, after: undefined };
}

/** Changes a mark by itself. */
export async function changeMark(client: Client, change: MarkChange, signal: AbortSignal): Promise<Result<unknown>> {
  if ("drop" in change) {
    const { id, owner } = change.drop;
    return client.send({ route: ownershipRoutes.dropMark, params: { id }, query: { owner }, signal });
  }
  const { put, takeOver = false } = change;
  const body: JsonObject = { ...put };
  return client.send({
    route: ownershipRoutes.putMark,
    params: { id: put.id },
    query: takeOver ? { take_over: true } : {},
    body,
    signal,
  });
}

/** The same client, whose writes carry further headers. */
export function alongside(client: Client, headers: { readonly [name: string]: string }): Client {
  if (Object.keys(headers).length === 0) return client;
  return {
    ...client,
    send: (call) =>
      client.send(call.route.startsWith("GET ") ? call : { ...call, headers: { ...call.headers, ...headers } }),
  };
}
