import { type AttributePath, canonicalJson, isList, isRecord, known, sameValue, type Value } from "@thoth-iac/model";
import { alignment } from "./alignment.ts";

/** A part of a value that differs. Undefined: it is not there. */
export interface ValueChange {
  readonly path: AttributePath;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

/** The parts in which two values differ, each by itself: what is the same is left out, however large it is. */
export function valueChanges(
  before: Value | undefined,
  after: Value | undefined,
  path: AttributePath = [],
): readonly ValueChange[] {
  if (before !== undefined && after !== undefined && sameValue(before, after)) return [];
  if (isList(before) && isList(after)) return itemChanges(before, after, path);
  if (isRecord(before) && isRecord(after)) return partChanges(partsOf(before), partsOf(after), path);
  if (before === undefined && isParted(after)) return partChanges([], partsOf(after), path);
  if (after === undefined && isParted(before)) return partChanges(partsOf(before), [], path);
  return [{ path, before, after }];
}

/** The same for lists in which order means nothing: what is only in the one, and what is only in the other. */
export function memberChanges(
  before: readonly Value[],
  after: readonly Value[],
  path: AttributePath,
): readonly ValueChange[] {
  const was = new Set(before.map(keyOf));
  const is = new Set(after.map(keyOf));
  const gone = before.filter((item) => !is.has(keyOf(item)));
  const fresh = after.filter((item) => !was.has(keyOf(item)));
  return [
    ...gone.map((item): ValueChange => ({ path, before: item, after: undefined })),
    ...fresh.map((item): ValueChange => ({ path, before: undefined, after: item })),
  ];
}

/** True for what is shown part by part: objects that hold something, and lists of them. */
function isParted(value: Value | undefined): value is readonly Value[] | { readonly [key: string]: Value } {
  if (isList(value)) return value.some((item) => typeof item === "object" && item !== null);
  return isRecord(value) && Object.keys(value).length > 0;
}

type Part = readonly [step: string | number, value: Value];

function partsOf(value: readonly Value[] | { readonly [key: string]: Value }): readonly Part[] {
  if (isList(value)) return value.map((item, at) => [at, item]);
  return isRecord(value) ? Object.entries(value) : [];
}

function partChanges(before: readonly Part[], after: readonly Part[], path: AttributePath): readonly ValueChange[] {
  const now = new Map(after);
  const was = new Map(before);
  const steps = new Set([...was.keys(), ...now.keys()]);
  return [...steps].flatMap((step) => valueChanges(was.get(step), now.get(step), [...path, step]));
}

/** Items of lists find each other wherever they stand; those that do not are compared in turn. */
function itemChanges(before: readonly Value[], after: readonly Value[], path: AttributePath): readonly ValueChange[] {
  const changes: ValueChange[] = [];
  let gone: { readonly at: number; readonly item: Value }[] = [];
  let left = 0;
  let right = 0;
  const leave = () => {
    changes.push(...gone.flatMap(({ at, item }) => valueChanges(item, undefined, [...path, at])));
    gone = [];
  };
  for (const aligned of alignment(before, after, keyOf)) {
    if (aligned.kind === "kept") leave();
    if (aligned.kind === "gone") gone.push({ at: left, item: aligned.before });
    if (aligned.kind === "new") {
      const [partner, ...rest] = gone;
      gone = rest;
      changes.push(...valueChanges(partner?.item, aligned.after, [...path, right]));
    }
    if (aligned.kind !== "new") left += 1;
    if (aligned.kind !== "gone") right += 1;
  }
  leave();
  return changes;
}

/** Equal for equal items. What is there holds nothing unknown, so that it never equals what does. */
function keyOf(item: Value): string {
  const json = known(item);
  return json === undefined ? "unknown" : canonicalJson(json);
}
