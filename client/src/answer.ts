import type { JsonValue } from "@thoth-iac/model";
import type { Redact } from "./redaction.ts";

/** What GovAPI answered to a call that succeeded. */
export interface Answer {
  readonly status: number;
  /** Undefined if the answer was empty. */
  readonly body: JsonValue | undefined;
  /** The version of what was read or written, for `ifMatch`. */
  readonly etag?: string;
}

/** What an answer that is no success says about why, ready to be shown. */
export interface Complaint {
  /** GovAPI's own word for it; empty if it gave none. */
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
}

/** Text of an error answer, before anything in it is trusted. */
export interface ErrorText {
  readonly text: string;
  readonly contentType: string;
  readonly requestId: string | null;
}

/** Reads an error in each of its forms: flat, nested, OAuth's, plain text. HTML is named, not shown. */
export function complaintOf(answer: ErrorText, redact: Redact): Complaint {
  const parsed = objectOf(answer.text);
  const nested = parsed && objectIn(parsed.error);
  const code = textIn(nested?.code) || textIn(parsed?.error) || textIn(parsed?.code);
  const message =
    textIn(nested?.message) ||
    textIn(parsed?.message) ||
    textIn(parsed?.error_description) ||
    textIn(parsed?.detail) ||
    (parsed ? "" : plainText(answer));
  const ids = [nested?.requestId, parsed?.requestId, parsed?.request_id, answer.requestId];
  return {
    code: readable(redact(code), 80),
    message: readable(redact(message), 400),
    requestId: readable(redact(ids.map(textIn).find((id) => id !== "") ?? ""), 128),
  };
}

/** Text from elsewhere on one line, without control and direction characters, cut to a length. */
export function readable(text: string, length: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go, for terminals obey them.
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\s]+/g, " ").trim();
  return line.length <= length ? line : `${line.slice(0, length).toWellFormed()}...`;
}

function plainText({ text, contentType }: ErrorText): string {
  if (/html/i.test(contentType) || /^\s*</.test(text))
    return "(an HTML page, which GovAPI does not send: a proxy may stand between)";
  return text;
}

function objectOf(text: string): { readonly [key: string]: unknown } | undefined {
  try {
    return objectIn(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function objectIn(value: unknown): { readonly [key: string]: unknown } | undefined {
  // Anything that is an object may be asked for any key.
  return typeof value === "object" && value !== null ? (value as { readonly [key: string]: unknown }) : undefined;
}

function textIn(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? `${value}` : "";
}
