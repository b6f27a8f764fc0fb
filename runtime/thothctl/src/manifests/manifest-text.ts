import { type Diagnostic, error } from "@thoth-iac/model";
import type { World } from "../command.ts";
import { mostBytes } from "../reading.ts";
import { whyUnreadable } from "./manifest-paths.ts";
import { placeAt } from "./places.ts";
import type { TextFile } from "./slices.ts";

const mostAtATime = 16;

/** Files of manifests, or why one is not read: few at a time, as a process may only have so many open. */
export async function manifestTexts(
  paths: readonly string[],
  world: World,
): Promise<readonly (TextFile | Diagnostic)[]> {
  const read: (TextFile | Diagnostic)[] = [];
  const left = paths.entries();
  const readOn = async () => {
    for (const [at, path] of left) read[at] = await manifestText(path, world);
  };
  await Promise.all(Array.from({ length: mostAtATime }, readOn));
  return read;
}

/** What is too large is refused by its size, before it is read. */
async function manifestText(path: string, { files, readFile }: World): Promise<TextFile | Diagnostic> {
  const refuse = (why: string) =>
    error("malformed_manifest", { summary: "A file of manifests cannot be read", detail: `${nameOf(path)} ${why}` });
  try {
    const stands = path === "-" ? undefined : await files.look(path);
    if (stands !== undefined && stands.size > mostBytes) return refuse(tooLarge(`${stands.size} bytes`));
    const text = (await readFile(path)).replace(/^\ufeff/, "");
    if (text.length > mostBytes) return refuse(tooLarge("more"));
    const file = { name: path, text };
    // What was no UTF-8 has become U+FFFD when it was read; no text has NUL, and each letter of UTF-16 does.
    const strange = text.search(/[\0\ufffd]/);
    if (strange === -1) return file;
    return { ...refuse("is not text in UTF-8. Save it as UTF-8."), place: { ...placeAt(file, strange), text: "" } };
  } catch (thrown) {
    return refuse(`${whyUnreadable(thrown)}.`);
  }
}

function nameOf(path: string): string {
  return path === "-" ? "The standard input" : path;
}

function tooLarge(found: string): string {
  return `has ${found}; ${mostBytes} bytes are the most that are read of one file. Split it into several files.`;
}
