import { join } from "node:path";
import { type Diagnostic, error } from "@thoth-iac/model";
import type { World } from "../command.ts";

/** A file that an export makes, by its place in the folder. */
export interface ExportedFile {
  readonly path: string;
  readonly text: string;
}

/** What became of a folder. All paths are those of files in it. */
export interface FolderReport {
  readonly written: readonly string[];
  /** They were there, with the same text. */
  readonly unchanged: readonly string[];
  /** Made by an earlier export, and not by this one. They are left where they are. */
  readonly leftovers: readonly string[];
}

/** The words by which an export knows its own files. */
export const marker = "Made by thothctl export.";

/** How files get into a folder. */
export interface Placing {
  readonly folder: string;
  /** Replace files that no export has made, too. */
  readonly force: boolean;
  /** Folders in the folder in which leftovers are looked for; `""` is the folder itself. */
  readonly looked: readonly string[];
}

/** Puts files into a folder: all of them, or none if one would replace what no export has made. */
export async function placeFiles(
  { files, readFile }: Pick<World, "files" | "readFile">,
  wanted: readonly ExportedFile[],
  { folder, force, looked }: Placing,
): Promise<FolderReport | readonly Diagnostic[]> {
  const unchanged: string[] = [];
  const changed: ExportedFile[] = [];
  const foreign: string[] = [];
  for (const file of wanted) {
    const path = join(folder, file.path);
    const there = await files.look(path);
    if (there === undefined) changed.push(file);
    else if (there.kind !== "file") foreign.push(path);
    else {
      const text = await readFile(path);
      if (text === file.text) unchanged.push(file.path);
      else if (force || isOwn(text)) changed.push(file);
      else foreign.push(path);
    }
  }
  if (foreign.length > 0) return [inTheWay(foreign)];
  await eachOf(changed, ({ path, text }) => files.write(join(folder, path), text));
  const names = new Set(wanted.map(({ path }) => path));
  const leftovers: string[] = [];
  for (const below of looked) {
    if ((await files.look(join(folder, below)))?.kind !== "folder") continue;
    for (const name of await files.names(join(folder, below))) {
      const path = below === "" ? name : `${below}/${name}`;
      if (names.has(path) || !/\.(ya?ml|tf|example)$/.test(name)) continue;
      if ((await files.look(join(folder, path)))?.kind !== "file") continue;
      if (isOwn(await readFile(join(folder, path)))) leftovers.push(path);
    }
  }
  return { written: changed.map(({ path }) => path), unchanged, leftovers };
}

function isOwn(text: string): boolean {
  const head = text.slice(0, 1_000).split("\n").slice(0, 5);
  return head.some((line) => /^(#|\s*"\$comment":)/.test(line) && line.includes(marker));
}

function inTheWay(paths: readonly string[]): Diagnostic {
  const [first = "", ...more] = paths;
  const named = more.length === 0 ? first : `${first} and ${more.length} more`;
  const detail = `${named} would be replaced, and no export has made it. Nothing was written. Choose another folder, move the file away, or give --force to replace it.`;
  return error("conflict", { summary: "A file is in the way", detail });
}

/** How many files are written at a time. */
const atOnce = 16;

async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
