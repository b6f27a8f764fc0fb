/** The text of an answer, or what is wrong with its bytes. */
export type Body = { readonly text: string } | { readonly trouble: "too_large" | "not_utf8" };

/** The largest answer that the client takes. */
export const largestAnswer = 32 * 1024 * 1024;

/** Reads an answer piece by piece and lets go of it as soon as it grows past the limit. */
export async function readBody(response: Response, limit: number): Promise<Body> {
  const reader = response.body?.getReader();
  if (reader === undefined) return { text: "" };
  const pieces: Uint8Array[] = [];
  let size = Number(response.headers.get("content-length") ?? 0);
  // The announced length is of the packed bytes, so it can only shorten the way to a refusal.
  if (!(size > limit)) size = 0;
  while (size <= limit) {
    const { done, value } = await reader.read();
    if (done) return decoded(pieces);
    size += value.byteLength;
    pieces.push(value);
  }
  // The rest is not waited for: a server that never ends would keep us.
  reader.cancel().catch(() => undefined);
  return { trouble: "too_large" };
}

function decoded(pieces: readonly Uint8Array[]): Body {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    const texts = pieces.map((piece) => decoder.decode(piece, { stream: true }));
    return { text: texts.join("") + decoder.decode() };
  } catch {
    return { trouble: "not_utf8" };
  }
}
