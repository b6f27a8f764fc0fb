import { devNull } from "node:os";
import { performance } from "node:perf_hooks";
import { complaintOf, run } from "../run.ts";

/** A program that reads Terraform configurations, ready to be run. */
export type Engine = {
  readonly name: string;
  readonly product: Product;
  readonly version: string;
  readonly path: string;
  /** Milliseconds from spawn to the end of `version -json`. */
  readonly startMs: number;
};

/** Which of the two programs an engine is. */
export type Product = "terraform" | "tofu";

/** An engine that could not be had, and why. */
export type MissingEngine = { readonly name: string; readonly product: Product; readonly reason: string };

/** Where engines are looked for and kept, and who hears of the progress. */
export type EngineSources = {
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
};

/** The engine at a path, asked for its version; or why it is none. */
export async function engineAt(product: Product, path: string, env: NodeJS.ProcessEnv): Promise<Engine | string> {
  const quiet = { ...env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: devNull };
  const ask = () => run(path, ["version", "-json"], { env: quiet, timeoutMs: 60_000 });
  const first = await ask();
  if (!first.ok) return `${path} does not run: ${complaintOf(first)}`;
  // The first start reads the file from disk; what tests pay is the second.
  const start = performance.now();
  await ask();
  const startMs = Math.round(performance.now() - start);
  const version = versionIn(first.stdout);
  if (version === undefined) return `${path} does not tell its version, it says: ${first.stdout.slice(0, 200)}`;
  return { name: `${product}-${version}`, product, version, path, startMs };
}

/** Whether a version is at least another, both written as major.minor.patch. */
export function isAtLeast(version: string, least: string): boolean {
  return compare(version, least) >= 0;
}

function compare(left: string, right: string): number {
  const [a, b] = [left, right].map((text) => text.split(/[.-]/).map((part) => Number.parseInt(part, 10)));
  for (let index = 0; index < 3; index++) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function versionIn(json: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(json);
    if (typeof answer !== "object" || answer === null || !("terraform_version" in answer)) return undefined;
    return typeof answer.terraform_version === "string" ? answer.terraform_version : undefined;
  } catch {
    return undefined;
  }
}
