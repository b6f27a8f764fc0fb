import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** The official release of OpenTofu to fetch, and from where. */
export type Release = { readonly version: string; readonly platform: string; readonly baseUrl: string };

/** Puts the official `tofu` into a folder, or throws why it cannot; the archive must match the release's checksums. */
export async function fetchTofuRelease(release: Release, folder: string): Promise<void> {
  const archive = `tofu_${release.version}_${release.platform}.tar.gz`;
  const sums = new TextDecoder().decode(await get(`${release.baseUrl}/tofu_${release.version}_SHA256SUMS`, 10_000));
  const expected = sums
    .split("\n")
    .find((line) => line.endsWith(`  ${archive}`))
    ?.split(" ")[0];
  if (expected === undefined) throw new Error(`the release has no ${archive}`);
  const bytes = await get(`${release.baseUrl}/${archive}`, 300_000);
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== expected) throw new Error(`${archive} is damaged: expected sha256 ${expected}, found ${found}`);
  const file = join(folder, archive);
  await writeFile(file, bytes);
  await promisify(execFile)("tar", ["-xzf", file, "-C", folder, "tofu"]);
  await rm(file);
}

async function get(url: string, limitMs: number): Promise<Uint8Array> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(limitMs) });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
