import type { AttributePath, JsonValue } from "@thoth-iac/model";
import type { Document, Node, ParsedNode } from "yaml";
import { plainDocument } from "./plain-yaml.ts";
import { hasDirective, type Slice } from "./slices.ts";
import type { Fault, Yaml } from "./yaml-library.ts";
import { syntaxDetail } from "./yaml-syntax.ts";
import { jsonOfNode } from "./yaml-value.ts";

/** A document as plain values, or what is wrong with its text. */
export type Read = { readonly value: JsonValue } | { readonly faults: readonly Fault[] };

/** The most parts that a document may be made of, so that a hostile one is refused before it fills the memory. */
const mostParts = 1_000_000;
const worthCounting = 256 * 1024;

/** Reads a document by the rules of YAML 1.2. */
export function readDocument(yaml: Yaml, slice: Slice): Read {
  const { file, start, end } = slice;
  const plain = plainDocument({ text: file.text, start, end });
  return plain === undefined ? readByLibrary(yaml, slice) : { value: plain };
}

/** Reads a document by all the rules there are, and says what is wrong with it. */
export function readByLibrary(yaml: Yaml, slice: Slice): Read {
  const { file, start, end } = slice;
  const fault = (offset: number, summary: string, detail: string): Read => ({
    faults: [{ offset: start + offset, summary, detail }],
  });
  const text = file.text.slice(start, end);
  if (hasDirective(slice)) {
    const version = /^%YAML[ \t]+1\.2[ \t]*\r?$/;
    const strange = text.split("\n").find((line) => line.startsWith("%") && !version.test(line));
    if (strange !== undefined) {
      const detail = "Manifests are YAML 1.2 without directives. Remove the line.";
      return fault(text.indexOf(strange), "A directive is not accepted", detail);
    }
  }
  if (text.length > worthCounting && partsIn(yaml, text) > mostParts) {
    const detail = `The document is made of more than ${mostParts} parts. Split it into several documents.`;
    return fault(0, "The document is too large", detail);
  }
  try {
    const document = parsedBy(yaml, text);
    const [first] = document.errors;
    // What follows the first mistake in the syntax is mostly its echo.
    if (first !== undefined) return fault(first.pos[0], "Not YAML", syntaxDetail(first, text));
    const { value, faults } = jsonOfNode(yaml, document.contents);
    if (faults.length === 0) return { value };
    return { faults: faults.map((each) => ({ ...each, offset: start + each.offset })) };
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return fault(0, "The document is nested too deeply", "Manifests need no such depth. Write it flatter.");
  }
}

function parsedBy(yaml: Yaml, text: string): Document.Parsed<ParsedNode> {
  const options = { version: "1.2", schema: "core", prettyErrors: false, logLevel: "silent" } as const;
  // Equal keys are found elsewhere: here every key would be compared with every other.
  return yaml.parseDocument(text, { ...options, stringKeys: true, uniqueKeys: false, merge: false });
}

function partsIn(yaml: Yaml, text: string): number {
  let parts = 0;
  for (const _ of new yaml.Lexer().lex(text)) {
    parts++;
    if (parts > mostParts) break;
  }
  return parts;
}

/** Where a part of a document is: its key, if it has one, and its value, as offsets in the file. */
export interface Found {
  readonly key: number;
  readonly value: number;
  /** How many steps of the path there are; less than all if the document ends before. */
  readonly depth: number;
}

/** Finds a part of a document by its path. */
export type Find = (slice: Slice, path: AttributePath) => Found;

/** What finds parts of documents. It reads a document once again, since offsets are only asked for errors. */
export function finderBy(yaml: Yaml): Find {
  let last: { readonly slice: Slice; readonly document: Document.Parsed<ParsedNode> } | undefined;
  return (slice, path) => {
    if (last?.slice !== slice) {
      last = { slice, document: parsedBy(yaml, slice.file.text.slice(slice.start, slice.end)) };
    }
    const { document } = last;
    let node = resolved(yaml, document.contents, document);
    let found: Found = { key: startOf(node, 0), value: startOf(node, 0), depth: 0 };
    for (const [at, step] of path.entries()) {
      const below = memberOf(yaml, node, step);
      if (below === undefined) break;
      const value = startOf(below.value, below.key);
      found = { key: below.key === -1 ? value : below.key, value: value === -1 ? below.key : value, depth: at + 1 };
      node = resolved(yaml, below.value, document);
    }
    return { ...found, key: slice.start + found.key, value: slice.start + found.value };
  };
}

function memberOf(
  yaml: Yaml,
  node: Node | null | undefined,
  step: string | number,
): { readonly key: number; readonly value: Node | null } | undefined {
  if (yaml.isSeq(node) && typeof step === "number") {
    const item = node.items[step];
    return yaml.isNode(item) ? { key: -1, value: item } : undefined;
  }
  if (!yaml.isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => yaml.isScalar(key) && String(key.value ?? "") === String(step));
  if (pair === undefined) return undefined;
  return { key: yaml.isNode(pair.key) ? startOf(pair.key, 0) : -1, value: yaml.isNode(pair.value) ? pair.value : null };
}

function resolved(yaml: Yaml, node: Node | null | undefined, document: Document.Parsed): Node | null | undefined {
  return yaml.isAlias(node) ? node.resolve(document) : node;
}

function startOf(node: Node | null | undefined, otherwise: number): number {
  return node?.range?.[0] ?? otherwise;
}
