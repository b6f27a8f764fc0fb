import { type Diagnostic, diagnosticCodes, type JsonObject, pathText } from "@thoth-iac/model";

/** What an operation answers, before it becomes a `Response`. */
export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that something is so. */
export function ok(body: JsonObject, headers?: Readonly<Record<string, string>>): Answer {
  return { status: 200, body, ...(headers && { headers }) };
}

/**
 * The answer that a diagnostic makes: flat, because the reference's clients read code and text from nowhere else, with
 * `error` (the code), `message`, `request_id` and, where one is at fault, `attribute` (its path in the body).
 */
export function refusal(diagnostic: Diagnostic, requestId: string, headers?: Readonly<Record<string, string>>): Answer {
  const { code, summary, detail, attribute } = diagnostic;
  const body = {
    error: code,
    message: `${summary}: ${detail}`,
    request_id: requestId,
    ...(attribute && { attribute: pathText(attribute) }),
  };
  return { status: diagnosticCodes[code].http, body, ...(headers && { headers }) };
}

/** The HTTP form of an answer. */
export function responseOf({ status, body, headers }: Answer, requestId: string): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": requestId,
      ...headers,
    },
  });
}
