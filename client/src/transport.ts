import { isLoopback } from "./base-url.ts";

/** What carries a request to a server: the platform's `fetch`, or an app that lives in this process. */
export type Fetch = (request: Request, init?: object) => Promise<Response>;

/** How requests travel. */
export interface Transport {
  readonly fetch: Fetch;
  readonly baseUrl: string;
  readonly insecureSkipTlsVerify?: boolean | undefined;
}

/** The given `fetch`, told what the platform needs told: never a proxy for loopback, and TLS checks off if asked for. */
export function fetchOver({ fetch, baseUrl, insecureSkipTlsVerify = false }: Transport): Fetch {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (Reflect.has(globalThis, "Bun")) {
    // Bun's fetch sends even loopback to the proxy of the environment.
    const proxy = url && isLoopback(url.hostname) ? { proxy: false } : {};
    const tls = insecureSkipTlsVerify ? { tls: { rejectUnauthorized: false } } : {};
    return (request) => fetch(request, { ...proxy, ...tls });
  }
  if (!insecureSkipTlsVerify || url?.protocol !== "https:") return (request) => fetch(request);
  return async (request) => (await import("./insecure-fetch.ts")).insecureFetch(request);
}
