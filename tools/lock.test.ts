import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { withLock } from "./lock.mjs";

let folder = "";
let path = "";
const children: ChildProcess[] = [];
const waiting = () => {};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "thoth-lock-"));
  path = join(folder, "lock");
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

test("lets one work at a time", async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside--;
  };
  await Promise.all([1, 2, 3].map(() => withLock(path, { waiting }, work)));
  expect(most).toBe(1);
  expect(existsSync(path)).toBe(false);
});

test("gives the lock back when the work fails", async () => {
  await expect(withLock(path, { waiting }, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await withLock(path, { waiting }, async () => "done")).toBe("done");
});

test("takes over the lock of a process that was killed, and says once that it waits", async () => {
  const holder = `import { withLock } from ${JSON.stringify(join(import.meta.dirname, "lock.mjs"))};
    await withLock(${JSON.stringify(path)}, { waiting() {} }, () => { console.log("held"); return new Promise(() => setInterval(() => {}, 1e6)); });`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", holder]);
  children.push(child);
  await once(child.stdout, "data");
  const told: string[] = [];
  const wait = () => {
    told.push("waits");
    child.kill("SIGKILL");
  };
  expect(await withLock(path, { waiting: wait }, async () => "done")).toBe("done");
  expect(told).toEqual(["waits"]);
});

test("takes over a lock that nobody has moved for a long time, from whichever machine", async () => {
  await writeFile(path, `not-${hostname()} 1`);
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(path, longAgo, longAgo);
  expect(await withLock(path, { waiting }, async () => "done")).toBe("done");
});
