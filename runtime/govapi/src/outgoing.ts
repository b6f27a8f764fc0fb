import { lookup as resolve } from "node:dns/promises";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { addressClass } from "./address-class.ts";
import { codeOf } from "./caught.ts";

/** A request that GovAPI sends to somebody else's server. */
export interface OutgoingRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  /** A longer answer is an error. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

/** The whole answer to an outgoing request. */
export interface OutgoingAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** Sends a request, or throws an `OutgoingError`. Never follows a redirect. */
export type Send = (request: OutgoingRequest) => Promise<OutgoingAnswer>;

/** Why there is no answer. The message names host and reason, never headers, query or body. */
export class OutgoingError extends Error {
  override readonly name = "OutgoingError";
  readonly reason: "target_refused" | "timeout" | "unreachable" | "too_large" | "stopped";

  constructor(reason: OutgoingError["reason"], message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
  }
}

/** Which targets are allowed, and how names become addresses. */
export interface OutgoingPolicy {
  /** Lets requests reach loopback (there also by plain http) and private networks; link-local stays refused. */
  readonly allowPrivateTargets: boolean;
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Certificates trusted beside the usual ones, in PEM. */
  readonly trust?: string;
}

/** A sender that resolves a name itself, refuses forbidden addresses, and connects to exactly the checked address. */
export function createSend(policy: OutgoingPolicy): Send {
  return async (request) => {
    const deadline = AbortSignal.timeout(request.timeoutMs);
    const signal = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline;
    const url = targetUrl(request.url);
    try {
      const addresses = await abortable(allowedAddresses(url, policy), signal);
      return await sendToFirst(addresses, (address) =>
        exchange(request, { url, address, signal, trust: policy.trust }),
      );
    } catch (cause) {
      if (request.signal?.aborted) throw new OutgoingError("stopped", `The request to ${url.host} was stopped.`, cause);
      if (deadline.aborted)
        throw new OutgoingError("timeout", `${url.host} gave no answer within ${request.timeoutMs / 1000} s.`, cause);
      if (cause instanceof OutgoingError) throw cause;
      throw new OutgoingError("unreachable", `${url.host} could not be reached: ${reasonOf(cause)}.`, cause);
    }
  };
}

function targetUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw new OutgoingError("target_refused", "The target is not a URL.");
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new OutgoingError("target_refused", `The target must be an https URL, not ${url.protocol}//.`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new OutgoingError("target_refused", `The URL of ${url.host} must not carry a user name or password.`);
  }
  return url;
}

async function allowedAddresses(url: URL, policy: OutgoingPolicy): Promise<readonly string[]> {
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const addresses = isIP(host) === 0 ? await (policy.resolve ?? resolveAll)(host) : [host];
  if (addresses.length === 0) throw new OutgoingError("unreachable", `${url.host} has no address.`);
  const classes = addresses.map(addressClass);
  const refused = addresses.find((_, index) => {
    const reached = classes[index];
    return reached === "forbidden" || (reached !== "public" && !policy.allowPrivateTargets);
  });
  // One refused address refuses them all: a name with a public and a private address is how a guard is walked around.
  if (refused !== undefined) {
    const detail = policy.allowPrivateTargets
      ? ""
      : " Start the server with --allow-private-targets to allow loopback and private networks.";
    throw new OutgoingError(
      "target_refused",
      `${url.host} is or resolves to an address that is not a public one.${detail}`,
    );
  }
  if (url.protocol === "http:" && !classes.every((reached) => reached === "loopback")) {
    throw new OutgoingError("target_refused", `${url.host} must be reached by https; plain http is for loopback only.`);
  }
  return addresses;
}

async function resolveAll(host: string): Promise<readonly string[]> {
  const found = await resolve(host, { all: true });
  return found.map(({ address }) => address);
}

const notConnected = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL"]);

async function sendToFirst(
  addresses: readonly string[],
  attempt: (address: string) => Promise<OutgoingAnswer>,
): Promise<OutgoingAnswer> {
  let failed: unknown;
  for (const address of addresses) {
    try {
      return await attempt(address);
    } catch (cause) {
      // Nothing was sent yet, so that the next address may be tried.
      if (!notConnected.has(codeOf(cause))) throw cause;
      failed = cause;
    }
  }
  throw failed;
}

interface Target {
  readonly url: URL;
  readonly address: string;
  readonly signal: AbortSignal;
  readonly trust: string | undefined;
}

function exchange(request: OutgoingRequest, target: Target): Promise<OutgoingAnswer> {
  const { url, address, signal } = target;
  const secure = url.protocol === "https:";
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const options = {
    host: address,
    port: url.port === "" ? (secure ? 443 : 80) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    method: request.method,
    // No agent: a kept connection would outlive the check of its address.
    agent: false as const,
    signal,
    headers: {
      ...request.headers,
      host: url.host,
      ...(request.body !== undefined && { "content-length": String(Buffer.byteLength(request.body)) }),
    },
    // The certificate is judged by the name that was asked for, not by the address.
    ...(secure && { servername: isIP(host) === 0 ? host : "" }),
    ...(secure && target.trust !== undefined && { ca: target.trust }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? requestHttps : requestHttp)(options, (incoming) => {
      readWhole(incoming, request.maxBytes).then(
        (body) => resolve({ status: incoming.statusCode ?? 0, headers: firstValues(incoming), body }),
        (cause) => {
          incoming.destroy();
          reject(cause);
        },
      );
    });
    outgoing.on("error", reject);
    outgoing.end(request.body);
  });
}

async function readWhole(incoming: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) throw new OutgoingError("too_large", `The answer is longer than ${maxBytes} bytes.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function firstValues(incoming: IncomingMessage): Record<string, string | undefined> {
  const entries = Object.entries(incoming.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return Object.fromEntries(entries);
}

function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      if (signal.aborted) reject(signal.reason);
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    }),
  ]);
}

function reasonOf(cause: unknown): string {
  const code = codeOf(cause);
  const known: Readonly<Record<string, string>> = {
    ECONNREFUSED: "the connection was refused",
    ECONNRESET: "the connection broke",
    ENOTFOUND: "the name does not exist",
    EAI_AGAIN: "the name could not be resolved",
    CERT_HAS_EXPIRED: "its certificate has expired",
    DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed",
    SELF_SIGNED_CERT_IN_CHAIN: "its certificate is self-signed",
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate cannot be verified",
    ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
  };
  return known[code] ?? (code === "" ? "the connection failed" : code);
}
