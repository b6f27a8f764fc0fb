import { alignment } from "./alignment.ts";

/** A line of a text that is compared with another. */
export interface TextLine {
  readonly sign: "+" | "-" | " ";
  readonly text: string;
}

/** How many lines stand around a change. */
const around = 3;

/** A text laid beside another, or a whole one if the other is missing: lines that go and come, and a few around them. */
export function textChanges(before: string | undefined, after: string | undefined): readonly TextLine[] {
  return hunks(lineChanges(linesOf(before), linesOf(after))).flatMap((hunk, at) =>
    at === 0 ? hunk.lines : [{ sign: " ", text: "..." } as const, ...hunk.lines],
  );
}

/** Lines around changes, and where they stand in both texts, counted from 1. */
export interface Hunk {
  readonly before: number;
  readonly after: number;
  readonly lines: readonly TextLine[];
}

/** The differences of two texts as a unified diff has them. */
export function unifiedHunks(before: string, after: string): readonly string[] {
  return hunks(lineChanges(linesOf(before), linesOf(after))).flatMap(({ lines, before: left, after: right }) => {
    const count = (sign: "-" | "+") => lines.filter((line) => line.sign === sign || line.sign === " ").length;
    const range = (start: number, length: number) =>
      `${length === 0 ? start - 1 : start}${length === 1 ? "" : `,${length}`}`;
    const head = `@@ -${range(left, count("-"))} +${range(right, count("+"))} @@`;
    return [head, ...lines.map(({ sign, text }) => `${sign}${text}`)];
  });
}

function linesOf(text: string | undefined): readonly string[] {
  if (text === undefined || text === "") return [];
  return text.replace(/\n$/, "").split("\n");
}

function lineChanges(before: readonly string[], after: readonly string[]): readonly TextLine[] {
  return alignment(before, after, (line) => line).map((aligned): TextLine => {
    if (aligned.kind === "kept") return { sign: " ", text: aligned.after };
    return aligned.kind === "gone" ? { sign: "-", text: aligned.before } : { sign: "+", text: aligned.after };
  });
}

function hunks(lines: readonly TextLine[]): readonly Hunk[] {
  const found: { before: number; after: number; lines: TextLine[] }[] = [];
  let open: { before: number; after: number; lines: TextLine[] } | undefined;
  let [left, right, last] = [1, 1, Number.NEGATIVE_INFINITY];
  for (const [at, line] of lines.entries()) {
    const isNear =
      line.sign !== " " || lines.slice(at + 1, at + 1 + around).some(({ sign }) => sign !== " ") || at - last <= around;
    if (!isNear) open = undefined;
    else {
      if (open === undefined) {
        open = { before: left, after: right, lines: [] };
        found.push(open);
      }
      open.lines.push(line);
    }
    if (line.sign !== " ") last = at;
    if (line.sign !== "+") left += 1;
    if (line.sign !== "-") right += 1;
  }
  return found;
}
