import { onOneLine } from "./output.ts";

/** A column: its heading, and what a row shows in it. */
export interface Column<R> {
  readonly heading: string;
  readonly cell: (row: R) => string;
}

/** Rows in aligned columns. Columns in which no row has anything are left out, and so are the last ones that do not fit. */
export function textTable<R>(
  columns: readonly Column<R>[],
  rows: readonly R[],
  width: number | undefined,
): { readonly head: string; readonly lines: readonly string[]; readonly leftOut: readonly string[] } {
  const filled = columns
    .map(({ heading, cell }) => ({ heading, cells: rows.map((row) => onOneLine(cell(row))) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""))
    .map((column) => ({ ...column, width: Math.max(...[column.heading, ...column.cells].map(lengthOf)) }));
  const fitting = fit(filled, width);
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell + " ".repeat(Math.max(0, (fitting[at]?.width ?? 0) - lengthOf(cell))))
      .join(gap)
      .trimEnd();
  return {
    head: line(fitting.map(({ heading }) => heading)),
    lines: rows.map((_, at) => line(fitting.map(({ cells }) => cells[at] || "-"))),
    leftOut: filled.slice(fitting.length).map(({ heading }) => heading),
  };
}

const gap = "   ";

function fit<C extends { readonly width: number }>(
  columns: readonly C[],
  width = Number.POSITIVE_INFINITY,
): readonly C[] {
  let used = 0;
  const count = columns.findIndex((column, at) => {
    used += column.width + (at === 0 ? 0 : gap.length);
    return used > width && at > 0;
  });
  return count < 0 ? columns : columns.slice(0, count);
}

function lengthOf(text: string): number {
  return [...text].length;
}
