import { failure, type JsonValue, type Result } from "@thoth-iac/model";
import type { Answer } from "./answer.ts";
import { type Attribution, attributionHeaders } from "./attribution.ts";
import { baseUrlOf } from "./base-url.ts";
import { type Credential, credentialHeader } from "./credential.ts";
import type { Exchange } from "./exchange.ts";
import { pagesOf } from "./pages.ts";
import { serialize } from "./queue.ts";
import { redactionOf } from "./redaction.ts";
import type { RetryPolicy } from "./retry.ts";
import { type Call, type Target, targetOf } from "./route.ts";
import { type Attempt, persist } from "./send.ts";
import { sharedReads } from "./shared-reads.ts";
import { systemTiming, type Timing } from "./timing.ts";
import { type Fetch, fetchOver } from "./transport.ts";

/** Where GovAPI is, who calls, and how patiently. */
export interface Connection {
  readonly tenantId: string;
  readonly baseUrl: string;
  readonly credential: Credential;
  readonly retry: RetryPolicy;
  readonly requestTimeoutMs: number;
  readonly insecureSkipTlsVerify?: boolean;
}

/** A connection, and what of the world the client needs. */
export interface ClientOptions extends Connection {
  readonly attribution: Attribution;
  readonly fetch: Fetch;
  readonly timing?: Timing;
  /** Told of every attempt. */
  readonly log?: (attempt: Attempt) => void;
}

/** Calls of one tenant's GovAPI. Expected trouble comes back as diagnostics; nothing of it is thrown. */
export interface Client {
  readonly tenantId: string;
  readonly baseUrl: string;
  /** One call. A write drops the remembered reads of its path. */
  send(call: Call): Promise<Result<Answer>>;
  /** All rows of a list, pages followed: fetched once for all who ask, until a write beneath it. */
  list(call: Read): Promise<Result<readonly JsonValue[]>>;
  /** One document: fetched once for all who ask, until it is written. */
  readOnce(call: Read): Promise<Result<Answer>>;
  /** Drops the remembered reads at, above and beneath a path below `/{tenant}`; without one, all. */
  forget(path?: string): void;
  /** Runs work on one thing one after the other, also across clients of this process. */
  serialize<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** A call that reads. */
export type Read = Pick<Call, "route" | "params" | "query" | "signal">;

/** A client for one tenant. */
export function createClient(options: ClientOptions): Client {
  const { tenantId, timing = systemTiming } = options;
  const base = baseUrlOf({ value: options.baseUrl, name: "The base URL" });
  const fetch = fetchOver(options);
  const reads = sharedReads();

  const carryOut = async (call: Call): Promise<Result<Answer>> => {
    if (!base.ok) return base;
    const target = targetOf(call, tenantId);
    if (!target.ok) return target;
    const exchange = exchangeOf({ call, target: target.value, baseUrl: base.value, options, fetch, timing });
    const { method, path } = target.value;
    const { retry, requestTimeoutMs } = options;
    const log = (attempt: Omit<Attempt, "method" | "path">) => options.log?.({ method, path, ...attempt });
    try {
      return await persist(exchange, { retry, requestTimeoutMs, timing, signal: call.signal, log });
    } finally {
      // A write that failed may have taken effect all the same.
      if (method !== "GET") reads.forget(path);
    }
  };

  const once = <T>(kind: string, call: Read, work: (shared: Call) => Promise<Result<T>>): Promise<Result<T>> => {
    const target = targetOf(call, tenantId);
    if (!target.ok) return Promise.resolve(failure(...target.diagnostics));
    const { path, search } = target.value;
    const { signal, ...rest } = call;
    return reads.read<T>(
      { path, key: `${kind} ${path}${search}` },
      { signal, work: (shared) => work({ ...rest, signal: shared }) },
    );
  };

  return {
    tenantId,
    baseUrl: options.baseUrl,
    send: carryOut,
    list: (call) =>
      once("list", call, (shared) =>
        pagesOf(call.route, (extra) => carryOut({ ...shared, query: { ...call.query, ...extra } })),
      ),
    readOnce: (call) => once("document", call, carryOut),
    forget: (path = "") => reads.forget(`/${encodeURIComponent(tenantId)}${path}`),
    serialize: (key, work) => serialize(`${options.baseUrl} ${tenantId} ${key}`, work),
  };
}

interface Preparation {
  readonly call: Call;
  readonly target: Target;
  readonly baseUrl: string;
  readonly options: ClientOptions;
  readonly fetch: Fetch;
  readonly timing: Timing;
}

function exchangeOf({ call, target, baseUrl, options, fetch, timing }: Preparation): Exchange {
  const { credential, tenantId, attribution } = options;
  const { method, path, search } = target;
  const [name, value] = credentialHeader(credential);
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  return {
    fetch,
    now: timing.now,
    method,
    url: `${baseUrl}${path}${search}`,
    headers: {
      Accept: "application/json",
      ...call.headers,
      ...attributionHeaders(attribution),
      [name]: value,
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...(call.ifMatch !== undefined && { "If-Match": call.ifMatch }),
      // The same on every attempt, so that the server carries the call out once.
      ...((method === "POST" || method === "PATCH") && { "Idempotency-Key": crypto.randomUUID() }),
    },
    body,
    asked: `${method} ${path} at ${new URL(baseUrl).host}`,
    tenantId,
    credential,
    redact: redactionOf({ credential: credential.value, body: call.body, secrets: call.secrets }),
  };
}
