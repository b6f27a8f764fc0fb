import { appendFile, readFile, rm } from "node:fs/promises";
import { type Building, bunOf } from "../build-executables.ts";
import { complaintOf, run } from "../run.ts";

/** How Bun bundles for Node: one file, in which only Pulumi's packages, and our own door in state, stay outside. */
export const bundleFlags = [
  "build",
  "--target=node",
  "--format=cjs",
  "--conditions=@thoth-iac/source",
  "--external=@pulumi/*",
  "--external=@thoth-iac/pulumi/*",
];

/** What Bun tells of what it made. */
interface Metafile {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, { readonly exports: readonly string[] }>>;
}

/** Bundles a source file for Node, and gives the files that the bundle is made of. */
export async function bundle(
  root: Building["root"],
  { entry, target }: { readonly entry: string; readonly target: string },
): Promise<readonly string[]> {
  const report = `${target}.json`;
  const argv = [...bundleFlags, `--metafile=${report}`, `--outfile=${target}`, entry];
  const built = await run(await bunOf(root), argv, { cwd: root });
  if (!built.ok) throw new Error(`Bun cannot bundle ${entry}:\n${complaintOf(built)}`);
  const { inputs, outputs }: Metafile = JSON.parse(await readFile(report, "utf8"));
  await rm(report);
  const names = Object.values(outputs).flatMap((output) => output.exports);
  // Node reads the names that ES modules may import out of the text, without running it; Bun's own way it cannot read.
  if (names.length > 0) await appendFile(target, `\n0 && (module.exports = { ${names.join(", ")} });\n`);
  return Object.keys(inputs);
}
