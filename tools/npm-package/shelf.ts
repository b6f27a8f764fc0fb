import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Building } from "../build-executables.ts";
import { withLock } from "../lock.mjs";
import { type Made, sourceHash } from "../source-hash.ts";

/** A package that is published: its folder on the shelf, what it is made of, and how. */
export type ShelfPackage = Omit<Made, "root"> & {
  readonly name: string;
  /** Fills an empty folder with the package. */
  readonly make: (folder: string) => Promise<void>;
};

/** Where a package stands as it is published. */
export function shelfFolder(root: string, name: string): string {
  return join(root, "dist", "npm", name);
}

/** Makes a package anew unless it stands as its sources are, and puts it on the shelf in one step. */
export async function putOnShelf({ root, log }: Building, { name, make, ...made }: ShelfPackage): Promise<void> {
  const folder = shelfFolder(root, name);
  const shelf = join(folder, "..");
  await mkdir(shelf, { recursive: true });
  const waiting = () => log("Another process builds the npm packages; waiting for it.");
  await withLock(join(shelf, ".lock"), { waiting }, async () => {
    const hash = await sourceHash({ root, ...made });
    const record = join(shelf, `.sources-${name}`);
    const before = await readFile(record, "utf8").catch(() => "");
    if (before === hash && (await stat(folder).catch(() => undefined)) !== undefined) return;
    const start = Date.now();
    const scratch = await mkdtemp(join(shelf, ".making."));
    try {
      await make(scratch);
      await rm(folder, { recursive: true, force: true });
      await chmod(scratch, 0o755);
      await rename(scratch, folder);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
    await writeFile(record, hash);
    const size = await sizeOf(folder);
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    log(`Built ${folder.slice(root.length + 1)} (${(size / 1e6).toFixed(1)} MB) in ${seconds} s.`);
  });
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
