import { isAbsent, isList, isRecord, sameValue, type Value } from "@thoth-iac/model";
import { isSpeakable, type PropertyPath } from "./property-path.ts";

/** One place at which two values differ. */
export interface DeepDifference {
  readonly path: PropertyPath;
  readonly kind: "ADD" | "DELETE" | "UPDATE";
}

/** The deepest places at which two values differ; null and what is not there are the same. */
export function deepDifferences(before: Value, after: Value, path: PropertyPath): readonly DeepDifference[] {
  if (sameValue(before, after)) return [];
  if (isAbsent(before)) return [{ path, kind: "ADD" }];
  if (isAbsent(after)) return [{ path, kind: "DELETE" }];
  if (isList(before) && isList(after)) {
    const longer = Math.max(before.length, after.length);
    return Array.from({ length: longer }, (_, at) => at).flatMap((at) => itemDifferences(before, after, [...path, at]));
  }
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    if (!names.every(isSpeakable)) return [{ path, kind: "UPDATE" }];
    return names.flatMap((name) => deepDifferences(own(before, name), own(after, name), [...path, name]));
  }
  return [{ path, kind: "UPDATE" }];
}

/** In a list null is an item like any other: its place says whether there is one. */
function itemDifferences(
  before: readonly Value[],
  after: readonly Value[],
  path: PropertyPath,
): readonly DeepDifference[] {
  const at = Number(path.at(-1));
  if (at >= before.length) return [{ path, kind: "ADD" }];
  if (at >= after.length) return [{ path, kind: "DELETE" }];
  const one: Value = before[at] ?? null;
  const other: Value = after[at] ?? null;
  if (sameValue(one, other)) return [];
  if (one === null || other === null) return [{ path, kind: "UPDATE" }];
  return deepDifferences(one, other, path);
}

function own(values: { readonly [name: string]: Value }, name: string): Value {
  return Object.hasOwn(values, name) ? (values[name] ?? null) : null;
}
