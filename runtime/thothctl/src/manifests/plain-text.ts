/** A place in a text that is read from the start to the end. */
export interface Reading {
  readonly text: string;
  readonly end: number;
  /** The next character: at the beginning of a line the first that is no space. */
  pos: number;
  /** Column of that character. */
  indent: number;
  /** How many more values there may be: what is larger is not what people write. */
  left: number;
}

/** Thrown where a text is not written as plainly as it would have to be; it says nothing about whether it is YAML. */
export const notPlain = new Error("Not plain");

/** Whether a line ends here. */
export function isEnd({ text, end }: Reading, at: number): boolean {
  const char = text[at];
  return at >= end || char === "\n" || (char === "\r" && text[at + 1] === "\n");
}

/** The first place that is no space. */
export function spacesFrom({ text }: Reading, at: number): number {
  let here = at;
  while (text.charCodeAt(here) === 0x20) here++;
  return here;
}

/** Goes to the next line in which something stands, from a place after which nothing but a comment may stand in its line. */
export function toNextLine(reading: Reading): void {
  const { text, pos } = reading;
  const at = spacesFrom(reading, pos);
  const isComment = text[at] === "#" && at > pos;
  if (!isEnd(reading, at) && !isComment) throw notPlain;
  toLine(reading, lineAfter(reading, at));
}

/** Goes to the first line from here on, this being the start of one, in which something stands. */
export function toLine(reading: Reading, start: number): void {
  const { text, end } = reading;
  for (let line = start; line < end; ) {
    const at = spacesFrom(reading, line);
    if (at >= end) break;
    if (text[at] === "\t") throw notPlain;
    if (text[at] !== "#" && !isEnd(reading, at)) {
      reading.pos = at;
      reading.indent = at - line;
      return;
    }
    line = lineAfter(reading, at);
  }
  reading.pos = end;
  reading.indent = 0;
}

/** The start of the line after this one. */
export function lineAfter({ text, end }: Reading, at: number): number {
  const next = text.indexOf("\n", at);
  return next === -1 || next >= end ? end : next + 1;
}
