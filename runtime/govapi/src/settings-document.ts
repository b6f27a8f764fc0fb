import {
  error,
  failure,
  isRecord,
  type JsonObject,
  type JsonValue,
  partsOf,
  type Resource,
  type Route,
  sameValue,
  success,
  valueAt,
  withValueAt,
} from "@thoth-iac/model";
import { type Answer, ok } from "./answer.ts";
import { bodyAttributesOf, checkBody } from "./body-attributes.ts";
import { member } from "./json.ts";
import type { Call, Operation } from "./operation.ts";
import { secretKeeping } from "./settings-secrets.ts";
import type { Session, StoredRecord } from "./store.ts";

/** What the server itself knows of a document that several resources share. */
export interface DocumentRules {
  /** What holds where nobody wrote anything. Read, never stored. */
  readonly defaults: JsonObject;
  /** Lists that are answered in sorted order. */
  readonly sorted: readonly (readonly string[])[];
}

/** Members that only the server writes. */
const serverManaged = ["tenant_id", "updated_at"];

/** The operations of each document that resources of the model merge their slices into. */
export function documentOperations(
  resources: readonly Resource[],
  rulesOf: Readonly<Record<string, DocumentRules>>,
): readonly Operation[] {
  const documents = Map.groupBy(
    resources.flatMap((resource) => {
      const { create } = resource.routes;
      return typeof create === "object" && create.move === "merge" ? [{ resource, move: create }] : [];
    }),
    ({ move }) => move.read,
  );
  return [...documents.values()].flatMap((sharing) => {
    const first = sharing[0];
    if (first === undefined) return [];
    const { path } = partsOf(first.move.read);
    const rules = rulesOf[path] ?? { defaults: {}, sorted: [] };
    return operationsOf({
      read: first.move.read,
      write: first.move.write,
      kind: path,
      resources: sharing.map(({ resource }) => resource),
      rules,
    });
  });
}

interface Shared {
  readonly read: Route;
  readonly write: Route;
  readonly kind: string;
  readonly resources: readonly Resource[];
  readonly rules: DocumentRules;
}

function operationsOf({ read, write, kind, resources, rules }: Shared): readonly Operation[] {
  const attributes = bodyAttributesOf(resources);
  const secrets = secretKeeping(attributes);
  const stored = (call: Call, session: Session) => session.record({ tenant: call.tenant, kind, id: "" });
  const answerOf = (call: Call, record: StoredRecord | undefined): Answer => {
    const shown = secrets.shown(record?.secret ?? {});
    const about = { tenant_id: call.tenant, ...(record && { updated_at: record.updatedAt }) };
    return ok(
      { ...sortedLists(withDefaults(shown, rules.defaults), rules.sorted), ...about },
      { etag: etagOf(record) },
    );
  };
  return [
    { route: read, within: "read", run: async (call, session) => success(answerOf(call, await stored(call, session))) },
    {
      route: write,
      within: "write",
      run: async (call, session) => {
        const before = await stored(call, session);
        const asked = call.headers.get("if-match");
        if (asked !== null && !matches(asked, before)) {
          const detail = `If-Match was ${asked}, but the document is at ${etagOf(before)}. Read it again, merge, and write.`;
          return failure(error("precondition_failed", { summary: "The document has changed", detail }));
        }
        const document = withoutNullPlaces(
          secrets.restored(withoutManaged(call.body), before?.secret ?? {}),
          attributes,
        );
        const checked = checkBody(kind, attributes, document);
        if (!checked.ok) return checked;
        // The same again is no change: whoever watches the version or the time would be misled.
        if (before !== undefined && sameValue(before.secret, document)) return success(answerOf(call, before));
        // The whole document is kept encrypted, as members that the model does not know may hold anything.
        const written = await session.putRecord({
          tenant: call.tenant,
          kind,
          id: "",
          document: {},
          secret: document,
          at: call.now,
        });
        return success(answerOf(call, written));
      },
    },
  ];
}

/** The document that a session finds at a path, with its secrets: for what the server does with them. */
export async function storedDocument(session: Session, tenant: string, path: string): Promise<JsonObject> {
  return (await session.record({ tenant, kind: path, id: "" }))?.secret ?? {};
}

function etagOf(record: StoredRecord | undefined): string {
  return `"${record?.version ?? 0}"`;
}

function matches(asked: string, record: StoredRecord | undefined): boolean {
  if (asked.trim() === "*") return record !== undefined;
  return asked.split(",").some((tag) => tag.trim() === etagOf(record));
}

function withoutManaged(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !serverManaged.includes(name)));
}

// A null where the model knows the place means "nothing there"; elsewhere it is a value like any other.
function withoutNullPlaces(document: JsonObject, attributes: ReturnType<typeof bodyAttributesOf>): JsonObject {
  return Object.fromEntries(
    Object.entries(document).flatMap(([name, value]): [string, JsonValue][] => {
      const known = attributes.find((attribute) => attribute.name === name);
      if (known === undefined) return [[name, value]];
      if (value === null) return [];
      return [
        [
          name,
          known.type.kind === "object" && isRecord(value) ? withoutNullPlaces(value, known.type.attributes) : value,
        ],
      ];
    }),
  );
}

function withDefaults(document: JsonObject, defaults: JsonObject): JsonObject {
  const filled = Object.entries(defaults).map(([name, value]): [string, JsonValue] => {
    const found = member(document, name);
    if (isRecord(value) && (found === undefined || isRecord(found))) return [name, withDefaults(found ?? {}, value)];
    return [name, found ?? value];
  });
  return { ...document, ...Object.fromEntries(filled) };
}

function sortedLists(document: JsonObject, places: DocumentRules["sorted"]): JsonObject {
  let sorted = document;
  for (const place of places) {
    const list = valueAt(sorted, place);
    if (Array.isArray(list)) sorted = withValueAt(sorted, place, list.toSorted());
  }
  return sorted;
}
