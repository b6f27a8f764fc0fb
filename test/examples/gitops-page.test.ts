import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parseAllDocuments } from "yaml";
import { thothctlPath } from "../support/executables.ts";
import { type Block, blocksIn, endWalk, type Walked, walkPage } from "../support/page-walk.ts";

/* docs/gitops.md, walked through as its reader does, block by block in an empty folder. */

const root = resolve(import.meta.dirname, "..", "..");

/** What `npm test` has done already. */
const isBuild = ({ text }: Block) => text.startsWith("npm run build\n");

let memory = "";
let page = "";
const walked: Walked[] = [];

beforeAll(async () => {
  memory = await mkdtemp(join(tmpdir(), "gitops-page-"));
  page = await readFile(join(root, "docs", "gitops.md"), "utf8");
  const [folder, bin] = [join(memory, "walk"), join(memory, "bin")];
  await mkdir(folder);
  await mkdir(bin);
  await symlink(thothctlPath(process.env), join(bin, "thothctl"));
  const env = {
    PATH: [bin, dirname(process.execPath), process.env.PATH].join(delimiter),
    HOME: memory,
    NO_COLOR: "1",
    LC_ALL: "C.UTF-8",
  };
  const ports = ["8480", "8481"];
  const instead = await Promise.all(ports.map(async (port) => [`:${port}`, `:${await freePort()}`] as const));
  for await (const step of walkPage(blocksIn(page), { folder, memory, env, instead, leaveOut: isBuild })) {
    walked.push(step);
  }
}, 180_000);

afterAll(async () => {
  await endWalk({ memory });
  await rm(memory, { recursive: true, force: true, maxRetries: 5 });
});

test("every block of commands is run, save the build, which npm test has done", () => {
  const commands = blocksIn(page).filter(
    ({ language, text }) => language === "shell" && !isBuild({ language, text, line: 0 }),
  );
  expect(walked.map(({ block }) => block.line)).toEqual(commands.map(({ line }) => line));
  expect(walked.length).toBeGreaterThan(25);
});

test("every command succeeds, or the page shows with what exit code it ends", () => {
  const told = ({ shown, failures }: Walked) =>
    failures.every((code) => shown?.text.includes(`exit code ${code}\n`) === true);
  expect(walked.filter((step) => !told(step))).toEqual([]);
});

test("the page shows what is printed, word by word", () => {
  for (const { block, shown, printed } of walked) {
    if (shown === undefined) continue;
    expect(`line ${block.line}\n${settled(printed)}`).toBe(`line ${block.line}\n${settled(shown.text)}`);
  }
});

test("what the page does not show is no error and no surprise", () => {
  const silent = walked.filter(({ shown }) => shown === undefined);
  for (const { block, printed } of silent) expect(`${block.text}${printed}`).not.toMatch(/Error:|Warning:/);
});

test("each text block of output stands below the commands that print it", () => {
  const texts = blocksIn(page).filter(({ language }) => language === "text");
  expect(walked.flatMap(({ shown }) => shown?.line ?? [])).toEqual(texts.map(({ line }) => line));
});

test("every error that the page explains is one that the sources have", async () => {
  const [, table = ""] = page.split("| what it says |");
  const titles = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, title = ""]) => title);
  expect(titles.length).toBeGreaterThan(8);
  const folders = ["model/src", "client/src", "runtime/thothctl/src"].map((folder) => join(root, folder));
  const files = (
    await Promise.all(folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })))
  ).flat();
  const sources = files.filter(({ name }) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const texts = await Promise.all(sources.map(({ parentPath, name }) => readFile(join(parentPath, name), "utf8")));
  const all = texts.join("\n");
  expect(titles.filter((title) => !all.includes(title))).toEqual([]);
});

test("examples/gitops is the repository that the page ends with", async () => {
  const example = join(root, "examples", "gitops", "manifests");
  const names = (await readdir(example)).toSorted();
  const written = blocksIn(page).flatMap(({ language, text }) => {
    const [, name] = /^# manifests\/(\S+)$/m.exec(text) ?? [];
    return language === "yaml" && name !== undefined ? [[name, text] as const] : [];
  });
  expect(names).toEqual(written.map(([name]) => name).toSorted());
  for (const [name, text] of written) {
    const documents = (yaml: string) => parseAllDocuments(yaml).map((document) => document.toJS());
    expect(documents(await readFile(join(example, name), "utf8"))).toEqual(documents(text));
  }
});

/** What is another each time: times, durations, and keys. */
function settled(text: string): string {
  return text
    .trimEnd()
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
    .replace(/\b\d+(\.\d+)? ?(ms|s)\b/g, "<duration>");
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
