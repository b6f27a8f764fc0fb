import { cpus, loadavg, totalmem, type } from "node:os";

/** The day, the machine and its load now, in a sentence each. */
export function circumstancesNow(engine: string): string {
  const machine = `${cpus().length} x ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()}`;
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(", ");
  return `${new Date().toISOString().slice(0, 10)}, ${machine}, ${engine}. Load average when it ended: ${load}.`;
}

/** The lines of a table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}

/** The value in the middle; between the two in the middle if their number is even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[middle - ((sorted.length + 1) % 2)], sorted[middle]];
  return (low + high) / 2;
}

/** The median, the least and the most of some times, as cells of a table. */
export function spread(values: readonly number[]): readonly string[] {
  return [median(values), Math.min(...values), Math.max(...values)].map(milliseconds);
}

/** A time as people read it. */
export function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}
