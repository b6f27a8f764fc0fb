import { mkdir, readdir, stat, symlink, writeFile } from "node:fs/promises";
import { basename, delimiter, dirname, join } from "node:path";
import type { JsonObject } from "@thoth-iac/model";
import type { Flavour } from "../../test/support/pulumi-peer.ts";
import { runToEnd } from "../quickstart/command.ts";
import { type Taken, watchProcesses } from "./process-watch.ts";
import { type Place, type Tenant, withTenant } from "./tenant.ts";

/** What is applied, and with what. */
export interface StackTrial extends Place {
  /** Nothing stands for a program without resources: what Pulumi costs by itself. */
  readonly flavour: Flavour | undefined;
  readonly size: number;
  readonly engine: string;
  /** The folder that holds the plugin. */
  readonly plugin: string;
  /** The `node_modules` that the program sees. */
  readonly packages: string;
  /** A way to run the same program that people choose; JavaScript and plain state if nothing is said. */
  readonly way?: "typescript" | "compressed";
}

/** One command of the engine: how long it took, and how many calls of GovAPI it made. */
export interface TimedCommand {
  readonly seconds: number;
  readonly calls: number;
}

/** The figures of one stack. */
export interface StackFigures {
  readonly up: TimedCommand;
  readonly again: TimedCommand;
  readonly refresh: TimedCommand;
  readonly destroy: TimedCommand;
  /** The size of the state when all was there, in bytes. */
  readonly stateBytes: number;
  /** What the provider's processes took in all four; undefined where the system does not tell. */
  readonly taken: Taken | undefined;
}

/** The policy of that number, as a program writes it. */
export function policyOf(index: number): JsonObject {
  const policy = {
    extension_settings: { "*": { installation_mode: "blocked" } },
    url_blocklist: [`https://example.com/${index}`],
  };
  return { name: `Policy ${index}`, providerName: "chrome", enforcementMode: "enforce", policy };
}

/** Makes so many browser policies on a fresh server, makes them again, refreshes and destroys them. */
export function measureStack(trial: StackTrial): Promise<StackFigures> {
  return withTenant(trial, async (tenant) => {
    const project = await madeProject(tenant.home, trial);
    const env = environmentOf(tenant, trial);
    const run = async (args: readonly string[]) => {
      tenant.proxy.taken();
      const start = performance.now();
      await runToEnd(
        {
          path: trial.engine,
          args: [...args, "--non-interactive", "--color=never"],
          cwd: project,
          env,
          stop: trial.stop,
        },
        { title: `pulumi ${args.join(" ")}`, advice: "Is the engine able to run this package?" },
      );
      return { seconds: (performance.now() - start) / 1000, calls: tenant.proxy.taken() };
    };
    await run(["stack", "init", stack]);
    const watch = await watchProcesses(...providerOf(trial, project));
    const up = await run(["up", ...unattended]);
    const stateBytes = await stateBytesIn(tenant.home);
    const again = await run(["up", "--expect-no-changes", ...unattended]);
    const refresh = await run(["refresh", "--expect-no-changes", ...unattended]);
    const destroy = await run(["destroy", ...unattended]);
    await watch.end();
    return { up, again, refresh, destroy, stateBytes, taken: watch.taken() };
  });
}

const stack = "bench";
const unattended = ["--yes", "--skip-preview"];

async function madeProject(home: string, trial: StackTrial): Promise<string> {
  const { flavour, packages, plugin, way } = trial;
  const project = join(home, "project");
  for (const name of ["project", "pulumi", "state"]) await mkdir(join(home, name));
  await symlink(packages, join(project, "node_modules"));
  const settings = {
    name: "bench",
    runtime: { name: "nodejs", options: { typescript: way === "typescript" } },
    ...(flavour === "plugin" && { plugins: { providers: [{ name: "thoth", path: plugin }] } }),
  };
  const main = way === "typescript" ? "index.ts" : "index.js";
  const files = {
    // JSON is YAML too.
    "Pulumi.yaml": JSON.stringify(settings),
    "package.json": JSON.stringify({ name: "bench", private: true, main }),
    [main]: programOf(trial),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(project, name), text);
  return project;
}

/** A program that is the same in both languages, save for its import. */
function programOf({ flavour, size, way }: StackTrial): string {
  if (flavour === undefined) return `require("@pulumi/pulumi");\n`;
  const door = flavour === "plugin" ? "@thoth-iac/pulumi/plugin" : "@thoth-iac/pulumi";
  const imported = way === "typescript" ? `import * as thoth from "${door}";` : `const thoth = require("${door}");`;
  const { name: _, ...policy } = policyOf(0);
  return `${imported}
for (let index = 0; index < ${size}; index++) {
  new thoth.BrowserPolicy(\`policy-\${index}\`, { name: \`Policy \${index}\`, ...${JSON.stringify(policy)} });
}
`;
}

function environmentOf({ home, env, govapi, proxy }: Tenant, { packages, way }: StackTrial): NodeJS.ProcessEnv {
  return {
    ...env,
    NODE_OPTIONS: "",
    // The SDK's package holds the program that the engine starts for dynamic resources.
    PATH: [dirname(process.execPath), env.PATH, join(packages, "@pulumi", "pulumi")].join(delimiter),
    PULUMI_HOME: join(home, "pulumi"),
    PULUMI_BACKEND_URL: `file://${join(home, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "bench",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    ...(way === "compressed" && { PULUMI_DIY_BACKEND_ZSTD: "true" }),
    THOTH_TENANT_ID: govapi.tenantId,
    THOTH_GOVAPI_URL: proxy.url,
    THOTH_API_KEY: govapi.orgApiKey,
  };
}

/** How to tell the provider's processes from all others of the machine. */
function providerOf({ flavour, plugin }: StackTrial, folder: string): Parameters<typeof watchProcesses> {
  return flavour === "plugin"
    ? [join(plugin, "pulumi-resource-thoth")]
    : [process.execPath, { folder, argument: "dynamic-provider" }];
}

async function stateBytesIn(home: string): Promise<number> {
  const stacks = join(home, "state", ".pulumi", "stacks");
  // A compressed one has another ending more; an older one, kept beside it, has ".bak".
  const [file] = (await readdir(stacks, { recursive: true })).filter((path) => {
    const name = basename(path);
    return name.startsWith(`${stack}.json`) && !name.endsWith(".bak");
  });
  if (file === undefined) throw new Error(`The engine kept no state in ${stacks}`);
  return (await stat(join(stacks, file))).size;
}
