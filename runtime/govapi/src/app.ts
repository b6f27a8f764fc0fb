import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type Diagnostic, error, failure, partsOf, type Result, success } from "@thoth-iac/model";
import { Hono } from "hono";
import { signAdminToken } from "./admin-token.ts";
import { type Answer, refusal, responseOf } from "./answer.ts";
import { adminTokenKey, authenticate, authorize, type Caller } from "./authenticate.ts";
import { carryOut } from "./carry-out.ts";
import { createJobRunner } from "./jobs.ts";
import type { Call, Operation } from "./operation.ts";
import { jobKindsOf, operationsOf } from "./operations.ts";
import { createSend, type Send } from "./outgoing.ts";
import { createRateLimit, type Rate } from "./rate-limit.ts";
import { type BodyLimits, readBody } from "./request-body.ts";
import type { Store } from "./store.ts";
import { createTurns } from "./turns.ts";
import { type Clock, type Log, type Random, timestamp, type Wait } from "./world.ts";

/** What callers may not exceed. */
export interface Limits {
  readonly body: BodyLimits;
  readonly rate: Rate;
}

/** Where an app keeps things, and the world around it. Only the store is needed. */
export interface AppOptions {
  readonly store: Store;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly wait?: Wait;
  /** Lets webhooks and connectors reach loopback and private addresses. Has no effect beside `send`. */
  readonly allowPrivateTargets?: boolean;
  /** Replaces the guarded sender of outgoing requests. */
  readonly send?: Send;
  /** Takes every request as its tenant's own. Only for a server that nobody else can reach. */
  readonly skipAuth?: boolean;
  readonly limits?: Partial<Limits>;
  readonly log?: Log;
}

/** The control plane, without a socket. */
export interface App {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Makes an admin token for a tenant: what a sign-in would give. */
  readonly issueAdminToken: (claims: {
    readonly tenant: string;
    readonly expiresInSeconds: number;
    readonly role?: string;
  }) => Promise<string>;
  /** Refuses new requests, ends or parks running jobs, and closes the store. */
  readonly close: (graceMs?: number) => Promise<void>;
}

const defaultLimits: Limits = { body: { bytes: 1_048_576, depth: 64 }, rate: { perSecond: 2000, burst: 10_000 } };

/** The control plane over a store: every route of the model, answered in-process. */
export function createApp(options: AppOptions): App {
  const { store, clock = Date.now, random = randomBytes, wait = waitReally, log = () => undefined } = options;
  const send = options.send ?? createSend({ allowPrivateTargets: options.allowPrivateTargets ?? false });
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const sync = { store, send, clock, random, wait };
  const jobs = createJobRunner({ store, kinds: jobKindsOf(sync), clock, log });
  const gate = {
    ...options,
    store,
    clock,
    limits,
    mayCall: createRateLimit(limits.rate, clock),
    turns: createTurns(),
    touched: new Map<string, number>(),
  };
  let closing = false;

  const answered = async (request: Request, work: (requestId: string) => Promise<Answer>): Promise<Response> => {
    const requestId = Buffer.from(random(8)).toString("hex");
    try {
      if (closing) return responseOf(refusal(stopping, requestId, { "retry-after": "5" }), requestId);
      return responseOf(await work(requestId), requestId);
    } catch (cause) {
      log({
        level: "error",
        event: "request_failed",
        request_id: requestId,
        method: request.method,
        reason: String(cause),
      });
      return responseOf(refusal(broken, requestId), requestId);
    }
  };
  const routes = new Hono();
  const operations = operationsOf({ ...sync, wake: jobs.wake });
  for (const operation of operations) {
    const { method, path, params } = partsOf(operation.route);
    routes.on(method, honoPath(path), ({ req }) =>
      answered(req.raw, (requestId) => {
        const named = params.map((name) => req.param(name) ?? "");
        return answerTo(
          operation,
          { request: req.raw, tenant: req.param("tenant") ?? "", params: named },
          { ...gate, requestId },
        );
      }),
    );
  }
  for (const [path, methods] of methodsByPath(operations)) {
    const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : [])].join(", ");
    const detail = `This route takes ${allow}.`;
    routes.all(path, ({ req }) =>
      answered(req.raw, async (id) =>
        refusal(error("method_not_allowed", "Method not allowed", detail), id, { allow }),
      ),
    );
  }
  routes.get("/healthz", ({ req }) => answered(req.raw, async () => ({ status: 200, body: { status: "ok" } })));
  routes.notFound(({ req }) =>
    answered(req.raw, async (id) =>
      refusal(error("not_found", "No such route", "GovAPI has no route with this path."), id),
    ),
  );

  return {
    fetch: async (request) => routes.fetch(request),
    issueAdminToken: async ({ tenant, expiresInSeconds, role = "admin" }) => {
      const key = await store.read((session) => session.setting(adminTokenKey));
      if (key === undefined) throw new Error("The store has no tenant yet.");
      const expires = Math.floor(clock() / 1000) + expiresInSeconds;
      return signAdminToken({ tenant, role, subject: "admin", expires }, Buffer.from(key, "base64url"));
    },
    close: async (graceMs = 5000) => {
      if (closing) return;
      closing = true;
      await jobs.close(graceMs);
      await store.close();
    },
  };
}

