import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What of a package.json matters here. */
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
}

/**
 * The package.json of the package as it is published. That of the workspace names our other packages as dependencies;
 * what is published holds their code in its bundles, and needs none of them.
 */
export async function publishedManifest(root: string, doors: readonly string[]): Promise<string> {
  const { name, version, description, license, engines, peerDependencies, peerDependenciesMeta }: Manifest = JSON.parse(
    await readFile(join(root, "pulumi", "package.json"), "utf8"),
  );
  const further = doors.filter((door) => door !== "index");
  const manifest = {
    name,
    version,
    description,
    keywords: ["pulumi", "thoth", "ai", "governance"],
    license,
    type: "commonjs",
    main: "./dist/index.cjs",
    types: "./dist/index.d.ts",
    exports: {
      ...Object.fromEntries(doors.map((door) => [door === "index" ? "." : `./${door}`, exportOf(door)])),
      "./thothctl": "./dist/thothctl.cjs",
      "./package.json": "./package.json",
    },
    // Where `exports` is not read: TypeScript's older way of finding modules.
    typesVersions: { "*": Object.fromEntries(further.map((door) => [door, [`./dist/${door}.d.ts`]])) },
    files: ["dist"],
    engines,
    peerDependencies,
    peerDependenciesMeta,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function exportOf(door: string): object {
  return { types: `./dist/${door}.d.ts`, default: `./dist/${door}.cjs` };
}
