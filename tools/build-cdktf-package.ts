import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { loadModel } from "@thoth-iac/cdktf/model";
import type { Building } from "./build-executables.ts";
import { bundle, bundleFlags } from "./npm-package/bundle.ts";
import { packagesIn } from "./npm-package/notices.ts";
import { putOnShelf } from "./npm-package/shelf.ts";
import { complaintOf, run } from "./run.ts";

/** The frameworks, each of which gets its own copy of the constructs: the sources are written for the first. */
const FRAMEWORKS = ["cdktf", "cdktn"] as const;

/** What of the package.json of the workspace is published as it is. */
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly [key: string]: unknown;
}

/** Makes the npm package of the constructs, in `dist/npm/cdktf`, unless it stands. */
export async function buildCdktfPackage({ root, log }: Building): Promise<void> {
  const files = [
    "cdktf/package.json",
    "cdktf/README.md",
    "tools/build-cdktf-package.ts",
    ...["bundle", "notices", "shelf"].map((name) => `tools/npm-package/${name}.ts`),
    ...(await sourcesUnder(join(root, "cdktf", "bindings"))).map((file) => `cdktf/bindings/${file}`),
  ];
  await putOnShelf(
    { root, log },
    {
      name: "cdktf",
      packages: ["model", "cdktf"],
      files,
      flags: bundleFlags,
      make: (folder) => makePackage(root, folder),
    },
  );
}

async function makePackage(root: string, folder: string): Promise<void> {
  const lib = join(folder, "lib");
  const sources = join(folder, "sources");
  await mkdir(lib);
  for (const framework of FRAMEWORKS) await writeSources(root, { framework, folder: join(sources, framework) });
  await compile(root, { sources, lib });
  await rm(sources, { recursive: true });
  for (const framework of FRAMEWORKS) await removeInnerTypes(join(lib, framework));
  const entry = join(folder, "model.ts");
  await writeFile(entry, modelText());
  const foreign = packagesIn(await bundle(root, { entry, target: join(lib, "model.cjs") }));
  if (foreign.length > 0) throw new Error(`The licences of ${foreign.join(", ")} would have to be handed on`);
  await rm(entry);
  await writeFile(join(folder, "package.json"), await publishedManifest(root));
  await cp(join(root, "cdktf", "README.md"), join(folder, "README.md"));
}

/** The constructs and the bindings of a framework beside one another, with nothing left in them of the other one. */
async function writeSources(
  root: string,
  { framework, folder }: { readonly framework: string; readonly folder: string },
): Promise<void> {
  const home = join(root, "cdktf", "src");
  for (const file of await sourcesUnder(home)) {
    const text = file === "model.ts" ? lazyModel : forFramework(await readFile(join(home, file), "utf8"), framework);
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  const bindings = join(root, "cdktf", "bindings", framework);
  await cp(bindings, join(folder, "bindings"), { recursive: true });
  const index = join(folder, "bindings", "index.ts");
  await writeFile(index, compiled(await readFile(index, "utf8")));
}

/** What of the model is published: functions as they are, resources and data sources as the data that they come to. */
function modelText(): string {
  const { queries, resources, ...functions } = loadModel();
  const written = Object.entries({ queries, resources }).map(
    ([name, owners]) => `export const ${name} = ${JSON.stringify(owners, withoutDefinitions)};\n`,
  );
  return `export { ${Object.keys(functions).join(", ")} } from "@thoth-iac/model";\n${written.join("")}`;
}

/** Leaves out of a resource what its attributes were read from, and what is for readers alone. */
function withoutDefinitions(key: string, value: unknown): unknown {
  return ["inputs", "outputs", "example", "notes", "summary", "description"].includes(key) ? undefined : value;
}

/** The door to the model as it is published: what it opens is loaded when somebody goes through. */
const lazyModel = `export function loadModel() {\n  return require("../model.cjs");\n}\n`;

function forFramework(text: string, framework: string): string {
  const own = text.replace(/ from "((?:\.\.\/)*)\.\.\/bindings\/cdktf\//g, (_, up) => ` from "${up || "./"}bindings/`);
  return compiled(own.replace(/ from "cdktf"/g, ` from "${framework}"`));
}

/** The files that are imported, by the names that they have when they are compiled. */
function compiled(text: string): string {
  return text.replace(/( from "\.[^"]*)\.ts"/g, '$1.js"');
}

/** The workspace checks the types; here they are only written down, and taken off. */
async function compile(
  root: string,
  { sources, lib }: { readonly sources: string; readonly lib: string },
): Promise<void> {
  const options = {
    target: "es2022",
    module: "nodenext",
    rootDir: ".",
    outDir: lib,
    declaration: true,
    noCheck: true,
    skipLibCheck: true,
    types: [],
    strict: true,
  };
  const project = join(sources, "tsconfig.json");
  await writeFile(project, JSON.stringify({ compilerOptions: options, include: ["*/**/*.ts"] }));
  await writeFile(join(sources, "package.json"), "{}");
  const argv = [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", project];
  const built = await run(process.execPath, argv, { cwd: root });
  if (!built.ok) throw new Error(`TypeScript cannot compile the constructs:\n${complaintOf(built)}`);
}

/** What is not the door and not behind it speaks of the model, of which nothing is published but its code. */
async function removeInnerTypes(folder: string): Promise<void> {
  const inner = (await readdir(folder)).filter((name) => name.endsWith(".d.ts") && name !== "index.d.ts");
  for (const name of inner) await rm(join(folder, name));
}

async function publishedManifest(root: string): Promise<string> {
  const own: Manifest = JSON.parse(await readFile(join(root, "cdktf", "package.json"), "utf8"));
  const { name, version, description, license, engines, peerDependencies, peerDependenciesMeta } = own;
  const entries = await readdir(join(root, "cdktf", "bindings", "cdktf"), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const doors = FRAMEWORKS.flatMap((framework) => [
    [framework, `./lib/${framework}/index`],
    ...folders.toSorted().map((folder) => [`${framework}/${folder}`, `./lib/${framework}/bindings/${folder}/index`]),
  ]);
  const manifest = {
    name,
    version,
    description,
    keywords: ["cdktf", "cdktn", "cdk-terrain", "terraform", "thoth", "ai", "governance"],
    license,
    type: "commonjs",
    exports: {
      ...Object.fromEntries(
        doors.map(([door, file]) => [`./${door}`, { types: `${file}.d.ts`, default: `${file}.js` }]),
      ),
      "./package.json": "./package.json",
    },
    // Where `exports` is not read: TypeScript's older way of finding modules.
    typesVersions: { "*": Object.fromEntries(doors.map(([door, file]) => [door, [`${file}.d.ts`]])) },
    files: ["lib"],
    sideEffects: false,
    engines,
    peerDependencies,
    peerDependenciesMeta,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

async function sourcesUnder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(({ name }) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  return files.map((file) => join(file.parentPath, file.name).slice(folder.length + 1)).toSorted();
}
