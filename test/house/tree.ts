import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The folder of the checkout. */
export const root = resolve(import.meta.dirname, "..", "..");

/** The packages that make up the product: the faces, and what they stand on. */
export const packages = [
  "model",
  "client",
  "grpc",
  "provider",
  "pulumi",
  "cdktf",
  "runtime/govapi",
  "runtime/thothctl",
] as const;

/** A file of the repository: its path from the root, and its text. */
export type SourceFile = { readonly path: string; readonly text: string };

/** Every path of the repository, files and folders, save what is made or fetched. */
export function pathsUnder(folder = ""): readonly string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  const kept = entries.filter(
    ({ name }) => !name.startsWith(".") && !["node_modules", "dist", "coverage"].includes(name),
  );
  return kept.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [path, ...pathsUnder(path)] : [path];
  });
}

/** What the generators of frameworks make is written in their style, and not ours. */
const generated = "cdktf/bindings/";

/** Every TypeScript file of the repository that people write, tests included. */
export function typeScriptFiles(): readonly SourceFile[] {
  const paths = pathsUnder().filter((path) => path.endsWith(".ts") && !path.startsWith(generated));
  return paths.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/** Every TypeScript file of the product's packages that is not a test. */
export function productFiles(): readonly SourceFile[] {
  return typeScriptFiles().filter(
    ({ path }) => packages.some((folder) => path.startsWith(`${folder}/src/`)) && !isTest(path),
  );
}

/** Whether a path is that of a test. */
export function isTest(path: string): boolean {
  return path.endsWith(".test.ts");
}

/** The package.json of a folder. */
export function manifestOf(folder: string): {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
} {
  // npm itself refuses a package.json without a name and a version.
  return JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
}
