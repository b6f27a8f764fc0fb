import {
  attributeNamed,
  type Diagnostic,
  decode,
  failure,
  isAbsent,
  isRecord,
  type JsonObject,
  type JsonValue,
  type Mark,
  observe,
  type Resource,
  type Result,
  type Route,
  success,
  type Values,
  warning,
} from "@thoth-iac/model";
import type { Client } from "../client.ts";
import { type Marks, marksOf } from "./marks.ts";
import { markIdOf } from "./survey.ts";

/** One instance that a tenant has. */
export interface Found {
  readonly resource: Resource;
  /** Its identity. */
  readonly identity: Values;
  /** All that GovAPI tells of it, as after an import. It holds no secret. */
  readonly state: Values;
  /** GovAPI's own words about it. */
  readonly answer: JsonObject;
  /** What is remembered of it, if a set of manifests owns it. */
  readonly mark: Mark | undefined;
}

/** What a tenant has. */
export interface Inventory {
  readonly instances: readonly Found[];
  /** All marks of the tenant; undefined if this GovAPI keeps none. */
  readonly marks: Marks;
}

/** What an inventory is made of. */
export interface InventoryOptions {
  readonly resources: readonly Resource[];
  readonly signal: AbortSignal;
  /** Current time, RFC 3339. */
  readonly now: string;
}

/**
 * Every instance that a tenant has of the given resources, in GovAPI's order: all rows of a list, and the one instance
 * that keeps its slice in a shared document. What GovAPI tells only to those who know its identity, such as a job that
 * has ended, and what cannot be read at all, is not among them. One list or document is one call for all.
 */
export async function inventoryOf(client: Client, options: InventoryOptions): Promise<Result<Inventory>> {
  const { resources, signal, now } = options;
  const marks = await marksOf(client, signal);
  if (!marks.ok) return marks;
  const instances: Found[] = [];
  const warnings: Diagnostic[] = [];
  for (const resource of resources) {
    const told = await answersOf(client, resource, signal);
    if (!told.ok) return told;
    warnings.push(...(told.warnings ?? []));
    const known = { surroundings: { tenant: client.tenantId, now }, marks: marks.value };
    const { found, nameless } = instancesIn(resource, told.value, known);
    for (const instance of found) instances.push(instance);
    if (nameless > 0) warnings.push(withoutIdentity(resource, nameless));
  }
  return success({ instances, marks: marks.value }, warnings);
}

/** True for a resource whose instances an inventory holds. */
export function isListed({ routes: { read } }: Pick<Resource, "routes">): boolean {
  return typeof read === "object";
}

async function answersOf(
  client: Client,
  resource: Resource,
  signal: AbortSignal,
): Promise<Result<readonly JsonObject[]>> {
  const verb = resource.routes.read;
  if (typeof verb !== "object") return success([]);
  if (verb.move === "find") {
    const listed = await client.list({ route: verb.list, signal });
    return listed.ok ? success(recordsIn(listed.value), listed.warnings) : refusedOf(resource, verb.list, listed);
  }
  const document = await client.readOnce({ route: verb.read, signal });
  if (!document.ok) return refusedOf(resource, verb.read, document);
  return success(isRecord(document.value.body) ? [document.value.body] : []);
}

/** An older GovAPI may lack a whole kind of thing: then there is none of it. */
function refusedOf<T>(
  resource: Resource,
  route: Route,
  { diagnostics }: { readonly ok: false; readonly diagnostics: readonly Diagnostic[] },
): Result<readonly T[]> {
  if (diagnostics[0]?.code !== "not_found") return failure(...diagnostics);
  const detail = `${route} is not there. If this GovAPI should have it, check the base URL and the tenant.`;
  return success([], [warning("not_found", { summary: `No ${resource.name} could be looked for`, detail })]);
}

function recordsIn(rows: readonly JsonValue[]): readonly JsonObject[] {
  return rows.flatMap((row) => (isRecord(row) ? [row] : []));
}

/** The instances that rows tell of. Of two rows of one identity the last one counts, as when it is looked up. */
function instancesIn(
  resource: Resource,
  answers: readonly JsonObject[],
  {
    surroundings,
    marks,
  }: { readonly surroundings: { readonly tenant: string; readonly now: string }; readonly marks: Marks },
): { readonly found: Iterable<Found>; readonly nameless: number } {
  const names = resource.identity.map((name) => attributeNamed(resource, name));
  const steering = Object.fromEntries(
    resource.attributes.flatMap(({ name, local, default: fallback }) =>
      local && fallback !== undefined ? [[name, fallback] as const] : [],
    ),
  );
  const byIdentity = new Map<string, Found>();
  let nameless = 0;
  for (const answer of answers) {
    const identity = decode(names, answer, surroundings);
    if (resource.identity.some((name) => isAbsent(identity[name]))) {
      nameless++;
      continue;
    }
    const state = observe(resource, { ...steering, ...identity }, { answer, surroundings, everything: true });
    const mark = marks?.get(markIdOf(resource, "", identity) ?? "");
    byIdentity.set(JSON.stringify(identity), { resource, identity, state, answer, mark });
  }
  return { found: byIdentity.values(), nameless };
}

function withoutIdentity({ name, identity }: Resource, count: number): Diagnostic {
  const detail = `GovAPI told of ${count} ${name} without ${identity.join(", ")}, by which they would be known. They are left out.`;
  return warning("malformed_answer", { summary: "Instances have no identity", detail });
}
