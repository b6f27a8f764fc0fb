import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { buildExecutables } from "../build-executables.ts";
import { buildPulumiPackage, packageFolder } from "../build-packages.ts";
import { obtainPulumi } from "../engines/pulumi.ts";
import { StepError } from "../quickstart/step-error.ts";
import { keepFile, withoutLeftovers } from "../quickstart/workspace.ts";
import type { Bench } from "./arguments.ts";
import { type Contender, type Start, startOf } from "./first-answer.ts";
import { measureStack, type StackFigures, type StackTrial } from "./policy-stack.ts";
import { type PulumiFigures, pulumiReportOf } from "./pulumi-report.ts";
import { type RpcRate, rpcRates } from "./rpc-rates.ts";

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
    const title = why === undefined ? engine.name.replace("-", " ") : `no engine (${why})`;
    return pulumiReportOf({ starts, rates, stacks }, title);
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
  // The last two are what a program in TypeScript needs.
  for (const name of ["@pulumi/pulumi", "@types/node", "typescript"]) {
    await mkdir(dirname(join(packages, name)), { recursive: true });
    await symlink(join(root, "node_modules", name), join(packages, name));
  }
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

interface Row extends Pick<StackTrial, "flavour" | "size" | "way"> {
  readonly name: string;
  /** How often it is run. */
  readonly runs: number;
  readonly rounds: StackFigures[];
  failure?: string;
}

const flavours = ["plugin", "dynamic"] as const;

/** What is run, how often: of large stacks one run takes half a minute. */
function rowsOf(sizes: readonly number[], runs: number): readonly Row[] {
  const largest = Math.max(...sizes);
  return [
    { name: "no resources", size: 0, flavour: undefined, runs, rounds: [] },
    ...sizes.flatMap((size) =>
      flavours.map((flavour) => ({
        name: flavour,
        size,
        flavour,
        runs: size > 100 ? Math.min(runs, 2) : runs,
        rounds: [],
      })),
    ),
    { name: "dynamic, TypeScript", size: 1, flavour: "dynamic", way: "typescript", runs: 1, rounds: [] },
    { name: "dynamic, compressed state", size: largest, flavour: "dynamic", way: "compressed", runs: 1, rounds: [] },
  ];
}

async function stacksOf(
  { folder, thothctl, packages }: Copies,
  { bench, engine }: { readonly bench: Bench; readonly engine: string },
): Promise<PulumiFigures["stacks"]> {
  const { env, stop, log, sizes, runs } = bench;
  const rows = rowsOf(sizes.pulumi, runs);
  for (let round = 1; round <= runs; round++) {
    for (const row of rows) {
      if (row.failure !== undefined || round > row.runs) continue;
      const { name, runs: _runs, rounds: _rounds, failure: _failure, ...asked } = row;
      log(`${row.size} policies, run ${round} of ${row.runs}: ${name} ...`);
      try {
        row.rounds.push(await measureStack({ thothctl, env, stop, engine, plugin: folder, packages, ...asked }));
      } catch (thrown) {
        if (!(thrown instanceof StepError) || stop.aborted) throw thrown;
        log(thrown.lines.join("\n"));
        row.failure = thrown.message;
      }
    }
  }
  return rows;
}
