import { open } from "node:fs/promises";

/** The most bytes that are read of one text. */
export const mostBytes = 16 * 1024 * 1024;

/** Thrown where a text does not end in time. */
class TooLarge extends Error {
  readonly code = "EFBIG";
}

/** Reads the texts of files; `-` is the given stream. What tells no size beforehand is read no further than to the limit. */
export function readerWith(standardInput: AsyncIterable<Uint8Array>): (path: string) => Promise<string> {
  return async (path) => {
    if (path === "-") return limited(standardInput);
    const file = await open(path);
    try {
      const isWhole = (await file.stat()).isFile();
      return isWhole ? await file.readFile("utf8") : await limited(file.createReadStream({ autoClose: false }));
    } finally {
      await file.close();
    }
  };
}

async function limited(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > mostBytes) throw new TooLarge(`More than ${mostBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
