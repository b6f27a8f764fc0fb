import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, delimiter, dirname, join, relative } from "node:path";
import { type JsonObject, valueAt } from "@thoth-iac/model";
import { packageSchema } from "@thoth-iac/pulumi/schema";
import { onPath } from "./engines/on-path.ts";
import { obtainPulumi, type PulumiEngine } from "./engines/pulumi.ts";
import { complaintOf, run } from "./run.ts";

/** The languages that Pulumi's generators know, by the names of their hosts. */
const languages = ["nodejs", "python", "go", "dotnet", "java"] as const;

/** A language for which Pulumi generates an SDK. */
type SdkLanguage = (typeof languages)[number];

/** Where the checkout is, the environment that has the engine, and who hears of the progress. */
export interface SdkBuilding {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
  /** Where the SDKs go, a folder for each language; `dist/pulumi-sdks` unless it is said. */
  readonly out?: string;
  /** The languages wanted, all unless it is said. */
  readonly wanted?: readonly string[];
}

/**
 * Generates an SDK for every language whose host is there, from the schema that the model gives, and gives the languages
 * that were left out. Why they were is said.
 */
export async function buildPulumiSdks({ root, env, log, ...where }: SdkBuilding): Promise<readonly string[]> {
  const { out = join(root, "dist", "pulumi-sdks"), wanted = languages } = where;
  const engine = await obtainPulumi({ env, log });
  if (!("path" in engine)) {
    log(`No Pulumi SDK is generated: ${engine.name} is missing (${engine.reason}).`);
    return wanted;
  }
  const reach = { ...env, PATH: [dirname(engine.path), env.PATH ?? ""].join(delimiter) };
  const leftOut: string[] = [];
  for (const language of languages.filter((one) => wanted.includes(one))) {
    const host = `pulumi-language-${language}`;
    if ((await onPath(host, reach)) === undefined) {
      log(`No Pulumi SDK for ${language}: its host ${host} is neither beside the engine nor on PATH.`);
      leftOut.push(language);
      continue;
    }
    const start = Date.now();
    await makeSdk({ root, env: reach, engine }, language, join(out, language));
    log(`Generated ${join(relative(root, out), language)} in ${((Date.now() - start) / 1000).toFixed(1)} s.`);
  }
  return leftOut;
}

/** The engine that generates, where it runs, and the checkout whose compiler finishes the SDK for Node. */
type SdkMaking = Pick<SdkBuilding, "root" | "env"> & { readonly engine: Pick<PulumiEngine, "path" | "version"> };

/** Generates the SDK for one language into a folder, replacing what is there, ready to be used from where it is. */
async function makeSdk({ root, env, engine }: SdkMaking, language: SdkLanguage, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const scratch = await mkdtemp(`${target}.`);
  try {
    const schema = packageSchema();
    const file = join(scratch, "schema.json");
    await writeFile(file, JSON.stringify(schema));
    const home = { PULUMI_HOME: join(scratch, "home"), PULUMI_SKIP_UPDATE_CHECK: "true" };
    const argv = ["package", "gen-sdk", file, "--language", language, "--out", join(scratch, "sdk")];
    const generated = await run(engine.path, argv, { env: { ...env, ...home }, timeoutMs: 120_000 });
    if (!generated.ok) throw new Error(`Pulumi cannot generate the SDK for ${language}:\n${complaintOf(generated)}`);
    const made = await finished[language](join(scratch, "sdk", language), { root, schema, version: engine.version });
    await rm(target, { recursive: true, force: true });
    await rename(made, target);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** What a finish knows of: the checkout, the schema, and the version of the engine that generated. */
interface Generated {
  readonly root: string;
  readonly schema: JsonObject;
  readonly version: string;
}

type Finish = (folder: string, generated: Generated) => Promise<string>;

const asGenerated: Finish = async (folder) => folder;

/** The generated code looks for its own version beside itself, so the manifest lies there too. */
const compiled: Finish = async (folder, { root }) => {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const built = await run(process.execPath, [tsc, "-p", folder]);
  if (!built.ok) throw new Error(`The SDK for Node does not compile:\n${complaintOf(built)}`);
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const whole = JSON.stringify({ ...manifest, main: "bin/index.js", types: "bin/index.d.ts" }, null, 2);
  for (const place of [folder, join(folder, "bin")]) await writeFile(join(place, "package.json"), `${whole}\n`);
  return folder;
};

/** The generator leaves the module's file to whoever publishes it. */
const withModuleFile: Finish = async (folder, { schema, version }) => {
  const name = String(valueAt(schema, ["language", "go", "importBasePath"]));
  const module = join(folder, basename(name));
  const lines = [
    `module ${name}`,
    "",
    "go 1.24",
    "",
    "require (",
    "\tgithub.com/blang/semver v3.5.1+incompatible",
    `\tgithub.com/pulumi/pulumi/sdk/v3 v${version}`,
    ")",
  ];
  await writeFile(join(module, "go.mod"), `${lines.join("\n")}\n`);
  return module;
};

/** What is to be done with what a generator leaves, before a program can use it; gives the folder of the SDK. */
const finished: Readonly<Record<SdkLanguage, Finish>> = {
  nodejs: compiled,
  python: asGenerated,
  go: withModuleFile,
  dotnet: asGenerated,
  java: asGenerated,
};
