import { join } from "node:path";
import { type Diagnostic, error, failure, type Result, success } from "@thoth-iac/model";
import type { World } from "../command.ts";
import { whyUnwritten } from "../plans/saved.ts";

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
  world: Pick<World, "files" | "readFile" | "stop">,
  wanted: readonly ExportedFile[],
  placing: Placing,
): Promise<Result<FolderReport>> {
  const { folder } = placing;
  try {
    const { changed, unchanged, foreign } = await comparison(world, wanted, placing);
    if (foreign.length > 0) return failure(inTheWay(foreign));
    await eachOf(changed, async ({ path, text }) => {
      if (!world.stop.aborted) await world.files.write(join(folder, path), text);
    });
    if (world.stop.aborted) return failure(interrupted(folder));
    const leftovers = await leftoversIn(world, wanted, placing);
    return success({ written: changed.map(({ path }) => path), unchanged, leftovers });
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown)) throw thrown;
    const detail = `--output-dir leads to ${folder}, which ${whyUnwritten(thrown)}. Files may be missing; export again into a folder that this user may write to.`;
    return failure(error("invalid_configuration", { summary: "The export was not written", detail }));
  }
}

/** The files that differ from what is there, those that do not, and the paths at which something else is. */
async function comparison(
  { files, readFile }: Pick<World, "files" | "readFile">,
  wanted: readonly ExportedFile[],
  { folder, force }: Placing,
) {
  const changed: ExportedFile[] = [];
  const unchanged: string[] = [];
  const foreign: string[] = [];
  for (const file of wanted) {
    const path = join(folder, file.path);
    const there = await files.look(path);
    const text = there?.kind === "file" ? await readFile(path) : undefined;
    if (text === file.text) unchanged.push(file.path);
    else if (there === undefined || (text !== undefined && (force || isOwn(text)))) changed.push(file);
    else foreign.push(path);
  }
  return { changed, unchanged, foreign };
}

async function leftoversIn(
  { files, readFile }: Pick<World, "files" | "readFile">,
  wanted: readonly ExportedFile[],
  { folder, looked }: Placing,
): Promise<readonly string[]> {
  const names = new Set(wanted.map(({ path }) => path));
  const leftovers: string[] = [];
  for (const below of looked) {
    if ((await files.look(join(folder, below)))?.kind !== "folder") continue;
    for (const name of await files.names(join(folder, below))) {
      const path = below === "" ? name : `${below}/${name}`;
      if (names.has(path) || !/\.(yaml|tf|example)$/.test(name)) continue;
      if ((await files.look(join(folder, path)))?.kind !== "file") continue;
      if (isOwn(await readFile(join(folder, path)))) leftovers.push(path);
    }
  }
  return leftovers;
}

function isOwn(text: string): boolean {
  const head = text.slice(0, 1_000).split("\n").slice(0, 5);
  return head.some((line) => /^(#|\s*"\$comment":)/.test(line) && line.includes(marker));
}

function inTheWay(paths: readonly string[]): Diagnostic {
  const [first = "", ...more] = paths;
  const named = more.length === 0 ? first : `${first} and ${more.length} more`;
  const detail = `${named} would be replaced, and no export has made it. Nothing was written. Choose another folder, move it away, or, for a file, give --force to replace it.`;
  return error("conflict", { summary: "Something is in the way", detail });
}

function interrupted(folder: string): Diagnostic {
  const detail = `${folder} holds a part of the tenant. Export again to have the rest; what is there already stays.`;
  return error("cancelled", { summary: "The export was interrupted", detail });
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
