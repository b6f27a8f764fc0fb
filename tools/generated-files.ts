import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A file, or a folder of files by their names in it, and the function that makes the text. */
export type Generator = {
  readonly path: string;
  readonly make: () => Promise<string | Readonly<Record<string, string>>>;
};

/** Where to write, whether only to compare, and who hears what differs. */
export type Generation = { readonly root: string; readonly check: boolean; readonly log: (line: string) => void };

/**
 * Makes every generated file again and gives the paths of those that differed from what is there. A file in a generated
 * folder that nothing makes any more differs too, and is removed.
 */
export async function generate(
  generators: readonly Generator[],
  { root, check, log }: Generation,
): Promise<readonly string[]> {
  const differing: string[] = [];
  for (const { path, make } of generators) {
    const made = await make();
    const files = typeof made === "string" ? { [path]: made } : inFolder(path, made);
    for (const [file, text] of Object.entries(files)) {
      if ((await textOf(join(root, file))) === text) continue;
      differing.push(file);
      log(check ? `${file} differs` : `${file} written`);
      if (!check) await write(join(root, file), text);
    }
    const leftOver = (await filesUnder(root, path)).filter((file) => !(file in files));
    for (const file of leftOver) {
      differing.push(file);
      log(check ? `${file} is made by nothing` : `${file} removed`);
      if (!check) await rm(join(root, file));
    }
  }
  return differing;
}

function inFolder(folder: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch(() => undefined);
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

async function filesUnder(root: string, path: string): Promise<readonly string[]> {
  const found = await stat(join(root, path)).catch(() => undefined);
  if (found === undefined || !found.isDirectory()) return [];
  const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((file) => join(file.parentPath, file.name).slice(root.length + 1));
}
