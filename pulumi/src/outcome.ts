import type { Written } from "@thoth-iac/client";
import type { Diagnostic, JsonObject, Result, Values } from "@thoth-iac/model";
import { Failure, PartialFailure, textOf } from "./failure.ts";
import { idOf, unfinished } from "./instance.ts";

/** The value, or a failure thrown. */
export function succeeded<T>(result: Result<T>): T {
  if (!result.ok) throw new Failure(result.diagnostics);
  return result.value;
}

/** What becomes of what was written. */
export interface Keeping {
  /** An instance's properties as Pulumi keeps them, from its state. */
  readonly keep: (state: Values) => JsonObject;
  /** Tells a person something that is no failure. */
  readonly warn: (text: string) => void;
}

/** The id and the properties of what was written; a failure is thrown, together with what there is all the same. */
export function finished(
  { state, diagnostics }: Written,
  { keep, warn }: Keeping,
): { readonly id: string; readonly properties: JsonObject } {
  const faults = faultsIn(diagnostics, warn);
  if (state === undefined) throw new Failure(faults);
  const made = { id: idOf(state), properties: keep(state) };
  if (faults.length === 0) return made;
  throw new PartialFailure(faults, { ...made, properties: { ...made.properties, [unfinished]: true } });
}

/** The errors among diagnostics; what only warns is told. */
export function faultsIn(diagnostics: readonly Diagnostic[], warn: (text: string) => void): readonly Diagnostic[] {
  const { error: faults = [], warning: warnings = [] } = Object.groupBy(diagnostics, ({ severity }) => severity);
  if (warnings.length > 0) warn(textOf(warnings));
  return faults;
}
