import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { arch, platform } from "node:os";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { complaintOf, run } from "./run.ts";
import { sourceHash } from "./source-hash.ts";

const EXECUTABLES = {
  "pulumi-resource-thoth": "pulumi/src/main.ts",
  "terraform-provider-thoth": "provider/src/main.ts",
  thothctl: "runtime/thothctl/src/main.ts",
} as const;

/** The packages that the programs are made of. */
const PACKAGES = ["model", "client", "grpc", "provider", "pulumi", "runtime/govapi", "runtime/thothctl"];

/** How Bun compiles a program of ours. */
export const flags = [
  "--compile",
  "--bytecode",
  "--minify",
  "--no-compile-autoload-dotenv",
  "--no-compile-autoload-bunfig",
  "--conditions=@thoth-iac/source",
];

/** What is loaded later is kept apart, so that a command line does not pay for what it does not use. */
const apart = ["--splitting", "--format=esm"];

/** Where the checkout is, and who hears of the progress. */
export type Building = { readonly root: string; readonly log: (line: string) => void };

/** Compiles the single executables into `dist/bin`, each with its own runtime, unless their sources are unchanged. */
export async function buildExecutables({ root, log }: Building): Promise<void> {
  const bin = join(root, "dist", "bin");
  const waiting = () => log("Another process builds the executables; waiting for it.");
  await mkdir(bin, { recursive: true });
  await withLock(join(bin, ".lock"), { waiting }, async () => {
    const sources = await sourceHash({ root, packages: PACKAGES, flags: [...flags, ...apart] });
    const record = join(bin, ".sources");
    const before = await readFile(record, "utf8").catch(() => "");
    const present = await Promise.all(Object.keys(EXECUTABLES).map((name) => exists(join(bin, name))));
    if (before === sources && present.every(Boolean)) return;
    for (const [name, entry] of Object.entries(EXECUTABLES)) await compile({ root, log }, entry, join(bin, name));
    await writeFile(record, sources);
  });
}

async function compile({ root, log }: Building, entry: string, target: string): Promise<void> {
  const start = Date.now();
  const scratch = await mkdtemp(`${target}.`);
  try {
    const made = join(scratch, "made");
    const how = target.endsWith("pulumi-resource-thoth")
      ? ["tools/compile-plugin.ts", entry, made]
      : ["build", ...flags, ...(target.endsWith("thothctl") ? apart : []), `--outfile=${made}`, entry];
    const built = await run(await bunOf(root), how, { cwd: root });
    if (!built.ok) throw new Error(`Bun cannot compile ${entry}:\n${complaintOf(built)}`);
    await chmod(made, 0o755);
    await rename(made, target);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  const { size } = await stat(target);
  log(
    `Built ${target.slice(root.length + 1)} (${Math.round(size / 1e6)} MB) in ${((Date.now() - start) / 1000).toFixed(1)} s.`,
  );
}

/** Bun's binary: where npm puts it, or where Bun's install script moves it, for those who let such scripts run. */
export async function bunOf(root: string): Promise<string> {
  const packageName = `bun-${platform()}-${arch() === "arm64" ? "aarch64" : arch()}`;
  const unpacked = join(root, "node_modules", "@oven", packageName, "bin", "bun");
  return (await exists(unpacked)) ? unpacked : join(root, "node_modules", "bun", "bin", "bun.exe");
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
