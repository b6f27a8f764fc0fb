import { expect, test } from "@jest/globals";
import { queries, resources } from "@thoth-iac/model";
import ts from "typescript";
import { nodesOf, parsed, placeOf } from "./syntax.ts";
import { productFiles } from "./tree.ts";

const names = new Set([...Object.values(resources), ...Object.values(queries)].map(({ name }) => name));

/** The faces, and the client beneath them; a command, component or construct written by hand may name what it is about. */
const faces = productFiles().filter(({ path }) => /^(client|provider|pulumi|cdktf|runtime\/thothctl)\//.test(path));
const byHand = ["runtime/thothctl/src/commands/", "pulumi/src/components/", "cdktf/src/constructs/"];
const derived = faces.filter(({ path }) => !byHand.some((folder) => path.startsWith(folder)));

test("the model has resources and queries to look for", () => {
  expect([...names]).toEqual(expect.arrayContaining(["tenant_settings", "mdm_provider", "mdm_sync_job"]));
});

test("no face names a resource", () => {
  expect(derived.flatMap((file) => namings(parsed(file)))).toEqual([]);
});

test("a face that names a resource is found, in code and in a text", () => {
  const text = 'if (name === "mdm_provider") {} const a = `thoth_mdm_sync.all`; const b = { browser_policy: 1 };';
  expect(namings(parsed({ path: "bad.ts", text }))).toHaveLength(3);
});

function namings(tree: ts.SourceFile): readonly string[] {
  return nodesOf(tree).flatMap((node) => {
    const words = wordsOf(node).filter((word) => names.has(word.replace(/^thoth_/, "")));
    return words.map((word) => `${placeOf(tree, node)} ${word}`);
  });
}

/** A sentence may use a word that is also a name; a text that is a name, or an address in Terraform, is no sentence. */
function wordsOf(node: ts.Node): readonly string[] {
  const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
  if (!isText && !ts.isIdentifier(node)) return [];
  const words = node.text.split(/[^a-z0-9_]+/i).filter((word) => word !== "");
  return words.length === 1 ? words : words.filter((word) => word.startsWith("thoth_"));
}
