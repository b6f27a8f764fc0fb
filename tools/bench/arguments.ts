import { parseArgs } from "node:util";

/** What the benchmark prints when asked how it is used. */
export const usage = `Usage: npm run bench [-- OPTIONS]

Measures the compiled provider under a real engine, and prints a report in Markdown. It asserts nothing and writes
nothing. THOTH_BENCH_PEER=<path> measures another provider's executable for the same resources beside it.

  --quick      1 and 100 policies only, one run of each
  --runs <n>   how often each size is run (default 3); the median is reported
  --help       this text
`;

/** What was asked for on the command line. */
export interface Arguments {
  readonly help: boolean;
  readonly sizes: readonly number[];
  readonly runs: number;
  readonly starts: number;
  /** Arguments that mean nothing here. */
  readonly wrong: readonly string[];
}

/** Reads the command line. */
export function argumentsFrom(argv: readonly string[]): Arguments {
  const options = {
    help: { type: "boolean", short: "h" },
    quick: { type: "boolean" },
    runs: { type: "string" },
  } as const;
  const { values, tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  const unknown = tokens.flatMap((token) => {
    if (token.kind === "positional") return [token.value];
    return token.kind === "option" && !Object.hasOwn(options, token.name) ? [token.rawName] : [];
  });
  const quick = values.quick === true;
  const runs = values.runs === undefined ? (quick ? 1 : 3) : Number(values.runs);
  const isCount = Number.isInteger(runs) && runs > 0;
  return {
    help: values.help === true,
    sizes: quick ? [1, 100] : [1, 100, 1000],
    runs,
    starts: quick ? 5 : 25,
    wrong: [...unknown, ...(isCount ? [] : [`--runs ${values.runs}`])],
  };
}
