import { cp, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildCdktfPackage } from "../build-cdktf-package.ts";
import { shelfFolder } from "../npm-package/shelf.ts";
import { withoutLeftovers } from "../quickstart/workspace.ts";
import { complaintOf, run } from "../run.ts";
import type { Bench } from "./arguments.ts";
import { importProgram, synthProgram } from "./cdktf-programs.ts";
import { type CdktfFigures, cdktfReportOf, type Framework, frameworks, type Pair, ways } from "./cdktf-report.ts";

/** Measures the npm package for CDKTF and CDK Terrain; gives the report. No engine takes part. */
export async function measureCdktf(bench: Bench): Promise<string> {
  const { root, log, sizes, starts } = bench;
  await buildCdktfPackage({ root, log });
  const folder = await mkdtemp(join(tmpdir(), "thoth-bench-cdktf-"));
  try {
    const installed = await install(root, folder);
    const figures: CdktfFigures = {
      imports: frameworks.flatMap((framework) =>
        [framework, `${framework}/browser-policy`].map((door) => ({ framework, door, rounds: [] })),
      ),
      synths: frameworks.flatMap((framework) =>
        sizes.cdktf.flatMap((size) => ways.map((way) => ({ framework, way, size, rounds: [] }))),
      ),
      bytes: await bytesOf(installed),
    };
    await measureInto(figures, folder, bench);
    return cdktfReportOf(figures, { runs: starts });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A project with the package as it is published, out of reach of builds in the meantime. */
async function install(root: string, folder: string): Promise<string> {
  const modules = join(folder, "node_modules");
  const installed = join(modules, "@thoth-iac", "cdktf");
  await cp(shelfFolder(root, "cdktf"), installed, { recursive: true });
  for (const name of [...frameworks, "constructs"]) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(root, "node_modules", name), join(modules, name));
  }
  await writeFile(join(folder, "import.cjs"), importProgram);
  await writeFile(join(folder, "synth.cjs"), synthProgram);
  return installed;
}

/** They take turns, so that whatever else the machine does falls on all alike; the first turn reads from disk. */
async function measureInto({ imports, synths }: CdktfFigures, folder: string, bench: Bench): Promise<void> {
  const { env, stop, log, starts } = bench;
  const own = { ...withoutLeftovers(env), NODE_OPTIONS: "", CHECKPOINT_DISABLE: "1" };
  const pairOf = async (...argv: readonly string[]): Promise<Pair> => {
    stop.throwIfAborted();
    const ended = await run(process.execPath, argv, { cwd: folder, env: own });
    if (!ended.ok) throw new Error(`${argv.join(" ")} failed:\n${complaintOf(ended)}`);
    const [one, other]: Pair = JSON.parse(ended.stdout);
    return [one, other];
  };
  log(`${starts} imports of each of ${imports.map(({ door }) => door).join(", ")} ...`);
  for (let round = 0; round <= starts; round++) {
    for (const { framework, door, rounds } of imports) {
      const pair = await pairOf("import.cjs", framework, `@thoth-iac/cdktf/${door}`);
      if (round > 0) rounds.push(pair);
    }
  }
  log(`${starts} syntheses of each ...`);
  for (let round = 0; round <= starts; round++) {
    for (const { framework, way, size, rounds } of synths) {
      const pair = await pairOf("synth.cjs", framework, way, `${size}`);
      if (round > 0) rounds.push(pair);
    }
  }
}

async function bytesOf(installed: string): Promise<CdktfFigures["bytes"]> {
  const entries = await readdir(installed, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((file) => join(file.parentPath, file.name));
  const sizes = await Promise.all(files.map(async (file) => [file, (await stat(file)).size] as const));
  const sumOf = (wanted: (file: string) => boolean) =>
    sizes.reduce((sum, [file, size]) => sum + (wanted(file) ? size : 0), 0);
  const without = (other: Framework) => sumOf((file) => !file.startsWith(join(installed, "lib", other)));
  return { package: sumOf(() => true), cdktn: without("cdktf"), cdktf: without("cdktn") };
}
