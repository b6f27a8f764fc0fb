import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, rename, stat, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import type { Files } from "./command.ts";

/** The files of this machine. */
export function filesOn(): Files {
  return {
    look: async (path) => {
      const found = await stat(path).catch(absent);
      if (found === undefined) return undefined;
      const kind = found.isFile() ? "file" : found.isDirectory() ? "folder" : "other";
      return { kind, size: found.size, id: `${found.dev}:${found.ino}` };
    },
    names: async (folder) => (await readdir(folder)).sort(),
    write: async (path, text) => {
      await makeFolder(dirname(path));
      // Written beside and moved, so that whoever reads sees the old text or the new one, never half of it.
      const draft = `${path}.${randomBytes(6).toString("hex")}`;
      const file = await open(draft, "wx", 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
        await file.close();
        await rename(draft, path);
      } catch (cause) {
        await file.close().catch(() => undefined);
        await unlink(draft).catch(() => undefined);
        throw cause;
      }
    },
  };
}

/** Makes a folder and those above it. Node's own way to do so never ends beneath a file system that takes no folders, such as /proc. */
async function makeFolder(path: string): Promise<void> {
  if ((await stat(path).catch(absent))?.isDirectory()) return;
  const above = dirname(path);
  if (above !== path) await makeFolder(above);
  await mkdir(path).catch((cause: unknown) => {
    // Somebody else may have made it meanwhile.
    if (!(cause instanceof Error && "code" in cause && cause.code === "EEXIST")) throw cause;
  });
}

function absent(cause: unknown): undefined {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return undefined;
  throw cause;
}
