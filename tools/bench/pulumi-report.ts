import type { Start } from "./first-answer.ts";
import { circumstancesNow, median, seconds, spread, table } from "./markdown.ts";
import type { StackFigures, TimedCommand } from "./policy-stack.ts";
import { inFlight, type RpcRate } from "./rpc-rates.ts";

/** The figures of both flavours, by the names that the report has for them. */
export interface PulumiFigures {
  readonly starts: ReadonlyMap<string, readonly Start[]>;
  readonly rates: ReadonlyMap<string, readonly RpcRate[]>;
  /** For each size and way one entry of each run; or why there is none. Without an engine there is no row. */
  readonly stacks: readonly {
    readonly name: string;
    readonly size: number;
    readonly rounds: readonly StackFigures[];
    readonly failure?: string;
  }[];
}

/** The figures of both flavours as a page of Markdown. */
export function pulumiReportOf({ starts, rates, stacks }: PulumiFigures, engine: string): string {
  const startRuns = Math.max(...[...starts.values()].map(({ length }) => length));
  return [
    circumstancesNow(engine),
    "",
    `From spawn to the line with the port, and to the first answer about a resource, ${startRuns} starts:`,
    "",
    ...table(
      ["process", "port: median", "fastest", "slowest", "first answer: median", "fastest", "slowest"],
      [...starts].map(([name, each]) => [
        name,
        ...spread(each.map(({ port }) => port)),
        ...spread(each.map(({ answer }) => answer)),
      ]),
    ),
    "",
    `RPCs per second, one after another / ${inFlight} in flight; processor time of the provider for each; calls of GovAPI in all:`,
    "",
    ...table(
      ["RPC", ...[...rates.keys()].flatMap((name) => [name, "processor", "calls"])],
      rpcsIn(rates).map((rpc) => [rpc, ...[...rates.values()].flatMap((each) => rateCells(each, rpc))]),
    ),
    "",
    ...stackLines(stacks),
  ].join("\n");
}

function rpcsIn(rates: PulumiFigures["rates"]): readonly string[] {
  return [...new Set([...rates.values()].flatMap((each) => each.map(({ rpc }) => rpc)))];
}

function rateCells(rates: readonly RpcRate[], rpc: string): readonly string[] {
  const rate = rates.find((each) => each.rpc === rpc);
  if (rate === undefined) return ["", "", ""];
  const { serial, parallel, cpuMs, calls } = rate;
  const cpu = cpuMs === undefined ? "not told" : `${cpuMs.toFixed(2)} ms`;
  return [`${Math.round(serial)} / ${Math.round(parallel)}`, cpu, String(calls)];
}

function stackLines(stacks: PulumiFigures["stacks"]): readonly string[] {
  if (stacks.length === 0) return ["Stacks: not measured, for want of an engine."];
  return [
    "Browser policies, medians. Time in all / calls of GovAPI; of the provider's processes, in all four commands:",
    "processor time and highest memory:",
    "",
    ...table(
      ["policies", "flavour", "runs", "up", "up again, no changes", "refresh", "destroy", "state", "provider"],
      stacks.map((row) => [`${row.size}`, row.name, `${row.rounds.length}`, ...stackCells(row)]),
    ),
  ];
}

function stackCells({ rounds, failure }: PulumiFigures["stacks"][number]): readonly string[] {
  if (failure !== undefined) return [`failed: ${failure}`, "", "", "", "", ""];
  const cell = (of: (round: StackFigures) => TimedCommand) =>
    `${seconds(median(rounds.map((round) => of(round).seconds)))} / ${median(rounds.map((round) => of(round).calls))}`;
  const taken = rounds.flatMap((round) => (round.taken === undefined ? [] : [round.taken]));
  const provider =
    taken.length === 0
      ? "none seen"
      : `${seconds(median(taken.map(({ cpuSeconds }) => cpuSeconds)))} / ${Math.round(median(taken.map(({ peakMb }) => peakMb)))} MB`;
  const state = median(rounds.map(({ stateBytes }) => stateBytes));
  return [
    cell(({ up }) => up),
    cell(({ again }) => again),
    cell(({ refresh }) => refresh),
    cell(({ destroy }) => destroy),
    `${state} B`,
    provider,
  ];
}
