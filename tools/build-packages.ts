import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { declarations } from "@thoth-iac/pulumi/declarations";
import type { Building } from "./build-executables.ts";
import { bundle, bundleFlags } from "./npm-package/bundle.ts";
import { publishedManifest } from "./npm-package/manifest.ts";
import { noticesOf, packagesIn } from "./npm-package/notices.ts";
import { putOnShelf, shelfFolder } from "./npm-package/shelf.ts";

/** What is bundled: the doors of the package, and the program that goes with it. */
const ENTRIES = {
  index: "pulumi/src/index.ts",
  plugin: "pulumi/src/plugin.ts",
  bootstrap: "pulumi/src/bootstrap.ts",
  runtime: "pulumi/src/runtime.ts",
  thothctl: "runtime/thothctl/src/main.ts",
} as const;

const SOURCES = {
  packages: ["model", "client", "grpc", "pulumi", "runtime/govapi", "runtime/thothctl"],
  files: [
    "pulumi/package.json",
    "pulumi/README.md",
    "tools/build-packages.ts",
    ...["bundle", "manifest", "notices", "shelf"].map((name) => `tools/npm-package/${name}.ts`),
  ],
};

/** The npm package of Pulumi as it is published: bundles, declarations and a package.json of its own. */
export function packageFolder(root: string): string {
  return shelfFolder(root, "pulumi");
}

/** Makes the npm package of Pulumi, in `dist/npm/pulumi` and for the workspace in `pulumi/dist`, unless it stands. */
export async function buildPulumiPackage({ root, log }: Building): Promise<void> {
  const make = async (folder: string) => {
    await makePackage(root, folder);
    await cp(join(folder, "dist"), join(root, "pulumi", "dist"), { recursive: true });
  };
  await putOnShelf({ root, log }, { name: "pulumi", ...SOURCES, flags: bundleFlags, make });
}

async function makePackage(root: string, folder: string): Promise<void> {
  const at = (file: string) => join(folder, "dist", file);
  await mkdir(at(""), { recursive: true });
  const sources = await Promise.all(
    Object.entries(ENTRIES).map(([name, entry]) => bundle(root, { entry, target: at(`${name}.cjs`) })),
  );
  const texts = declarations();
  for (const [name, text] of Object.entries(texts)) await writeFile(at(`${name}.d.ts`), text);
  await writeFile(at("NOTICES.txt"), await noticesOf(root, new Set(packagesIn(sources.flat()))));
  await writeFile(join(folder, "package.json"), await publishedManifest(root, Object.keys(texts)));
  await cp(join(root, "pulumi", "README.md"), join(folder, "README.md"));
}
