import {
  type Diagnostic,
  error,
  failure,
  leaseHeader,
  type MarkChange,
  markHeader,
  mostMarkHeaderLength,
  pathText,
  type Result,
  success,
} from "@thoth-iac/model";
import { heldLease, type LeaseClaim } from "./leases.ts";
import { isOwner, markDropIn, markIn, ownerExpected } from "./mark.ts";
import { changeMark, mayChangeMark } from "./marks.ts";
import type { Call } from "./operation.ts";
import { objectIn } from "./request-body.ts";
import type { Session } from "./store.ts";

/** What a write is made along with, and under: most writes say neither. */
export interface WriteTerms {
  readonly change: MarkChange | undefined;
  readonly lease: LeaseClaim | undefined;
}

/** The terms that a request's headers set, or which of them cannot be read. */
export function writeTermsIn(headers: Headers): Result<WriteTerms> {
  const change = markChangeIn(headers.get(markHeader));
  if (!change.ok) return change;
  const lease = leaseClaimIn(headers.get(leaseHeader));
  return lease.ok ? success({ change: change.value, lease: lease.value }) : lease;
}

/** A diagnostic if the terms do not allow a write, in the transaction of which this is to be asked. */
export async function permitted(terms: WriteTerms, call: Call, session: Session): Promise<Result<undefined>> {
  const { change, lease } = terms;
  const { tenant, now } = call;
  const held = lease ? await heldLease(lease, { tenant, session }) : undefined;
  if (held?.ok === false) return held;
  return change ? mayChangeMark({ tenant, change, now }, session) : success(undefined);
}

/** Changes the mark, if the terms name one, in the transaction of a write that they permitted. */
export async function settle({ change }: WriteTerms, { tenant, now }: Call, session: Session): Promise<void> {
  if (change) await changeMark({ tenant, change, now }, session);
}

// As deep as a body may be: what a mark keeps has the shape of one.
const deepest = 64;

function markChangeIn(text: string | null): Result<MarkChange | undefined> {
  if (text === null) return success(undefined);
  if (text.length > mostMarkHeaderLength) {
    const longer = `It has ${text.length} characters and may have ${mostMarkHeaderLength}.`;
    return failure(notAChange(`${longer} Change a mark that is longer by itself, with PUT /thoth/marks/{id}.`));
  }
  const bytes = Buffer.from(text, "base64url");
  if (text === "" || bytes.toString("base64url") !== text) {
    return failure(notAChange("It must be one JSON object in base64url without padding."));
  }
  const sent = objectIn(bytes, { name: `The header ${markHeader}`, depth: deepest });
  if (!sent.ok) return sent;
  const { put, drop, takeOver } = sent.value;
  if ((put === undefined) === (drop === undefined)) return failure(notAChange("It must hold either put or drop."));
  if (drop !== undefined) {
    const dropped = markDropIn(drop, ["drop"]);
    return dropped.ok ? success({ drop: dropped.value }) : failure(...dropped.diagnostics.map(inHeader));
  }
  if (takeOver !== undefined && typeof takeOver !== "boolean") {
    return failure(notAChange("takeOver must be true or false."));
  }
  const mark = markIn(put, ["put"]);
  if (!mark.ok) return failure(...mark.diagnostics.map(inHeader));
  return success({ put: mark.value, ...(takeOver !== undefined && { takeOver }) });
}

function leaseClaimIn(text: string | null): Result<LeaseClaim | undefined> {
  if (text === null) return success(undefined);
  const [name = "", digits = "", ...rest] = text.split(";");
  const token = /^[1-9]\d{0,15}$/.test(digits) ? Number(digits) : undefined;
  if (isOwner(name) && token !== undefined && Number.isSafeInteger(token) && rest.length === 0) {
    return success({ name, token });
  }
  const detail = `It must be <name>;<token>: a name of ${ownerExpected}; and the number that came with the lease.`;
  return failure(error("invalid_value", { summary: `Bad header ${leaseHeader}`, detail }));
}

function notAChange(detail: string) {
  return error("invalid_value", { summary: `Bad header ${markHeader}`, detail });
}

// An attribute of an answer is a path in the body, and this is none.
function inHeader({ detail, attribute = [] }: Diagnostic): Diagnostic {
  return notAChange(`At ${pathText(attribute)}: ${detail}`);
}
