import { type Diagnostic, error, failure, type Result, success } from "@thoth-iac/model";
import { type Answer, refusal } from "./answer.ts";
import { authenticate, authorize, type Caller } from "./authenticate.ts";
import { carryOut } from "./carry-out.ts";
import type { Call, Operation } from "./operation.ts";
import { createRateLimit, type Rate, type RateLimit } from "./rate-limit.ts";
import { type BodyLimits, readBody } from "./request-body.ts";
import type { Store } from "./store.ts";
import { createTurns, type Turns } from "./turns.ts";
import { type Clock, timestamp } from "./world.ts";

/** What callers may not exceed. */
export interface Limits {
  readonly body: BodyLimits;
  readonly rate: Rate;
}

const defaultLimits: Limits = { body: { bytes: 1_048_576, depth: 64 }, rate: { perSecond: 2000, burst: 10_000 } };

/** What the gate needs to know of the app that it stands before. */
export interface GateOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly limits?: Partial<Limits>;
  readonly skipAuth?: boolean;
}

/** A request that has found its operation. */
export interface Asked {
  readonly operation: Operation;
  readonly request: Request;
  readonly tenant: string;
  /** What stands in the places that the route names in braces. */
  readonly params: readonly string[];
  readonly requestId: string;
}

/** Lets requests through to their operations: those of known callers, not too many, with bodies that can be read. */
export type Gate = (asked: Asked) => Promise<Answer>;

/** What a caller is told when GovAPI itself is at fault. */
export const broken = error("server_error", {
  summary: "GovAPI failed",
  detail: "Repeat the request; if it fails again, look for request_id in the server's log.",
});

/** The gate of an app. */
export function createGate(options: GateOptions): Gate {
  const { store, clock, skipAuth = false } = options;
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const mayCall = createRateLimit(limits.rate, clock);
  const means: Means = { store, clock, limits, mayCall, skipAuth, turns: createTurns(), touched: new Map() };
  return (asked) => answerTo(asked, means);
}

interface Means extends Required<GateOptions> {
  readonly limits: Limits;
  readonly mayCall: RateLimit;
  readonly turns: Turns;
  /** When the last use of a key was written down, by its id. */
  readonly touched: Map<string, number>;
}

async function answerTo({ operation, request, tenant, params, requestId }: Asked, means: Means): Promise<Answer> {
  const refuse = (diagnostics: readonly Diagnostic[], headers?: Readonly<Record<string, string>>) =>
    refusal(diagnostics[0] ?? broken, requestId, headers);
  const caller = await callerOf({ operation, request, tenant }, means);
  if (!caller.ok) {
    const challenge =
      caller.diagnostics[0]?.code === "unauthenticated" ? { "www-authenticate": 'Bearer realm="govapi"' } : {};
    return refuse(caller.diagnostics, challenge);
  }
  const seconds = means.mayCall(tenant);
  if (seconds > 0) {
    const detail = `This tenant may make ${means.limits.rate.perSecond} requests a second; wait ${seconds} s.`;
    return refuse([error("rate_limited", { summary: "Too many requests", detail })], { "retry-after": `${seconds}` });
  }
  const body = operation.within === "read" ? success({}) : await readBody(request, means.limits.body);
  if (!body.ok) return refuse(body.diagnostics);
  const { searchParams } = new URL(request.url);
  const call: Call = {
    tenant,
    caller: caller.value,
    params,
    query: searchParams,
    headers: request.headers,
    body: body.value,
    now: timestamp(means.clock),
  };
  const result = await carryOut(operation, call, means);
  return result.ok ? result.value : refuse(result.diagnostics);
}

async function callerOf(
  { operation, request, tenant }: Pick<Asked, "operation" | "request" | "tenant">,
  means: Means,
): Promise<Result<Caller>> {
  const { store, clock } = means;
  if (means.skipAuth) {
    const known = await store.read((session) => session.tenants());
    if (!known.includes(tenant))
      return failure(
        error("not_found", { summary: "No such tenant", detail: "The server has no tenant of this name." }),
      );
    return success({ id: "anonymous", tenant, permissions: ["read", "write"] });
  }
  const found = await store.read((session) => authenticate(request.headers, session, clock));
  if (!found.ok) return found;
  const caller = authorize(found.value, tenant, operation.route.startsWith("GET ") ? "read" : "write");
  if (caller.ok) await noteUse(caller.value, means);
  return caller;
}

/** Writes down when a key was used last, once a minute at most. */
async function noteUse({ id }: Caller, { store, clock, touched }: Means): Promise<void> {
  const now = clock();
  if (now - (touched.get(id) ?? 0) < 60_000) return;
  touched.set(id, now);
  await store.write((session) => session.touchKey(id, timestamp(clock)));
}
