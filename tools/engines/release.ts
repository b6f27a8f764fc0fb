import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { arch, platform } from "node:os";
import { basename, dirname, join } from "node:path";
import { complaintOf, run } from "../run.ts";

/** An official release: the address of the archive for one platform, that of its checksums, and the program wanted. */
export type Release = {
  readonly archive: string;
  readonly checksums: string;
  readonly program: string;
  /** The folder of the archive that holds the programs, if they do not lie at its top. */
  readonly within?: string;
  /** Programs to keep too, as far as the archive has them. */
  readonly beside?: readonly string[];
};

/** This machine, as the file names of releases say it. */
export const releasePlatform = `${platform()}_${arch() === "x64" ? "amd64" : arch()}`;

/** Puts the programs of a release into a folder, or throws why it cannot; the archive must match its checksum. */
export async function fetchRelease(release: Release, folder: string): Promise<void> {
  const name = basename(release.archive);
  const sums = new TextDecoder().decode(await get(release.checksums, 10_000));
  const line = sums.split("\n").find((each) => each.endsWith(`  ${name}`));
  const expected = line?.split(" ")[0];
  if (expected === undefined) throw new Error(`the release has no ${name}`);
  const bytes = await get(release.archive, 300_000);
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== expected) throw new Error(`${name} is damaged: expected sha256 ${expected}, found ${found}`);
  const file = join(folder, name);
  await writeFile(file, bytes);
  await (name.endsWith(".zip") ? unzip(file, release) : untar(file, release)).finally(() => rm(file));
}

async function unzip(file: string, { program }: Release): Promise<void> {
  await succeed("unzip", ["-q", file, program, "-d", dirname(file)], file);
}

async function untar(file: string, { program, within, beside = [] }: Release): Promise<void> {
  const listed = await succeed("tar", ["-tzf", file], file);
  const at = (name: string) => (within === undefined ? name : `${within}/${name}`);
  const present = new Set(listed.split("\n"));
  const wanted = [at(program), ...beside.map(at).filter((each) => present.has(each))];
  const depth = within === undefined ? 0 : within.split("/").length;
  await succeed("tar", ["-xzf", file, "-C", dirname(file), `--strip-components=${depth}`, ...wanted], file);
}

async function succeed(command: string, argv: readonly string[], archive: string): Promise<string> {
  const ended = await run(command, argv);
  if (!ended.ok) throw new Error(`${command} cannot unpack ${basename(archive)} (${complaintOf(ended)})`);
  return ended.stdout;
}

async function get(url: string, limitMs: number): Promise<Uint8Array> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(limitMs) });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
