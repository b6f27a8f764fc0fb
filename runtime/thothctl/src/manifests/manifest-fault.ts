import type { AttributePath, Diagnostic, DiagnosticCode } from "@thoth-iac/model";
import type { Source } from "./plain-manifest.ts";

/** The most faults that are told: more are no help to anybody. */
export const mostFaults = 1_000;

/** Something wrong with a manifest, at a path of it. */
export interface ManifestFault {
  readonly source: Source;
  readonly path: AttributePath;
  /** Whether what is wrong is the key, and not the value. */
  readonly atKey: boolean;
  readonly diagnostic: Diagnostic;
}

/** What is wrong with a manifest among others. */
export interface SetFault {
  readonly path: AttributePath;
  readonly code: DiagnosticCode;
  readonly summary: string;
  readonly detail: string;
  /** The attribute of which it speaks, if of one. */
  readonly attribute?: AttributePath;
}
