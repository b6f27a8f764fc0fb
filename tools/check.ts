import { join, resolve } from "node:path";
import { runVisibly } from "./run.ts";

const root = resolve(import.meta.dirname, "..");
const packages = join(root, "node_modules");
const node = [process.execPath, ...process.execArgv];

const checks: Readonly<Record<string, readonly string[]>> = {
  "format and lint": [
    ...node,
    join(packages, "@biomejs", "biome", "bin", "biome"),
    "check",
    "--error-on-warnings",
    ".",
  ],
  types: [...node, join(packages, "typescript", "bin", "tsc"), "-b"],
  "dead code": [...node, join(packages, "knip", "bin", "knip.js")],
  "generated files": [...node, join(root, "tools", "generate.ts"), "--check"],
};

const failed: string[] = [];
for (const [name, [command = "", ...argv]] of Object.entries(checks)) {
  const start = Date.now();
  const code = await runVisibly(command, argv, { cwd: root });
  if (code !== 0) failed.push(name);
  say(`${name}: ${code === 0 ? "as it should be" : "FAILED"} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
}
if (failed.length > 0) {
  say(`failed: ${failed.join(", ")}`);
  process.exitCode = 1;
}

function say(line: string): void {
  process.stderr.write(`[check] ${line}\n`);
}
