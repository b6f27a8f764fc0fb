import { join, resolve } from "node:path";
import { buildCdktfPackage } from "./build-cdktf-package.ts";
import { buildExecutables } from "./build-executables.ts";
import { buildPulumiPackage } from "./build-packages.ts";
import { buildPulumiSdks } from "./pulumi-sdks.ts";
import { runVisibly } from "./run.ts";

const root = resolve(import.meta.dirname, "..");
const log = (line: string) => process.stderr.write(`[build] ${line}\n`);

try {
  await buildExecutables({ root, log });
  await buildPulumiPackage({ root, log });
  await buildCdktfPackage({ root, log });
  if (process.argv.includes("--sdks")) await buildPulumiSdks({ root, env: process.env, log });
  log(
    "dist/bin holds the executables of this machine, dist/npm what is published; compiling the packages for others to import ...",
  );
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  process.exitCode = await runVisibly(process.execPath, [tsc, "-b"], { cwd: root });
} catch (error) {
  log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
