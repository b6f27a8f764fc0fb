/** How often a call is tried, and how long the waits between attempts may grow. */
export interface RetryPolicy {
  readonly maxAttempts: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
}

/** The longest that one call waits between its attempts, all waits together, whatever the server asks for. */
export const waitBudgetMs = 120_000;

const statuses: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** True if an answer with this status may be followed by another attempt. */
export function isRetryable(status: number, retryAfterMs: number | undefined): boolean {
  // A 409 that says when to come back is a first attempt still at work under the same Idempotency-Key.
  return statuses.has(status) || (status === 409 && retryAfterMs !== undefined);
}

/** What the wait before the next attempt depends on. */
export interface Wait {
  /** The attempt that has just failed, counted from 1. */
  readonly attempt: number;
  readonly retryAfterMs?: number | undefined;
  readonly random: () => number;
}

/** The wait before the next attempt: full jitter below an exponential bound, and never less than the server asked for. */
export function delayOf(policy: RetryPolicy, wait: Wait): number {
  const bound = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (wait.attempt - 1));
  const jitter = wait.random() * bound;
  return wait.retryAfterMs === undefined ? jitter : wait.retryAfterMs + Math.min(jitter, policy.baseDelayMs);
}

/** A `Retry-After` header in milliseconds from now; undefined if it is absent or says nothing. */
export function retryAfterOf(header: string | null | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
  const then = httpDateOf(text);
  return then === undefined ? undefined : Math.max(0, then - now);
}

// The three forms that HTTP allows: Sun, 06 Nov 1994 08:49:37 GMT; Sunday, 06-Nov-94 08:49:37 GMT; Sun Nov  6 08:49:37 1994.
const current = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const obsolete = /^[A-Z][a-z]+, (\d{2})-([A-Z][a-z]{2})-(\d{2}) (\d{2}:\d{2}:\d{2}) GMT$/;
const asctime = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2}) (\d{4})$/;

function httpDateOf(text: string): number | undefined {
  const old = obsolete.exec(text);
  const unix = asctime.exec(text);
  const normal = old
    ? `${old[1]} ${old[2]} 20${old[3]} ${old[4]} GMT`
    : unix
      ? `${unix[2]} ${unix[1]} ${unix[4]} ${unix[3]} GMT`
      : current.test(text)
        ? text
        : "";
  const time = Date.parse(normal);
  return Number.isNaN(time) ? undefined : time;
}
