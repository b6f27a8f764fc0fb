import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { cached, engineCache } from "./cache.ts";

let cache = "";
let made = 0;
const log = () => {};
const keepsake = {
  name: "thing-1.0",
  make: async (folder: string) => {
    made++;
    await writeFile(join(folder, "thing"), "good");
  },
};

beforeEach(async () => {
  made = 0;
  cache = await mkdtemp(join(tmpdir(), "thoth-cache-"));
});
afterEach(() => rm(cache, { recursive: true, force: true }));

test("makes a thing once, however many ask for it at the same time", async () => {
  const folders = await Promise.all([1, 2, 3].map(() => cached(keepsake, { cache, log })));
  expect(new Set(folders)).toEqual(new Set([join(cache, "thing-1.0")]));
  expect(made).toBe(1);
  expect(await readdir(cache)).toEqual(["thing-1.0"]);
});

test("makes a thing again when its file is not the one that was made", async () => {
  const folder = await cached(keepsake, { cache, log });
  await writeFile(join(folder, "thing"), "bad");
  await cached(keepsake, { cache, log });
  expect(made).toBe(2);
  expect(await readFile(join(folder, "thing"), "utf8")).toBe("good");
});

test("makes a thing again when somebody added a file to it", async () => {
  const folder = await cached(keepsake, { cache, log });
  await writeFile(join(folder, "extra"), "");
  await cached(keepsake, { cache, log });
  expect((await readdir(folder)).toSorted()).toEqual(["checksums.json", "thing"]);
});

test("leaves nothing behind when the making fails, so that the next attempt starts afresh", async () => {
  const failing = { ...keepsake, make: () => Promise.reject(new Error("no network")) };
  await expect(cached(failing, { cache, log })).rejects.toThrow("no network");
  expect(await readdir(cache)).toEqual([]);
  await cached(keepsake, { cache, log });
  expect(made).toBe(1);
});

test("keeps things where the user keeps caches", () => {
  expect(engineCache({ XDG_CACHE_HOME: "/x" })).toBe("/x/thoth-iac/engines");
  expect(engineCache({})).toMatch(/\/\.cache\/thoth-iac\/engines$/);
});
