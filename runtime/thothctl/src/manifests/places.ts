import { isSecretName, type Place, resources } from "@thoth-iac/model";
import type { TextFile } from "./slices.ts";

/** The place of a character of a file, with its line. Values of secrets that stand in the line are not shown. */
export function placeAt(file: TextFile, offset: number): Place {
  const starts = lineStartsOf(file);
  const at = Math.max(0, Math.min(offset, file.text.length));
  const line = lineOf(starts, at);
  return { file: file.name, line: line + 1, column: at - (starts[line] ?? 0) + 1, text: shownLine(file, line) };
}

const starts = new WeakMap<TextFile, readonly number[]>();

function lineStartsOf(file: TextFile): readonly number[] {
  const known = starts.get(file);
  if (known !== undefined) return known;
  const found = [0];
  for (let at = file.text.indexOf("\n"); at !== -1; at = file.text.indexOf("\n", at + 1)) found.push(at + 1);
  starts.set(file, found);
  return found;
}

function lineOf(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function textOf(file: TextFile, line: number): string {
  const all = lineStartsOf(file);
  return file.text.slice(all[line] ?? 0, all[line + 1] ?? file.text.length).replace(/\r?\n$/, "");
}

const attributes = Object.values(resources).flatMap((resource) => resource.attributes);

/** Names whose values are secrets, whatever they are written in. */
const secretNames: ReadonlySet<string> = new Set(
  attributes.filter(({ sensitive, type }) => sensitive && type.kind !== "json").map(({ name }) => name),
);

/** Names that only sound like it. */
const harmlessNames: ReadonlySet<string> = new Set(
  attributes.filter(({ sensitive, type }) => !sensitive && type.kind === "bool").map(({ name }) => name),
);

function isSecretKey(key: string): boolean {
  return secretNames.has(key) || (isSecretName(key) && !harmlessNames.has(key));
}

/** What may follow the key of a secret and be shown: nothing, a reference, or what its members are written in. */
const harmless =
  /^\s*(#.*|\{\s*["']?from(Env["']?\s*:\s*["']?\w+["']?|(File|Resource)["']?\s*:[^{}]*)\s*\}?[,}\]\s]*(#.*)?|[{[]\s*|)$/;
const anyKey = /(?<![\w.-])["']?([A-Za-z_][\w.-]*)["']?\s*:(?=\s|["'{[]|$)/g;

const shownLines = new WeakMap<TextFile, Map<number, string>>();

function shownLine(file: TextFile, line: number): string {
  const remembered = shownLines.get(file) ?? new Map<number, string>();
  shownLines.set(file, remembered);
  const shown = remembered.get(line) ?? withoutSecretsIn(file, line);
  remembered.set(line, shown);
  return shown;
}

/** Of a longer line nothing is shown: no person has written it. */
const longest = 2_000;

function withoutSecretsIn(file: TextFile, line: number): string {
  const text = textOf(file, line);
  if (text.length > longest) return "";
  for (const { rest, after } of secretsIn(text)) {
    if (!harmless.test(rest)) return `${text.slice(0, after)} ***`;
  }
  return isWithinSecret(file, line) ? `${indentOf(text)}***` : text;
}

function secretsIn(text: string): readonly { readonly rest: string; readonly after: number }[] {
  return [...text.matchAll(anyKey)]
    .filter((found) => isSecretKey(found[1] ?? ""))
    .map((found) => found.index + found[0].length)
    .map((after) => ({ rest: text.slice(after), after }));
}

const farthest = 200;

/** Whether the line goes on with the text of a secret that began in a line above. */
function isWithinSecret(file: TextFile, line: number): boolean {
  const own = textOf(file, line);
  if (own.trim() === "" || own.search(anyKey) !== -1) return false;
  for (let above = line - 1; above >= Math.max(0, line - farthest); above--) {
    const text = textOf(file, above);
    if (text.length > longest) return true;
    if (text.search(anyKey) === -1) continue;
    return secretsIn(text).some(({ rest }) => !/^\s*\{\s*["']?from/.test(rest));
  }
  return false;
}

function indentOf(text: string): string {
  return /^\s*/.exec(text)?.[0] ?? "";
}
