import { posix } from "node:path";
import type { World } from "../command.ts";

/** A world of files in memory, with an environment. Nothing else may be asked of it. */
export function worldOf(files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}): World {
  const paths = Object.keys(files);
  return {
    env,
    readFile: async (path) => files[posix.normalize(path)] ?? missing(path),
    files: {
      look: async (given) => {
        const path = posix.normalize(given);
        const text = files[path];
        if (text !== undefined) return { kind: "file", size: Buffer.byteLength(text), id: path };
        return paths.some((each) => each.startsWith(`${path}/`)) ? { kind: "folder", size: 0, id: path } : undefined;
      },
      names: async (folder) => {
        const above = `${posix.normalize(folder)}/`;
        const below = paths.filter((path) => path.startsWith(above)).map((path) => path.slice(above.length));
        return [...new Set(below.map((path) => path.split("/")[0] ?? ""))].sort();
      },
      write: () => Promise.reject(new Error("Nothing is written")),
    },
    self: "the test",
    fetch: () => Promise.reject(new Error("Nobody is called")),
    stop: new AbortController().signal,
  };
}

function missing(path: string): never {
  throw Object.assign(new Error(`${path} is not there`), { code: "ENOENT" });
}
