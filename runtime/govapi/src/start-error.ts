import { type Diagnostic, error } from "@thoth-iac/model";

/** The server cannot start; `diagnostic` says why and what to do. */
export class StartError extends Error {
  override readonly name = "StartError";
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic, cause?: unknown) {
    super(`${diagnostic.summary} ${diagnostic.detail}`, cause === undefined ? undefined : { cause });
    this.diagnostic = diagnostic;
  }
}

/** An error for a server that cannot start as it was asked to. */
export function cannotStart(summary: string, detail: string, cause?: unknown): StartError {
  return new StartError(error("invalid_configuration", { summary, detail }), cause);
}
