import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { textChanges, unifiedHunks } from "./text-changes.ts";

const text = fc
  .array(fc.constantFrom("a", "b", "c", "- d", "+ e"), { maxLength: 25 })
  .map((lines) => lines.map((line) => `${line}\n`).join(""));

test("a unified diff leads from the one text to the other", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(patched(before, unifiedHunks(before, after))).toBe(after);
    }),
  );
});

test("far-apart changes of a text stand apart, with the lines around them", () => {
  const lines = Array.from({ length: 20 }, (_, at) => `line ${at}`);
  const changed = lines.with(2, "other").with(17, "another");
  expect(textChanges(lines.join("\n"), changed.join("\n")).map(({ sign, text }) => `${sign}${text}`)).toEqual([
    ...[" line 0", " line 1", "-line 2", "+other", " line 3", " line 4", " line 5"],
    " ...",
    ...[" line 14", " line 15", " line 16", "-line 17", "+another", " line 18", " line 19"],
  ]);
});

test("a text that was not there is all new", () => {
  expect(textChanges(undefined, "a\nb\n").map(({ sign }) => sign)).toEqual(["+", "+"]);
});

/** What `patch` makes of a text: every hunk at the line that its head tells, with as many lines as it tells. */
function patched(before: string, hunks: readonly string[]): string {
  const lines = before.split("\n").slice(0, -1);
  const result: string[] = [];
  let at = 0;
  const counts = { left: 0, right: 0 };
  for (const hunk of hunks) {
    const head = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@$/.exec(hunk);
    if (head !== null && counts.left + counts.right === 0) {
      const [, start = "", length = "1", rightStart = "", rightLength = "1"] = head;
      counts.left = Number(length);
      counts.right = Number(rightLength);
      const from = counts.left === 0 ? Number(start) : Number(start) - 1;
      result.push(...lines.slice(at, from));
      at = from;
      expect(result).toHaveLength(counts.right === 0 ? Number(rightStart) : Number(rightStart) - 1);
      continue;
    }
    const [sign, line] = [hunk.slice(0, 1), hunk.slice(1)];
    if (sign !== "+") {
      expect(lines[at]).toBe(line);
      at += 1;
      counts.left -= 1;
    }
    if (sign !== "-") {
      result.push(line);
      counts.right -= 1;
    }
  }
  expect(counts).toEqual({ left: 0, right: 0 });
  return [...result, ...lines.slice(at)].map((line) => `${line}\n`).join("");
}
