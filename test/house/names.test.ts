import { basename } from "node:path";
import { expect, test } from "@jest/globals";
import { pathsUnder, typeScriptFiles } from "./tree.ts";

test("no file or folder is named for nothing in particular", () => {
  const vague = /^(utils?|helpers?|common|misc|shared|lib)(\.|$)/;
  expect(pathsUnder().filter((path) => vague.test(basename(path)))).toEqual([]);
});

test("files are named in kebab-case", () => {
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.ts$/;
  expect(
    typeScriptFiles()
      .map(({ path }) => path)
      .filter((path) => !kebab.test(basename(path))),
  ).toEqual([]);
});
