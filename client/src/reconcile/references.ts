import { type AttributePath, isList, isRecord, UNKNOWN, type Value, type Values } from "@thoth-iac/model";
import type { Reference, Wanted } from "./wanted.ts";

/** The same instance with the values that its references take, as far as they are known. */
export function withReferences(wanted: Wanted, valueFrom: (reference: Reference) => Value): Wanted {
  if (wanted.references.length === 0) return wanted;
  const configuration = wanted.references.reduce<Values>((values, reference) => {
    const placed = withPart(values, reference.path, valueFrom(reference));
    return isRecord(placed) ? placed : values;
  }, wanted.configuration);
  return { ...wanted, configuration };
}

/** A copy of a value with another part at a path, which is there already. */
function withPart(value: Value, [step, ...rest]: AttributePath, part: Value): Value {
  if (step === undefined) return part;
  if (isList(value)) return value.map((item, at) => (at === step ? withPart(item, rest, part) : item));
  if (!isRecord(value)) return value;
  const inner = Object.hasOwn(value, step) ? (value[step] ?? null) : UNKNOWN;
  return Object.fromEntries([...Object.entries(value), [`${step}`, withPart(inner, rest, part)]]);
}
