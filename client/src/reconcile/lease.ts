import {
  error,
  failure,
  isRecord,
  type JsonValue,
  type Lease,
  leaseHeader,
  ownershipRoutes,
  type Result,
  success,
} from "@thoth-iac/model";
import type { Client } from "../client.ts";
import { systemTiming, type Timing } from "../timing.ts";

/** How a lease is waited for. */
export interface LeaseOptions {
  /** The owner whose apply it allows. */
  readonly owner: string;
  /** Who asks, in words that tell another person where to look: host, process, pipeline. */
  readonly holder: string;
  readonly lockTimeoutMs: number;
  readonly signal: AbortSignal;
  readonly timing?: Timing;
  /** How long the lease outlives a holder that has died, in seconds. */
  readonly ttlSeconds?: number;
  /** Told once why it waits: GovAPI's own sentence about who holds the lease. */
  readonly waiting: (reason: string) => void;
}

/** A lease that is held, and renewed until it is given back. */
export interface HeldLease {
  /** What `applyTenant` sends along. */
  readonly header: string;
  /** Aborts when the lease is lost, or when the given signal aborts. */
  readonly signal: AbortSignal;
  readonly release: () => Promise<void>;
}

/** The header of writes that are made under a lease. */
export function leaseHeaders(header: string | undefined): { readonly [name: string]: string } {
  return header === undefined ? {} : { [leaseHeader]: header };
}

const secondsUnlessGiven = 30;
const lookAgainMs = 1_000;

/** The lease of an owner; undefined if this GovAPI has none to give. */
export async function takeLease(client: Client, options: LeaseOptions): Promise<Result<HeldLease | undefined>> {
  const { owner, holder, lockTimeoutMs, signal, timing = systemTiming, ttlSeconds = secondsUnlessGiven } = options;
  const start = timing.now();
  let told = false;
  for (;;) {
    const body = { holder, ttl_seconds: ttlSeconds };
    const asked = await client.send({ route: ownershipRoutes.acquireLease, params: { name: owner }, body, signal });
    if (asked.ok) {
      const lease = leaseIn(asked.value.body);
      if (lease === undefined) return failure(malformed);
      return success(held(client, lease, { ...options, timing, ttlSeconds }));
    }
    const [refused] = asked.diagnostics;
    if (refused?.code === "not_found" || refused?.code === "method_not_allowed") return success(undefined);
    if (refused?.code !== "lease_held") return asked;
    const left = start + lockTimeoutMs - timing.now();
    if (left <= 0) return failure({ ...refused, detail: `${refused.detail} ${givenUp(lockTimeoutMs)}` });
    if (!told) options.waiting(refused.detail);
    told = true;
    await timing.sleep(Math.min(lookAgainMs, left), signal);
  }
}

type Renewing = LeaseOptions & { readonly timing: Timing; readonly ttlSeconds: number };

function held(client: Client, { name, token }: Lease, { timing, ttlSeconds, signal }: Renewing): HeldLease {
  const lost = new AbortController();
  const over = new AbortController();
  const renewing = (async () => {
    while (!over.signal.aborted) {
      await timing.sleep((ttlSeconds * 1000) / 3, over.signal);
      if (over.signal.aborted) return;
      const body = { token, ttl_seconds: ttlSeconds };
      const renewed = await client.send({
        route: ownershipRoutes.renewLease,
        params: { name },
        body,
        signal: over.signal,
      });
      // Trouble on the way is not loss: the next write will be told if the lease is gone.
      if (!renewed.ok && renewed.diagnostics[0]?.code === "lease_lost") return lost.abort(leaseLost);
    }
  })();
  return {
    header: `${name};${token}`,
    signal: AbortSignal.any([signal, lost.signal]),
    release: async () => {
      over.abort();
      await renewing;
      await client.send({ route: ownershipRoutes.releaseLease, params: { name }, query: { token } });
    },
  };
}

const leaseLost = new Error("The lease was lost.");

function leaseIn(body: JsonValue | undefined): Lease | undefined {
  if (body === undefined || !isRecord(body)) return undefined;
  const { name, holder, token, acquired_at, expires_at } = body;
  if (typeof name !== "string" || typeof holder !== "string" || typeof token !== "number") return undefined;
  return { name, holder, token, acquired_at: String(acquired_at ?? ""), expires_at: String(expires_at ?? "") };
}

const malformed = error("malformed_answer", {
  summary: "GovAPI's lease cannot be read",
  detail: "The answer to the request for a lease holds no token. Check the base URL and GovAPI's version.",
});

function givenUp(waitedMs: number): string {
  return waitedMs <= 0
    ? "It was not waited for; --lock-timeout says how long to wait."
    : `It was waited for ${Math.ceil(waitedMs / 1000)} s; --lock-timeout allows more.`;
}
