import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { withLock } from "../lock.mjs";

const RECORD = "checksums.json";

/** The folder of the user's cache that engines live in: outside the checkout, so that a fresh clone finds them. */
export function engineCache(env: NodeJS.ProcessEnv): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "thoth-iac", "engines");
}

/** What to keep in the cache: its name, and how to make it in an empty folder. */
export type Keepsake = { readonly name: string; readonly make: (folder: string) => Promise<void> };

/**
 * Gives the folder that holds a keepsake, made now if it is not there. Every file is compared with the checksum taken
 * when it was made; a folder that differs is made again.
 */
export async function cached(
  keepsake: Keepsake,
  { cache, log }: { readonly cache: string; readonly log: (line: string) => void },
): Promise<string> {
  const folder = join(cache, keepsake.name);
  if (await isIntact(folder)) return folder;
  const waiting = () => log(`${keepsake.name}: another process obtains it; waiting.`);
  return withLock(`${folder}.lock`, { waiting }, async () => {
    if (await isIntact(folder)) return folder;
    const scratch = `${folder}.part`;
    for (const old of [folder, scratch]) await rm(old, { recursive: true, force: true });
    const made = join(scratch, "made");
    await mkdir(made, { recursive: true });
    try {
      await keepsake.make(made);
      await writeFile(join(made, RECORD), `${JSON.stringify(await checksumsOf(made), null, 2)}\n`);
      await rename(made, folder);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
    return folder;
  });
}

async function isIntact(folder: string): Promise<boolean> {
  try {
    const record: unknown = JSON.parse(await readFile(join(folder, RECORD), "utf8"));
    return JSON.stringify(record) === JSON.stringify(await checksumsOf(folder));
  } catch {
    return false;
  }
}

async function checksumsOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== RECORD);
  const paths = files.map((file) => join(file.parentPath, file.name)).toSorted();
  const sums = await Promise.all(
    paths.map(async (path) => [path.slice(folder.length + 1), await sha256(path)] as const),
  );
  return Object.fromEntries(sums);
}

async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
