import { circumstancesNow, median, seconds, spread, table } from "./markdown.ts";
import type { PolicyFigures, Timed } from "./policies.ts";

/** The figures of Terraform providers. */
export interface Figures {
  /** Milliseconds of each start, by provider. */
  readonly starts: ReadonlyMap<string, readonly number[]>;
  /** For each size and provider one entry of each run; or why there is none. */
  readonly sizes: readonly {
    readonly name: string;
    readonly size: number;
    readonly rounds: readonly PolicyFigures[];
    readonly failure?: string;
  }[];
}

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
  return [
    circumstancesNow(engine),
    "",
    `Start to handshake, ${startRuns} starts:`,
    "",
    ...table(
      ["provider", "median", "fastest", "slowest"],
      [...starts].map(([name, each]) => [name, ...spread(each)]),
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
