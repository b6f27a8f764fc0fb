import { constants } from "node:fs";
import { copyFile, cp, link, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version } from "@thoth-iac/model";
import type { Product } from "../engines/engine.ts";
import { releasePlatform } from "../engines/release.ts";
import type { GovApi } from "./govapi.ts";
import type { StandIns } from "./stand-ins.ts";

/** The folders and files of one quickstart. All of it is below `home`. */
export interface Workspace {
  readonly home: string;
  /** A copy of examples/quickstart, where the engine runs. */
  readonly work: string;
  readonly dataFolder: string;
  readonly engineLog: string;
  readonly govapiLog: string;
  /** Tells the engine where the provider is, in place of a registry. */
  readonly engineConfig: string;
  /** What a shell needs to go on by hand. */
  readonly shellFile: string;
}

/** Makes the folders, the configuration, and a mirror from which `init` installs the provider. */
export async function makeWorkspace(root: string, product: Product): Promise<Workspace> {
  const home = await mkdtemp(join(tmpdir(), "thoth-quickstart-"));
  const at = (name: string) => join(home, name);
  const mirror = at("mirror");
  const host = product === "tofu" ? "registry.opentofu.org" : "registry.terraform.io";
  const folder = join(mirror, host, "atensecurity", "thoth", version, releasePlatform);
  await mkdir(folder, { recursive: true });
  const name = "terraform-provider-thoth";
  // The engine remembers its checksum.
  await keepFile(join(root, "dist", "bin", name), join(folder, `${name}_v${version}`));
  const engineConfig = at("engine.tfrc");
  await writeFile(
    engineConfig,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  );
  await cp(join(root, "examples", "quickstart"), at("work"), { recursive: true });
  return {
    home,
    work: at("work"),
    dataFolder: at("govapi"),
    engineLog: at("engine.log"),
    govapiLog: at("govapi.log"),
    engineConfig,
    shellFile: at("environment.sh"),
  };
}

/** Keeps a file as it is under a second name, whatever a later build puts under the first. */
export function keepFile(file: string, name: string): Promise<void> {
  return link(file, name).catch(() => copyFile(file, name, constants.COPYFILE_FICLONE));
}

/** Writes down where everything is: variables for the configuration, and the environment for people. */
export async function connect(workspace: Workspace, govapi: GovApi, standIns: StandIns): Promise<NodeJS.ProcessEnv> {
  const { receiver, receiverSecret, jamf } = standIns;
  const variables = {
    siem_url: receiver.url,
    siem_secret: receiverSecret,
    jamf: { base_url: jamf.url, client_id: jamf.clientId },
    jamf_client_secret: jamf.clientSecret,
  };
  // Both files hold secrets, if only of things that end with this run.
  const mode = 0o600;
  const values = `${JSON.stringify(variables, null, 2)}\n`;
  await writeFile(join(workspace.work, "terraform.tfvars.json"), values, { mode });
  const environment = {
    TF_CLI_CONFIG_FILE: workspace.engineConfig,
    THOTH_TENANT_ID: govapi.tenantId,
    THOTH_GOVAPI_URL: govapi.url,
    THOTH_API_KEY: govapi.orgApiKey,
  };
  const exports = Object.entries(environment).map(([name, value]) => `export ${name}='${value}'\n`);
  await writeFile(workspace.shellFile, exports.join(""), { mode });
  return environment;
}

/** The environment without what would lead the programs elsewhere. */
export function withoutLeftovers(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^(TF_|THOTH_|GOVAPI_)/.test(name));
  const around = [env.NO_PROXY ?? env.no_proxy ?? "", "127.0.0.1"].filter((each) => each !== "").join(",");
  return { ...Object.fromEntries(kept), NO_PROXY: around, no_proxy: around, CHECKPOINT_DISABLE: "1" };
}
