import { chmod, link, mkdir, open, readFile, stat, unlink } from "node:fs/promises";
import { platform } from "node:os";
import { dirname, join } from "node:path";
import { codeOf, messageOf } from "./caught.ts";
import { cannotStart, StartError } from "./start-error.ts";
import type { Random } from "./world.ts";

/** Where a server keeps everything: the database, and beside it the key its secrets are sealed with. */
export interface DataDirectory {
  readonly databasePath: string;
  readonly masterKey: Uint8Array;
}

/** Opens a data directory, making folder and key on first use. Refuses a database whose key is gone. */
export async function openDataDirectory(path: string, random: Random): Promise<DataDirectory> {
  const databasePath = join(path, "govapi.db");
  const keyPath = join(path, "govapi.key");
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    const masterKey = (await readKey(keyPath)) ?? (await makeKey(keyPath, { databasePath, random }));
    // SQLite gives its journal the rights of the database file, so these decide for all of them.
    await (await open(databasePath, "a", 0o600)).close();
    await chmod(databasePath, 0o600);
    return { databasePath, masterKey };
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw cannotStart("The data directory cannot be used.", `${path}: ${messageOf(cause)}.`, cause);
  }
}

async function readKey(path: string): Promise<Uint8Array | undefined> {
  const found = await stat(path).catch(absent);
  if (found === undefined) return undefined;
  if ((found.mode & 0o077) !== 0 && platform() !== "win32") {
    const mode = (found.mode & 0o777).toString(8);
    throw cannotStart("The key file can be read by others.", `${path} has mode ${mode}; run: chmod 600 ${path}`);
  }
  const key = Buffer.from((await readFile(path, "utf8")).trim(), "base64url");
  if (key.length !== 32) {
    throw cannotStart("The key file is damaged.", `${path} holds no 32-byte key; restore it from a backup.`);
  }
  return key;
}

async function makeKey(
  path: string,
  made: { readonly databasePath: string; readonly random: Random },
): Promise<Uint8Array> {
  const database = await stat(made.databasePath).catch(absent);
  if (database !== undefined && database.size > 0) {
    const detail = `${made.databasePath} exists, but ${path}, which opens its secrets, does not. Restore the key file from a backup.`;
    throw cannotStart("The key file is missing.", detail);
  }
  const key = made.random(32);
  const draft = `${path}.${Buffer.from(made.random(6)).toString("hex")}`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(`${Buffer.from(key).toString("base64url")}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // Unlike rename, link never replaces a key that another process made in the meantime.
    await link(draft, path);
    await syncFolder(dirname(path));
    return key;
  } catch (cause) {
    const winner = await readKey(path);
    if (winner === undefined) throw cause;
    return winner;
  } finally {
    await unlink(draft);
  }
}

/** Puts a folder's list of names on disk: without it a power cut could take the key and leave the database. */
async function syncFolder(path: string): Promise<void> {
  if (platform() === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function absent(cause: unknown): undefined {
  if (codeOf(cause) === "ENOENT") return undefined;
  throw cause;
}
