import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import { listening } from "./listening.ts";

/** What goes wrong with a request. */
export type Fault =
  | { readonly answer: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  /** The request is carried out, and its answer is lost: the connection breaks. */
  | "lose_answer"
  /** The connection breaks before the request is carried out. */
  | "hang_up"
  /** The answer never comes. */
  | "silence"
  /** Half of the answer's text comes. */
  | "cut_json"
  /** 100 MB come. */
  | "huge"
  /** The answer has no ETag. */
  | "no_etag"
  | { readonly delayMs: number };

/** A fault, and which requests it befalls. */
export interface FaultRule {
  /** Method and path beneath the tenant, such as `PUT /thoth/settings`; all requests when left out. */
  readonly on?: string;
  readonly fault: Fault;
  /** So many requests in all; every one when left out. */
  readonly times?: number;
  /** So many matching requests pass first. */
  readonly after?: number;
}

/** A request that went through. */
export interface ProxiedRequest {
  /** Method and path beneath the tenant. */
  readonly route: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  /** What was answered; undefined if nothing was. */
  readonly status: number | undefined;
}

/** A thin proxy in front of a server, at an address that stays while servers come and go behind it. */
export interface FaultyProxy {
  readonly url: string;
  readonly requests: readonly ProxiedRequest[];
  /** Adds a fault; it takes precedence over earlier ones. */
  readonly inject: (rule: FaultRule) => void;
  /** Takes all faults away. */
  readonly heal: () => void;
  /** Sends requests to another server from now on. */
  readonly pointAt: (upstream: string) => void;
  /** Resolves when the next request with this method arrives. */
  readonly arrived: (method: string) => Promise<void>;
  /** Resolves when a request of the route has been answered, or has broken, so many times from now on. */
  readonly answered: (route: string, times?: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Rule {
  readonly on: string | undefined;
  readonly fault: Fault;
  left: number;
  pass: number;
}

interface State {
  upstream: string;
  rules: Rule[];
  readonly requests: ProxiedRequest[];
  readonly waiting: Set<(route: string) => void>;
  readonly expecting: Set<(method: string) => void>;
}

/** Starts a proxy in front of a server. */
export async function startFaultyProxy(upstream: string): Promise<FaultyProxy> {
  const state: State = { upstream, rules: [], requests: [], waiting: new Set(), expecting: new Set() };
  const server = createServer((request, response) => {
    pass(request, response, state).catch(() => response.destroy());
  });
  const { url, close } = await listening(server);
  return {
    url,
    requests: state.requests,
    inject: ({ on, fault, times = Number.POSITIVE_INFINITY, after = 0 }) => {
      state.rules.unshift({ on, fault, left: times, pass: after });
    },
    heal: () => {
      state.rules = [];
    },
    pointAt: (other) => {
      state.upstream = other;
    },
    arrived: (method) =>
      new Promise((resolve) => {
        const seen = (other: string) => {
          if (other !== method) return;
          state.expecting.delete(seen);
          resolve();
        };
        state.expecting.add(seen);
      }),
    answered: (route, times = 1) =>
      new Promise((resolve) => {
        let left = times;
        const seen = (other: string) => {
          if (other !== route || --left > 0) return;
          state.waiting.delete(seen);
          resolve();
        };
        state.waiting.add(seen);
      }),
    close,
  };
}

async function pass(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  for (const seen of state.expecting) seen(request.method ?? "");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks);
  const route = `${request.method} ${new URL(request.url ?? "/", "http://proxy.test").pathname.replace(/^\/[^/]*/, "")}`;
  response.on("close", () => {
    const status = response.headersSent ? response.statusCode : undefined;
    state.requests.push({ route, headers: request.headers, body: body.toString(), status });
    for (const seen of state.waiting) seen(route);
  });
  const fault = faultFor(route, state.rules);
  if (fault === "hang_up") return void response.destroy();
  if (fault === "silence") return;
  if (fault === "huge") return pour(response);
  if (typeof fault === "object" && "answer" in fault) {
    response.writeHead(fault.answer, { "content-type": "application/json", ...fault.headers }).end(fault.body ?? "");
    return;
  }
  if (typeof fault === "object") await new Promise((resolve) => setTimeout(resolve, fault.delayMs).unref());
  const answer = await forward(request, body, state.upstream);
  if (fault === "lose_answer") return void response.destroy();
  const headers = { ...answer.headers };
  if (fault === "no_etag") delete headers.etag;
  if (fault === "cut_json") {
    delete headers["content-length"];
    response.writeHead(answer.status, headers).end(answer.body.subarray(0, answer.body.length / 2));
    return;
  }
  response.writeHead(answer.status, headers).end(answer.body);
}

function faultFor(route: string, rules: readonly Rule[]): Fault | undefined {
  for (const rule of rules) {
    if (rule.left <= 0 || (rule.on !== undefined && rule.on !== route)) continue;
    if (rule.pass > 0) {
      rule.pass -= 1;
      continue;
    }
    rule.left -= 1;
    return rule.fault;
  }
  return undefined;
}

interface Answered {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

function forward(request: IncomingMessage, body: Buffer, upstream: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { connection: _hop, ...headers } = request.headers;
    const onward = send(new URL(request.url ?? "/", upstream), {
      method: request.method ?? "GET",
      headers,
      agent: false,
    });
    onward.on("error", reject);
    onward.on("response", (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const { connection: _answered, "keep-alive": _alive, ...rest } = answer.headers;
        resolve({ status: answer.statusCode ?? 0, headers: rest, body: Buffer.concat(chunks) });
      });
    });
    onward.end(body);
  });
}

/** Sends 100 MB of JSON, as far as the reader wants it. */
function pour(response: ServerResponse): void {
  const blanks = Buffer.alloc(1_048_576, " ");
  let left = 100;
  response.writeHead(200, { "content-type": "application/json" });
  const more = () => {
    while (!response.destroyed && left-- > 0) if (!response.write(blanks)) return;
    if (!response.destroyed) response.end("{}");
  };
  response.on("drain", more);
  more();
}
