import { execFile } from "node:child_process";
import { resolve } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { describeOnEngines } from "../support/engines.ts";

const root = resolve(import.meta.dirname, "..", "..");

describeOnEngines("the configurations that people read", ({ path }) => {
  test.each(["examples", "modules"])("those in %s are formatted as the engine would", async (folder) => {
    const env = { PATH: process.env.PATH, CHECKPOINT_DISABLE: "1" };
    const ended = await promisify(execFile)(path, ["fmt", "-check", "-recursive", "-diff", folder], { cwd: root, env });
    expect(ended).toEqual({ stdout: "", stderr: "" });
  });
});
