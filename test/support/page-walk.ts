import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** A fenced block of a page, and the line that it begins in. */
export interface Block {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

/** What became of a block of commands. */
export interface Walked {
  readonly block: Block;
  /** The block of output that the page shows for it. */
  readonly shown: Block | undefined;
  /** What was printed on both streams, as a terminal shows it. */
  readonly printed: string;
  /** Exit codes of the commands that failed. */
  readonly failures: readonly number[];
}

/** Where a page is walked through. */
export interface Walk {
  /** An empty folder, in which the first block starts. */
  readonly folder: string;
  /** A folder for what the walk remembers from one block to the next. */
  readonly memory: string;
  readonly env: Readonly<Record<string, string>>;
  /** What stands in the page, and what is meant here: a port that is free. */
  readonly instead: readonly (readonly [string, string])[];
  /** Blocks that are not run. */
  readonly leaveOut: (block: Block) => boolean;
}

/** The fenced blocks of a page in Markdown. */
export function blocksIn(page: string): readonly Block[] {
  return [...page.matchAll(/^```(\w*)[^\n]*\n(.*?)^```$/gms)].map(({ 1: language = "", 2: text = "", index }) => ({
    language,
    text,
    line: page.slice(0, index).split("\n").length,
  }));
}

/**
 * Does what a reader of a page does: writes the YAML files that it shows under the names in their comments, and types its
 * shell blocks into one shell, whose folder and environment go on from block to block.
 */
export async function* walkPage(blocks: readonly Block[], walk: Walk): AsyncGenerator<Walked> {
  await writeFile(join(walk.memory, "folder"), walk.folder);
  await writeFile(join(walk.memory, "environment"), "");
  for (const [at, block] of blocks.entries()) {
    if (walk.leaveOut(block)) continue;
    const here = { ...block, text: replaced(block.text, walk.instead) };
    if (block.language === "yaml") await write(here, walk);
    if (block.language !== "shell") continue;
    const next = blocks[at + 1];
    const shown = next?.language === "text" ? next : undefined;
    const { failures, printed } = await typed(here, walk);
    const back = walk.instead.map(([there, here_]) => [here_, there] as const);
    yield { block, shown, failures, printed: replaced(printed, back) };
  }
}

/** Ends what the blocks left running. */
export async function endWalk({ memory }: Pick<Walk, "memory">): Promise<void> {
  const jobs = await readFile(join(memory, "jobs"), "utf8").catch(() => "");
  for (const job of jobs.split("\n").filter((line) => line !== "")) process.kill(Number(job), "SIGTERM");
}

async function write({ text, line }: Block, { memory }: Walk): Promise<void> {
  const [, path] = /^# (\S+\.yaml)$/m.exec(text) ?? [];
  if (path === undefined) throw new Error(`The YAML in line ${line} does not say what file it is.`);
  const file = resolve(await readFile(join(memory, "folder"), "utf8"), path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

async function typed({ text }: Block, { memory, env }: Walk): Promise<Pick<Walked, "failures" | "printed">> {
  const script = [
    `. "$MEMORY/environment"; cd "$(cat "$MEMORY/folder")"; : > "$MEMORY/failures"; exec 2>&1`,
    `trap 'echo $? >> "$MEMORY/failures"' ERR`,
    text,
    `trap - ERR; export -p > "$MEMORY/environment"; printf %s "$PWD" > "$MEMORY/folder"; jobs -p >> "$MEMORY/jobs"`,
  ].join("\n");
  const stdio = ["ignore", "pipe", "inherit"] as const;
  const child = spawn("bash", ["--norc", "-c", script], { env: { ...env, MEMORY: memory }, stdio: [...stdio] });
  let printed = "";
  child.stdout?.setEncoding("utf8").on("data", (some: string) => {
    printed += some;
  });
  // What goes on in the background has no hold of the output: pages send it to files.
  await once(child, "close");
  const failures = (await readFile(join(memory, "failures"), "utf8")).split("\n").filter((line) => line !== "");
  return { failures: failures.map(Number), printed };
}

function replaced(text: string, pairs: Walk["instead"]): string {
  return pairs.reduce((done, [from, to]) => done.replaceAll(from, to), text);
}
