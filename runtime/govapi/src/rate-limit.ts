import type { Clock } from "./world.ts";

/** How many requests a tenant may make: a steady rate, and how many at once after a pause. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Tells how many seconds a tenant must wait before its next request; zero means go on. */
export type RateLimit = (tenant: string) => number;

/** A token bucket per tenant, in memory: a restart forgets it, which only ever lets more through. */
export function createRateLimit(rate: Rate, clock: Clock): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (tenant) => {
    const now = clock();
    const bucket = buckets.get(tenant) ?? { tokens: rate.burst, at: now };
    buckets.set(tenant, bucket);
    // A clock that is set back must not take tokens away.
    const passed = Math.max(0, now - bucket.at) / 1000;
    bucket.tokens = Math.min(rate.burst, bucket.tokens + passed * rate.perSecond);
    bucket.at = now;
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / rate.perSecond));
    bucket.tokens -= 1;
    return 0;
  };
}
