import { type JsonValue, parseJson } from "@thoth-iac/model";
import { isEnd, lineAfter, notPlain, type Reading } from "./plain-text.ts";

/** The text, number or word that begins here and ends in its line. */
export function scalarAt(reading: Reading, inBrackets: boolean): JsonValue {
  const open = reading.text[reading.pos];
  if (open === '"') return doubleQuoted(reading);
  if (open === "'") return singleQuoted(reading);
  return unquoted(reading, inBrackets);
}

/** What makes a terminal, an editor or YAML itself look twice; none of it is read here. */
const strange = /[^\P{C}\u{e000}-\u{f8ff}]|[\u2028\u2029\ufeff]/u;

function doubleQuoted(reading: Reading): JsonValue {
  const { text, pos } = reading;
  let at = pos + 1;
  while (text[at] !== '"') {
    if (isEnd(reading, at)) throw notPlain;
    at += text[at] === "\\" ? 2 : 1;
  }
  const written = text.slice(pos + 1, at);
  if (at >= reading.end || strange.test(written)) throw notPlain;
  reading.pos = at + 1;
  if (!written.includes("\\")) return written;
  const value = parseJson(`"${written}"`);
  if (typeof value !== "string") throw notPlain;
  return value;
}

function singleQuoted(reading: Reading): JsonValue {
  const { text, pos } = reading;
  let at = pos + 1;
  while (text[at] !== "'" || text[at + 1] === "'") {
    if (isEnd(reading, at)) throw notPlain;
    at += text[at] === "'" ? 2 : 1;
  }
  const written = text.slice(pos + 1, at);
  if (at >= reading.end || strange.test(written)) throw notPlain;
  reading.pos = at + 1;
  return written.replaceAll("''", "'");
}

const first = /[A-Za-z0-9_./~+(\u00c0-\u024f]|-[^\s,[\]{}]/y;

function unquoted(reading: Reading, inBrackets: boolean): JsonValue {
  const { text, pos } = reading;
  first.lastIndex = pos;
  if (!first.test(text)) throw notPlain;
  let at = pos;
  for (; !isEnd(reading, at); at++) {
    const char = text[at];
    if (char === "#" && text[at - 1] === " ") break;
    if (char === ":" && (text[at + 1] === " " || isEnd(reading, at + 1))) throw notPlain;
    if (!inBrackets) continue;
    if (char === "," || char === "]" || char === "}") break;
    if (char === "[" || char === "{" || (char === ":" && ",[]{}".includes(text[at + 1] ?? ""))) throw notPlain;
  }
  const written = text.slice(pos, at).trimEnd();
  if (strange.test(written) || written.length === 0) throw notPlain;
  reading.pos = pos + written.length;
  return wordOrNumber(written);
}

const words = new Map<string, JsonValue>([
  ...["~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);

/** What YAML 1.2 takes for a number in some way that is seldom written. */
const strangeNumber = /^(0[ox][0-9a-f]+|[-+]?\.(inf|nan)|[-+]?(\.\d+|\d+(\.\d*)?)(e[-+]?\d+)?)$/i;

function wordOrNumber(written: string): JsonValue {
  const word = words.get(written);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(written)) return written;
  if (/^(0|-?[1-9]\d*)(\.\d+)?$/.test(written)) {
    const value = Number(written);
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw notPlain;
    return value;
  }
  if (strangeNumber.test(written)) throw notPlain;
  return written;
}

/** The text of a `|` or `|-` block, whose lines are indented more than the parent. Ends at the start of a line. */
export function blockText(reading: Reading, parent: number): { readonly value: string; readonly next: number } {
  const { text, pos, end } = reading;
  const header = text[pos + 1] === "-" ? 2 : 1;
  if (!isEnd(reading, pos + header)) throw notPlain;
  const lines: string[] = [];
  let indent = -1;
  let line = lineAfter(reading, pos);
  while (line < end) {
    const next = lineAfter(reading, line);
    const written = text.slice(line, next).replace(/\r?\n$/, "");
    const own = written.search(/[^ ]/);
    if (own === -1) {
      if (indent === -1 || written.length > indent) throw notPlain;
      lines.push("");
    } else {
      if (indent === -1 && own > parent) indent = own;
      if (own < indent || indent === -1) break;
      if (written[own] === "\t" || strange.test(written)) throw notPlain;
      lines.push(written.slice(indent));
    }
    line = next;
  }
  if (indent === -1) throw notPlain;
  while (lines.at(-1) === "") lines.pop();
  return { value: lines.join("\n") + (header === 1 ? "\n" : ""), next: line };
}
