import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** What a build is made of: packages of the workspace, further files, and how it is made. */
export type Made = {
  readonly root: string;
  readonly packages: readonly string[];
  readonly files?: readonly string[];
  readonly flags: readonly string[];
};

/** A hash of everything that a build is made of; while it stays the same, so does what is built. */
export async function sourceHash({ root, packages, files = [], flags }: Made): Promise<string> {
  const found = await Promise.all(packages.map((name) => sourcesIn(join(root, name, "src"))));
  const others = ["package-lock.json", ...files].map((name) => join(root, name));
  const hash = createHash("sha256").update(flags.join(" "));
  for (const file of [...others, ...found.flat().toSorted()]) hash.update(`${file}\0`).update(await readFile(file));
  return hash.digest("hex");
}

async function sourcesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}
