import { arch, platform } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { performance } from "node:perf_hooks";
import { complaintOf, run } from "../run.ts";
import { cached, engineCache } from "./cache.ts";
import { type EngineSources, isAtLeast } from "./engine.ts";
import { onPath } from "./on-path.ts";
import { reasonOf } from "./reason.ts";
import { fetchRelease, type Release } from "./release.ts";

const OLDEST_PULUMI = "3.216.0";
const PULUMI = "3.260.0";

/** The programs that must be there before the engine can run programs in a language. */
const HOSTS = {
  nodejs: ["pulumi-language-nodejs"],
  python: ["pulumi-language-python", "pulumi-language-python-exec"],
  go: ["pulumi-language-go"],
} as const;

/** The official release for this machine. */
const officialRelease: Release = {
  archive: `https://get.pulumi.com/releases/sdk/pulumi-v${PULUMI}-${platform()}-${arch()}.tar.gz`,
  checksums: `https://github.com/pulumi/pulumi/releases/download/v${PULUMI}/pulumi-${PULUMI}-checksums.txt`,
  program: "pulumi",
  within: "pulumi",
  beside: Object.values(HOSTS).flat(),
};

/** A language in which the engine can run a program. */
export type PulumiLanguage = keyof typeof HOSTS;

/** A Pulumi engine, ready to be run. */
export type PulumiEngine = {
  readonly name: string;
  readonly version: string;
  readonly path: string;
  /** The languages whose hosts were found beside the engine or on PATH. */
  readonly languages: readonly PulumiLanguage[];
  /** Milliseconds from spawn to the end of `version`. */
  readonly startMs: number;
};

/** A Pulumi engine, or a language of one, that could not be had, and why. */
export type MissingPulumi = { readonly name: string; readonly reason: string };

/** Where Pulumi is looked for: the environment, who hears of the progress, and the release if not the official one. */
export type PulumiSearch = Pick<EngineSources, "env" | "log"> & { readonly release?: Release };

/**
 * Gives the machine's Pulumi, else that of the release, kept in the user's cache. No package registry carries it, so
 * after one attempt it is missing.
 */
export async function obtainPulumi(search: PulumiSearch): Promise<PulumiEngine | MissingPulumi> {
  const { env, log, release = officialRelease } = search;
  const path = await onPath("pulumi", env);
  const own = path === undefined ? "there is none on PATH" : await pulumiAt(path, env);
  if (typeof own !== "string") return own;
  try {
    const make = (folder: string) => fetchRelease(release, folder);
    const folder = await cached({ name: `pulumi-${PULUMI}`, make }, { cache: engineCache(env), log });
    const fetched = await pulumiAt(join(folder, "pulumi"), env);
    return typeof fetched === "string" ? { name: "pulumi", reason: fetched } : fetched;
  } catch (error) {
    return { name: "pulumi", reason: `${own}; not to be had from the official release: ${reasonOf(error)}` };
  }
}

/** The languages that an engine cannot run for want of a host, each named for the program that is missing. */
export function missingHosts({ languages }: PulumiEngine): readonly MissingPulumi[] {
  const absent = languagesOf(HOSTS).filter((language) => !languages.includes(language));
  return absent.map((language) => ({
    name: `pulumi-language-${language}`,
    reason: "it is neither beside the engine nor on PATH",
  }));
}

async function pulumiAt(path: string, env: NodeJS.ProcessEnv): Promise<PulumiEngine | string> {
  const ask = () => run(path, ["version"], { env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" }, timeoutMs: 60_000 });
  const first = await ask();
  if (!first.ok) return `${path} does not run: ${complaintOf(first)}`;
  // The first start reads the file from disk; what tests pay is the second.
  const start = performance.now();
  await ask();
  const startMs = Math.round(performance.now() - start);
  const version = /^v(\d+\.\d+\.\d+\S*)\s*$/.exec(first.stdout)?.[1];
  if (version === undefined) return `${path} does not tell its version, it says: ${first.stdout.slice(0, 200)}`;
  if (!isAtLeast(version, OLDEST_PULUMI)) return `${path} is ${version}, which is older than ${OLDEST_PULUMI}`;
  return { name: `pulumi-${version}`, version, path, languages: await languagesBeside(path, env), startMs };
}

async function languagesBeside(engine: string, env: NodeJS.ProcessEnv): Promise<readonly PulumiLanguage[]> {
  const reach = { ...env, PATH: [dirname(engine), env.PATH ?? ""].join(delimiter) };
  const found = await Promise.all(
    languagesOf(HOSTS).map(async (language) => {
      const paths = await Promise.all(HOSTS[language].map((program) => onPath(program, reach)));
      return paths.includes(undefined) ? [] : [language];
    }),
  );
  return found.flat();
}

function languagesOf(hosts: typeof HOSTS): readonly PulumiLanguage[] {
  // as: Object.keys forgets the keys that the table's own type lists.
  return Object.keys(hosts) as PulumiLanguage[];
}
