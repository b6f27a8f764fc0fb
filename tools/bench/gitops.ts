import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildExecutables } from "../build-executables.ts";
import { StepError } from "../quickstart/step-error.ts";
import { keepFile, withoutLeftovers } from "../quickstart/workspace.ts";
import type { Bench } from "./arguments.ts";
import { buildGoCli } from "./gitops-go.ts";
import { measureManifests } from "./gitops-plans.ts";
import { type GitopsFigures, gitopsReportOf, programs } from "./gitops-report.ts";

/** Measures `thothctl` as the GitOps tool: its start, and plans and applies of manifests; gives the report. */
export async function measureGitops(bench: Bench): Promise<string> {
  const { root, env, log, starts } = bench;
  await buildExecutables({ root, log });
  const bin = await mkdtemp(join(tmpdir(), "thoth-bench-bin-"));
  try {
    // A build in the meantime must not change what is measured.
    const thothctl = join(bin, "thothctl");
    await keepFile(join(root, "dist", "bin", "thothctl"), thothctl);
    const go = await buildGoCli(bin, { env, log });
    if ("missing" in go) log(`NOT COMPARED with a program of Go's: ${go.missing}`);
    const contenders = { [programs.ours]: thothctl, ...("path" in go && { [programs.go]: go.path }) };
    const figures: GitopsFigures = {
      starts: await startsOf(contenders, bench),
      ...("missing" in go && { missing: go.missing }),
      sizes: await sizesOf(thothctl, bench),
    };
    return gitopsReportOf(figures, starts);
  } finally {
    await rm(bin, { recursive: true, force: true });
  }
}

/** They take turns, so that whatever else the machine does falls on both alike; the first turn reads from disk. */
async function startsOf(
  contenders: Readonly<Record<string, string>>,
  { env, stop, log, starts }: Bench,
): Promise<GitopsFigures["starts"]> {
  const names = Object.keys(contenders);
  log(`${starts} starts of ${names.join(", ")} ...`);
  const found = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= starts; round++) {
    for (const [name, path] of Object.entries(contenders)) {
      stop.throwIfAborted();
      const elapsed = await versionMs(path, withoutLeftovers(env));
      if (round > 0) found.get(name)?.push(elapsed);
    }
  }
  return found;
}

/** Milliseconds in which a program prints its version and ends. */
async function versionMs(path: string, env: NodeJS.ProcessEnv): Promise<number> {
  const start = performance.now();
  const child = spawn(path, ["version"], { env, stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const [code] = await once(child, "close");
  const elapsed = performance.now() - start;
  if (code !== 0 || !/\d+\.\d+\.\d+/.test(said)) throw new Error(`${path} version ended with ${code}: ${said}`);
  return elapsed;
}

async function sizesOf(thothctl: string, bench: Bench): Promise<GitopsFigures["sizes"]> {
  const { env, stop, log, sizes, runs } = bench;
  const found: GitopsFigures["sizes"][number][] = [];
  for (const size of sizes.gitops) {
    log(`${size} manifests: ${runs} plans, apply, ${runs} plans ...`);
    try {
      found.push(await measureManifests({ thothctl, env, stop, size, runs }));
    } catch (thrown) {
      if (!(thrown instanceof StepError) || stop.aborted) throw thrown;
      log(thrown.lines.join("\n"));
      found.push({ size, failure: thrown.message });
    }
  }
  return found;
}
