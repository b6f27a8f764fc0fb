import { error, failure, type Result, success } from "@thoth-iac/model";
import type { Answer } from "./answer.ts";
import { parseStored } from "./json.ts";
import type { Session, StoredAnswer } from "./store.ts";

/** A request that its sender may repeat: the same key means the same request. */
export type Repeatable = Pick<StoredAnswer, "tenant" | "caller" | "key" | "fingerprint">;

/** How long an answer is kept for repetitions of its request. */
const keptFor = 24 * 60 * 60 * 1000;

/** The `Idempotency-Key` of a request, or nothing when it has none. */
export function idempotencyKey(headers: Headers): Result<string | undefined> {
  const key = headers.get("idempotency-key");
  if (key === null || /^[\x21-\x7e]{1,255}$/.test(key)) return success(key ?? undefined);
  return failure(
    error("invalid_value", {
      summary: "Bad Idempotency-Key",
      detail: "The header takes 1 to 255 visible ASCII characters.",
    }),
  );
}

/** The answer that was given to this request before, or nothing when it is new. */
export async function earlierAnswer(
  request: Repeatable,
  session: Session,
  now: number,
): Promise<Result<Answer | undefined>> {
  const known = await session.answer(request);
  if (known === undefined || known.at + keptFor <= now) return success(undefined);
  if (known.fingerprint !== request.fingerprint) {
    return failure(
      error("conflict", {
        summary: "Idempotency-Key used before",
        detail: "Another request was made with this key; use a new key for a new request.",
      }),
    );
  }
  return success({ status: known.status, body: parseStored(known.body), headers: { "idempotency-replayed": "true" } });
}

/** Keeps the answer to a request, in the transaction of what the request changed. */
export async function keepAnswer(
  request: Repeatable,
  answer: Answer,
  kept: { readonly session: Session; readonly now: number },
): Promise<void> {
  const { tenant, caller, key, fingerprint } = request;
  const body = JSON.stringify(answer.body);
  await kept.session.putAnswer({ tenant, caller, key, fingerprint, status: answer.status, body, at: kept.now });
  await kept.session.dropAnswersBefore(kept.now - keptFor);
}
