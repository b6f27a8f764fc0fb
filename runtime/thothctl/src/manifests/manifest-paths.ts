import { join } from "node:path";
import { type Diagnostic, error, failure, type Result, success } from "@thoth-iac/model";
import type { Files } from "../command.ts";
import { mostBytes } from "../reading.ts";

/** The files of manifests at the paths that were given, in order: folders are searched to the bottom. `-` stays. */
export async function manifestFiles(paths: readonly string[], files: Files): Promise<Result<readonly string[]>> {
  const wrong: Diagnostic[] = [];
  const found = new Set<string>();
  for (const path of paths) {
    if (path === "-") {
      found.add(path);
      continue;
    }
    const stands = await looked(path, files);
    if ("severity" in stands) {
      wrong.push(stands);
    } else if (stands.kind === "folder") {
      // A folder that was given twice, or beneath another, is no empty one.
      const here = new Set<string>();
      wrong.push(...(await search(path, files, { found: here, seen: new Set([stands.id ?? path]) })));
      if (here.size === 0 && wrong.length === 0) wrong.push(nothingIn(path));
      for (const file of here) found.add(file);
    } else {
      found.add(path);
    }
  }
  return wrong.length > 0 ? failure(...wrong) : success([...found]);
}

interface Search {
  readonly found: Set<string>;
  /** What identifies the folders that were searched: links may lead back to them. */
  readonly seen: Set<string>;
}

async function search(folder: string, files: Files, { found, seen }: Search): Promise<readonly Diagnostic[]> {
  const wrong: Diagnostic[] = [];
  const names = await files.names(folder).catch((thrown: unknown) => {
    wrong.push(unreadable(folder, thrown));
    return [];
  });
  for (const name of names) {
    if (name.startsWith(".")) continue;
    const path = join(folder, name);
    const isManifest = /\.(ya?ml|json)$/i.test(name) && !/^kustomization\.ya?ml$/i.test(name);
    const stands = await looked(path, files);
    if ("severity" in stands) {
      if (isManifest) wrong.push(stands);
    } else if (stands.kind === "folder") {
      const id = stands.id ?? path;
      if (seen.has(id)) continue;
      seen.add(id);
      wrong.push(...(await search(path, files, { found, seen })));
    } else if (isManifest && stands.kind === "file") {
      found.add(path);
    }
  }
  return wrong;
}

async function looked(
  path: string,
  files: Files,
): Promise<{ readonly kind: string; readonly id?: string } | Diagnostic> {
  try {
    return (await files.look(path)) ?? missing(path);
  } catch (thrown) {
    return unreadable(path, thrown);
  }
}

/** Why a path cannot be read, in words that follow "which". */
export function whyUnreadable(thrown: unknown): string {
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
  if (code === "ENOENT" || code === "ENOTDIR") return "does not exist";
  if (code === "EACCES" || code === "EPERM") return "may not be read by this user";
  if (code === "EISDIR") return "is a folder";
  if (code === "EFBIG") return `holds more than ${mostBytes} bytes`;
  if (code === "ELOOP") return "is a link that leads back to itself";
  return `cannot be read${code === "" ? "" : ` (${code})`}`;
}

function missing(path: string): Diagnostic {
  return error("usage", {
    summary: "There are no manifests at that path",
    detail: `-f names ${path}, which does not exist. Correct the path; - reads the standard input.`,
  });
}

function unreadable(path: string, thrown: unknown): Diagnostic {
  return error("usage", {
    summary: "Manifests cannot be read",
    detail: `-f leads to ${path}, which ${whyUnreadable(thrown)}.`,
  });
}

function nothingIn(folder: string): Diagnostic {
  return error("usage", {
    summary: "There are no manifests in that folder",
    detail: `-f names ${folder}, which holds no file that ends in .yaml, .yml or .json. Correct the path.`,
  });
}
