import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { arch, platform } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import process from "node:process";
import { version } from "@thoth-iac/model";
import type { TestEngine } from "./engines.ts";
import { cdktfPackageFolder, providerFolder } from "./executables.ts";

const root = resolve(import.meta.dirname, "..", "..");
const timeoutMs = 120_000;

/** A program that ended. */
export interface CdkEnded {
  readonly command: string;
  readonly code: number | null;
  /** Its output and its errors, as they came, without colours. */
  readonly said: string;
}

/** What a project is made of. */
export interface CdkProjectOptions {
  /** An existing folder, in which the project gets one of its own. */
  readonly folder: string;
  /** The folder of an example. */
  readonly example: string;
  readonly engine: TestEngine;
  /** The Node of the project, with which the command line runs its program. */
  readonly node: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A copy of an example that is installed, with a mirror from which the engine installs the provider. */
export interface CdkProject {
  readonly folder: string;
  /** Runs a program in the project, which need not succeed. */
  readonly run: (program: string, args: readonly string[], cwd?: string) => Promise<CdkEnded>;
  /** Runs a program in the project, and gives what it said; an Error if it fails. */
  readonly must: (program: string, args: readonly string[], cwd?: string) => Promise<string>;
  /** Puts a text in the place of another one in a file; an Error if it is not there. */
  readonly edit: (file: string, from: string, to: string) => Promise<void>;
  readonly env: Readonly<Record<string, string>>;
}

/** Installs an example as somebody would have it who copied it. */
export async function openCdkProject(options: CdkProjectOptions): Promise<CdkProject> {
  const { engine, example } = options;
  const folder = join(options.folder, "project");
  await cp(example, folder, { recursive: true, filter: (path) => !/node_modules|cdktf\.out|\.terraform/.test(path) });
  await install(folder);
  const bin = join(options.folder, "bin");
  await program(join(bin, engine.product), `exec ${JSON.stringify(engine.path)} "$@"`);
  const tmp = join(options.folder, "tmp");
  await mkdir(tmp);
  const env = {
    PATH: [bin, dirname(options.node), process.env.PATH].join(delimiter),
    HOME: options.folder,
    TMPDIR: tmp,
    CI: "true",
    CHECKPOINT_DISABLE: "1",
    TF_CLI_CONFIG_FILE: await mirrorIn(options.folder),
    ...(engine.product === "tofu" && { TERRAFORM_BINARY_NAME: "tofu" }),
    ...options.env,
  };
  const run: CdkProject["run"] = (command, args, cwd = folder) => ended({ command, args, cwd, env });
  return {
    folder,
    env,
    run,
    must: async (command, args, cwd) => {
      const { code, said, command: whole } = await run(command, args, cwd);
      if (code !== 0) throw new Error(`${whole} ended with ${code}:\n${said}`);
      return said;
    },
    edit: async (file, from, to) => {
      const text = await readFile(join(folder, file), "utf8");
      if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
      await writeFile(join(folder, file), text.replaceAll(from, to));
    },
  };
}

/** What the README says that moving takes: another prefix in the imports, and in what is installed. */
export async function moveToCdktn({ edit }: Pick<CdkProject, "edit">): Promise<void> {
  await edit("main.ts", 'from "cdktf"', 'from "cdktn"');
  await edit("main.ts", '"@thoth-iac/cdktf/cdktf"', '"@thoth-iac/cdktf/cdktn"');
}

/** Links to what `npm install` would have put there, with our package as it is published. */
async function install(folder: string): Promise<void> {
  const own = ["cdktf", "cdktn", "constructs", "@types/node", "typescript", "undici-types"];
  const packages = [
    ["@thoth-iac/cdktf", cdktfPackageFolder(process.env)] as const,
    ...own.map((name) => [name, join(root, "node_modules", name)] as const),
  ];
  for (const [name, target] of packages) {
    const link = join(folder, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(target, link);
  }
}

/** Makes a mirror from which both engines install the provider, and gives the file that tells them of it. */
export async function mirrorIn(folder: string): Promise<string> {
  const name = "terraform-provider-thoth";
  const machine = `${platform()}_${arch() === "x64" ? "amd64" : arch()}`;
  for (const host of ["registry.terraform.io", "registry.opentofu.org"]) {
    const place = join(folder, "mirror", host, "atensecurity", "thoth", version, machine);
    // A few bytes that start the executable, whose checksum every engine would take anew.
    await program(
      join(place, `${name}_v${version}`),
      `exec ${JSON.stringify(join(providerFolder(process.env), name))} "$@"`,
    );
  }
  const settings = join(folder, "engine.tfrc");
  const path = JSON.stringify(join(folder, "mirror"));
  await writeFile(settings, `provider_installation {\n  filesystem_mirror {\n    path = ${path}\n  }\n}\n`);
  return settings;
}

async function program(path: string, line: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${line}\n`, { mode: 0o755 });
}

interface Spawning {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

async function ended({ command, args, cwd, env }: Spawning): Promise<CdkEnded> {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], timeout: timeoutMs });
  const texts: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => texts.push(text));
  const [code] = await once(child, "close");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
  const said = texts.join("").replaceAll(/\u001b\[[\d;?]*[A-Za-z]/g, "");
  return { command: [command, ...args].join(" "), code, said };
}
