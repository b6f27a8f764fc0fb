import { constants } from "node:fs";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildExecutables } from "../build-executables.ts";
import { obtainOneEngine } from "../engines/obtain.ts";
import { StepError } from "../quickstart/step-error.ts";
import { keepFile } from "../quickstart/workspace.ts";
import type { Bench } from "./arguments.ts";
import { handshakeMs } from "./handshake.ts";
import { measurePolicies, type PolicyFigures } from "./policies.ts";
import { buildRelisting } from "./relisting.ts";
import { type Figures, relisting, reportOf } from "./report.ts";

/** Measures our Terraform provider, and its peer if there is one; gives the report. */
export async function measureTerraform(bench: Bench): Promise<string> {
  const { root, env, log } = bench;
  await buildExecutables({ root, log });
  const engine = await obtainOneEngine({ env, log });
  const bin = await mkdtemp(join(tmpdir(), "thoth-bench-bin-"));
  try {
    // A build in the meantime must not change what is measured.
    for (const name of ["terraform-provider-thoth", "thothctl"]) {
      await keepFile(join(root, "dist", "bin", name), join(bin, name));
    }
    const peer = env.THOTH_BENCH_PEER;
    const contenders: Contenders = {
      thoth: join(bin, "terraform-provider-thoth"),
      [relisting]: await buildRelisting(root, bin),
      ...(peer !== undefined && { peer: resolve(peer) }),
    };
    for (const path of Object.values(contenders)) await access(path, constants.X_OK);
    const starts = await startsOf(contenders, bench);
    const tools = { thothctl: join(bin, "thothctl"), engine: engine.path };
    const sizes = await sizesOf(contenders, tools, bench);
    const circumstances = { engine: `${engine.product} ${engine.version}`, runs: bench.runs, startRuns: bench.starts };
    return reportOf({ starts, sizes }, circumstances);
  } finally {
    await rm(bin, { recursive: true, force: true });
  }
}

/** The executables that are measured, by the names that the report has for them. */
type Contenders = Readonly<Record<string, string>>;

/** They take turns, so that whatever else the machine does falls on all of them alike. */
async function startsOf(contenders: Contenders, { env, stop, log, starts }: Bench): Promise<Figures["starts"]> {
  const names = Object.keys(contenders);
  log(`${starts} starts of ${names.join(", ")} ...`);
  const found = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= starts; round++) {
    for (const [name, path] of Object.entries(contenders)) {
      stop.throwIfAborted();
      const elapsed = await handshakeMs(path, env);
      // The first start reads the file from disk.
      if (round > 0) found.get(name)?.push(elapsed);
    }
  }
  return found;
}

async function sizesOf(
  contenders: Contenders,
  tools: { readonly thothctl: string; readonly engine: string },
  { env, stop, log, sizes: { terraform: sizes }, runs }: Bench,
): Promise<Figures["sizes"]> {
  const found: Row[] = sizes.flatMap((size) => Object.keys(contenders).map((name) => ({ name, size, rounds: [] })));
  for (const size of sizes) {
    for (let round = 1; round <= runs; round++) {
      for (const [name, provider] of Object.entries(contenders)) {
        const row = found.find((each) => each.name === name && each.size === size);
        if (row === undefined || row.failure !== undefined) continue;
        log(`${size} policies, run ${round} of ${runs}: ${name} ...`);
        try {
          row.rounds.push(await measurePolicies({ ...tools, provider, size, env, stop }));
        } catch (thrown) {
          if (!(thrown instanceof StepError) || stop.aborted) throw thrown;
          log(thrown.lines.join("\n"));
          row.failure = thrown.message;
        }
      }
    }
  }
  return found;
}

interface Row {
  readonly name: string;
  readonly size: number;
  readonly rounds: PolicyFigures[];
  failure?: string;
}
