import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import type { PulumiTestEngine } from "./pulumi-engines.ts";

const root = resolve(import.meta.dirname, "..", "..");
/** Outside the checkout, so that a fresh clone finds what an older one fetched. */
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "thoth-iac", "languages");
const timeout = 900_000;

/** What a generated Python SDK imports, in the versions that it asks for, and what installs it. */
const requirements = ["pulumi>=3.231,<4", "parver>=0.2.1", "semver>=2.8.1", "setuptools>=77", "wheel"];

/** Generates the SDK for a language beneath a folder, as `npm run build -- --sdks` does, and gives its own folder. */
export async function generatedSdk(engine: PulumiTestEngine, language: string, folder: string): Promise<string> {
  const PATH = [dirname(engine.path), process.env.PATH].join(delimiter);
  const tool = ["--conditions=@thoth-iac/source", join(root, "tools", "sdks.ts"), "--out", folder, language];
  await must(process.execPath, tool, { env: { ...process.env, PATH } });
  return join(folder, language);
}

/** The folder of a Python environment that has Pulumi's SDK, made once and kept in the user's cache. */
export async function pythonWithPulumi(): Promise<string> {
  const { stdout: version } = await must("python3", ["-c", "import sys; print(sys.version.split()[0], end='')"]);
  const environment = join(cache, `python-${version}-pulumi`);
  if (await isThere(environment)) return environment;
  await mkdir(cache, { recursive: true });
  const scratch = await mkdtemp(`${environment}.`);
  try {
    await must("python3", ["-m", "venv", join(scratch, "made")]);
    await must(join(scratch, "made", "bin", "python"), ["-m", "pip", "install", "--quiet", ...requirements]);
    // Another process may have been faster.
    if (!(await isThere(environment))) await rename(join(scratch, "made"), environment);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return environment;
}

/** Installs a generated SDK, as pip does for a person, into a folder that Python can be pointed at. */
export async function installPythonSdk(python: string, sdk: string, target: string): Promise<void> {
  const quick = ["--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"];
  await must(join(python, "bin", "python"), ["-m", "pip", "install", ...quick, "--target", target, sdk]);
}

/** The user's Go, for a stack with a home of its own: it would not find what is compiled already. */
export async function goEnvironment(): Promise<Readonly<Record<string, string>>> {
  const names = ["GOCACHE", "GOMODCACHE", "GOPATH", "GOPROXY", "GOSUMDB", "GONOSUMDB"];
  const values = JSON.parse((await must("go", ["env", "-json", ...names])).stdout);
  const set = names.flatMap((name) => (values[name] ? [[name, String(values[name])]] : []));
  // Compiled packages are then the same wherever the sources lie.
  return { ...Object.fromEntries(set), GOFLAGS: "-trimpath" };
}

/** Compiles a Go program, which takes minutes the first time on a machine and seconds after that. */
export async function compileGo(folder: string): Promise<void> {
  const env = { ...process.env, ...(await goEnvironment()) };
  await must("go", ["build", "-o", join(folder, "compiled"), "."], { cwd: folder, env });
}

const must = (program: string, args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) =>
  promisify(execFile)(program, args, { timeout, ...options });

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
