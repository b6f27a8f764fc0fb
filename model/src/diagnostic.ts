/** Where a diagnostic points: attribute names, list positions (numbers) and map keys, from the root of a resource. */
export type AttributePath = readonly (string | number)[];

/**
 * A message meant for a person. `summary` is a title; `detail` says what was found, what was expected and what to do
 * next. No secret ever enters one.
 */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly code: DiagnosticCode;
  readonly summary: string;
  readonly detail: string;
  readonly attribute?: AttributePath;
  /** The instance it speaks of, where there are many: `BrowserPolicy/block-extensions`. */
  readonly instance?: string;
  /** Where in a file it points. */
  readonly place?: Place;
}

/** A place in a file, counted from 1, with the line that stands there. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** A value, or the errors that stand in its place. Warnings may accompany a value. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly warnings?: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** The only table of diagnostic codes: HTTP status that GovAPI answers with, exit code of the CLI, and meaning. */
export const diagnosticCodes = {
  invalid_value: { http: 400, exit: 1, meaning: "An attribute's value is not one that is accepted." },
  invalid_type: { http: 400, exit: 1, meaning: "An attribute's value has the wrong type." },
  missing_attribute: { http: 400, exit: 1, meaning: "A required attribute is absent." },
  unknown_attribute: { http: 400, exit: 1, meaning: "An attribute that does not exist was given." },
  conflicting_attributes: { http: 400, exit: 1, meaning: "Attributes that exclude or require one another disagree." },
  malformed_json: { http: 400, exit: 1, meaning: "Text that should be JSON is not." },
  invalid_configuration: {
    http: 400,
    exit: 2,
    meaning: "The tool's own settings are missing, unreadable or contradictory.",
  },
  unauthenticated: { http: 401, exit: 4, meaning: "GovAPI does not accept the credential." },
  forbidden: { http: 403, exit: 4, meaning: "The credential is valid but may not do this." },
  not_found: { http: 404, exit: 1, meaning: "GovAPI does not have this object." },
  method_not_allowed: { http: 405, exit: 1, meaning: "The route exists, but not with this method." },
  conflict: { http: 409, exit: 1, meaning: "The object is in a state that does not allow this." },
  gone: { http: 410, exit: 1, meaning: "The object existed and is past its time." },
  precondition_failed: { http: 412, exit: 1, meaning: "The object changed between read and write." },
  payload_too_large: { http: 413, exit: 1, meaning: "A body is larger than the receiver takes." },
  lease_held: { http: 409, exit: 1, meaning: "Another apply holds the lease; it is waited for, or given up." },
  lease_lost: { http: 409, exit: 1, meaning: "The lease of this apply expired and another apply has taken it." },
  unsupported_media_type: { http: 415, exit: 1, meaning: "The body is not JSON." },
  rate_limited: { http: 429, exit: 1, meaning: "Too many requests; GovAPI asks to wait." },
  webhook_not_configured: {
    http: 400,
    exit: 1,
    meaning: "The webhook is disabled or has no URL, so it cannot be tested.",
  },
  target_refused: { http: 400, exit: 1, meaning: "An outgoing address is private, link-local or otherwise refused." },
  server_error: { http: 500, exit: 1, meaning: "GovAPI failed; the request may be repeated." },
  unavailable: { http: 503, exit: 1, meaning: "GovAPI is stopping or overloaded; repeat later." },
  unreachable: { http: 502, exit: 1, meaning: "No connection to GovAPI could be made, or it broke." },
  timeout: { http: 504, exit: 1, meaning: "No answer came within the time allowed." },
  malformed_answer: { http: 502, exit: 1, meaning: "GovAPI's answer is not what the contract promises." },
  cancelled: { http: 499, exit: 130, meaning: "The operation was interrupted before it finished." },
  action_failed: { http: 200, exit: 1, meaning: "A requested action ran and reported failure." },
  malformed_manifest: {
    http: 400,
    exit: 1,
    meaning: "A manifest is not YAML, or is not put together as manifests are.",
  },
  stale_plan: { http: 409, exit: 1, meaning: "The tenant, or what is desired, changed after a plan was saved." },
  not_owned: { http: 409, exit: 1, meaning: "The instance belongs to another set of manifests, or to none." },
  too_many_deletions: { http: 409, exit: 1, meaning: "More instances would be deleted than is allowed." },
  usage: { http: 400, exit: 2, meaning: "The command line is wrong." },
} as const satisfies Record<string, { readonly http: number; readonly exit: number; readonly meaning: string }>;

/** One of the codes of the table. */
export type DiagnosticCode = keyof typeof diagnosticCodes;

/** What a diagnostic says, and where it points. */
export type Message = Pick<Diagnostic, "summary" | "detail"> & { readonly attribute?: AttributePath | undefined };

/** An error diagnostic. */
export function error(code: DiagnosticCode, { attribute, ...said }: Message): Diagnostic {
  return { severity: "error", code, ...said, ...(attribute && { attribute }) };
}

/** A warning diagnostic. */
export function warning(code: DiagnosticCode, message: Message): Diagnostic {
  return { ...error(code, message), severity: "warning" };
}

/** A successful result. */
export function success<T>(value: T, warnings: readonly Diagnostic[] = []): Result<T> {
  return warnings.length > 0 ? { ok: true, value, warnings } : { ok: true, value };
}

/** A failed result. */
export function failure(...diagnostics: readonly Diagnostic[]): {
  readonly ok: false;
  readonly diagnostics: readonly Diagnostic[];
} {
  return { ok: false, diagnostics };
}

/** A path as people write it: `rules[0].name`, `overrides["a b"]`. */
export function pathText(path: AttributePath): string {
  return path
    .map((step, position) => {
      if (typeof step === "number") return `[${step}]`;
      if (/^[A-Za-z_][\w-]*$/.test(step)) return position === 0 ? step : `.${step}`;
      return `[${JSON.stringify(step)}]`;
    })
    .join("");
}
