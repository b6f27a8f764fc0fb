import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";

let folder = "";
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "thoth-launch-"));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

async function launched(
  text: string,
  argv: readonly string[] = [],
): Promise<ChildProcess & { stdout: NodeJS.ReadableStream }> {
  const script = join(folder, "script.ts");
  await writeFile(script, text);
  const child = spawn(process.execPath, [join(import.meta.dirname, "launch.mjs"), script, ...argv], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  child.stdout.setEncoding("utf8");
  return child;
}

test("runs TypeScript with its arguments as they are, on a Node that reads the sources of the packages", async () => {
  const child = await launched(
    "const given: unknown = [process.argv.slice(2), process.execArgv]; console.log(JSON.stringify(given));",
    ["a b", "--", "--flag=1"],
  );
  const [printed] = await once(child.stdout, "data");
  const [argv, flags] = JSON.parse(printed);
  expect(argv).toEqual(["a b", "--", "--flag=1"]);
  expect(flags).toContain("--conditions=@thoth-iac/source");
});

test("ends with the exit code of the script", async () => {
  const child = await launched("process.exitCode = 7;");
  expect(await once(child, "exit")).toEqual([7, null]);
});

test("hands a request to stop on to the script, which ends in its own way", async () => {
  const child = await launched(
    'process.on("SIGTERM", () => process.exit(3)); setInterval(() => {}, 1e6); console.log("ready");',
  );
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([3, null]);
});

test("dies of the signal that the script died of", async () => {
  const child = await launched('process.kill(process.pid, "SIGKILL");');
  expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
});
