import {
  type Attribute,
  error,
  failure,
  isRecord,
  type JsonObject,
  type JsonValue,
  partsOf,
  type Query,
  type Resource,
  type Result,
  type Route,
  sameValue,
  success,
  withoutSecrets,
} from "@thoth-iac/model";
import { ok } from "./answer.ts";
import { type BodyAttributes, bodyAttributesOf, checkBody } from "./body-attributes.ts";
import { member } from "./json.ts";
import { pageOf } from "./list-page.ts";
import type { Call, Operation } from "./operation.ts";
import { keptSecrets } from "./secret-config.ts";
import type { Session, StoredRecord } from "./store.ts";

/** One write to a collection, as its rules see it. All members are in GovAPI's names, secrets included. */
export interface Upsert {
  readonly call: Call;
  /** What the caller sent. */
  readonly body: JsonObject;
  /** What was there, or nothing when the object is new. */
  readonly before: JsonObject | undefined;
  /** What is to be there: the body over what was there. */
  readonly after: JsonObject;
}

/** What the server itself decides about the objects of a collection. */
export interface CollectionRules {
  /** Another form of body that is accepted too, put into the usual one. */
  readonly accepted?: (body: JsonObject) => JsonObject;
  /** Members that the server sets; they are laid over what is to be there. */
  readonly decided?: (upsert: Upsert) => JsonObject;
  /** What may be shown of a secret configuration; nothing hides it wholly. */
  readonly shownConfig?: (config: JsonValue) => JsonValue | undefined;
}

/** What the operations of collections need. */
export interface Collections {
  readonly resources: readonly Resource[];
  readonly queries: readonly Query[];
  readonly rulesOf: Readonly<Record<string, CollectionRules>>;
  readonly makeId: () => string;
}

/** The operations of each collection of the model: a list, and an upsert at the same path. */
export function collectionOperations({ resources, queries, rulesOf, makeId }: Collections): readonly Operation[] {
  return resources.flatMap((resource) => {
    const { create, read } = resource.routes;
    if (typeof create !== "string" || typeof read !== "object" || read.move !== "find") return [];
    const collection = collectionOf(resource, { upsert: create, list: read.list }, rulesOf[partsOf(create).path] ?? {});
    const filters = filtersOf(queries, read.list);
    return [
      { route: read.list, within: "read", run: (call, session) => list(call, session, { collection, filters }) },
      { route: create, within: "write", run: (call, session) => upsert(call, session, { collection, makeId }) },
    ];
  });
}

/** The kind under which a collection's objects are stored. */
function kindOf(route: Route): string {
  return partsOf(route).path;
}

interface Collection {
  readonly kind: string;
  /** The member that tells objects apart. */
  readonly identity: string;
  readonly attributes: BodyAttributes;
  /** Members that hold secrets. */
  readonly sensitive: readonly string[];
  readonly rules: CollectionRules;
}

function collectionOf(
  resource: Resource,
  routes: { readonly upsert: Route; readonly list: Route },
  rules: CollectionRules,
): Collection {
  const attributes = bodyAttributesOf([resource]);
  const identity = resource.attributes.find(({ name }) => name === resource.identity[0])?.wire?.[0];
  if (identity === undefined) throw new Error(`${resource.name} has a list but no identity on the wire.`);
  const sensitive = attributes.filter((attribute) => attribute.sensitive).map(({ name }) => name);
  return { kind: kindOf(routes.upsert), identity, attributes, sensitive, rules };
}

function filtersOf(queries: readonly Query[], route: Route): readonly string[] {
  const inputs = queries
    .filter((query) => query.route === route)
    .flatMap((query) => query.attributes.filter(({ input }) => input));
  return inputs.flatMap(({ wire }) => wire?.slice(0, 1) ?? []);
}

