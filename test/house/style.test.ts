import { describe, expect, test } from "@jest/globals";
import { styleRules } from "./style-rules.ts";
import { parsed } from "./syntax.ts";
import { isTest, typeScriptFiles } from "./tree.ts";

const trees = typeScriptFiles()
  .filter(({ path }) => !isTest(path))
  .map(parsed);

describe.each(styleRules)("$sentence", ({ breaches, bad }) => {
  test("is true of every file", () => {
    expect(trees.flatMap(breaches)).toEqual([]);
  });

  test("is a rule that a bad line breaks", () => {
    expect(breaches(parsed({ path: "bad.ts", text: bad }))).toHaveLength(1);
  });
});
