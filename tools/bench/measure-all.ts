import { constants } from "node:fs";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildExecutables } from "../build-executables.ts";
import { obtainOneEngine } from "../engines/obtain.ts";
import { StepError } from "../quickstart/step-error.ts";
import { keepFile } from "../quickstart/workspace.ts";
import type { Arguments } from "./arguments.ts";
import { handshakeMs } from "./handshake.ts";
import { measurePolicies, type PolicyFigures } from "./policies.ts";
import { buildRelisting } from "./relisting.ts";
import { relisting, reportOf } from "./report.ts";

/** What to measure, where, and who hears of the progress. */
export interface Bench extends Arguments {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
  readonly log: (line: string) => void;
}

/** The figures of one provider. */
export interface ProviderFigures {
  readonly name: string;
  /** Milliseconds, of each start. */
  readonly starts: readonly number[];
  /** By number of policies, one entry for each run; or why there is none. */
  readonly sizes: ReadonlyMap<number, readonly PolicyFigures[] | string>;
}

/** Measures our provider, and its peer if there is one; gives the report. */
export async function measureAll(bench: Bench): Promise<string> {
  const { root, env, log } = bench;
  await buildExecutables({ root, log });
  const engine = await obtainOneEngine({ env, log });
  const bin = await mkdtemp(join(tmpdir(), "thoth-bench-bin-"));
  const figures: ProviderFigures[] = [];
  try {
    // A build in the meantime must not change what is measured.
    const names = ["terraform-provider-thoth", "thothctl"];
    for (const name of names) await keepFile(join(root, "dist", "bin", name), join(bin, name));
    const peer = env.THOTH_BENCH_PEER;
    const providers = [
      { name: "thoth", path: join(bin, "terraform-provider-thoth") },
      { name: relisting, path: await buildRelisting(root, bin) },
      ...(peer === undefined ? [] : [{ name: "peer", path: resolve(peer) }]),
    ];
    for (const { name, path } of providers) {
      await access(path, constants.X_OK);
      figures.push(await measured({ name, path, thothctl: join(bin, "thothctl"), engine: engine.path }, bench));
    }
  } finally {
    await rm(bin, { recursive: true, force: true });
  }
  return reportOf(figures, {
    engine: `${engine.product} ${engine.version}`,
    runs: bench.runs,
    startRuns: bench.starts,
  });
}

interface Measured {
  readonly name: string;
  readonly path: string;
  readonly thothctl: string;
  readonly engine: string;
}

async function measured({ name, path, thothctl, engine }: Measured, bench: Bench): Promise<ProviderFigures> {
  const { env, stop, log, sizes, runs, starts } = bench;
  log(`${name}: ${starts} starts ...`);
  // The first start reads the file from disk.
  await handshakeMs(path, env);
  const elapsed: number[] = [];
  for (let index = 0; index < starts; index++) {
    stop.throwIfAborted();
    elapsed.push(await handshakeMs(path, env));
  }
  const found = new Map<number, readonly PolicyFigures[] | string>();
  for (const size of sizes) {
    const rounds: PolicyFigures[] = [];
    try {
      for (let round = 1; round <= runs; round++) {
        log(`${name}: ${size} policies, run ${round} of ${runs} ...`);
        rounds.push(await measurePolicies({ provider: path, thothctl, engine, size, env, stop }));
      }
      found.set(size, rounds);
    } catch (thrown) {
      if (!(thrown instanceof StepError) || stop.aborted) throw thrown;
      log(thrown.lines.join("\n"));
      found.set(size, thrown.message);
    }
  }
  return { name, starts: elapsed, sizes: found };
}
