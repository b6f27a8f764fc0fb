import type { JsonValue } from "@thoth-iac/model";
import { blockText, scalarAt } from "./plain-scalar.ts";
import { isEnd, lineAfter, notPlain, type Reading, spacesFrom, toLine, toNextLine } from "./plain-text.ts";

/** A span of text that is one document. */
export interface Span {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The value of a document that is written as most are: maps and lists in blocks or in brackets, texts on one line or in
 * `|` blocks. Undefined for whatever else YAML knows, or may be no YAML: that is left to the library, which knows it all
 * and takes ten times as long.
 */
export function plainDocument({ text, start, end }: Span): JsonValue | undefined {
  const reading: Reading = { text, end, pos: start, indent: 0, left: mostValues };
  try {
    if (text.startsWith("---", start)) {
      reading.pos = start + 3;
      toNextLine(reading);
    } else {
      toLine(reading, start);
    }
    if (reading.pos >= end) return undefined;
    const value = blockAt(reading, { parent: -1, depth: 0 });
    return reading.pos >= end ? value : undefined;
  } catch (thrown) {
    if (thrown === notPlain) return undefined;
    throw thrown;
  }
}

const mostDepth = 60;
const mostValues = 250_000;

const key = /([A-Za-z_][\w./-]*|"[^"\\\p{C}]*"|'[^'\p{C}]*'):(?=[ \r\n]|$)/uy;
const keyInBrackets = /([A-Za-z_][\w./-]*(?=: )|"[^"\\\p{C}]*"(?=:)|'[^'\p{C}]*'(?=: )):/uy;

/** What a value stands in: the column of the map or list around it, and how many of those there are. */
interface Around {
  readonly parent: number;
  readonly depth: number;
  readonly item?: true;
}

/** A list or a map in a block, or what stands in brackets: whatever begins a line or follows the dash of an item. */
function blockAt(reading: Reading, around: Around): JsonValue {
  reading.left--;
  if (around.depth > mostDepth || reading.left < 0) throw notPlain;
  if (isDash(reading)) return listAt(reading, around.depth);
  if (keyAt(reading, key) !== undefined) return mapAt(reading, around.depth);
  if (!isBracket(reading)) throw notPlain;
  return inline(reading, around);
}

function isBracket({ text, pos }: Reading): boolean {
  return text[pos] === "{" || text[pos] === "[";
}

function isDash(reading: Reading): boolean {
  const { text, pos } = reading;
  return text[pos] === "-" && (text[pos + 1] === " " || isEnd(reading, pos + 1));
}

function keyAt(
  { text, pos, end }: Reading,
  pattern: RegExp,
): { readonly name: string; readonly after: number } | undefined {
  pattern.lastIndex = pos;
  const found = pattern.exec(text);
  if (found === null || pattern.lastIndex > end) return undefined;
  const written = found[1] ?? "";
  const name = written.startsWith('"') || written.startsWith("'") ? written.slice(1, -1) : written;
  return { name, after: pattern.lastIndex };
}

function mapAt(reading: Reading, depth: number): JsonValue {
  const { indent } = reading;
  const members: Record<string, JsonValue> = {};
  while (reading.pos < reading.end && reading.indent === indent) {
    const found = keyAt(reading, key);
    if (found === undefined) throw notPlain;
    reading.pos = spacesFrom(reading, found.after);
    put(members, found.name, valueAt(reading, { parent: indent, depth: depth + 1 }));
  }
  if (reading.pos < reading.end && reading.indent > indent) throw notPlain;
  return members;
}

function put(members: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name === "__proto__" || Object.hasOwn(members, name)) throw notPlain;
  members[name] = value;
}

function listAt(reading: Reading, depth: number): JsonValue {
  const { indent } = reading;
  const items: JsonValue[] = [];
  while (reading.pos < reading.end && reading.indent === indent && isDash(reading)) {
    const after = spacesFrom(reading, reading.pos + 1);
    reading.indent += after - reading.pos;
    reading.pos = after;
    const isBlock = isDash(reading) || keyAt(reading, key) !== undefined;
    const around: Around = { parent: indent, depth: depth + 1, item: true };
    items.push(isBlock ? blockAt(reading, around) : valueAt(reading, around));
  }
  if (reading.pos < reading.end && reading.indent > indent) throw notPlain;
  return items;
}

/** What follows a colon or a dash: in the same line, or indented in the lines below. */
function valueAt(reading: Reading, around: Around): JsonValue {
  const { text, pos } = reading;
  const { parent, depth, item } = around;
  reading.left--;
  if (depth > mostDepth || reading.left < 0) throw notPlain;
  if (isEnd(reading, pos) || text[pos] === "#") {
    toLine(reading, lineAfter(reading, pos));
    if (reading.pos >= reading.end) return null;
    if (reading.indent > parent) return blockAt(reading, around);
    return reading.indent === parent && item === undefined && isDash(reading) ? listAt(reading, depth) : null;
  }
  if (text[pos] !== "|") return inline(reading, around);
  const { value, next } = blockText(reading, parent);
  toLine(reading, next);
  if (reading.pos < reading.end && reading.indent > parent) throw notPlain;
  return value;
}

/** A value that begins in this line, with nothing after it but a comment. */
function inline(reading: Reading, { parent, depth }: Around): JsonValue {
  const value = isBracket(reading) ? bracketsAt(reading, parent, depth) : scalarAt(reading, false);
  toNextLine(reading);
  // Whatever is indented more would go on with the value.
  if (reading.pos < reading.end && reading.indent > parent) throw notPlain;
  return value;
}

function bracketsAt(reading: Reading, parent: number, depth: number): JsonValue {
  if (depth > mostDepth) throw notPlain;
  const isMap = reading.text[reading.pos] === "{";
  const close = isMap ? "}" : "]";
  const members: Record<string, JsonValue> = {};
  const items: JsonValue[] = [];
  reading.pos++;
  toToken(reading, parent);
  while (reading.text[reading.pos] !== close) {
    if (isMap) {
      const found = keyAt(reading, keyInBrackets);
      if (found === undefined) throw notPlain;
      reading.pos = spacesFrom(reading, found.after);
      put(members, found.name, inBrackets(reading, parent, depth));
    } else {
      items.push(inBrackets(reading, parent, depth));
    }
    toToken(reading, parent);
    if (reading.text[reading.pos] === close) break;
    if (reading.text[reading.pos] !== ",") throw notPlain;
    reading.pos++;
    toToken(reading, parent);
    // A comma before the bracket is allowed in YAML, and seldom meant.
    if (reading.text[reading.pos] === close) throw notPlain;
  }
  reading.pos++;
  if (reading.pos > reading.end) throw notPlain;
  return isMap ? members : items;
}

function inBrackets(reading: Reading, parent: number, depth: number): JsonValue {
  reading.left--;
  if (reading.left < 0) throw notPlain;
  return isBracket(reading) ? bracketsAt(reading, parent, depth + 1) : scalarAt(reading, true);
}

/** Goes over spaces and ends of lines between the parts of what stands in brackets. */
function toToken(reading: Reading, parent: number): void {
  for (;;) {
    reading.pos = spacesFrom(reading, reading.pos);
    if (reading.pos >= reading.end) throw notPlain;
    if (!isEnd(reading, reading.pos)) return;
    toLine(reading, lineAfter(reading, reading.pos));
    if (reading.indent <= parent) throw notPlain;
  }
}
