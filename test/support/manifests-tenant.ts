import {
  applyTenant,
  type Client,
  type Done,
  type PlanOptions,
  planTenant,
  type TenantPlan,
  type Wanted,
} from "@thoth-iac/client";
import {
  type Diagnostic,
  isRecord,
  isSecretName,
  type JsonObject,
  type JsonValue,
  leaseHeader,
  markHeader,
  type Resource,
  type Result,
  resources,
  valueAt,
} from "@thoth-iac/model";
import type { GovApiAnswer, GovApiInMemory } from "./govapi.ts";
import { type Tenant, tenantInMemory } from "./managed.ts";
import { type Desired, withIdentity } from "./manifests.ts";

/** How a set is compared with a tenant, unless something else is said. */
const usual: PlanOptions = {
  owner: "team",
  prune: false,
  maxDeletions: 10,
  takeOver: false,
  targets: [],
  signal: new AbortController().signal,
};

/** What a set is planned and applied with. */
export type Given = Partial<PlanOptions> & { readonly parallelism?: number; readonly lease?: string };

/** The plan of a set; an Error if there is none. */
export async function planOf(client: Client, wanted: readonly Wanted[], given: Given = {}): Promise<TenantPlan> {
  return valueIn(await planTenant(client, wanted, { ...usual, ...given }));
}

/** Plans and applies a set, whatever becomes of its steps. */
export async function applyOf(client: Client, wanted: readonly Wanted[], given: Given = {}): Promise<readonly Done[]> {
  return carryOut(client, await planOf(client, wanted, given), given);
}

/** Carries out a plan. */
export function carryOut(client: Client, plan: TenantPlan, given: Given = {}): Promise<readonly Done[]> {
  const { parallelism = 10, signal = usual.signal, lease } = given;
  return applyTenant(client, plan, { parallelism, signal, ...(lease !== undefined && { lease }) });
}

/** The value of a result; an Error with its diagnostics if it has none. */
export function valueIn<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.diagnostics.map(sentenceOf).join("\n"));
  return result.value;
}

/** A client that knows nothing yet, as that of another process. */
export async function anew(
  govApi: GovApiInMemory,
  options: Parameters<typeof tenantInMemory>[0] = {},
): Promise<Tenant> {
  return tenantInMemory({ govApi, ...options });
}

/** Answers as a GovAPI does that has never heard of marks and leases. */
export async function ofOlderGovApi(
  request: Request,
  next: (request: Request) => Promise<Response>,
): Promise<Response> {
  if (/\/thoth\/(marks|leases)(\/|\?|$)/.test(request.url))
    return new Response('{"error":"not_found","message":"GovAPI has no route with this path."}', { status: 404 });
  const headers = new Headers(request.headers);
  for (const name of [markHeader, leaseHeader]) headers.delete(name);
  return next(new Request(request, { headers }));
}

/** What is to be done, in a line for each step that does something. */
export function changesIn(plan: TenantPlan): readonly string[] {
  return plan.steps
    .filter(({ action }) => action !== "none")
    .map(({ address, action, changes }) => [action, address, ...changes.map(({ attribute }) => attribute)].join(" "));
}

/** What went wrong, in a line for each. */
export function troubleIn(done: readonly Done[]): readonly string[] {
  return done.flatMap(({ step, outcome, diagnostics }) => [
    ...(outcome === "done" ? [] : [`${step.address} ${outcome}`]),
    ...diagnostics.filter(({ severity }) => severity === "error").map(sentenceOf),
  ]);
}

function sentenceOf({ summary, detail, instance }: Diagnostic): string {
  return `${instance ?? ""} ${summary}: ${detail}`;
}

const all = Object.values(resources).map((resource) => resource as Resource); // generics are for those who write them

/** Where GovAPI tells what it keeps, in lists and in documents. */
const tellingRoutes = [
  ...new Set(
    all.flatMap(({ routes: { read } }) =>
      typeof read === "object" ? [read.move === "find" ? read.list : read.read] : [],
    ),
  ),
];

