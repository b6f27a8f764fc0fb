import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import type { Diagnostic, Result } from "@thoth-iac/model";
import { type ClientOptions, createClient } from "./client.ts";
import { systemTiming, type Timing } from "./timing.ts";

/** A request as it reached a test's server. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A real HTTP server on loopback, and what it was asked. */
export interface TestServer {
  readonly url: string;
  readonly seen: readonly Seen[];
}

/** What a test's server does with the nth request, counted from 1, once its body has arrived. */
export type Answering = (request: Seen, response: Parameters<RequestListener>[1], count: number) => unknown;

/** Runs a test against a server that lives as long as the test; with `tls`, over https. */
export async function withServer<T>(
  answering: Answering,
  test: (server: TestServer) => Promise<T>,
  tls?: ServerOptions,
): Promise<T> {
  const seen: Seen[] = [];
  const listener: RequestListener = async (request, response) => {
    let body = "";
    for await (const piece of request.setEncoding("utf8")) body += piece;
    const one = { method: request.method ?? "", url: request.url ?? "", headers: request.headers, body };
    await answering(one, response, seen.push(one));
  };
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Listening on TCP, so the address is no path.
  const { port } = server.address() as AddressInfo;
  try {
    return await test({ url: `${tls ? "https" : "http"}://127.0.0.1:${port}`, seen });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Answers with JSON. */
export function json(response: Parameters<RequestListener>[1], status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** Time in which no wait takes any, with the waits asked for. */
export function quickTiming(): Timing & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    now: systemTiming.now,
    random: () => 0.5,
    sleep: async (ms) => {
      waits.push(ms);
    },
  };
}

/** A client of a test's server that waits for nothing between attempts. */
export function clientOf(url: string, options: Partial<ClientOptions> = {}) {
  return createClient({
    tenantId: "acme",
    baseUrl: url,
    credential: { kind: "org_api_key", value: "thoth_live_0123456789abcdef", source: "the attribute org_api_key" },
    retry: { maxAttempts: 4, baseDelayMs: 300, maxDelayMs: 5000 },
    requestTimeoutMs: 10_000,
    attribution: { via: "Terraform", name: "terraform-provider-thoth", version: "1.2.3" },
    fetch: globalThis.fetch,
    timing: quickTiming(),
    ...options,
  });
}

/** The one diagnostic of a result that failed; throws if there is none or another. */
export function only<T>(result: Result<T>): Diagnostic {
  const [diagnostic, ...others] = result.ok ? [] : result.diagnostics;
  if (diagnostic === undefined || others.length > 0) throw new Error(`not one diagnostic: ${JSON.stringify(result)}`);
  return diagnostic;
}
