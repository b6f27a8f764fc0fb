/** A file that was read, or the standard input. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** One document of a file: where its text begins and ends. */
export interface Slice {
  readonly file: TextFile;
  readonly start: number;
  readonly end: number;
  /** Its number in the file, counted from 1. */
  readonly number: number;
}

/** The most documents that are read of one file. */
export const mostDocuments = 100_000;

/**
 * The documents of a file. A line that begins with `---` or `...` ends a document whatever it stands in, so no more than
 * a search is needed. Documents in which nothing stands are left out.
 */
export function slicesOf(file: TextFile): readonly Slice[] {
  const { text } = file;
  const slices: Slice[] = [];
  let start = 0;
  const close = (end: number, next: number) => {
    const head = headOf(text, start, end);
    // Directives stand before the line that begins their document.
    if (head === "directive" && next === end) return;
    if (head !== "nothing") slices.push({ file, start, end, number: slices.length + 1 });
    start = next;
  };
  for (const { at, marker } of markersIn(text)) {
    if (slices.length > mostDocuments) break;
    if (marker === "---") close(at, at);
    else close(at, lineEnd(text, at));
  }
  close(text.length, text.length + 1);
  return slices;
}

/** Whether the document begins at this place with a directive, which is no part of its content. */
export function hasDirective({ file, start, end }: Slice): boolean {
  return headOf(file.text, start, end) === "directive";
}

function* markersIn(text: string): Generator<{ readonly at: number; readonly marker: string }> {
  for (const marker of [text.slice(0, 3)]) if (isMarker(text, 0, marker)) yield { at: 0, marker };
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    const first = text.charCodeAt(at + 1);
    if (first !== 0x2d && first !== 0x2e) continue;
    const marker = text.slice(at + 1, at + 4);
    if (isMarker(text, at + 1, marker)) yield { at: at + 1, marker };
  }
}

function isMarker(text: string, at: number, marker: string): boolean {
  return (marker === "---" || marker === "...") && [undefined, " ", "\t", "\n", "\r"].includes(text[at + 3]);
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end + 1;
}

function headOf(text: string, start: number, end: number): "nothing" | "directive" | "content" {
  for (let at = start; at < end; at = lineEnd(text, at)) {
    const line = text.slice(at, Math.min(lineEnd(text, at), end));
    if (line.startsWith("%")) return "directive";
    const content = line.replace(/^---(?=\s|$)/, "").trim();
    if (content !== "" && !content.startsWith("#")) return "content";
  }
  return "nothing";
}