async function list(
  call: Call,
  session: Session,
  { collection, filters }: { readonly collection: Collection; readonly filters: readonly string[] },
) {
  const of = { tenant: call.tenant, kind: collection.kind };
  const asked = filters.flatMap((name) => call.query.getAll(name).map((value) => ({ name, value })));
  const page = pageOf(call.query);
  if (!page.ok) return page;
  if (asked.length === 0) {
    const total = await session.recordCount(of);
    const records = await session.records(of, page.value);
    return success(ok({ data: records.map((record) => shown(record, collection)), total, ...page.value.about(total) }));
  }
  const records = (await session.records(of)).filter(({ document }) =>
    asked.every(({ name, value }) => member(document, name) === value),
  );
  const rows = records.slice(page.value.offset, page.value.offset + page.value.limit);
  return success(
    ok({
      data: rows.map((record) => shown(record, collection)),
      total: records.length,
      ...page.value.about(records.length),
    }),
  );
}

async function upsert(
  call: Call,
  session: Session,
  made: { readonly collection: Collection; readonly makeId: () => string },
) {
  const { collection } = made;
  const { rules, attributes, kind } = collection;
  const body = rules.accepted?.(call.body) ?? call.body;
  const id = identityIn(body, collection, made.makeId);
  if (!id.ok) return id;
  const key = { tenant: call.tenant, kind, id: id.value };
  const stored = await session.record(key);
  const before = stored && { ...stored.document, ...stored.secret };
  const written = laidOver(before ?? defaultsOf(attributes), { ...body, [collection.identity]: id.value }, attributes);
  const after = keptSecrets(written, before, collection.sensitive);
  if (!after.ok) return after;
  const checked = checkBody(kind, attributes, after.value);
  if (!checked.ok) return checked;
  const decided = { ...after.value, ...rules.decided?.({ call, body, before, after: after.value }) };
  // The same again is no change, so that a repeated upsert moves neither version nor time.
  if (stored && before && sameValue(before, decided)) return success(ok(shown(stored, collection)));
  const record = await session.putRecord({ ...key, ...parted(decided, collection), at: call.now });
  return success(ok(shown(record, collection)));
}

function identityIn(body: JsonObject, { identity, attributes }: Collection, makeId: () => string): Result<string> {
  const given = member(body, identity);
  const attribute = attributes.find(({ name }) => name === identity);
  if ((given === undefined || given === null) && attribute?.required === false) return success(makeId());
  if (typeof given === "string" && given !== "" && given.length <= 256 && given.isWellFormed() && !hasControl(given))
    return success(given);
  const code = given === undefined || given === null ? "missing_attribute" : "invalid_value";
  return failure(
    error(code, {
      summary: "No usable identifier",
      detail: `${identity} must be a text of 1 to 256 characters.`,
      attribute: [identity],
    }),
  );
}

function hasControl(text: string): boolean {
  return [...text].some((character) => character < " " || character === "\u007f");
}

function defaultsOf(attributes: readonly Attribute[]): JsonObject {
  return Object.fromEntries(
    attributes.flatMap((attribute) => (attribute.default === undefined ? [] : [[attribute.name, attribute.default]])),
  );
}

/** Absent members keep what is there, null clears it, anything else replaces it. */
function laidOver(before: JsonObject, body: JsonObject, attributes: BodyAttributes): JsonObject {
  const given = attributes.flatMap(({ name }): [string, JsonValue][] => {
    const value = member(body, name);
    return value === undefined ? [] : [[name, value]];
  });
  const cleared = new Set(given.filter(([, value]) => value === null).map(([name]) => name));
  const kept = Object.entries(before).filter(([name]) => !cleared.has(name));
  return Object.fromEntries([...kept, ...given.filter(([, value]) => value !== null)]);
}

function parted(
  object: JsonObject,
  { sensitive }: Collection,
): { readonly document: JsonObject; readonly secret: JsonObject } {
  const entries = Object.entries(object);
  return {
    document: Object.fromEntries(entries.filter(([name]) => !sensitive.includes(name))),
    secret: Object.fromEntries(entries.filter(([name]) => sensitive.includes(name))),
  };
}

function shown(record: StoredRecord, { rules }: Collection): JsonObject {
  const shownConfig = rules.shownConfig ?? withoutSecrets;
  const configs = Object.entries(record.secret).flatMap(([name, value]): [string, JsonValue][] => {
    const visible = isRecord(value) ? shownConfig(value) : undefined;
    return visible === undefined ? [] : [[name, visible]];
  });
  return {
    ...record.document,
    ...Object.fromEntries(configs),
    created_at: record.createdAt,
    updated_at: record.updatedAt,
  };
}
