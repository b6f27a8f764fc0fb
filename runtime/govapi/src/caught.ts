/** The code of a caught system error such as `ECONNREFUSED`; empty for anything else. */
export function codeOf(cause: unknown): string {
  // Not by instanceof: errors of the platform may belong to another realm than this code.
  return typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
}

/** What a caught thing says of itself. */
export function messageOf(cause: unknown): string {
  return typeof cause === "object" && cause !== null && "message" in cause ? String(cause.message) : String(cause);
}
