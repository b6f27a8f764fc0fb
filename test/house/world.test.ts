import { expect, test } from "@jest/globals";
import ts from "typescript";
import { parsed, placesOf } from "./syntax.ts";
import { productFiles } from "./tree.ts";

/** Pulumi's own process for dynamic resources comes in by this file, which is a `main.ts` to us. */
const doorOfPulumi = "pulumi/src/runtime.ts";

const trees = productFiles()
  .filter(({ path }) => !path.endsWith("/src/main.ts") && path !== doorOfPulumi)
  .map(parsed);

test("only main.ts reads process", () => {
  expect(trees.flatMap((tree) => placesOf(tree, readsProcess))).toEqual([]);
});

test("a file that reads process is found, however it does", () => {
  const text =
    'import p from "node:process"; const a = process.env; const b = globalThis.process; const c = { process: 1 };';
  expect(placesOf(parsed({ path: "bad.ts", text }), readsProcess)).toHaveLength(3);
});

function readsProcess(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) return /["']node:process["']/.test(node.moduleSpecifier.getText());
  if (!ts.isIdentifier(node) || node.text !== "process") return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node)
    return parent.expression.getText() === "globalThis";
  return !(ts.isPropertyAssignment(parent) && parent.name === node) && !ts.isTypeElement(parent);
}
