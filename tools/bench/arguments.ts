import { parseArgs } from "node:util";

/** What the benchmark prints when asked how it is used. */
export const usage = `Usage: npm run bench [-- OPTIONS]

Measures the compiled Terraform provider and both flavours of the Pulumi package under real engines, and without one the
constructs for CDKTF and CDK Terrain and thothctl as the GitOps tool, and prints a report in Markdown. It asserts nothing
and writes nothing. THOTH_BENCH_PEER=<path> measures another Terraform provider's executable for the same resources
beside ours.

  --only <face>  terraform, pulumi, cdktf or gitops, and no other
  --quick        1 and 100 policies only, one run of each
  --runs <n>     how often each size is run (default 3); the median is reported
  --help         this text
`;

const faces = ["terraform", "pulumi", "cdktf", "gitops"] as const;

/** What can be measured by itself. */
export type Face = (typeof faces)[number];

/** What was asked for on the command line. */
export interface Arguments {
  readonly help: boolean;
  readonly faces: readonly Face[];
  /** How many policies are applied, synthesized or planned, by face. */
  readonly sizes: Readonly<Record<Face, readonly number[]>>;
  readonly runs: number;
  readonly starts: number;
  /** How often each RPC is called. */
  readonly rpcs: number;
  /** Arguments that mean nothing here. */
  readonly wrong: readonly string[];
}

/** What to measure, where, and who hears of the progress. */
export interface Bench extends Arguments {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
  readonly log: (line: string) => void;
}

/** Reads the command line. */
export function argumentsFrom(argv: readonly string[]): Arguments {
  const options = {
    help: { type: "boolean", short: "h" },
    only: { type: "string" },
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
  const wanted = faces.filter((face) => values.only === undefined || values.only === face);
  return {
    help: values.help === true,
    faces: wanted,
    sizes: quick
      ? { terraform: [1, 100], pulumi: [1, 100], cdktf: [1000], gitops: [100, 1000] }
      : { terraform: [1, 100, 1000], pulumi: [1, 100, 500], cdktf: [1, 100, 1000], gitops: [1000, 10_000] },
    runs,
    starts: quick ? 5 : 25,
    rpcs: quick ? 200 : 1000,
    wrong: [
      ...unknown,
      ...(isCount ? [] : [`--runs ${values.runs}`]),
      ...(wanted.length > 0 ? [] : [`--only ${values.only}`]),
    ],
  };
}
