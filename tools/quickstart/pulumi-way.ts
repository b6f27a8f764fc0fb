import { mkdir, symlink } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { buildExecutables } from "../build-executables.ts";
import { buildPulumiPackage, packageFolder } from "../build-packages.ts";
import { obtainPulumi } from "../engines/pulumi.ts";
import { runEngine, sentence, tell } from "./engine-run.ts";
import { type Surrounding, tenantIn } from "./surrounding.ts";
import type { Outputs, Stage, Way } from "./way.ts";
import type { Workspace } from "./workspace.ts";

const advice =
  "Pulumi 3.216 or newer on PATH, with pulumi-language-nodejs beside it as its releases have it, is all it needs: https://www.pulumi.com/docs/install/";

/** Pulumi, by the TypeScript program of examples/pulumi-quickstart. */
export const pulumiWay: Way = {
  example: "pulumi-quickstart",
  programs: "thothctl and the package @thoth-iac/pulumi",
  build: async (building) => {
    await buildExecutables(building);
    await buildPulumiPackage(building);
  },
  obtain: async (surroundings) => {
    const found = await obtainPulumi(surroundings);
    if (!("path" in found)) throw new Error(`Pulumi cannot be had: ${found.reason}`);
    if (!found.languages.includes("nodejs"))
      throw new Error(`${found.path} has no pulumi-language-nodejs beside it or on PATH, so it runs no TypeScript.`);
    return { title: "Pulumi", command: "pulumi", version: found.version, path: found.path };
  },
  advice,
  furnish,
  applyTwice,
  plan: "preview --diff",
};

/** Installs the packages as npm would, from the checkout, and gives the stack a place of its own. */
async function furnish(workspace: Workspace, surrounding: Surrounding): Promise<NodeJS.ProcessEnv> {
  const { root } = surrounding;
  const modules = join(workspace.work, "node_modules");
  const packages = join(root, "node_modules");
  const installed = {
    "@thoth-iac/pulumi": packageFolder(root),
    "@pulumi/pulumi": join(packages, "@pulumi", "pulumi"),
    "@types/node": join(packages, "@types", "node"),
    typescript: join(packages, "typescript"),
  };
  for (const [name, folder] of Object.entries(installed)) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(folder, join(modules, name));
  }
  const [home, state] = [join(workspace.home, "pulumi"), join(workspace.home, "state")];
  for (const folder of [home, state]) await mkdir(folder);
  return {
    ...tenantIn(surrounding),
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "quickstart",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // The SDK's package holds the program that the engine starts for dynamic resources; an installed Pulumi has its own.
    PATH: [dirname(process.execPath), process.env.PATH, join(packages, "@pulumi", "pulumi")].join(delimiter),
  };
}

async function applyTwice(stage: Stage, { standIns, govapi }: Surrounding): Promise<Outputs> {
  const { receiver, receiverSecret, jamf } = standIns;
  const plain = { siemUrl: receiver.url, jamfUrl: jamf.url, jamfClientId: jamf.clientId };
  const secret = { siemSecret: receiverSecret, jamfClientSecret: jamf.clientSecret };
  const pairs = (flag: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
  let done = 0;
  await tell(stage, {
    title: "pulumi stack init",
    args: ["stack", "init", govapi.tenantId, "--non-interactive"],
    outcome: () => `stack ${govapi.tenantId}, kept in ${stage.workspace.home}/state`,
  });
  await runEngine(stage, {
    title: "pulumi config set-all",
    args: ["config", "set-all", ...pairs("--plaintext", plain), ...pairs("--secret", secret), "--non-interactive"],
    shown: false,
  });
  await tell(stage, {
    title: "pulumi preview",
    args: ["preview", ...unattended],
    outcome: (printed) => sentence(printed, /^ +\+ (\d+ to create)/m, "$1"),
  });
  await tell(stage, {
    title: "pulumi up",
    args: ["up", "--yes", "--skip-preview", ...unattended],
    outcome: (printed) => sentence(printed, /^ +\+ (\d+ created)/m, "$1"),
    progressIn: (line) => {
      const [, name, event] = /thoth:(\S+ \S+) (creating|created)/.exec(line) ?? [];
      if (event === "created") done += 1;
      return event === "creating" ? `${done} made, now ${name}` : undefined;
    },
  });
  await tell(stage, {
    title: "pulumi preview, again",
    args: ["preview", "--refresh", "--expect-no-changes", ...unattended],
    outcome: () => "no changes",
  });
  const args = ["stack", "output", "--json", "--show-secrets"];
  const printed = await runEngine(stage, { title: "pulumi stack output", args, shown: false });
  return JSON.parse(printed) as Outputs; // examples/pulumi-quickstart/index.ts exports these
}

const unattended = ["--non-interactive", "--color=never"];