const stopping = error("unavailable", "GovAPI is stopping", "Repeat the request in a few seconds.");
const broken = error(
  "server_error",
  "GovAPI failed",
  "Repeat the request; if it fails again, look for request_id in the server's log.",
);

const waitReally: Wait = async (milliseconds, signal) => {
  await pause(milliseconds, undefined, { signal });
};

function honoPath(path: string): string {
  return `/:tenant${path.replace(/\{(\w+)\}/g, ":$1")}`;
}

function methodsByPath(operations: readonly Operation[]): ReadonlyMap<string, readonly string[]> {
  const byPath = Map.groupBy(
    operations.map(({ route }) => partsOf(route)),
    ({ path }) => honoPath(path),
  );
  return new Map([...byPath].map(([path, parts]) => [path, parts.map(({ method }) => method)]));
}

interface Gate extends Pick<AppOptions, "skipAuth"> {
  readonly store: Store;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly mayCall: ReturnType<typeof createRateLimit>;
  readonly turns: ReturnType<typeof createTurns>;
  /** When the last use of a key was written down, by its id. */
  readonly touched: Map<string, number>;
  readonly requestId: string;
}

interface Asked {
  readonly request: Request;
  readonly tenant: string;
  readonly params: readonly string[];
}

async function answerTo(operation: Operation, { request, tenant, params }: Asked, gate: Gate): Promise<Answer> {
  const refuse = (diagnostics: readonly Diagnostic[], headers?: Readonly<Record<string, string>>) =>
    refusal(diagnostics[0] ?? broken, gate.requestId, headers);
  const caller = await callerOf(operation, { request, tenant }, gate);
  if (!caller.ok) {
    const challenge =
      caller.diagnostics[0]?.code === "unauthenticated" ? { "www-authenticate": 'Bearer realm="govapi"' } : {};
    return refuse(caller.diagnostics, challenge);
  }
  const seconds = gate.mayCall(tenant);
  if (seconds > 0) {
    const detail = `This tenant may make ${gate.limits.rate.perSecond} requests a second; wait ${seconds} s.`;
    return refuse([error("rate_limited", "Too many requests", detail)], { "retry-after": `${seconds}` });
  }
  const body = operation.within === "read" ? success({}) : await readBody(request, gate.limits.body);
  if (!body.ok) return refuse(body.diagnostics);
  const { searchParams } = new URL(request.url);
  const call: Call = {
    tenant,
    caller: caller.value,
    params,
    query: searchParams,
    headers: request.headers,
    body: body.value,
    now: timestamp(gate.clock),
  };
  const result = await carryOut(operation, call, gate);
  return result.ok ? result.value : refuse(result.diagnostics);
}

async function callerOf(
  operation: Operation,
  { request, tenant }: Omit<Asked, "params">,
  gate: Gate,
): Promise<Result<Caller>> {
  const { store, clock } = gate;
  if (gate.skipAuth) {
    const known = await store.read((session) => session.tenants());
    if (!known.includes(tenant))
      return failure(error("not_found", "No such tenant", "The server has no tenant of this name."));
    return success({ id: "anonymous", tenant, permissions: ["read", "write"] });
  }
  const found = await store.read((session) => authenticate(request.headers, session, clock));
  if (!found.ok) return found;
  const caller = authorize(found.value, tenant, operation.route.startsWith("GET ") ? "read" : "write");
  if (caller.ok) await noteUse(caller.value, gate);
  return caller;
}

/** Writes down when a key was used last, once a minute at most. */
async function noteUse({ id }: Caller, { store, clock, touched }: Gate): Promise<void> {
  const now = clock();
  if (now - (touched.get(id) ?? 0) < 60_000) return;
  touched.set(id, now);
  await store.write((session) => session.touchKey(id, timestamp(clock)));
}
