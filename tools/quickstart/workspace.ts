import { constants } from "node:fs";
import { copyFile, cp, link, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The folders and files of one quickstart. All of it is below `home`. */
export interface Workspace {
  readonly home: string;
  /** A copy of the example, where the engine runs. */
  readonly work: string;
  readonly dataFolder: string;
  readonly engineLog: string;
  readonly govapiLog: string;
  /** What a shell needs to go on by hand. */
  readonly shellFile: string;
}

/** Makes the folders, with a copy of an example among them. */
export async function makeWorkspace(example: string): Promise<Workspace> {
  const home = await mkdtemp(join(tmpdir(), "thoth-quickstart-"));
  const at = (name: string) => join(home, name);
  await cp(example, at("work"), { recursive: true });
  return {
    home,
    work: at("work"),
    dataFolder: at("govapi"),
    engineLog: at("engine.log"),
    govapiLog: at("govapi.log"),
    shellFile: at("environment.sh"),
  };
}

/** Keeps a file as it is under a second name, whatever a later build puts under the first. */
export function keepFile(file: string, name: string): Promise<void> {
  return link(file, name).catch(() => copyFile(file, name, constants.COPYFILE_FICLONE));
}

/** Writes down the environment for people who go on by hand. */
export async function writeEnvironment({ shellFile }: Workspace, environment: NodeJS.ProcessEnv): Promise<void> {
  const exports = Object.entries(environment).map(([name, value]) => `export ${name}='${value}'\n`);
  // It holds the tenant's key, if only of a tenant that ends with this run.
  await writeFile(shellFile, exports.join(""), { mode: 0o600 });
}

/** The environment without what would lead the programs elsewhere. */
export function withoutLeftovers(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^(TF_|THOTH_|GOVAPI_|PULUMI_)/.test(name));
  const around = [env.NO_PROXY ?? env.no_proxy ?? "", "127.0.0.1"].filter((each) => each !== "").join(",");
  return { ...Object.fromEntries(kept), NO_PROXY: around, no_proxy: around, CHECKPOINT_DISABLE: "1" };
}
