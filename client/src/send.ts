import { type Diagnostic, error, failure, type Result, success } from "@thoth-iac/model";
import type { Answer } from "./answer.ts";
import { within } from "./deadline.ts";
import { attempt, type Exchange, type Outcome } from "./exchange.ts";
import { delayOf, type RetryPolicy, waitBudgetMs } from "./retry.ts";
import type { Timing } from "./timing.ts";

/** One attempt, as a log shows it. It holds no secret. */
export interface Attempt {
  readonly method: string;
  /** From the tenant on, without the query. */
  readonly path: string;
  readonly attempt: number;
  /** The answer's status, or the code of what went wrong. */
  readonly outcome: number | string;
  readonly elapsedMs: number;
  /** The wait until the next attempt, if there is one. */
  readonly nextInMs?: number;
}

/** How a call is carried out. */
export interface Persistence {
  readonly retry: RetryPolicy;
  readonly requestTimeoutMs: number;
  readonly timing: Timing;
  readonly signal: AbortSignal | undefined;
  readonly log: (attempt: Omit<Attempt, "method" | "path">) => void;
}

/**
 * How long a write that is under way when the caller stops may still be answered. What it made could be found again by
 * nobody if the answer, with its identity, were thrown away.
 */
const writeGraceMs = 2_000;

/** Carries out a call: tries it as often as the policy allows, with a time limit on each attempt. */
export async function persist(exchange: Exchange, persistence: Persistence): Promise<Result<Answer>> {
  const { requestTimeoutMs, timing, signal, log } = persistence;
  let waited = 0;
  for (let count = 1; ; count++) {
    const start = timing.now();
    const graceMs = exchange.method === "GET" ? 0 : writeGraceMs;
    const ended = await within({ ms: requestTimeoutMs, signal, graceMs }, (abort) => attempt(exchange, abort));
    const outcome = typeof ended === "string" ? stopped(ended, exchange, requestTimeoutMs) : ended;
    const next = nextIn(outcome, { count, waited }, persistence);
    log({
      attempt: count,
      outcome: outcome.ok ? outcome.answer.status : (outcome.status ?? outcome.diagnostic.code),
      elapsedMs: timing.now() - start,
      ...(next !== undefined && { nextInMs: next }),
    });
    if (outcome.ok) return success(outcome.answer);
    if (next === undefined) return failure(afterAttempts(outcome.diagnostic, count));
    waited += next;
    await timing.sleep(next, signal);
    if (signal?.aborted) return failure(cancelled(exchange.asked));
  }
}

type Failed = Extract<Outcome, { readonly ok: false }>;

function nextIn(
  outcome: Outcome,
  { count, waited }: { readonly count: number; readonly waited: number },
  { retry, timing }: Persistence,
): number | undefined {
  if (outcome.ok || !outcome.retry || count >= retry.maxAttempts) return undefined;
  const delay = delayOf(retry, { attempt: count, retryAfterMs: outcome.retryAfterMs, random: timing.random });
  return waited + delay > waitBudgetMs ? undefined : delay;
}

function stopped(reason: "timeout" | "cancelled", { asked }: Exchange, ms: number): Failed {
  if (reason === "cancelled") return { ok: false, diagnostic: cancelled(asked), retry: false };
  const detail = `${asked} was not answered in full within ${ms / 1000} s. Whether it took effect is not known. Allow more time with request_timeout_seconds (thothctl: --timeout-seconds), or look at why GovAPI is slow.`;
  return {
    ok: false,
    diagnostic: error("timeout", { summary: "GovAPI did not answer in time", detail }),
    retry: false,
  };
}

function cancelled(asked: string): Diagnostic {
  return error("cancelled", {
    summary: "The operation was interrupted",
    detail: `${asked} was called off before an answer was used. Run it again to finish.`,
  });
}

function afterAttempts(diagnostic: Diagnostic, count: number): Diagnostic {
  return count === 1 ? diagnostic : { ...diagnostic, detail: `${diagnostic.detail} Tried ${count} times.` };
}
