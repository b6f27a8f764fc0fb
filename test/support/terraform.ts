import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TestEngine } from "./engines.ts";
import { type EngineMessage, type Outcome, outcomeOf } from "./terraform-output.ts";
import { type SavedState, savedStateIn } from "./terraform-state.ts";

/** What a workspace is made of. */
export interface WorkspaceOptions {
  readonly engine: TestEngine;
  /** An existing folder for the workspace alone. */
  readonly folder: string;
  /** The folder that holds the provider's executable. */
  readonly providerFolder: string;
  /** All that the engine and the provider see of the environment, beside PATH. */
  readonly env: Readonly<Record<string, string>>;
  readonly path: string;
}

/** A command that ended. */
export interface Ended {
  readonly command: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way. */
export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** What may differ from one command to the next. */
export interface CommandOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly args?: readonly string[];
  /** Puts the engine and its plugins into a process group of their own, as a terminal does, which signals can be sent to. */
  readonly ownGroup?: boolean;
}

/** A folder with a configuration, and an engine that is run in it. */
export interface Workspace {
  readonly engine: TestEngine;
  readonly folder: string;
  /** Everything that the engine has printed in this workspace so far. */
  readonly printed: () => string;
  /** Replaces the configuration, save for the provider's block if it is not among the parts. */
  readonly configure: (...parts: readonly string[]) => Promise<void>;
  /** Runs any command to its end. */
  readonly run: (args: readonly string[], options?: CommandOptions) => Promise<Ended>;
  /** Starts any command. */
  readonly start: (args: readonly string[], options?: CommandOptions) => Started;
  /** Plans; an Error if the plan fails. */
  readonly plan: (options?: CommandOptions) => Promise<Outcome>;
  /** Applies; an Error if that fails. */
  readonly apply: (options?: CommandOptions) => Promise<Outcome>;
  /** Destroys all; an Error if that fails. */
  readonly destroy: (options?: CommandOptions) => Promise<Outcome>;
  /** Plans or applies what must fail; an Error if it succeeds. */
  readonly refused: (command: "plan" | "apply" | "destroy", options?: CommandOptions) => Promise<Outcome>;
  /** Runs a command that must succeed, and gives what it printed. */
  readonly ok: (args: readonly string[], options?: CommandOptions) => Promise<string>;
  /** What the state file holds now. */
  readonly state: () => Promise<SavedState>;
}

const timeoutMs = 90_000;
const providerBlock = 'provider "thoth" {}\n';
const requirement = 'terraform {\n  required_providers {\n    thoth = { source = "atensecurity/thoth" }\n  }\n}\n';

/** Makes a workspace in which the engine finds the provider without a registry. */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { engine, folder, providerFolder } = options;
  const cliConfig = join(folder, "engine.tfrc");
  const overrides = ["registry.terraform.io", "registry.opentofu.org"]
    .map((host) => `    "${host}/atensecurity/thoth" = ${JSON.stringify(providerFolder)}\n`)
    .join("");
  await mkdir(join(folder, "tmp"));
  await writeFile(cliConfig, `provider_installation {\n  dev_overrides {\n${overrides}  }\n  direct {}\n}\n`);
  const base = {
    PATH: options.path,
    HOME: folder,
    TMPDIR: join(folder, "tmp"),
    TF_CLI_CONFIG_FILE: cliConfig,
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    ...options.env,
  };
  const outputs: string[] = [];
  const start: Workspace["start"] = (args, { env = {}, ownGroup = false } = {}) =>
    started({ path: engine.path, args, folder, env: { ...base, ...env }, ownGroup });
  const run: Workspace["run"] = async (args, given) => {
    const ended = await start(args, given).ended;
    outputs.push(ended.stdout, ended.stderr);
    return ended;
  };
  const json = async (command: string, fixed: readonly string[], { args = [], ...given }: CommandOptions = {}) =>
    outcomeOf(await run([command, "-json", "-input=false", ...fixed, ...args], given));
  const must = async (outcome: Promise<Outcome>, codes: readonly number[]) => {
    const found = await outcome;
    if (!codes.includes(found.ended.code ?? -1)) throw new Error(reportOf(found.ended));
    return found;
  };
  const plan = (given?: CommandOptions) => json("plan", ["-detailed-exitcode", "-lock=false"], given);
  const apply = (given?: CommandOptions) => json("apply", ["-auto-approve", "-lock=false"], given);
  const destroy = (given?: CommandOptions) => json("destroy", ["-auto-approve", "-lock=false"], given);
  return {
    engine,
    folder,
    printed: () => outputs.join("\n"),
    configure: (...parts) => {
      const own = parts.some((part) => /^provider "thoth"/m.test(part)) ? [] : [providerBlock];
      return writeFile(join(folder, "main.tf"), [requirement, ...own, ...parts].join("\n"));
    },
    run,
    start,
    plan: (given) => must(plan(given), [0, 2]),
    apply: (given) => must(apply(given), [0]),
    destroy: (given) => must(destroy(given), [0]),
    refused: (command, given) => must({ plan, apply, destroy }[command](given), [1]),
    ok: async (args, given) => {
      const ended = await run(args, given);
      if (ended.code !== 0) throw new Error(reportOf(ended));
      return ended.stdout;
    },
    state: async () => savedStateIn(await readFile(join(folder, "terraform.tfstate"), "utf8").catch(() => "")),
  };
}

interface Spawning {
  readonly path: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly ownGroup: boolean;
}

function started({ path, args, folder, env, ownGroup }: Spawning): Started {
  const child = spawn(path, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], detached: ownGroup });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ command: [path, ...args].join(" "), code, signal, stdout, stderr });
    });
  });
  return { child, ended };
}

/** All that is known of a command, for a person who reads a failed test. */
function reportOf({ command, code, signal, stdout, stderr }: Ended): string {
  return `${command} ended with ${signal ?? code}\n${readable(stdout)}\n${stderr}`;
}

/** Machine-readable output, as a person would have seen it. */
function readable(stdout: string): string {
  return stdout
    .split("\n")
    .map((line) => {
      if (!line.startsWith("{")) return line;
      // The engine prints one message per line; only those about trouble are worth more than their title.
      const { "@message": message, diagnostic } = JSON.parse(line) as EngineMessage;
      return diagnostic
        ? `${message}\n    ${diagnostic.detail}\n    ${diagnostic.snippet?.code ?? ""}`
        : (message ?? "");
    })
    .join("\n");
}
