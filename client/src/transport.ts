import { isLoopback } from "./base-url.ts";

/**
 * What carries a request to a server: the platform's `fetch`, or an app that lives in this process. Only the platform's
 * own function, not one wrapped around it, can be told to skip TLS checks.
 */
export type Fetch = (request: Request, init?: object) => Promise<Response>;

/** How requests travel. */
export interface Transport {
  readonly fetch: Fetch;
  readonly baseUrl: string;
  readonly requestTimeoutMs: number;
  readonly insecureSkipTlsVerify?: boolean | undefined;
}

// The longest that Node's own fetch waits for the headers of an answer.
const patienceOfNode = 300_000;

/**
 * The given `fetch`, told what the platform needs told: never a proxy for loopback, TLS checks off if asked for, and
 * time limits as long as asked for. An app in this process is called as it is.
 */
export function fetchOver({ fetch, baseUrl, requestTimeoutMs, insecureSkipTlsVerify = false }: Transport): Fetch {
  if (fetch !== globalThis.fetch) return (request) => fetch(request);
  if (Reflect.has(globalThis, "Bun")) {
    // Bun's fetch sends even loopback to the proxy of the environment.
    const proxy = URL.canParse(baseUrl) && isLoopback(new URL(baseUrl).hostname) ? { proxy: false } : {};
    const tls = insecureSkipTlsVerify ? { tls: { rejectUnauthorized: false } } : {};
    return (request, init) => fetch(request, { ...init, ...proxy, ...tls });
  }
  if (!insecureSkipTlsVerify && requestTimeoutMs < patienceOfNode) return (request, init) => fetch(request, init);
  return async (request) => (await import("./socket-fetch.ts")).socketFetch(request, insecureSkipTlsVerify);
}
