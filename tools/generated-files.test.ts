import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Generator, generate } from "./generated-files.ts";

const generators: readonly Generator[] = [
  { path: "schema.json", make: async () => "{}\n" },
  { path: "docs", make: async () => ({ "a.md": "a\n", "deep/b.md": "b\n" }) },
];
const log = () => {};
let root = "";

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "thoth-generate-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test("writes what is not there, and then finds nothing to do", async () => {
  expect(await generate(generators, { root, check: false, log })).toEqual([
    "schema.json",
    "docs/a.md",
    "docs/deep/b.md",
  ]);
  expect(await readFile(join(root, "docs/deep/b.md"), "utf8")).toBe("b\n");
  expect(await generate(generators, { root, check: true, log })).toEqual([]);
});

test("names what differs and what nothing makes any more, and leaves both alone when it only compares", async () => {
  await generate(generators, { root, check: false, log });
  await writeFile(join(root, "docs/a.md"), "edited\n");
  await mkdir(join(root, "docs/old"));
  await writeFile(join(root, "docs/old/c.md"), "c\n");
  const said: string[] = [];
  const differing = await generate(generators, { root, check: true, log: (line) => said.push(line) });
  expect(differing).toEqual(["docs/a.md", "docs/old/c.md"]);
  expect(said).toEqual(["docs/a.md differs", "docs/old/c.md is made by nothing"]);
  expect(await readFile(join(root, "docs/a.md"), "utf8")).toBe("edited\n");
});

test("restores an edited file and removes a file that nothing makes", async () => {
  await generate(generators, { root, check: false, log });
  await writeFile(join(root, "docs/a.md"), "edited\n");
  await writeFile(join(root, "docs/c.md"), "c\n");
  await generate(generators, { root, check: false, log });
  expect(await readFile(join(root, "docs/a.md"), "utf8")).toBe("a\n");
  expect((await readdir(join(root, "docs"))).toSorted()).toEqual(["a.md", "deep"]);
});
