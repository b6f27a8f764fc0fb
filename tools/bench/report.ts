import { cpus, loadavg, totalmem, type } from "node:os";
import type { ProviderFigures } from "./measure-all.ts";
import type { PolicyFigures, Timed } from "./policies.ts";

/** How the figures were taken. */
export interface Circumstances {
  readonly engine: string;
  readonly runs: number;
  readonly startRuns: number;
}

/** The figures as a page of Markdown. */
export function reportOf(providers: readonly ProviderFigures[], circumstances: Circumstances): string {
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
      providers.map(({ name, starts }) => [
        name,
        ...[median(starts), Math.min(...starts), Math.max(...starts)].map(ms),
      ]),
    ),
    "",
    `Browser policies, median of ${runs} (API calls in brackets):`,
    "",
    ...table(
      ["provider", "policies", "plan, nothing there", "apply", "plan again, no changes", "peak memory"],
      providers.flatMap(({ name, sizes }) => [...sizes].map(([size, rounds]) => [name, `${size}`, ...cellsOf(rounds)])),
    ),
    "",
    "A provider that lists once for each policy plans no faster than its list calls take. How long that is was measured",
    "without a provider: the list calls of the plan again, once for each policy, ten at a time as the engine would.",
    "",
    ...table(
      ["policies", "list calls alone", "our whole plan again", "plan / list calls"],
      comparisons(providers[0]?.sizes ?? new Map()),
    ),
  ].join("\n");
}

type Rounds = readonly PolicyFigures[] | string;

function cellsOf(rounds: Rounds): readonly string[] {
  if (typeof rounds === "string") return [`failed: ${rounds}`, "", "", ""];
  const cell = (of: (round: PolicyFigures) => Timed) =>
    `${seconds(median(rounds.map((round) => of(round).seconds)))} (${median(rounds.map((round) => of(round).calls))})`;
  const peaks = rounds.flatMap(({ peak }) => (peak === undefined ? [] : [peak]));
  const memory = peaks.length === 0 ? "not told" : `${Math.round(median(peaks))} MB`;
  return [cell(({ plan }) => plan), cell(({ apply }) => apply), cell(({ again }) => again), memory];
}

function comparisons(sizes: ReadonlyMap<number, Rounds>): readonly (readonly string[])[] {
  return [...sizes].flatMap(([size, rounds]) => {
    if (typeof rounds === "string" || size === 1) return [];
    const lists = median(rounds.map(({ listEach }) => listEach));
    const plan = median(rounds.map(({ again }) => again.seconds));
    return [[`${size}`, seconds(lists), seconds(plan), (plan / lists).toFixed(2)]];
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