/** All that GovAPI tells of a tenant, save for times and whose key wrote it. */
export async function toldBy(call: (route: string) => Promise<GovApiAnswer>): Promise<JsonValue> {
  const answers = await Promise.all(tellingRoutes.map(async (route) => [route, timeless((await call(route)).body)]));
  return Object.fromEntries(answers);
}

/** Rows stand in the order of their texts: which of several was made first says nothing. */
function timeless(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(timeless);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(
    ([name, member]) =>
      !/^(created|updated|last_sync)_at$|^last_sync_job_id$/.test(name) &&
      !(name.endsWith("_by") && /^[0-9a-f]{16}$/.test(String(member))),
  );
  const members = kept.map(([name, member]) => [name, name === "data" ? sorted(timeless(member)) : timeless(member)]);
  return Object.fromEntries(members);
}

function sorted(rows: JsonValue): JsonValue {
  return Array.isArray(rows)
    ? rows.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
    : rows;
}

/** What of a set GovAPI does not have as it was written: addresses with the places that differ. */
export async function missingIn(
  call: (route: string) => Promise<GovApiAnswer>,
  set: readonly Desired[],
): Promise<readonly unknown[]> {
  const differing = await Promise.all(
    set.map(async (desired) => {
      const { resource, name } = desired;
      const { read } = resource.routes;
      if (typeof read !== "object") return [];
      const values = withIdentity(desired);
      const { body } = await call(read.move === "find" ? read.list : read.read);
      const found = read.move === "find" ? rowOf(body, resource, values) : body;
      return placesOf(resource, values).flatMap(({ path, value }) => {
        const seen = valueAt(found ?? null, path) ?? null;
        return meansTheSame(value, seen) ? [] : [{ of: `${resource.name}/${name}`, path, value, seen }];
      });
    }),
  );
  return differing.flat();
}

/** Where GovAPI shows what is written, and what it is to be there. Secrets, and what steers the tool only, are left out. */
function placesOf({ attributes }: Resource, values: JsonObject) {
  return attributes.flatMap((attribute): readonly { readonly path: readonly string[]; readonly value: JsonValue }[] => {
    const { name, type, wire, sensitive, overlay, hyphenIsUnderscore } = attribute;
    const written = values[name];
    if (written === undefined || wire === undefined || sensitive) return [];
    const isText = type.kind === "json_text" && typeof written === "string";
    const json: JsonValue = isText ? JSON.parse(written) : written;
    const value = hyphenIsUnderscore && typeof json === "string" ? json.replaceAll("-", "_") : json;
    if (!overlay || !isRecord(value)) return [{ path: wire, value }];
    return Object.entries(value).map(([key, member]) => ({ path: [key], value: member }));
  });
}

function rowOf(body: JsonValue, { identity, attributes }: Resource, values: { readonly [name: string]: JsonValue }) {
  const rows: JsonValue = isRecord(body) ? (body.data ?? []) : [];
  const keys = identity.map((name) => [attributes.find((one) => one.name === name)?.wire?.[0] ?? name, values[name]]);
  const isIt = (row: JsonValue) => isRecord(row) && keys.every(([key, value]) => row[String(key)] === value);
  return Array.isArray(rows) ? rows.find(isIt) : undefined;
}

/** Times may be written otherwise, order is for plans to judge, and what is named like a secret is not shown. */
function meansTheSame(wanted: JsonValue, seen: JsonValue | undefined): boolean {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(seen) || wanted.length !== seen.length) return false;
    const left: JsonValue[] = [...seen];
    return wanted.every((item: JsonValue) => {
      const at = left.findIndex((other) => meansTheSame(item, other));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
  }
  if (isRecord(wanted)) {
    if (!isRecord(seen)) return false;
    return Object.entries(wanted).every(([name, member]) => {
      if (Object.hasOwn(seen, name)) return meansTheSame(member, seen[name]);
      return member === null || (isSecretName(name) && typeof member === "string");
    });
  }
  if (typeof wanted === "string" && typeof seen === "string" && /^\d{4}-\d\d-\d\dT/.test(wanted))
    return Date.parse(wanted) === Date.parse(seen);
  return wanted === seen;
}
