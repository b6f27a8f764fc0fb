import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { alignment } from "./alignment.ts";

const letters = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 });
const same = (item: string) => item;

test("tells both sequences whole and in order, and keeps only what is equal", () => {
  fc.assert(
    fc.property(letters, letters, (before, after) => {
      const aligned = alignment(before, after, same);
      expect(aligned.flatMap((one) => ("before" in one ? [one.before] : []))).toEqual(before);
      expect(aligned.flatMap((one) => ("after" in one ? [one.after] : []))).toEqual(after);
      for (const one of aligned) if (one.kind === "kept") expect(one.before).toBe(one.after);
    }),
  );
});

test("keeps as many items as can be kept", () => {
  fc.assert(
    fc.property(letters, letters, (before, after) => {
      const kept = alignment(before, after, same).filter(({ kind }) => kind === "kept").length;
      expect(kept).toBe(longestCommon(before, after));
    }),
  );
});

test("has what is gone before what is new", () => {
  expect(alignment(["a", "x", "y", "b"], ["a", "p", "q", "b"], same).map(({ kind }) => kind)).toEqual([
    "kept",
    "gone",
    "gone",
    "new",
    "new",
    "kept",
  ]);
});

test("gives up on what has nothing in common, and still tells all of it", () => {
  const before = Array.from({ length: 3_000 }, (_, at) => `a${at}`);
  const after = Array.from({ length: 3_000 }, (_, at) => `b${at}`);
  const aligned = alignment(before, after, same);
  expect(aligned.filter(({ kind }) => kind === "gone")).toHaveLength(3_000);
  expect(aligned.filter(({ kind }) => kind === "new")).toHaveLength(3_000);
});

/** The plain way, in N times M steps. */
function longestCommon(before: readonly string[], after: readonly string[]): number {
  let row = after.map(() => 0);
  for (const left of before) {
    const next: number[] = [];
    for (const [at, right] of after.entries()) {
      const diagonal = at === 0 ? 0 : (row[at - 1] ?? 0);
      next.push(left === right ? diagonal + 1 : Math.max(row[at] ?? 0, at === 0 ? 0 : (next[at - 1] ?? 0)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
