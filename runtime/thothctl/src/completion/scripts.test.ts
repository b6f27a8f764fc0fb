import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { defineCommand, type Table } from "../command.ts";
import { bashScript } from "./bash.ts";
import { fishScript } from "./fish.ts";
import { placesOf } from "./place.ts";
import { powershellScript } from "./powershell.ts";
import { zshScript } from "./zsh.ts";

/** Texts that each of the shells would take for something else. */
const hostile = "It's $(touch made) `touch made` \"quoted\" \\' {a,b} [x] * ? ! ~ # & | ; < > %s \u2019; touch made";
const choices = ["a'b", "$(touch made)", "back\\slash", "a:b", "`x`", '"y"', "\u2019z"];

const table: Table = {
  connectionFlags: {},
  commands: [
    defineCommand({
      words: "paint",
      summary: `${hostile}\nand more`,
      flags: { colour: { value: "word", description: hostile, choices } },
      connects: false,
      examples: ["paint"],
      load: async () => ({ run: async () => undefined }),
    }),
  ],
};

const shells = [
  {
    shell: "bash",
    script: bashScript,
    args: [
      "--norc",
      "-c",
      `. ./script; COMP_WORDS=(thothctl paint --colour ''); COMP_CWORD=3; _thothctl; eval printf "'%s\\n'" "\${COMPREPLY[@]}"`,
    ],
  },
  {
    shell: "fish",
    script: fishScript,
    args: ["--no-config", "-c", "source script; complete -C 'thothctl paint --colour '"],
  },
  // Without a terminal there is no line to complete: what the widget is told to describe is printed in its place.
  {
    shell: "zsh",
    script: zshScript,
    args: [
      "-f",
      "-c",
      `compdef() { : }; _describe() { print -rl -- "\${(@P)4}" }; . ./script; words=(thothctl paint --colour ''); CURRENT=4 PREFIX=''; _thothctl`,
    ],
  },
  {
    shell: "pwsh",
    script: powershellScript,
    args: [
      "-NoProfile",
      "-Command",
      "Get-Content -Raw script | Invoke-Expression; [System.Management.Automation.CommandCompletion]::CompleteInput('thothctl paint --colour ', 24, $null).CompletionMatches.CompletionText",
    ],
  },
];

for (const { shell, script, args } of shells) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const path = folders.map((folder) => join(folder, shell)).find((each) => existsSync(each));
  const inShell = path === undefined ? test.skip : test;

  inShell(`${shell} obeys nothing that stands in a description, and offers choices letter by letter`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "completion-"));
    try {
      await writeFile(join(folder, "script"), script(placesOf(table)));
      const { stdout, stderr } = await promisify(execFile)(path ?? "", args, {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: folder, LC_ALL: "C.UTF-8" },
      });
      const words = stdout.split("\n").map((line) => (shell === "zsh" ? wordIn(line) : line.replace(/\t.*/, "")));
      expect({ stderr, words: words.filter((word) => word !== "").toSorted() }).toEqual({
        stderr: "",
        words: choices.toSorted(),
      });
      expect(await readdir(folder)).not.toContain("made");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

/** The word of an entry for _describe: what stands before the first colon that no backslash escapes. */
function wordIn(entry: string): string {
  return (/^((?:[^:\\]|\\:|\\(?!:))*)/.exec(entry)?.[1] ?? "").replaceAll("\\:", ":");
}
