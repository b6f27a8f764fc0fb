import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { inFolder, run } from "./running.ts";

/* The completion scripts in the shells that they are for. A shell that is not on PATH is skipped, and counted as such. */

/** What stands before the cursor, and what is offered there. */
const offered: readonly (readonly [string, readonly string[]])[] = [
  ["thothctl mdm ", ["list", "sync", "upsert"]],
  ["thothctl browser pol", ["policies"]],
  ["thothctl --tenant-id mdm mdm l", ["list"]],
  ["thothctl mdm --tenant-id=acme sy", ["sync"]],
  ["thothctl mdm sync --wai", ["--wait"]],
  ["thothctl mdm sync --provider ", ["custom", "intune", "jamf", "kandji", "workspace_one"]],
  ["thothctl mdm sync --provider j", ["jamf"]],
  ["thothctl mdm sync --provider jamf --wait --tim", ["--timeout", "--timeout-seconds"]],
  ["thothctl mdm upsert --enabled ", ["false", "true"]],
  ["thothctl mdm upsert --enabled --na", ["--name"]],
  ["thothctl mdm upsert --enabled false --na", ["--name"]],
  ["thothctl mdm list --output ", ["json", "text"]],
  ["thothctl completion ", ["bash", "fish", "powershell", "zsh"]],
  ["thothctl explain BrowserPr", ["BrowserProvider"]],
  ["thothctl explain browser_pr", ["browser_provider"]],
  ["thothctl explain BrowserPolicy.enf", ["BrowserPolicy.enforcement_mode"]],
  [
    "thothctl explain tenant_settings.secret_broker_auth_bindings.h",
    ["tenant_settings.secret_broker_auth_bindings.header", "tenant_settings.secret_broker_auth_bindings.host_pattern"],
  ],
  ["thothctl mdm upsert --config-file jam", ["jamf.json"]],
  ["thothctl plan -f x --target BrowserPr", ["BrowserProvider/"]],
  ["thothctl plan -f jam", ["jamf.json"]],
  // Of what is free text nothing is known; here --version is not the program's.
  ["thothctl browser policies upsert --version ", []],
  ["thothctl browser policies upsert --version 3 --activ", ["--active"]],
];

describeIn("bash", "what a line is completed to", (path) => {
  test.each(offered)("%s", async (line, words) => {
    const [program = "", ...rest] = line.split(" ");
    const quoted = [program, ...rest].map((word) => `'${word}'`).join(" ");
    const script = `. ./completion; COMP_WORDS=(${quoted}); COMP_CWORD=${rest.length}; _thothctl; printf '%s\\n' "\${COMPREPLY[@]}"`;
    expect(await wordsPrinted({ path, args: ["--norc", "-c", script], shell: "bash" })).toEqual(words);
  });

  test("a word that readline has split at its equals sign", async () => {
    const script = `. ./completion; COMP_WORDS=(thothctl mdm sync --provider = ja); COMP_CWORD=5; _thothctl; echo "\${COMPREPLY[@]}"`;
    expect(await wordsPrinted({ path, args: ["--norc", "-c", script], shell: "bash" })).toEqual(["jamf"]);
  });
});

describeIn("fish", "what a line is completed to", (path) => {
  test.each([...offered, ["thothctl mdm sync --provider=ja", ["--provider=jamf"]] as const])(
    "%s",
    async (line, words) => {
      const args = [
        "--no-config",
        "-c",
        `source completion; complete -C '${line}' | string replace -r '\\t.*' ''; true`,
      ];
      expect(await wordsPrinted({ path, args, shell: "fish" })).toEqual(words);
    },
  );
});

describeIn("zsh", "what a line is completed to", (path) => {
  test("by the one word that fits, if there is one", async () => {
    const alone = offered.flatMap(([line, [word, ...others]]) =>
      word === undefined || others.length > 0 ? [] : [{ line, whole: `${line.replace(/[^ ]*$/, "")}${word}` }],
    );
    expect(alone.length).toBeGreaterThan(10);
    const lines = [...alone, { line: "thothctl mdm sync --provider=ja", whole: "thothctl mdm sync --provider=jamf" }];
    const args = ["-f", "-c", completedInTerminal, "zsh", ...lines.map(({ line }) => line)];
    const printed = await wordsPrinted({ path, args, shell: "zsh", sorted: false });
    expect(printed).toEqual(lines.map(({ whole }) => whole.replace("thothctl ", "")));
  }, 60_000);
});

