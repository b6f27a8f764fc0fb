import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { inflateRawSync } from "node:zlib";

/** A text that must not be found, save where a person asked for it to be kept. */
export interface Secret {
  readonly name: string;
  readonly text: string;
  /** Files, as paths beneath the scanned folder, in which it may be. */
  readonly mayBeIn?: RegExp;
}

/** Where secrets were found beneath a folder: in files, and in the files that zip archives hold. */
export async function secretsBeneath(folder: string, secrets: readonly Secret[]): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = await Promise.all(
    files.map(async (file) => {
      const content = await readFile(file);
      return secretsIn(relative(folder, file), [content, ...unzipped(content)], secrets);
    }),
  );
  return found.flat();
}

/** Where secrets were found in a text that goes by a name. */
export function secretsIn(
  name: string,
  contents: readonly (Buffer | string)[],
  secrets: readonly Secret[],
): readonly string[] {
  return secrets
    .filter(({ text, mayBeIn }) => !mayBeIn?.test(name) && contents.some((content) => holds(content, text)))
    .map((secret) => `${secret.name} is in ${name}`);
}

/** Plain, as JSON and URLs would spell it, or in base64 at any offset. */
function holds(content: Buffer | string, text: string): boolean {
  const bytes = Buffer.from(text);
  const encoded = [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    return whole.slice(shift === 0 ? 0 : shift + 1, -1);
  });
  const spellings = [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text), ...encoded];
  return spellings.some((spelling) => content.includes(spelling));
}

const centralHeader = 0x02014b50;

/** The files in a zip archive, such as a saved plan; none if it is no archive. */
function unzipped(archive: Buffer): readonly Buffer[] {
  if (archive.length < 4 || archive.readUInt32LE(0) !== 0x04034b50) return [];
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const files: Buffer[] = [];
  for (let at = archive.readUInt32LE(end + 16); archive.readUInt32LE(at) === centralHeader; ) {
    const size = archive.readUInt32LE(at + 20);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(start, start + size);
    files.push(archive.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed);
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}
