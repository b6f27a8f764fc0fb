import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listening } from "./listening.ts";

/** One computer of the inventory; what is left out is made up. */
export interface JamfComputer {
  readonly id: string;
  readonly name?: string;
  /** Nobody is assigned when it is left out. */
  readonly user?: string;
}

/** What goes wrong with one request: faults are used up in order, one per request that their `on` names. */
export interface JamfFault {
  readonly on: "token" | "inventory";
  readonly fault:
    | "unauthorized"
    | "forbidden"
    | "rate_limited"
    | "server_error"
    | "slow"
    | "broken_json"
    | "huge"
    | "hang_up";
  /** For `rate_limited`: seconds of `Retry-After`. */
  readonly retryAfter?: number;
}

/** How a stand-in is set up. */
export interface JamfOptions {
  readonly computers?: readonly JamfComputer[];
  readonly faults?: readonly JamfFault[];
  /** Seconds that a token is good for. */
  readonly tokenLifetime?: number;
  /** Says that a token is not good any more after so many uses, whatever its lifetime. */
  readonly usesPerToken?: number;
  /** Gives each page's last row again as the first of the next, as rows do that shift while they are read. */
  readonly shifting?: boolean;
}

/** A request that the stand-in got. */
export interface JamfRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** A running stand-in for Jamf Pro. */
export interface Jamf {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly requests: readonly JamfRequest[];
  readonly close: () => Promise<void>;
}

/** Starts a small Jamf Pro over real HTTP: OAuth client credentials, and the paged computer inventory. */
export async function startJamf(options: JamfOptions = {}): Promise<Jamf> {
  const credentials = { clientId: "thoth-sync", clientSecret: randomBytes(24).toString("hex") };
  const requests: JamfRequest[] = [];
  const state: State = { ...options, ...credentials, faults: [...(options.faults ?? [])], tokens: new Map() };
  const server = createServer((request, response) => {
    response.on("finish", () =>
      requests.push({ method: request.method ?? "", path: request.url ?? "", status: response.statusCode }),
    );
    answer(request, response, state).catch((cause: unknown) =>
      response.destroy(cause instanceof Error ? cause : undefined),
    );
  });
  const { url, close } = await listening(server);
  return { url, ...credentials, requests, close };
}

interface State extends Omit<JamfOptions, "faults"> {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly faults: JamfFault[];
  readonly tokens: Map<string, { readonly expiresAt: number; uses: number }>;
}

interface Reply {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

async function answer(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  const url = new URL(request.url ?? "/", "http://jamf.test");
  const isToken = request.method === "POST" && url.pathname === "/api/oauth/token";
  const isInventory = request.method === "GET" && url.pathname === "/api/v1/computers-inventory";
  const body = await textOf(request);
  const at = state.faults.findIndex(({ on }) => (on === "token" ? isToken : isInventory));
  const [fault] = at < 0 ? [] : state.faults.splice(at, 1);
  if (fault !== undefined) fail(response, fault);
  else if (isToken) reply(response, tokenReply(new URLSearchParams(body), state));
  else if (isInventory) reply(response, inventoryReply(request, url, state));
  else reply(response, refusal(404, "NOT_FOUND"));
}

function reply(response: ServerResponse, { status, body, headers }: Reply): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

function fail(response: ServerResponse, { fault, retryAfter = 0 }: JamfFault): void {
  switch (fault) {
    case "unauthorized":
      reply(response, refusal(401, "INVALID_TOKEN"));
      break;
    case "forbidden":
      reply(response, refusal(403, "INVALID_PRIVILEGE"));
      break;
    case "rate_limited":
      reply(response, { ...refusal(429, "TOO_MANY_REQUESTS"), headers: { "retry-after": `${retryAfter}` } });
      break;
    case "server_error":
      reply(response, refusal(500, "INTERNAL_ERROR"));
      break;
    case "slow":
      // The answer never comes: whoever waits for it must give up by itself.
      break;
    case "broken_json":
      response.writeHead(200, { "content-type": "application/json" }).end('{"totalCount": 3, "results": [');
      break;
    case "huge":
      response.writeHead(200, { "content-type": "application/json" });
      pour(response);
      break;
    case "hang_up":
      response.destroy();
  }
}

/** Sends blanks until the reader has had enough. */
function pour(response: ServerResponse): void {
  const blanks = Buffer.alloc(1_048_576, " ");
  const more = () => {
    while (!response.destroyed && response.write(blanks));
  };
  response.on("drain", more);
  more();
}

function tokenReply(form: URLSearchParams, state: State): Reply {
  if (form.get("grant_type") !== "client_credentials") return refusal(400, "unsupported_grant_type");
  if (form.get("client_id") !== state.clientId || form.get("client_secret") !== state.clientSecret) {
    return refusal(401, "invalid_client");
  }
  const lifetime = state.tokenLifetime ?? 300;
  const token = randomBytes(16).toString("hex");
  state.tokens.set(token, { expiresAt: Date.now() + lifetime * 1000, uses: 0 });
  return {
    status: 200,
    body: { access_token: token, token_type: "Bearer", expires_in: lifetime, scope: "api-role:2" },
  };
}

function inventoryReply(request: IncomingMessage, { searchParams }: URL, state: State): Reply {
  const token = state.tokens.get(request.headers.authorization?.replace(/^Bearer /, "") ?? "");
  if (!token || token.expiresAt <= Date.now() || token.uses >= (state.usesPerToken ?? Number.POSITIVE_INFINITY)) {
    return refusal(401, "INVALID_TOKEN");
  }
  token.uses += 1;
  const page = Number(searchParams.get("page") ?? "0");
  const size = Number(searchParams.get("page-size") ?? "100");
  if (!Number.isInteger(page) || page < 0 || !(size >= 1 && size <= 2000)) return refusal(400, "INVALID_PAGE");
  const sections = searchParams.getAll("section").flatMap((value) => value.split(","));
  const computers = state.computers ?? [];
  const start = page * size - (state.shifting && page > 0 ? 1 : 0);
  const results = computers.slice(start, (page + 1) * size).map((computer) => rowOf(computer, sections));
  return { status: 200, body: { totalCount: computers.length, results } };
}

function refusal(status: number, code: string): Reply {
  return {
    status,
    body: { httpStatus: status, errors: [{ code, description: code.toLowerCase(), id: "0", field: null }] },
  };
}

function rowOf({ id, name = `mac-${id}`, user }: JamfComputer, sections: readonly string[]): object {
  const section = (wanted: string, value: object) =>
    sections.includes(wanted) || (sections.length === 0 && wanted === "GENERAL") ? value : null;
  return {
    id,
    udid: `00000000-0000-4000-8000-${id.padStart(12, "0")}`,
    general: section("GENERAL", {
      name,
      platform: "Mac",
      lastContactTime: "2026-01-15T08:00:00Z",
      remoteManagement: { managed: true },
    }),
    hardware: section("HARDWARE", { make: "Apple", model: "MacBook Pro", serialNumber: `C02${id.padStart(7, "0")}` }),
    operatingSystem: section("OPERATING_SYSTEM", { name: "macOS", version: "26.1" }),
    userAndLocation: section("USER_AND_LOCATION", {
      username: user?.split("@")[0] ?? "",
      realname: "",
      email: user ?? "",
    }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
