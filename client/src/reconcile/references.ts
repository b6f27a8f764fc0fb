import { type Value, type Values, withPart } from "@thoth-iac/model";
import type { Reference, Wanted } from "./wanted.ts";

/** The same instance with the values that its references take, as far as they are known. */
export function withReferences(wanted: Wanted, valueFrom: (reference: Reference) => Value): Wanted {
  if (wanted.references.length === 0) return wanted;
  const configuration = wanted.references.reduce<Values>(
    (values, reference) => withPart(values, reference.path, valueFrom(reference)),
    wanted.configuration,
  );
  return { ...wanted, configuration };
}
