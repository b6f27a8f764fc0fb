import ts from "typescript";
import { commentsOf, lineOf, nodesOf, placesOf } from "./syntax.ts";

/** A rule about how a file is written: where a file breaks it, and a line that does. */
export type StyleRule = {
  readonly sentence: string;
  readonly breaches: (tree: ts.SourceFile) => readonly string[];
  readonly bad: string;
};

const mostLines = 250;
const mostParameters = 3;

/** The rules of HOUSE that the linter does not know, and that hold in every file that is not a test. */
export const styleRules: readonly StyleRule[] = [
  {
    sentence: "every export has a doc comment",
    breaches: (tree) =>
      isDoor(tree)
        ? []
        : placesOf(
            tree,
            (node) => isExported(node) && !isFurtherOverload(node) && ts.getJSDocCommentsAndTags(node).length === 0,
          ),
    bad: "export const a = 1;",
  },
  {
    sentence: "only index.ts re-exports",
    breaches: (tree) =>
      isDoor(tree) ? [] : placesOf(tree, (node) => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined),
    bad: 'export { a } from "./a.ts";',
  },
  {
    sentence: "a file has at most 250 lines",
    breaches: (tree) => (linesOf(tree) > mostLines ? [`${tree.fileName} has ${linesOf(tree)}`] : []),
    bad: "\n".repeat(mostLines + 1),
  },
  {
    sentence: "nothing is of type any",
    breaches: (tree) => placesOf(tree, (node) => node.kind === ts.SyntaxKind.AnyKeyword),
    bad: "const a = (b: any) => b;",
  },
  {
    sentence: "a type assertion has a comment that says why it holds",
    breaches: (tree) => placesOf(tree, (node) => isAssertion(node) && !hasComment(tree, node)),
    bad: "const a = b as string;",
  },
  {
    sentence: "nothing is asserted to be there",
    breaches: (tree) => placesOf(tree, ts.isNonNullExpression),
    bad: "const a = b!;",
  },
  {
    sentence: "a function has at most three parameters",
    breaches: (tree) => placesOf(tree, (node) => ts.isFunctionLike(node) && node.parameters.length > mostParameters),
    bad: "const a = (b: 1, c: 1, d: 1, e: 1) => b;",
  },
  {
    sentence: "a class extends one that a library gives",
    breaches: (tree) => placesOf(tree, (node) => ts.isClassLike(node) && node.heritageClauses === undefined),
    bad: "class A {}",
  },
  {
    sentence: "a TODO names its issue",
    breaches: (tree) =>
      commentsOf(tree)
        .filter(({ text }) => /\b(TODO|FIXME|XXX)\b(?!.*#\d)/.test(text))
        .map(({ first }) => `${tree.fileName}:${first}`),
    bad: "// TODO: write this",
  },
  {
    sentence: "an export is named for what it gives or does",
    breaches: (tree) => placesOf(tree, (node) => isExported(node) && namesOf(node).some((name) => isVague(name))),
    bad: "export function handleRequest() {}",
  },
];

function isDoor(tree: ts.SourceFile): boolean {
  return /(^|\/)index\.ts$|^pulumi\/src\/plugin\.ts$/.test(tree.fileName);
}

/** A signature of a function that another one stands before: the first one's comment speaks for all. */
function isFurtherOverload(node: ts.Node): boolean {
  if (!ts.isFunctionDeclaration(node) || !ts.isSourceFile(node.parent)) return false;
  const { statements } = node.parent;
  const before = statements[statements.indexOf(node) - 1];
  return before !== undefined && ts.isFunctionDeclaration(before) && before.name?.text === node.name?.text;
}

function isExported(node: ts.Node): boolean {
  const isDeclaration =
    ts.isVariableStatement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node);
  if (!isDeclaration) return false;
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function namesOf(node: ts.Node): readonly string[] {
  return nodesOf(node)
    .filter(
      (below) => ts.isVariableDeclaration(below) || ts.isFunctionDeclaration(below) || ts.isTypeAliasDeclaration(below),
    )
    .filter((below) => below === node || below.parent.parent === node)
    .flatMap(({ name }) => (name && ts.isIdentifier(name) ? [name.text] : []));
}

function isVague(name: string): boolean {
  return /^(handle|process)([A-Z]|$)|Manager|^(data|info)$|(Helper|Util)s?$/.test(name);
}

function linesOf(tree: ts.SourceFile): number {
  return tree.text.trimEnd() === "" ? tree.getLineStarts().length : tree.text.trimEnd().split("\n").length;
}

function isAssertion(node: ts.Node): boolean {
  if (!ts.isAsExpression(node)) return false;
  return !(ts.isTypeReferenceNode(node.type) && node.type.getText() === "const");
}

/**
 * A comment counts on the lines of the statement or property around the assertion and on the line before them; and so
 * does a `//` comment above the whole function, where one reason holds for all that it asserts.
 */
function hasComment(tree: ts.SourceFile, node: ts.Node): boolean {
  const ancestors = [node, ...ancestorsOf(node)];
  const isAround = (each: ts.Node) => ts.isStatement(each) || ts.isPropertyAssignment(each);
  const around = ancestors.find(isAround) ?? node;
  const from = lineOf(tree, around.getStart(tree)) - 1;
  const to = lineOf(tree, node.getEnd()) + 1;
  if (commentsOf(tree).some(({ first, last }) => last >= from && first <= to)) return true;
  const whole = ancestors.at(-2) ?? node;
  const above = ts.getLeadingCommentRanges(tree.text, whole.pos) ?? [];
  return above.some(({ kind }) => kind === ts.SyntaxKind.SingleLineCommentTrivia);
}

function ancestorsOf(node: ts.Node): readonly ts.Node[] {
  return node.parent === undefined ? [] : [node.parent, ...ancestorsOf(node.parent)];
}
