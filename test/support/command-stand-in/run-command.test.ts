import process from "node:process";
import { expect, test } from "@jest/globals";
import { runCommand } from "./run-command.ts";

const shell = { interpreter: ["/bin/sh", "-c"], dir: undefined, stdin: undefined, env: { PATH: process.env.PATH } };

test("gives what a command prints, without the line ends behind it", async () => {
  const run = { ...shell, command: 'echo "$WORD $(cat)"; echo oh >&2', stdin: "in", env: { ...shell.env, WORD: "a" } };
  expect(await runCommand(run)).toEqual({ stdout: "a in", stderr: "oh" });
});

test("fails as the command does, and tells what it printed", async () => {
  const run = { ...shell, command: "echo said; echo complained >&2; exit 3" };
  await expect(runCommand(run)).rejects.toThrow(/^exit status 3: .*\ncomplained\nsaid/);
});

test("survives a command that does not read its input", async () => {
  expect(await runCommand({ ...shell, command: "exec true", stdin: "x".repeat(1_000_000) })).toEqual({
    stdout: "",
    stderr: "",
  });
});
