import { type Diagnostic, type DiagnosticCode, diagnosticCodes, error } from "@thoth-iac/model";
import type { Complaint } from "./answer.ts";
import { type Credential, credentialAdvice } from "./credential.ts";

/** An answer that is no success, and what is known about the call it answers. */
export interface Refused {
  readonly status: number;
  readonly complaint: Complaint;
  /** Method, path and host, without the query. */
  readonly asked: string;
  readonly method: string;
  readonly tenantId: string;
  readonly credential: Credential;
  readonly retryAfterMs: number | undefined;
  readonly now: number;
}

/** The one diagnostic for a status that is no success: what was asked, what came, what to do next. */
export function refusalOf(refused: Refused): Diagnostic {
  const { status, complaint, asked } = refused;
  const known = Object.hasOwn(ownershipRows, complaint.code) ? ownershipRows[complaint.code] : undefined;
  if (known !== undefined && diagnosticCodes[known.code].http === status) {
    return error(known.code, {
      summary: known.summary,
      detail: `${complaint.message} ${known.advice(refused)}`.trim(),
    });
  }
  const row = rows[status] ?? (status >= 500 ? serverError : clientError);
  const said = [complaint.code, complaint.message].filter((part) => part !== "").join(": ");
  const id = complaint.requestId === "" ? "" : ` Request id: ${complaint.requestId}.`;
  const came = `${asked} was answered with ${status}${said === "" ? "" : `: ${said}`}`;
  return error(codeOf(complaint.code, status) ?? row.code, {
    summary: `${row.summary} (${status})`,
    detail: `${came}${/[.!?)]$/.test(came) ? "" : "."}${id} ${row.advice(refused)}`,
  });
}

interface Row {
  readonly code: DiagnosticCode;
  readonly summary: string;
  readonly advice: (refused: Refused) => string;
}

const unavailable: Row = {
  code: "unavailable",
  summary: "GovAPI is not available",
  advice: () => "GovAPI, or a gateway before it, is stopping, starting or overloaded. Repeat in a while.",
};

const serverError: Row = {
  code: "server_error",
  summary: "GovAPI failed",
  advice: () =>
    "The fault lies with the server. Repeat in a while; if it stays, report it with the time and the request id.",
};

const clientError: Row = {
  code: "invalid_value",
  summary: "GovAPI did not accept the request",
  advice: () => "Compare what was sent with what the message asks for.",
};

/** Refusals whose message says it all to whoever runs an apply: which request met them is of no use to anybody. */
const ownershipRows: { readonly [code: string]: Row | undefined } = {
  lease_held: { code: "lease_held", summary: "Another apply is running", advice: () => "" },
  lease_lost: {
    code: "lease_lost",
    summary: "The lease was lost",
    advice: () => "Another apply has begun since. Apply again when it has finished.",
  },
  not_owned: {
    code: "not_owned",
    summary: "The instance belongs to another set of manifests",
    advice: () => "Plan again to see whose it is.",
  },
};

const rows: { readonly [status: number]: Row | undefined } = {
  401: {
    code: "unauthenticated",
    summary: "GovAPI does not accept the credential",
    advice: ({ credential, now }) => credentialAdvice(credential, now),
  },
  403: {
    code: "forbidden",
    summary: "The credential may not do this",
    advice: ({ method, tenantId }) =>
      `The credential is valid, but lacks the permission \`${method === "GET" ? "read" : "write"}\` here or belongs to another tenant than ${tenantId}. Grant it, or use another credential.`,
  },
  404: {
    code: "not_found",
    summary: "GovAPI does not have this",
    advice: ({ tenantId }) =>
      `It may have been removed outside, or the tenant (${tenantId}) or the path of the base URL is another one.`,
  },
  405: {
    code: "method_not_allowed",
    summary: "GovAPI does not know this operation",
    advice: () => "The server may be older than this tool, or the path of the base URL is wrong.",
  },
  408: {
    code: "timeout",
    summary: "The request took too long to arrive",
    advice: () => "Repeat; if it stays, look at the connection and the proxies on the way.",
  },
  409: {
    code: "conflict",
    summary: "The object's state does not allow this",
    advice: () => "Something else may be working on it, or it already exists. Look at it, then repeat.",
  },
  410: { code: "gone", summary: "This is past its time", advice: () => "Start it again." },
  412: {
    code: "precondition_failed",
    summary: "The object changed between read and write",
    advice: () => "Someone else wrote it at the same moment. Nothing was overwritten; repeat.",
  },
  413: {
    code: "payload_too_large",
    summary: "GovAPI found the request too large",
    advice: () => "Send less in one request.",
  },
  415: {
    code: "unsupported_media_type",
    summary: "GovAPI did not take the body for JSON",
    advice: () => "JSON was sent, so a proxy may have changed the request, or the server is another one.",
  },
  429: {
    code: "rate_limited",
    summary: "Too many requests",
    advice: ({ retryAfterMs }) =>
      retryAfterMs === undefined
        ? "Repeat later, or run fewer operations at a time (terraform: -parallelism)."
        : `GovAPI asks to wait ${Math.ceil(retryAfterMs / 1000)} s. Repeat then, or run fewer operations at a time (terraform: -parallelism).`,
  },
  502: unavailable,
  503: unavailable,
  504: unavailable,
};

function codeOf(word: string, status: number): DiagnosticCode | undefined {
  if (!Object.hasOwn(diagnosticCodes, word)) return undefined;
  // Just looked up.
  const code = word as DiagnosticCode;
  return diagnosticCodes[code].http === status ? code : undefined;
}
