import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { filesOn } from "../files.ts";
import { manifestFiles } from "./manifest-paths.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "manifests-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), "");
  }
}

async function found(...paths: readonly string[]): Promise<readonly string[]> {
  const files = await manifestFiles(
    paths.map((path) => (path === "-" ? path : join(folder, path))),
    filesOn(),
  );
  if (!files.ok) return files.diagnostics.map(({ code, detail }) => `${code}: ${detail.replaceAll(folder, "")}`);
  return files.value.map((path) => path.replace(`${folder}/`, ""));
}

test("a folder is searched to the bottom, in order, for what ends as manifests do", async () => {
  await put("b.yaml", "a.yml", "C.JSON", "notes.md", "z/1.yaml", "m/deep/2.json", ".hidden.yaml", ".git/3.yaml");
  await put("kustomization.yaml", "m/kustomization.yml");
  expect(await found(".")).toEqual(["C.JSON", "a.yml", "b.yaml", "m/deep/2.json", "z/1.yaml"]);
});

test("a file is taken whatever its name, each once, in the order given", async () => {
  await put("set/a.yaml", "set/b.yaml", "other.txt");
  expect(await found("other.txt", "set/b.yaml", "-", "set", "set/a.yaml")).toEqual([
    "other.txt",
    "set/b.yaml",
    "-",
    "set/a.yaml",
  ]);
});

test("links are followed, and no circle of them is walked twice", async () => {
  await put("set/one/a.yaml", "elsewhere/b.yaml");
  await symlink("..", join(folder, "set/one/up"));
  await symlink("../../elsewhere", join(folder, "set/one/more"));
  await symlink(".", join(folder, "elsewhere/again"));
  await symlink("../elsewhere/b.yaml", join(folder, "set/c.yaml"));
  expect(await found("set")).toEqual(["set/c.yaml", "set/one/a.yaml", "set/one/more/b.yaml"]);
});

test("a folder as Kubernetes mounts a ConfigMap is read once", async () => {
  await put("..2026_01_01/a.yaml");
  await symlink("..2026_01_01", join(folder, "..data"));
  await symlink("..data/a.yaml", join(folder, "a.yaml"));
  expect(await found(".")).toEqual(["a.yaml"]);
});

test("a link that leads nowhere, a path that is not there and a folder without manifests are told", async () => {
  await put("empty/readme.md", "set/a.yaml");
  await symlink("gone.yaml", join(folder, "set/b.yaml"));
  await symlink("self.yaml", join(folder, "set/self.yaml"));
  expect(await found("empty", "set", "nowhere")).toEqual([
    expect.stringMatching(/^usage: -f names \/empty, which holds no file that ends in/),
    expect.stringMatching(/^usage: .*\/set\/b\.yaml, which does not exist/),
    expect.stringMatching(/^usage: .*\/set\/self\.yaml, which is a link that leads back to itself/),
    expect.stringMatching(/^usage: .*\/nowhere, which does not exist/),
  ]);
});

test("a folder may be given twice, or with one that lies in it", async () => {
  await put("set/a.yaml", "set/in/b.yaml");
  expect(await found("set", "set", "set/in")).toEqual(["set/a.yaml", "set/in/b.yaml"]);
});
