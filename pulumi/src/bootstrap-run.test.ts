import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { argumentsVariable, type Caller, runBootstrap } from "./bootstrap-run.ts";

/** A program that writes down how it was called, and ends as the environment says. */
const witness = `#!${process.execPath}
const { readFileSync, writeFileSync } = require("node:fs");
const { WITNESS, WITNESS_CODE, ...env } = process.env;
if (WITNESS_CODE !== "9") writeFileSync(WITNESS, JSON.stringify({ argv: process.argv.slice(2), input: readFileSync(0, "utf8"), env }));
process.exit(Number(WITNESS_CODE ?? 0));
`;

let folder = "";
let told = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "thoth-bootstrap-"));
  told = "";
  await writeFile(join(folder, "witness"), witness);
  await chmod(join(folder, "witness"), 0o755);
});

afterEach(() => rm(folder, { recursive: true }));

/** Runs a bootstrap in such an environment, and gives how it ended and what the program saw. */
async function ran(env: Readonly<Record<string, string>>, bundled = () => join(folder, "missing.cjs")) {
  const caller: Caller = {
    env: { WITNESS: join(folder, "seen"), [argumentsVariable]: '["bootstrap","--json"]', ...env },
    execPath: process.execPath,
    stderr: { write: (text) => (told += text) },
  };
  runBootstrap(caller, bundled);
  const seen = await readFile(join(folder, "seen"), "utf8").catch(() => "null");
  return { exitCode: caller.exitCode, seen: JSON.parse(seen) };
}

test("runs the program that is named, its secret by a pipe and nowhere else", async () => {
  const env = { THOTHCTL_BIN: join(folder, "witness"), THOTH_WEBHOOK_SECRET: "whsec_hidden", THOTH_ORG_API_KEY: "key" };
  const { exitCode, seen } = await ran(env, () => {
    throw new Error("not asked for");
  });
  expect(exitCode).toBe(0);
  expect(seen).toEqual({
    argv: ["bootstrap", "--json", "--webhook-secret-file=-"],
    input: "whsec_hidden",
    env: { THOTH_ORG_API_KEY: "key" },
  });
});

test("runs the bundled program by Node where none is named, with an empty input without a secret", async () => {
  const env = { THOTHCTL_BIN: "", THOTH_WEBHOOK_SECRET: "" };
  const { exitCode, seen } = await ran(env, () => join(folder, "witness"));
  expect(exitCode).toBe(0);
  expect(seen).toEqual({ argv: ["bootstrap", "--json"], input: "", env: {} });
});

test("ends as the program does", async () => {
  expect(await ran({ THOTHCTL_BIN: join(folder, "witness"), WITNESS_CODE: "4" })).toMatchObject({ exitCode: 4 });
  expect(told).toBe("");
});

test("ends as a program does that does not read its secret", async () => {
  const env = { THOTHCTL_BIN: join(folder, "witness"), WITNESS_CODE: "9", THOTH_WEBHOOK_SECRET: "x".repeat(1_000_000) };
  expect(await ran(env)).toEqual({ exitCode: 9, seen: null });
  expect(told).toBe("");
});

test("says which program cannot be run", async () => {
  const missing = join(folder, "nothing");
  expect(await ran({ THOTHCTL_BIN: missing })).toEqual({ exitCode: 1, seen: null });
  expect(told).toMatch(/nothing cannot be run \(.*ENOENT.*\)\. Install thothctl, or let thothctlBin name it\.\n$/);
});
