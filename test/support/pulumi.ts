import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, on } from "node:events";
import { chmod, cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import process from "node:process";
import {
  type Deployment,
  type DestroyOptions,
  type EngineEvent,
  LocalWorkspace,
  type PreviewOptions,
  PulumiCommand,
  type PulumiFn,
  type RefreshOptions,
  type UpOptions,
} from "@pulumi/pulumi/automation/index.js";
import { pidsBeneath } from "./process-tree.ts";
import type { PulumiTestEngine } from "./pulumi-engines.ts";
import { type PulumiOperations, pulumiOutcome } from "./pulumi-operation.ts";
import type { PulumiOutcome } from "./pulumi-outcome.ts";

/** What a stack is made of. */
export interface PulumiStackOptions {
  readonly engine: PulumiTestEngine;
  /** An existing, empty folder for the stack alone. */
  readonly folder: string;
  /** The program that runs in this process; each operation may bring another one. Without it the project is empty. */
  readonly program?: PulumiFn;
  /**
   * The folder of a whole project instead, in any language whose host there is: it is copied, and its own Pulumi.yaml
   * holds. The plugin is then found on PATH.
   */
  readonly source?: string;
  /** Configuration by full key, such as `thoth:tenantId`. */
  readonly config?: Readonly<Record<string, string>>;
  /** Configuration that the engine keeps encrypted. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** All that the engine, its providers and programs in other languages see of the environment, beside PATH. */
  readonly env?: Readonly<Record<string, string>>;
  /** The `node_modules` that the project sees, if not those of this checkout. */
  readonly packages?: string;
  /** The folder that holds `pulumi-resource-thoth`, for programs that use the plugin. */
  readonly pluginFolder?: string;
}

/** A command of the engine that ended. */
export interface PulumiEnded {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project with one stack, on a backend of its own, and the engine that is run in it. */
export interface PulumiStack {
  /** The folder of the project: the working directory of the engine and of the dynamic provider. */
  readonly project: string;
  /** Makes what the program says; an Error if that fails. */
  readonly up: (options?: UpOptions) => Promise<PulumiOutcome>;
  readonly preview: (options?: PreviewOptions) => Promise<PulumiOutcome>;
  readonly refresh: (options?: RefreshOptions) => Promise<PulumiOutcome>;
  readonly destroy: (options?: DestroyOptions) => Promise<PulumiOutcome>;
  /** Runs an operation that must fail; an Error if it succeeds. */
  readonly refused: <Name extends keyof PulumiOperations>(
    name: Name,
    options?: PulumiOperations[Name],
  ) => Promise<PulumiOutcome>;
  /** Runs an operation that may fail. */
  readonly attempt: <Name extends keyof PulumiOperations>(
    name: Name,
    options?: PulumiOperations[Name],
  ) => Promise<PulumiOutcome>;
  readonly configure: (config: PulumiStackOptions["config"], secrets?: PulumiStackOptions["secrets"]) => Promise<void>;
  /** What the engine remembers, secrets encrypted. */
  readonly exportState: () => Promise<Deployment>;
  readonly importState: (state: Deployment) => Promise<void>;
  /** Runs any command of the engine in the project, without the program, and answers whether it succeeded or not. */
  readonly run: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<PulumiEnded>;
  /** Sends a signal to the engine that runs now, as Ctrl-C does. */
  readonly interrupt: (name?: NodeJS.Signals) => Promise<void>;
  /** Ends the engine and its providers at once, as a machine does that loses its power. */
  readonly kill: () => Promise<void>;
  /** Waits for an event of an operation under way, or of the next one. */
  readonly until: (is: (event: EngineEvent) => boolean) => Promise<void>;
  /** Everything that the engine has printed for this stack so far. */
  readonly printed: () => string;
  /** Ends the providers that an interrupted engine left running. */
  readonly close: () => void;
}

const stackName = "test";
const root = resolve(import.meta.dirname, "..", "..");

/** Makes a stack that shares nothing with any other: not the backend, the engine's home, nor the environment. */
export async function openPulumiStack(options: PulumiStackOptions): Promise<PulumiStack> {
  const { engine, folder, source, packages = join(root, "node_modules"), pluginFolder } = options;
  const at = (name: string) => join(folder, name);
  const [project, pidFile] = [at("project"), at("engine.pid")];
  for (const name of ["project", "home", "state", "tmp", "bin"]) await mkdir(at(name));
  if (source !== undefined) await cp(source, project, { recursive: true, filter: (path) => !isInstalled(path) });
  // As in a project that npm installed: whatever starts in the folder finds its packages from there.
  await symlink(packages, join(project, "node_modules"));
  await writeFile(at("bin/pulumi"), `#!/bin/sh\necho $$ > '${pidFile}'\nexec '${engine.path}' "$@"\n`);
  await chmod(at("bin/pulumi"), 0o755);
  const env = {
    PATH: [dirname(engine.path), dirname(process.execPath), process.env.PATH].join(delimiter),
    HOME: at("home"),
    TMPDIR: at("tmp"),
    // The dynamic provider is a process of Node's own, and it runs our sources.
    NODE_OPTIONS: "--conditions=@thoth-iac/source",
    PULUMI_HOME: at("home"),
    PULUMI_BACKEND_URL: `file://${at("state")}`,
    PULUMI_CONFIG_PASSPHRASE: "a passphrase",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    ...options.env,
  };
  // The SDK's package holds the executable that the engine starts for dynamic resources.
  const plugins = [
    join(project, "node_modules", "@pulumi", "pulumi"),
    ...(source && pluginFolder ? [pluginFolder] : []),
  ];
  env.PATH = [env.PATH, ...plugins].join(delimiter);
  const workspace = {
    workDir: project,
    pulumiHome: env.PULUMI_HOME,
    pulumiCommand: await PulumiCommand.get({ root: folder }),
    envVars: { ...nothingOf(process.env), ...env },
  };
  const providers = pluginFolder === undefined ? [] : [{ name: "thoth", path: pluginFolder }];
  // The SDK writes it as it is; its type forgets the plugins.
  const projectSettings = { name: "stories", runtime: "nodejs" as const, plugins: { providers } };
  const { program = () => Promise.resolve() } = options;
  const stack =
    source === undefined
      ? await LocalWorkspace.createStack(
          { stackName, projectName: "stories", program },
          { ...workspace, projectSettings },
        )
      : await LocalWorkspace.createStack({ stackName, workDir: project }, workspace);
  const pid = async () => Number(await readFile(pidFile, "utf8"));
  const left: number[] = [];
  const outputs: string[] = [];
  const heard = new EventEmitter<{ event: [EngineEvent] }>();
  const attempt: PulumiStack["attempt"] = async (name, given) => {
    const outcome = await pulumiOutcome(stack, name, { ...given, onEvent: (event) => heard.emit("event", event) });
    outputs.push(outcome.printed);
    return outcome;
  };
  const must: PulumiStack["attempt"] = async (name, given) => {
    const outcome = await attempt(name, given);
    if (!outcome.ok) throw new Error(`pulumi ${name} failed:\n${outcome.printed}`);
    return outcome;
  };
  const run: PulumiStack["run"] = async (args, more = {}) => {
    const command = spawn(at("bin/pulumi"), [...args, "--non-interactive"], { cwd: project, env: { ...env, ...more } });
    const ended = await endOf(command);
    outputs.push(ended.stdout, ended.stderr);
    return ended;
  };
  const configure: PulumiStack["configure"] = async (config = {}, secrets = {}) => {
    const plain = Object.entries(config).map(([key, value]) => [key, { value }] as const);
    const secret = Object.entries(secrets).map(([key, value]) => [key, { value, secret: true }] as const);
    await stack.setAllConfig(Object.fromEntries([...plain, ...secret]));
  };
  await configure(options.config, options.secrets);
  return {
    project,
    up: (given) => must("up", given),
    preview: (given) => must("preview", given),
    refresh: (given) => must("refresh", given),
    destroy: (given) => must("destroy", given),
    attempt,
    refused: async (name, given) => {
      const outcome = await attempt(name, given);
      if (outcome.ok) throw new Error(`pulumi ${name} succeeded, which it must not:\n${outcome.printed}`);
      return outcome;
    },
    configure,
    // The SDK's own way decrypts the secrets.
    exportState: async () => deploymentIn(await run(["stack", "export"])),
    importState: (state) => stack.importStack(state),
    run,
    interrupt: async (name = "SIGINT") => {
      left.push(...(await pidsBeneath(await pid())));
      process.kill(await pid(), name);
    },
    kill: async () => {
      endAll(await pidsBeneath(await pid()));
    },
    until: async (is) => {
      for await (const [event] of on(heard, "event")) if (is(event)) return;
    },
    printed: () => outputs.join("\n"),
    close: () => endAll(left.splice(0)),
  };
}

function isInstalled(path: string): boolean {
  return basename(path) === "node_modules";
}

/** The SDK hands its own environment on, save for what is given here as undefined, which Node leaves out. */
function nothingOf(env: NodeJS.ProcessEnv): Record<string, string> {
  const nothing = Object.fromEntries(Object.keys(env).map((name) => [name, undefined]));
  // as: the SDK's type knows no undefined, and the SDK spreads it into what Node takes.
  return nothing as unknown as Record<string, string>;
}

function deploymentIn({ code, stdout, stderr }: PulumiEnded): Deployment {
  if (code !== 0) throw new Error(`The state cannot be exported: ${stderr}`);
  return JSON.parse(stdout);
}

function endAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}

function endOf(command: ChildProcess): Promise<PulumiEnded> {
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    command[name]?.setEncoding("utf8").on("data", (text: string) => {
      texts[name] += text;
    });
  }
  return new Promise((resolved, reject) => {
    command.on("error", reject);
    command.on("close", (code) => resolved({ code, ...texts }));
  });
}
