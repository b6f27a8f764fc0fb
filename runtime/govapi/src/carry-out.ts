import { canonicalJson, type Result, success } from "@thoth-iac/model";
import type { Answer } from "./answer.ts";
import { earlierAnswer, idempotencyKey, keepAnswer, type Repeatable } from "./idempotency.ts";
import type { Call, Operation } from "./operation.ts";
import type { Store } from "./store.ts";
import type { Turns } from "./turns.ts";
import type { Clock } from "./world.ts";

/** What carrying out an operation needs. */
export interface Means {
  readonly store: Store;
  readonly clock: Clock;
  readonly turns: Turns;
}

/** Runs an operation; a POST that was already answered under its `Idempotency-Key` gets that answer instead. */
export async function carryOut(operation: Operation, call: Call, means: Means): Promise<Result<Answer>> {
  const key = operation.route.startsWith("POST ") ? idempotencyKey(call.headers) : success(undefined);
  if (!key.ok) return key;
  const request = key.value === undefined ? undefined : repeatable(operation, call, { key: key.value, ...means });
  switch (operation.within) {
    case "read":
      return means.store.read((session) => operation.run(call, session));
    case "write":
      return written(operation, call, { ...means, request });
    case "nothing":
      return request === undefined ? operation.run(call) : effected(operation, call, { ...means, request });
  }
}

type Written = Extract<Operation, { readonly within: "write" }>;
type Effected = Extract<Operation, { readonly within: "nothing" }>;

/** The change and the answer that is kept for repetitions are one transaction: after a crash both are there, or neither. */
async function written(operation: Written, call: Call, means: Means & { readonly request: Repeatable | undefined }) {
  const { store, clock, request } = means;
  const result = await store.write(async (session): Promise<Result<Answer>> => {
    const earlier = request ? await earlierAnswer(request, session, clock()) : success(undefined);
    if (!earlier.ok) return earlier;
    if (earlier.value !== undefined) return success(earlier.value);
    const made = await operation.run(call, session);
    if (made.ok && request) await keepAnswer(request, made.value, { session, now: clock() });
    return made;
  });
  if (result.ok) operation.whenWritten?.();
  return result;
}

/** Repetitions that arrive while the first request is still under way wait for its answer. */
function effected(operation: Effected, call: Call, means: Means & { readonly request: Repeatable }) {
  const { store, clock, turns, request } = means;
  return turns.take(
    JSON.stringify([request.tenant, request.caller, request.key]),
    async (): Promise<Result<Answer>> => {
      const earlier = await store.read((session) => earlierAnswer(request, session, clock()));
      if (!earlier.ok) return earlier;
      if (earlier.value !== undefined) return success(earlier.value);
      const made = await operation.run(call);
      if (made.ok) await store.write((session) => keepAnswer(request, made.value, { session, now: clock() }));
      return made;
    },
  );
}

function repeatable(
  operation: Operation,
  call: Call,
  { key, store }: Pick<Means, "store"> & { readonly key: string },
): Repeatable {
  const { tenant, caller, params, query, body } = call;
  const request = canonicalJson([operation.route, params, query.toString(), body]);
  // Keyed, so that the fingerprint of a body with a guessable secret gives nothing away.
  return { tenant, caller: caller.id, key, fingerprint: store.fingerprint(request) };
}
