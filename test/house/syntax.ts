import ts from "typescript";
import type { SourceFile } from "./tree.ts";

/** The syntax tree of a file. */
export function parsed({ path, text }: SourceFile): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
}

/** Every node of a tree for which the question is answered with yes, as `path:line`. */
export function placesOf(tree: ts.SourceFile, asked: (node: ts.Node) => boolean): readonly string[] {
  return nodesOf(tree)
    .filter(asked)
    .map((node) => placeOf(tree, node));
}

/** Every node of a tree, the tree itself first. */
export function nodesOf(node: ts.Node): readonly ts.Node[] {
  const below: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    below.push(...nodesOf(child));
  });
  return [node, ...below];
}

/** Where a node stands, as `path:line`. */
export function placeOf(tree: ts.SourceFile, node: ts.Node): string {
  return `${tree.fileName}:${lineOf(tree, node.getStart(tree))}`;
}

/** The number of a line, counted from 1. */
export function lineOf(tree: ts.SourceFile, position: number): number {
  return tree.getLineAndCharacterOfPosition(position).line + 1;
}

/** What a file imports or exports from elsewhere, types included, as it is written. */
export function importsOf(tree: ts.SourceFile): readonly { readonly specifier: string; readonly place: string }[] {
  return nodesOf(tree).flatMap((node) => {
    const written = specifierOf(node);
    return written === undefined ? [] : [{ specifier: written, place: placeOf(tree, node) }];
  });
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
  }
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined;
  const [argument] = node.arguments;
  return argument && ts.isStringLiteral(argument) ? argument.text : undefined;
}

/** The name that a package is installed under, or undefined for a file or a module of Node's. */
export function packageIn(specifier: string): string | undefined {
  if (specifier.startsWith(".") || specifier.startsWith("node:")) return undefined;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Every comment of a file: the lines it stands on, counted from 1, and its text. */
export function commentsOf(
  tree: ts.SourceFile,
): readonly { readonly first: number; readonly last: number; readonly text: string }[] {
  const ranges = nodesOf(tree).flatMap((node) => [
    ...(ts.getLeadingCommentRanges(tree.text, node.pos) ?? []),
    ...(ts.getTrailingCommentRanges(tree.text, node.end) ?? []),
  ]);
  const byPosition = new Map(ranges.map((range) => [range.pos, range]));
  return [...byPosition.values()].map(({ pos, end }) => ({
    first: lineOf(tree, pos),
    last: lineOf(tree, end),
    text: tree.text.slice(pos, end),
  }));
}
