import { type Diagnostic, type DiagnosticCode, error } from "@thoth-iac/model";

/** The server cannot start; `diagnostic` says why and what to do. */
export class StartError extends Error {
  override readonly name = "StartError";
  readonly diagnostic: Diagnostic;

  constructor(code: DiagnosticCode, summary: string, detail: string, cause?: unknown) {
    super(`${summary} ${detail}`, cause === undefined ? undefined : { cause });
    this.diagnostic = error(code, summary, detail);
  }
}