describeIn("pwsh", "what a line is completed to", (path) => {
  test.each(offered.filter(([line, words]) => words.length > 0 && !line.includes("-file ")))(
    "%s",
    async (line, words) => {
      const script = `Get-Content -Raw completion | Invoke-Expression; [System.Management.Automation.CommandCompletion]::CompleteInput('${line}', ${line.length}, $null).CompletionMatches.CompletionText`;
      const args = ["-NoProfile", "-NonInteractive", "-Command", script];
      expect(await wordsPrinted({ path, args, shell: "powershell" })).toEqual(words);
    },
    60_000,
  );
});

test("each command and each of its flags is in every script", async () => {
  const { stdout: manual } = await run(["manual"]);
  const flags = [...manual.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, flag = ""]) => flag);
  expect(flags.length).toBeGreaterThan(70);
  for (const shell of ["bash", "zsh", "fish", "powershell"]) {
    const { code, stdout, stderr } = await run(["completion", shell]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const flag of flags) expect(stdout).toContain(`'${flag}`);
  }
});

test.each([
  [["completion", "bsh"], "Did you mean bash?"],
  [["completion"], "shell"],
])("refuses %j, and shows the way", async (args, complaint) => {
  const { code, stdout, stderr } = await run(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(complaint);
});

/** Types each of its arguments into a zsh on a terminal, with a tab after it, and prints what the command line became. */
const completedInTerminal = `
zmodload zsh/zpty
zpty shell "env PS1= TERM=dumb ZDOTDIR=$PWD zsh -f -i"
until_said() { local line; said=''; while zpty -r shell line; do said+=$line; [[ $said == *$~1* ]] && return; done; exit 1 }
zpty -w shell 'autoload -Uz compinit; compinit -u -D; source ./completion; thothctl() { print -r -- "BECA""ME:$*:" }; print REA""DY'
until_said READY
for line in "$@"; do
  zpty -w shell "$line"$'\\t'
  until_said 'BECAME:*:'
  said=\${said##*BECAME:}
  print -r -- \${said%:*}
done
zpty -d shell
`;

const scripts = new Map<string, Promise<string>>();

function scriptFor(shell: string): Promise<string> {
  const script = scripts.get(shell) ?? run(["completion", shell]).then(({ stdout }) => stdout);
  scripts.set(shell, script);
  return script;
}

interface ShellRun {
  readonly path: string;
  readonly args: readonly string[];
  readonly shell: string;
  readonly sorted?: boolean;
}

/** The lines that a shell prints, in a folder that holds its completion script and a file to be found. */
async function wordsPrinted({ path, args, shell, sorted = true }: ShellRun): Promise<readonly string[]> {
  let words: readonly string[] = [];
  await inFolder(async (folder) => {
    await writeFile(join(folder, "completion"), await scriptFor(shell));
    await writeFile(join(folder, "jamf.json"), "{}");
    await mkdir(join(folder, "config"));
    const env = { PATH: process.env.PATH, HOME: folder, XDG_CONFIG_HOME: join(folder, "config"), LC_ALL: "C.UTF-8" };
    const { stdout, stderr } = await promisify(execFile)(path, args, { cwd: folder, env });
    expect(stderr).toBe("");
    words = stdout
      .split("\n")
      .map((word) => word.trim())
      .filter((word) => word !== "");
  });
  return sorted ? words.toSorted() : words;
}

function describeIn(shell: string, title: string, tests: (path: string) => void): void {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const path = folders.map((folder) => join(folder, shell)).find((each) => existsSync(each));
  if (path !== undefined) describe(`${title}, in ${shell}`, () => tests(path));
  else describe.skip(`${title}, in ${shell} (which is not on PATH)`, () => tests(`/missing/${shell}`));
}
