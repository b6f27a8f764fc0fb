import { cpus, loadavg, totalmem, type } from "node:os";
import type { Figures } from "./measure-all.ts";
import type { PolicyFigures, Timed } from "./policies.ts";

/** How the figures were taken. */
export interface Circumstances {
  readonly engine: string;
  readonly runs: number;
  readonly startRuns: number;
}

/** The name of the provider that is ours but for the sharing of reads. */
export const relisting = "a list call per policy";

/** The figures as a page of Markdown. */
export function reportOf({ starts, sizes }: Figures, circumstances: Circumstances): string {
  const { engine, runs, startRuns } = circumstances;
  const machine = `${cpus().length} x ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()}`;
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(", ");
  return [
    `${new Date().toISOString().slice(0, 10)}, ${machine}, ${engine}. Load average when it ended: ${load}.`,
    "",
    `Start to handshake, ${startRuns} starts:`,
    "",
    ...table(
      ["provider", "median", "fastest", "slowest"],
      [...starts].map(([name, each]) => [name, ...[median(each), Math.min(...each), Math.max(...each)].map(ms)]),
    ),
    "",
    `Browser policies, median of ${runs}. Time in all / processor time of the provider / calls of GovAPI:`,
    "",
    ...table(
      ["policies", "provider", "plan, nothing there", "apply", "plan again, no changes", "peak memory"],
      sizes.map((row) => [`${row.size}`, row.name, ...cellsOf(row)]),
    ),
    "",
    `"${relisting}" is the same provider with one thing taken out: that instances share the answer of a list. What`,
    "the sharing is worth, in plans that find no changes:",
    "",
    ...table(["policies", "shared", "a list call each", "shared / each"], comparisons(sizes)),
  ].join("\n");
}

type Row = Figures["sizes"][number];

function cellsOf({ rounds, failure }: Row): readonly string[] {
  if (failure !== undefined) return [`failed: ${failure}`, "", "", ""];
  const cell = (of: (round: PolicyFigures) => Timed) => {
    const part = (wanted: (timed: Timed) => number | undefined) =>
      median(rounds.map((round) => wanted(of(round)) ?? Number.NaN));
    return `${seconds(part((timed) => timed.seconds))} / ${seconds(part(({ cpu }) => cpu))} / ${part(({ calls }) => calls)}`;
  };
  const peaks = rounds.flatMap(({ peak }) => (peak === undefined ? [] : [peak]));
  const memory = peaks.length === 0 ? "not told" : `${Math.round(median(peaks))} MB`;
  return [cell(({ plan }) => plan), cell(({ apply }) => apply), cell(({ again }) => again), memory];
}

function comparisons(rows: readonly Row[]): readonly (readonly string[])[] {
  const planned = (wanted: string, size: number) => {
    const row = rows.find((each) => each.name === wanted && each.size === size);
    return row === undefined || row.failure !== undefined
      ? undefined
      : median(row.rounds.map(({ again }) => again.seconds));
  };
  return [...new Set(rows.map(({ size }) => size))].flatMap((size) => {
    const [shared, each] = [planned("thoth", size), planned(relisting, size)];
    if (shared === undefined || each === undefined) return [];
    return [[`${size}`, seconds(shared), seconds(each), (shared / each).toFixed(2)]];
  });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[middle - ((sorted.length + 1) % 2)], sorted[middle]];
  return (low + high) / 2;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}
