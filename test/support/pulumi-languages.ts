import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import type { PulumiTestEngine } from "./pulumi-engines.ts";

const root = resolve(import.meta.dirname, "..", "..");
/** Outside the checkout, so that a fresh clone finds what an older one fetched. */
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "thoth-iac", "languages");
/** The first time on a machine, packages are fetched and compiled. */
export const preparationMs = 900_000;

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

/** What Go and gofmt complain of in programs that use a generated SDK. */
export async function goComplaints(folder: string, sdk: string): Promise<readonly string[]> {
  const env = { ...process.env, ...(await goEnvironment()) };
  const example = join(root, "examples", "pulumi-go");
  for (const name of ["go.mod", "go.sum"]) {
    const text = await readFile(join(example, name), "utf8");
    await writeFile(join(folder, name), text.replace("../../dist/pulumi-sdks/go", sdk));
  }
  const vetted = await must("go", ["vet", "./..."], { cwd: folder, env }).then(({ stderr }) => stderr, saidBy);
  const { stdout: misformed } = await must("gofmt", ["-l", folder]);
  return [...vetted.split("\n"), ...misformed.split("\n")].filter((line) => line !== "");
}

/** What the TypeScript compiler complains of in the programs of a folder. */
export async function typeScriptComplaints(folder: string): Promise<readonly string[]> {
  const compilerOptions = { strict: true, module: "nodenext", target: "es2022", noEmit: true, skipLibCheck: true };
  const config = { compilerOptions: { ...compilerOptions, types: ["node"] }, include: ["*.ts"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const said = await must(process.execPath, [tsc, "-p", folder]).then(({ stdout }) => stdout, saidBy);
  return said.split("\n").filter((line) => line !== "");
}

/** What became of one Python program. */
export interface RanPython {
  readonly file: string;
  readonly error: string | null;
}

/** Runs each Python program of a folder on Pulumi's own mocks, with any configuration that it asks for. */
export async function ranPython(python: string, packages: string, folder: string): Promise<readonly RanPython[]> {
  const env = { ...process.env, PYTHONPATH: packages };
  const runner = join(import.meta.dirname, "run-on-mocks.py");
  const { stdout } = await must(join(python, "bin", "python"), [runner, folder], { env });
  return JSON.parse(stdout);
}

function saidBy(error: unknown): string {
  if (!(error instanceof Error && "stdout" in error && "stderr" in error)) throw error;
  return `${error.stdout}\n${error.stderr}`;
}

const must = (program: string, args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) =>
  promisify(execFile)(program, args, { timeout: preparationMs, maxBuffer: 16e6, ...options });

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
