import type { AttributePath, Diagnostic, Place } from "@thoth-iac/model";

/** Finds where a manifest says something of an instance. */
export type PlaceOf = (address: string, path?: AttributePath) => Place | undefined;

/** The same diagnostics, each with the place in a manifest of what it speaks of. */
export function placed(diagnostics: readonly Diagnostic[], placeOf: PlaceOf): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { instance, attribute, place } = diagnostic;
    const found = place !== undefined || instance === undefined ? undefined : placeOf(instance, attribute);
    return found === undefined ? diagnostic : { ...diagnostic, place: found };
  });
}
