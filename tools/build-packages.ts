import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { declarations } from "@thoth-iac/pulumi/declarations";
import type { Building } from "./build-executables.ts";
import { withLock } from "./lock.mjs";
import { bundle, bundleFlags } from "./npm-package/bundle.ts";
import { publishedManifest } from "./npm-package/manifest.ts";
import { noticesOf, packagesIn } from "./npm-package/notices.ts";
import { sourceHash } from "./source-hash.ts";

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
    ...["bundle", "manifest", "notices"].map((name) => `tools/npm-package/${name}.ts`),
  ],
};

/** The npm package of Pulumi as it is published: bundles, declarations and a package.json of its own. */
export function packageFolder(root: string): string {
  return join(root, "dist", "npm", "pulumi");
}

/** Makes the npm package of Pulumi, in `dist/npm/pulumi` and for the workspace in `pulumi/dist`, unless it stands. */
export async function buildPulumiPackage({ root, log }: Building): Promise<void> {
  const folder = packageFolder(root);
  const shelf = join(folder, "..");
  await mkdir(shelf, { recursive: true });
  const waiting = () => log("Another process builds the npm package; waiting for it.");
  await withLock(join(shelf, ".lock"), { waiting }, async () => {
    const hash = await sourceHash({ root, ...SOURCES, flags: bundleFlags });
    const record = join(shelf, ".sources");
    const before = await readFile(record, "utf8").catch(() => "");
    if (before === hash && (await stat(folder).catch(() => undefined)) !== undefined) return;
    const start = Date.now();
    const scratch = await mkdtemp(join(shelf, ".making."));
    try {
      await makePackage(root, scratch);
      await cp(join(scratch, "dist"), join(root, "pulumi", "dist"), { recursive: true });
      await rm(folder, { recursive: true, force: true });
      await chmod(scratch, 0o755);
      await rename(scratch, folder);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
    await writeFile(record, hash);
    const size = await sizeOf(folder);
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    log(`Built ${folder.slice(root.length + 1)} (${(size / 1e6).toFixed(1)} MB) in ${seconds} s.`);
  });
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

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
