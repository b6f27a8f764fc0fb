import { mkdir, symlink } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { pulumiPackageFolder } from "./executables.ts";

const root = resolve(import.meta.dirname, "..", "..");

/** Makes a `node_modules` that holds what a project of Pulumi's installs, with our package as it is published. */
export async function installedForPulumi(folder: string): Promise<string> {
  const modules = join(folder, "node_modules");
  const packages = {
    "@thoth-iac/pulumi": pulumiPackageFolder(process.env),
    ...Object.fromEntries(
      ["@pulumi/pulumi", "@types/node", "typescript"].map((name) => [name, join(root, "node_modules", name)]),
    ),
  };
  for (const [name, target] of Object.entries(packages)) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(target, join(modules, name));
  }
  return modules;
}
