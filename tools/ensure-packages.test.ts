import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { isInstalled } from "./ensure-packages.mjs";

const locked = {
  "": { name: "whole" },
  model: { version: "0.1.0" },
  "node_modules/model": { resolved: "model", link: true },
  "node_modules/zod": { version: "4.0.0", integrity: "sha512-a" },
  "node_modules/for-windows": { version: "1.0.0", optional: true },
};
const present = {
  "node_modules/model": { resolved: "model", link: true },
  "node_modules/zod": { version: "4.0.0", integrity: "sha512-a" },
};
let root = "";

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "thoth-packages-"));
  await mkdir(join(root, "node_modules"));
  await writeFile(join(root, "package-lock.json"), JSON.stringify({ packages: locked }));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const record = (packages: object) =>
  writeFile(join(root, "node_modules", ".package-lock.json"), JSON.stringify({ packages }));

test("an installation that broke off, or never was, is none", () => {
  expect(isInstalled(root)).toBe(false);
});

test("packages of other platforms need not be there", async () => {
  await record(present);
  expect(isInstalled(root)).toBe(true);
});

test.each([
  ["is missing", { "node_modules/zod": undefined }],
  ["has another version", { "node_modules/zod": { version: "4.0.1", integrity: "sha512-a" } }],
  ["has other contents", { "node_modules/zod": { version: "4.0.0", integrity: "sha512-b" } }],
  ["of the workspace is not linked", { "node_modules/model": undefined }],
])("installs again when a package %s", async (_, change) => {
  await record({ ...present, ...change });
  expect(isInstalled(root)).toBe(false);
});
