import type { ManifestFigures, TimedCommand } from "./gitops-plans.ts";
import { circumstancesNow, median, seconds, spread, table } from "./markdown.ts";

/** What was measured of `thothctl` as the GitOps tool. */
export interface GitopsFigures {
  /** Milliseconds of each start to its end, by program. */
  readonly starts: ReadonlyMap<string, readonly number[]>;
  /** Why there is no program of Go's to compare with. */
  readonly missing?: string;
  readonly sizes: readonly (ManifestFigures | { readonly size: number; readonly failure: string })[];
}

/** The names of the two programs. */
export const programs = { ours: "thothctl version", go: "a command line of Go's" } as const;

/** The figures as a page of Markdown. */
export function gitopsReportOf({ starts, missing, sizes }: GitopsFigures, startRuns: number): string {
  const [ours, go] = [starts.get(programs.ours) ?? [], starts.get(programs.go) ?? []];
  const comparison =
    missing === undefined
      ? `thothctl / Go, medians: ${(median(ours) / median(go)).toFixed(2)}.`
      : `NOT COMPARED with a program of Go's: ${missing}.`;
  return [
    circumstancesNow(`Node ${process.versions.node} for what measures`),
    "",
    `From spawn to end, ${startRuns} starts:`,
    "",
    ...table(
      ["program", "median", "fastest", "slowest"],
      [...starts].map(([name, each]) => [name, ...spread(each)]),
    ),
    "",
    comparison,
    "",
    "Browser policies as manifests, medians. Time in all / with calls of GovAPI under way / the rest; processor time and",
    "highest memory of the process; calls of GovAPI:",
    "",
    ...table(
      ["policies", "command", "runs", "in all / GovAPI / rest", "processor", "memory", "calls"],
      sizes.flatMap(rowsOf),
    ),
  ].join("\n");
}

function rowsOf(figures: GitopsFigures["sizes"][number]): readonly (readonly string[])[] {
  if ("failure" in figures) return [[`${figures.size}`, `failed: ${figures.failure}`, "", "", "", "", ""]];
  const { size, plan, apply, again } = figures;
  const row = (command: string, rounds: readonly TimedCommand[]) => {
    const middle = (of: (round: TimedCommand) => number | undefined) =>
      median(rounds.map((round) => of(round) ?? Number.NaN));
    const [all, api] = [middle((round) => round.seconds), middle((round) => round.api)];
    const rest = middle((round) => round.seconds - round.api);
    const memory = middle(({ peakMb }) => peakMb);
    return [
      `${size}`,
      command,
      `${rounds.length}`,
      [all, api, rest].map(seconds).join(" / "),
      seconds(middle(({ cpu }) => cpu)),
      Number.isNaN(memory) ? "not told" : `${Math.round(memory)} MB`,
      `${middle(({ calls }) => calls)}`,
    ];
  };
  return [row("plan, nothing there", plan), row("apply", apply), row("plan again, no changes", again)];
}
