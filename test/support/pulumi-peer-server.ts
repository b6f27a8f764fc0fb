import { expect } from "@jest/globals";
import { isRecord, type JsonObject, type JsonValue, type Resource, valueAt } from "@thoth-iac/model";
import { foundAt, type Place, placesOf } from "./expected-on-server.ts";
import type { PeerTenant } from "./pulumi-peer-tenant.ts";
import { otherBody, shownOf } from "./pulumi-peer-values.ts";
import { everythingOf } from "./sample-values.ts";

/** Expects GovAPI to show all the values of a turn. */
export async function expectOnServer(
  tenant: PeerTenant,
  resource: Resource,
  { id, turn }: { readonly id: string; readonly turn: number },
): Promise<void> {
  const places: readonly Place[] = placesOf(resource, everythingOf(shownOf(resource), turn));
  expect(foundAt(await shownBy(tenant, resource, id), places)).toEqual(places);
}

/** What GovAPI tells of an instance to anyone who asks; null if it knows none. */
export async function shownBy({ govApi }: PeerTenant, resource: Resource, id: string): Promise<JsonValue> {
  const { read } = resource.routes;
  if (typeof read !== "object") throw new Error("no list and no document");
  const { body } = await govApi.call(read.move === "find" ? read.list : read.read);
  if (read.move !== "find") return body;
  const place = resource.attributes.find(({ name }) => name === resource.identity[0])?.wire ?? [];
  const rows = valueAt(body, ["data"]);
  return (Array.isArray(rows) ? rows.find((row: JsonValue) => valueAt(row, place) === id) : undefined) ?? null;
}

/** Changes, as another writer, all that can be changed and seen; gives the names that a program has for it. */
export async function changeOutside(tenant: PeerTenant, resource: Resource, id: string): Promise<readonly string[]> {
  const { create } = resource.routes;
  const before = await shownBy(tenant, resource, id);
  const { body, changed } = otherBody(resource, isRecord(before) ? before : {});
  const route = typeof create === "string" ? create : create.move === "merge" ? create.write : "";
  const answer = await tenant.govApi.call(route, body);
  if (answer.status >= 300) throw new Error(`${route}: ${JSON.stringify(answer.body)}`);
  return changed;
}

/** What a program alone decides of an instance, as GovAPI shows it; what is not there as null. */
export function decidedIn({ attributes }: Resource, shown: JsonValue): JsonObject {
  const inputs = attributes.filter(({ input, output, wire, overlay }) => input && !output && wire && !overlay);
  return Object.fromEntries(inputs.map(({ name, wire }) => [name, valueAt(shown, wire ?? []) ?? null]));
}
