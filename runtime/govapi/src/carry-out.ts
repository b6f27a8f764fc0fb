import { canonicalJson, type Diagnostic, failure, markHeader, type Result, success } from "@thoth-iac/model";
import type { Answer } from "./answer.ts";
import { earlierAnswer, idempotencyKey, keepAnswer, type Repeatable } from "./idempotency.ts";
import type { Call, Operation } from "./operation.ts";
import type { Store } from "./store.ts";
import type { Turns } from "./turns.ts";
import type { Clock } from "./world.ts";
import { permitted, settle, type WriteTerms, writeTermsIn } from "./write-terms.ts";

/** What carrying out an operation needs. */
export interface Means {
  readonly store: Store;
  readonly clock: Clock;
  readonly turns: Turns;
}

/**
 * Runs an operation; a POST that was already answered under its `Idempotency-Key` gets that answer instead. A write is
 * made on the terms that its headers set, or not at all.
 */
export async function carryOut(operation: Operation, call: Call, means: Means): Promise<Result<Answer>> {
  if (operation.within === "read") return means.store.read((session) => operation.run(call, session));
  const key = operation.route.startsWith("POST ") ? idempotencyKey(call.headers) : success(undefined);
  if (!key.ok) return key;
  const terms = writeTermsIn(call.headers);
  if (!terms.ok) return terms;
  const request = key.value === undefined ? undefined : repeatable(operation, call, { key: key.value, ...means });
  const conditions = { ...means, request, terms: terms.value };
  return operation.within === "write" ? written(operation, call, conditions) : effected(operation, call, conditions);
}

type Written = Extract<Operation, { readonly within: "write" }>;
type Effected = Extract<Operation, { readonly within: "nothing" }>;
type Conditions = Means & { readonly request: Repeatable | undefined; readonly terms: WriteTerms };

/**
 * The change, that of its mark and the answer that is kept for repetitions are one transaction: after a crash all are
 * there, or none. That the lease is held is found out in it too, so that nobody can take the lease in between.
 */
async function written(operation: Written, call: Call, { store, clock, request, terms }: Conditions) {
  const result = await store.write(async (session): Promise<Result<Answer>> => {
    const earlier = request ? await earlierAnswer(request, session, clock()) : success(undefined);
    if (!earlier.ok) return earlier;
    if (earlier.value !== undefined) return success(earlier.value);
    const allowed = await permitted(terms, call, session);
    if (!allowed.ok) return allowed;
    const made = await operation.run(call, session);
    if (!made.ok) return made;
    await settle(terms, call, session);
    if (request) await keepAnswer(request, made.value, { session, now: clock() });
    return made;
  });
  if (result.ok) operation.whenWritten?.();
  return result;
}

/** Repetitions that arrive while the first request is still under way wait for its answer. */
function effected(operation: Effected, call: Call, conditions: Conditions): Promise<Result<Answer>> {
  const { turns, request } = conditions;
  const work = () => effectedInTurn(operation, call, conditions);
  return request ? turns.take(JSON.stringify([request.tenant, request.caller, request.key]), work) : work();
}

async function effectedInTurn(operation: Effected, call: Call, { store, clock, request, terms }: Conditions) {
  const early = await store.read(async (session): Promise<Result<Answer | undefined>> => {
    const earlier = request ? await earlierAnswer(request, session, clock()) : success(undefined);
    if (!earlier.ok || earlier.value !== undefined) return earlier;
    return permitted(terms, call, session);
  });
  if (!early.ok) return early;
  if (early.value !== undefined) return success(early.value);
  const made = await operation.run(call);
  if (!made.ok || (request === undefined && terms.change === undefined)) return made;
  return store.write(async (session): Promise<Result<Answer>> => {
    // The work took its time, and the lease or the mark may be another's by now.
    const still = terms.change ? await permitted(terms, call, session) : success(undefined);
    if (!still.ok) return failure(...still.diagnostics.map(afterwards));
    await settle(terms, call, session);
    if (request) await keepAnswer(request, made.value, { session, now: clock() });
    return made;
  });
}

function afterwards(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, detail: `What was asked for was done, but not marked. ${diagnostic.detail}` };
}

function repeatable(
  operation: Operation,
  call: Call,
  { key, store }: Pick<Means, "store"> & { readonly key: string },
): Repeatable {
  const { tenant, caller, params, query, body, headers } = call;
  const mark = headers.get(markHeader);
  const request = canonicalJson([operation.route, params, query.toString(), body, ...(mark === null ? [] : [mark])]);
  // Keyed, so that the fingerprint of a body with a guessable secret gives nothing away.
  return { tenant, caller: caller.id, key, fingerprint: store.fingerprint(request) };
}
