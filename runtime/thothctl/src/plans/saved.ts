import { type Diagnostic, error } from "@thoth-iac/model";
import type { Files } from "../command.ts";

/** Puts a plan in a file; gives what kept it from being put there. */
export async function saved(files: Files, path: string, text: string): Promise<Diagnostic | undefined> {
  try {
    await files.write(path, text);
    return undefined;
  } catch (thrown) {
    const detail = `--out names ${path}, which ${whyUnwritten(thrown)}. Name a file in a folder that this user may write to.`;
    return error("invalid_configuration", { summary: "The plan was not saved", detail });
  }
}

/** Why a file was not written, in words that follow "which". */
export function whyUnwritten(thrown: unknown): string {
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "may not be written by this user";
  if (code === "EISDIR") return "is a folder";
  if (code === "ENOTDIR" || code === "EEXIST") return "lies beneath something that is no folder";
  if (code === "ENOENT") return "lies in a folder that cannot be made";
  if (code === "ENOSPC") return "does not fit on the disk";
  return `cannot be written${code === "" ? "" : ` (${code})`}`;
}
