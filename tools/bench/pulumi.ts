import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { buildExecutables } from "../build-executables.ts";
import { buildPulumiPackage, packageFolder } from "../build-packages.ts";
import { obtainPulumi } from "../engines/pulumi.ts";
import { StepError } from "../quickstart/step-error.ts";
import { keepFile, withoutLeftovers } from "../quickstart/workspace.ts";
import { type Contender, type Start, startOf } from "./first-answer.ts";
import type { Bench } from "./measure-all.ts";
import { measureStack, type StackFigures, type StackTrial } from "./policy-stack.ts";
import { pulumiReportOf } from "./pulumi-report.ts";
import { type RpcRate, rpcRates } from "./rpc-rates.ts";

/** The figures of both flavours, by the names that the report has for them. */
export interface PulumiFigures {
  readonly starts: ReadonlyMap<string, readonly Start[]>;
  readonly rates: ReadonlyMap<string, readonly RpcRate[]>;
  /** For each size and flavour one entry of each run; or why there is none. Without an engine there is no row. */
  readonly stacks: readonly {
    readonly name: string;
    readonly size: number;
    readonly rounds: readonly StackFigures[];
    readonly failure?: string;
  }[];
}

/** Where what is measured lies, out of reach of builds in the meantime. */
interface Copies {
  readonly folder: string;
  readonly plugin: string;
  readonly thothctl: string;
  readonly packages: string;
}

/** Measures the dynamic resources and the plugin; gives the report. */
export async function measurePulumi(bench: Bench): Promise<string> {
  const { root, env, log } = bench;
  await buildExecutables({ root, log });
  await buildPulumiPackage({ root, log });
  const folder = await mkdtemp(join(tmpdir(), "thoth-bench-bin-"));
  try {
    const copies = await copied(root, folder);
    const starts = await startsOf(copies, bench);
    const rates = await ratesOf(copies, bench);
    const engine = await obtainPulumi({ env, log });
    const why = !("path" in engine)
      ? engine.reason
      : engine.languages.includes("nodejs")
        ? undefined
        : "pulumi-language-nodejs is neither beside the engine nor on PATH";
    if (why !== undefined) log(`No stack is measured: ${why}`);
    const stacks = "path" in engine && why === undefined ? await stacksOf(copies, { bench, engine: engine.path }) : [];
    return pulumiReportOf(
      { starts, rates, stacks },
      { engine: why === undefined ? engine.name.replace("-", " ") : `no engine (${why})`, runs: bench.runs },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copied(root: string, folder: string): Promise<Copies> {
  const [plugin, thothctl] = [join(folder, "pulumi-resource-thoth"), join(folder, "thothctl")];
  await keepFile(join(root, "dist", "bin", "pulumi-resource-thoth"), plugin);
  await keepFile(join(root, "dist", "bin", "thothctl"), thothctl);
  const packages = join(folder, "node_modules");
  await cp(packageFolder(root), join(packages, "@thoth-iac", "pulumi"), { recursive: true });
  await mkdir(join(packages, "@pulumi"), { recursive: true });
  await symlink(join(root, "node_modules", "@pulumi", "pulumi"), join(packages, "@pulumi", "pulumi"));
  return { folder, plugin, thothctl, packages };
}

/** They take turns, so that whatever else the machine does falls on both alike. */
async function startsOf(
  { folder, plugin, packages }: Copies,
  { env, stop, log, starts }: Bench,
): Promise<PulumiFigures["starts"]> {
  const kept = { ...withoutLeftovers(env), NODE_OPTIONS: "" };
  const PATH = [dirname(process.execPath), env.PATH].join(delimiter);
  const surroundings = { cwd: folder, env: { ...kept, PATH } };
  const dynamic = join(packages, "@pulumi", "pulumi", "pulumi-resource-pulumi-nodejs");
  const contenders: Readonly<Record<string, Contender>> = {
    plugin: { flavour: "plugin", path: plugin, ...surroundings },
    dynamic: { flavour: "dynamic", path: dynamic, ...surroundings },
  };
  log(`${starts} starts of ${Object.keys(contenders).join(", ")} ...`);
  const found = new Map<string, Start[]>(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round <= starts; round++) {
    for (const [name, contender] of Object.entries(contenders)) {
      stop.throwIfAborted();
      const start = await startOf(contender);
      // The first start reads the files from disk.
      if (round > 0) found.get(name)?.push(start);
    }
  }
  return found;
}

async function ratesOf(
  { folder, plugin, thothctl }: Copies,
  { env, stop, log, rpcs }: Bench,
): Promise<PulumiFigures["rates"]> {
  const found = new Map<string, readonly RpcRate[]>();
  for (const flavour of ["plugin", "dynamic"] as const) {
    log(`${rpcs} of each RPC: ${flavour} ...`);
    found.set(flavour, await rpcRates({ thothctl, env, stop }, { flavour, folder, plugin, count: rpcs }));
  }
  return found;
}

interface Row {
  readonly name: string;
  readonly size: number;
  readonly flavour: StackTrial["flavour"];
  readonly rounds: StackFigures[];
  failure?: string;
}

async function stacksOf(
  { folder, thothctl, packages }: Copies,
  { bench, engine }: { readonly bench: Bench; readonly engine: string },
): Promise<PulumiFigures["stacks"]> {
  const { env, stop, log, sizes, runs } = bench;
  const rows: readonly Row[] = [
    { name: "no resources", size: 0, flavour: undefined, rounds: [] },
    ...sizes.pulumi.flatMap((size) =>
      (["plugin", "dynamic"] as const).map((flavour) => ({ name: flavour, size, flavour, rounds: [] })),
    ),
  ];
  for (let round = 1; round <= runs; round++) {
    for (const row of rows) {
      if (row.failure !== undefined) continue;
      const { name, size, flavour } = row;
      log(`${size} policies, run ${round} of ${runs}: ${name} ...`);
      try {
        row.rounds.push(await measureStack({ thothctl, env, stop, flavour, size, engine, plugin: folder, packages }));
      } catch (thrown) {
        if (!(thrown instanceof StepError) || stop.aborted) throw thrown;
        log(thrown.lines.join("\n"));
        row.failure = thrown.message;
      }
    }
  }
  return rows;
}
