import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { arch, platform } from "node:os";
import { basename, join } from "node:path";
import { complaintOf, run } from "../run.ts";

/** An official release: the address of the archive for one platform, that of its checksums, and the program wanted. */
export type Release = { readonly archive: string; readonly checksums: string; readonly program: string };

/** This machine, as the file names of releases say it. */
export const releasePlatform = `${platform()}_${arch() === "x64" ? "amd64" : arch()}`;

/** Puts the program of a release into a folder, or throws why it cannot; the archive must match its checksum. */
export async function fetchRelease({ archive, checksums, program }: Release, folder: string): Promise<void> {
  const name = basename(archive);
  const sums = new TextDecoder().decode(await get(checksums, 10_000));
  const line = sums.split("\n").find((each) => each.endsWith(`  ${name}`));
  const expected = line?.split(" ")[0];
  if (expected === undefined) throw new Error(`the release has no ${name}`);
  const bytes = await get(archive, 300_000);
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== expected) throw new Error(`${name} is damaged: expected sha256 ${expected}, found ${found}`);
  const file = join(folder, name);
  await writeFile(file, bytes);
  const [command, argv] = name.endsWith(".zip")
    ? (["unzip", ["-q", file, program, "-d", folder]] as const)
    : (["tar", ["-xzf", file, "-C", folder, program]] as const);
  const unpacked = await run(command, argv);
  if (!unpacked.ok) throw new Error(`${command} cannot unpack ${name} (${complaintOf(unpacked)})`);
  await rm(file);
}

async function get(url: string, limitMs: number): Promise<Uint8Array> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(limitMs) });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
