import {
  error,
  failure,
  type JsonObject,
  type Mark,
  type MarkChange,
  ownershipRoutes,
  type Result,
  sameValue,
  success,
} from "@thoth-iac/model";
import { ok } from "./answer.ts";
import { pageOf } from "./list-page.ts";
import { markDropIn, markIn } from "./mark.ts";
import type { Call, Operation } from "./operation.ts";
import type { RecordKey, Session, StoredRecord } from "./store.ts";

/** A change of a mark, of which tenant, and when. */
export interface MarkWrite {
  readonly tenant: string;
  readonly change: MarkChange;
  readonly now: string;
}

/** Nothing is wrong with a change unless the mark belongs to another owner and is not to be taken over. */
export async function mayChangeMark({ tenant, change }: MarkWrite, session: Session): Promise<Result<undefined>> {
  const { id, owner } = "put" in change ? change.put : change.drop;
  const stored = await session.record(keyOf(tenant, id));
  if (stored === undefined || ("put" in change && change.takeOver === true)) return success(undefined);
  const { document, updatedAt } = stored;
  if (document.owner === owner) return success(undefined);
  const detail = `It belongs to owner ${document.owner}, which calls it ${document.address} and marked it last at ${updatedAt}. ${owner} may take it over, or leave it to its owner.`;
  return failure(error("not_owned", { summary: "Another owner's instance", detail }));
}

/** Makes a change that may be made. */
export async function changeMark({ tenant, change, now }: MarkWrite, session: Session): Promise<void> {
  if ("drop" in change) return session.dropRecord(keyOf(tenant, change.drop.id));
  const { id, secrets, ...document } = change.put;
  const key = keyOf(tenant, id);
  // Fingerprints of secrets lie encrypted, so that a stolen database gives nobody anything to guess against.
  const parts = { document: { ...document }, secret: Object.keys(secrets).length === 0 ? {} : { secrets } };
  const stored = await session.record(key);
  if (stored && sameValue(stored.document, parts.document) && sameValue(stored.secret, parts.secret)) return;
  await session.putRecord({ ...key, ...parts, at: now });
}

/** The operations on marks by themselves. */
export const markOperations: readonly Operation[] = [
  { route: ownershipRoutes.listMarks, within: "read", run: list },
  { route: ownershipRoutes.putMark, within: "write", run: put },
  { route: ownershipRoutes.dropMark, within: "write", run: drop },
];

async function list({ tenant, query }: Call, session: Session) {
  const page = pageOf(query);
  if (!page.ok) return page;
  const total = await session.recordCount({ tenant, kind });
  const data = (await session.records({ tenant, kind }, page.value)).map(shown);
  return success(ok({ data, total, ...page.value.about(total) }));
}

async function put({ tenant, params, query, body, now }: Call, session: Session) {
  const mark = markIn(body);
  if (!mark.ok) return mark;
  if (mark.value.id !== params[0]) {
    const detail = "The id in the path and the one in the mark must be the same.";
    return failure(error("invalid_value", { summary: "Two ids", detail, attribute: ["id"] }));
  }
  const takeOver = flagIn(query.get("take_over"));
  if (!takeOver.ok) return takeOver;
  const write = { tenant, change: { put: mark.value, takeOver: takeOver.value }, now };
  const allowed = await mayChangeMark(write, session);
  if (!allowed.ok) return allowed;
  await changeMark(write, session);
  return success(ok({ ...mark.value }));
}

async function drop({ tenant, params, query, now }: Call, session: Session) {
  const dropped = markDropIn({ id: params[0] ?? "", owner: query.get("owner") });
  if (!dropped.ok) return dropped;
  const write = { tenant, change: { drop: dropped.value }, now };
  const allowed = await mayChangeMark(write, session);
  if (!allowed.ok) return allowed;
  await changeMark(write, session);
  return success(ok({ id: dropped.value.id }));
}

function flagIn(text: string | null): Result<boolean> {
  if (text === null || text === "false") return success(false);
  if (text === "true") return success(true);
  const detail = "take_over must be true or false.";
  return failure(error("invalid_value", { summary: "Bad take_over", detail, attribute: ["take_over"] }));
}

const kind = "/thoth/marks";

function keyOf(tenant: string, id: Mark["id"]): RecordKey {
  return { tenant, kind, id };
}

function shown({ id, document, secret }: StoredRecord): JsonObject {
  return { id, secrets: {}, ...document, ...secret };
}
