import { type Diagnostic, error, type JsonValue } from "@thoth-iac/model";
import { type Answer, complaintOf } from "./answer.ts";
import { largestAnswer, readBody } from "./body.ts";
import type { Credential } from "./credential.ts";
import { networkFailureOf } from "./network-failure.ts";
import type { Redact } from "./redaction.ts";
import { redirectOf } from "./redirect.ts";
import { refusalOf } from "./refusal.ts";
import { isRetryable, retryAfterOf } from "./retry.ts";
import type { Fetch } from "./transport.ts";

/** Everything about one call that stays the same from attempt to attempt. */
export interface Exchange {
  readonly fetch: Fetch;
  readonly now: () => number;
  readonly method: string;
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | undefined;
  /** Method, path and host, without the query. */
  readonly asked: string;
  readonly tenantId: string;
  readonly credential: Credential;
  readonly redact: Redact;
}

/** How one attempt ended. */
export type Outcome =
  | { readonly ok: true; readonly answer: Answer }
  | {
      readonly ok: false;
      readonly status?: number;
      readonly diagnostic: Diagnostic;
      readonly retry: boolean;
      readonly retryAfterMs?: number | undefined;
    };

/** One attempt: sends the request, follows redirects that may be followed, reads and judges the answer. */
export async function attempt(exchange: Exchange, signal: AbortSignal): Promise<Outcome> {
  try {
    let url = exchange.url;
    for (let followed = 0; ; followed++) {
      // Node holds on to a request's own signal only weakly: once the request is collected, its abort reaches nobody.
      const response = await exchange.fetch(requestOf(exchange, url, signal), { signal });
      if (response.status < 300 || response.status >= 400 || response.status === 304)
        return await judged(exchange, response);
      response.body?.cancel().catch(() => undefined);
      const { method, asked } = exchange;
      const target = redirectOf({ method, from: url, location: response.headers.get("location"), followed, asked });
      if (typeof target !== "string") return { ok: false, status: response.status, diagnostic: target, retry: false };
      url = target;
    }
  } catch (thrown) {
    const { asked, redact, url } = exchange;
    return { ok: false, ...networkFailureOf(thrown, { asked, redact, host: new URL(url).host }) };
  }
}

function requestOf({ method, headers, body }: Exchange, url: string, signal: AbortSignal): Request {
  return new Request(url, { method, headers, signal, redirect: "manual", ...(body !== undefined && { body }) });
}

async function judged(exchange: Exchange, response: Response): Promise<Outcome> {
  return response.ok ? success(exchange, response) : refused(exchange, response);
}

async function success({ asked }: Exchange, response: Response): Promise<Outcome> {
  const { status } = response;
  const refuse = (diagnostic: Diagnostic): Outcome => ({ ok: false, status, diagnostic, retry: false });
  const body = await readBody(response, largestAnswer);
  if ("text" in body) {
    const etag = response.headers.get("etag");
    const json = body.text.trim() === "" ? { value: undefined } : jsonOf(body.text);
    if (json) return { ok: true, answer: { status, body: json.value, ...(etag !== null && { etag }) } };
  } else if (body.trouble === "too_large") {
    const limit = `${largestAnswer / 1024 / 1024} MiB`;
    const detail = `${asked} was answered with more than ${limit}, the most that is taken; the rest was not read. Check the base URL: this is hardly GovAPI.`;
    return refuse(error("payload_too_large", { summary: "GovAPI's answer is too large", detail }));
  }
  const type = response.headers.get("content-type")?.split(";")[0]?.trim() ?? "";
  const found = /html/i.test(type)
    ? "an HTML page"
    : `text that is not JSON${type === "" ? "" : ` (${type.slice(0, 60)})`}`;
  const detail = `${asked} was answered with ${status} and ${found}; expected JSON. Check the base URL, and whether a proxy or a login page stands before GovAPI.`;
  return refuse(error("malformed_answer", { summary: "GovAPI's answer cannot be read", detail }));
}

const longestComplaint = 64 * 1024;

async function refused(exchange: Exchange, response: Response): Promise<Outcome> {
  const { asked, method, tenantId, credential, redact } = exchange;
  const { status, headers } = response;
  const now = exchange.now();
  const retryAfterMs = retryAfterOf(headers.get("retry-after"), now);
  const body = await readBody(response, longestComplaint);
  const contentType = headers.get("content-type") ?? "";
  const text = "text" in body ? body.text : "";
  const complaint = complaintOf({ text, contentType, requestId: headers.get("x-request-id") }, redact);
  const diagnostic = refusalOf({ status, complaint, asked, method, tenantId, credential, retryAfterMs, now });
  return { ok: false, status, diagnostic, retry: isRetryable(status, retryAfterMs), retryAfterMs };
}

function jsonOf(text: string): { readonly value: JsonValue } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
