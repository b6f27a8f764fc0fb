import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { version } from "@thoth-iac/model";
import { buildExecutables } from "../build-executables.ts";
import { obtainOneEngine } from "../engines/obtain.ts";
import { releasePlatform } from "../engines/release.ts";
import { runEngine, sentence, tell } from "./engine-run.ts";
import { type Surrounding, tenantIn } from "./surrounding.ts";
import type { Outputs, Stage, Way } from "./way.ts";
import { keepFile, type Workspace } from "./workspace.ts";

/** Terraform, or else OpenTofu, by examples/quickstart. */
export const terraformWay: Way = {
  example: "quickstart",
  programs: "terraform-provider-thoth and thothctl",
  build: buildExecutables,
  obtain: async (surroundings) => {
    const { product, version: number, path } = await obtainOneEngine(surroundings);
    return { title: product === "tofu" ? "OpenTofu" : "Terraform", command: product, version: number, path };
  },
  advice: "Terraform 1.5 or newer, or OpenTofu 1.6 or newer, on PATH is all it needs.",
  furnish,
  applyTwice,
  plan: "plan",
};

/** Makes a mirror from which `init` installs the provider, and the file of variables. */
async function furnish(workspace: Workspace, surrounding: Surrounding): Promise<NodeJS.ProcessEnv> {
  const { root, standIns } = surrounding;
  const mirror = join(workspace.home, "mirror");
  const name = "terraform-provider-thoth";
  for (const host of ["registry.terraform.io", "registry.opentofu.org"]) {
    const folder = join(mirror, host, "atensecurity", "thoth", version, releasePlatform);
    await mkdir(folder, { recursive: true });
    // The engine remembers its checksum.
    await keepFile(join(root, "dist", "bin", name), join(folder, `${name}_v${version}`));
  }
  const settings = join(workspace.home, "engine.tfrc");
  const installation = `filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }`;
  await writeFile(settings, `provider_installation {\n  ${installation}\n}\n`);
  const variables = {
    siem_url: standIns.receiver.url,
    siem_secret: standIns.receiverSecret,
    jamf: { base_url: standIns.jamf.url, client_id: standIns.jamf.clientId },
    jamf_client_secret: standIns.jamf.clientSecret,
  };
  // It holds secrets, if only of things that end with this run.
  const file = join(workspace.work, "terraform.tfvars.json");
  await writeFile(file, `${JSON.stringify(variables, null, 2)}\n`, { mode: 0o600 });
  return { ...tenantIn(surrounding), TF_CLI_CONFIG_FILE: settings };
}

/** What examples/quickstart/outputs.tf puts out. */
interface TerraformOutputs {
  readonly webhook_test: { readonly value: Outputs["webhookTest"] };
  readonly synced_devices: { readonly value: Outputs["syncedDevices"] };
  readonly enrolled_browsers: { readonly value: Outputs["enrolledBrowsers"] };
  readonly chrome_policy: { readonly value: Outputs["chromePolicy"] };
}

async function applyTwice(stage: Stage): Promise<Outputs> {
  const { command } = stage.engine;
  const title = (verb: string) => `${command} ${verb}`;
  const args = (...words: readonly string[]) => [...words, "-input=false", "-no-color"];
  let done = 0;
  await tell(stage, {
    title: title("init"),
    args: args("init"),
    outcome: (printed) => sentence(printed, /Installed (atensecurity\S+ v\S+)/, "installed $1 from dist/bin"),
  });
  await tell(stage, {
    title: title("plan"),
    args: args("plan", "-out=quickstart.tfplan"),
    outcome: (printed) => sentence(printed, /^Plan: (\d+ to add)/m, "$1"),
  });
  await tell(stage, {
    title: title("apply"),
    args: [...args("apply"), "quickstart.tfplan"],
    outcome: (printed) => sentence(printed, /^Apply complete! Resources: (\d+ added)/m, "$1"),
    progressIn: (line) => {
      const [, address, event] = /^(thoth_\S+): (Creating\.\.\.|Creation complete)/.exec(line) ?? [];
      if (event === "Creation complete") done += 1;
      return event === "Creating..." ? `${done} made, now ${address}` : undefined;
    },
  });
  await tell(stage, {
    title: title("plan, again"),
    args: args("plan", "-detailed-exitcode"),
    outcome: () => "no changes",
  });
  const printed = await runEngine(stage, { title: title("output"), args: ["output", "-json"], shown: false });
  const outputs = JSON.parse(printed) as TerraformOutputs; // examples/quickstart/outputs.tf has these
  return {
    webhookTest: outputs.webhook_test.value,
    syncedDevices: outputs.synced_devices.value,
    enrolledBrowsers: outputs.enrolled_browsers.value,
    chromePolicy: outputs.chrome_policy.value,
  };
}
