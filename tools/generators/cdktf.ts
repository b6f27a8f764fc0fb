import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { camelCase, version } from "@thoth-iac/model";
import { providerAddress, schemaJson } from "@thoth-iac/provider";
import type { Generator } from "../generated-files.ts";
import { propsText } from "./cdktf-props.ts";

/** The two frameworks, by the scopes of their generators. */
type Framework = "cdktf" | "cdktn";

/** The bindings of the provider for CDKTF, as its own generator makes them. */
export const cdktfBindings: Generator = { path: "cdktf/bindings/cdktf", make: () => bindings("cdktf") };

/** The same for CDK Terrain. */
export const cdktnBindings: Generator = { path: "cdktf/bindings/cdktn", make: () => bindings("cdktn") };

const mark = "// Made by `npm run generate` from the provider's schema. Edit model/src/resources, not this.\n";

/** What the generators of both frameworks give, in one package and in another beneath it. */
interface Generating {
  readonly TerraformProviderGenerator: new (
    code: object,
    schema: object,
  ) => { readonly generate: (target: object) => void; readonly save: (folder: string) => Promise<void> };
  readonly Language: { readonly TYPESCRIPT: string };
  readonly TerraformProviderConstraint: new (asked: {
    readonly name: string;
    readonly source: string;
    readonly version: string;
  }) => object;
  readonly ConstructsMakerTarget: { readonly from: (constraint: object, language: string) => object };
}

async function bindings(framework: Framework): Promise<Readonly<Record<string, string>>> {
  const folder = await mkdtemp(join(tmpdir(), "thoth-bindings-"));
  try {
    await generateInto(folder, framework);
    return {
      ...(await boundIn(join(folder, "providers", "thoth"))),
      "props/index.ts": `${mark}${propsText(framework)}`,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function generateInto(folder: string, framework: Framework): Promise<void> {
  // When they are loaded, their packages ask Terraform for its version and tell their makers, unless told not to.
  Object.assign(process.env, { CHECKPOINT_DISABLE: "1", TERRAFORM_BINARY_NAME: "true" });
  const { CodeMaker } = require("codemaker");
  const { TerraformProviderGenerator, ConstructsMakerTarget, Language, TerraformProviderConstraint } =
    generatorOf[framework]();
  const [, source = ""] = /^[^/]+\/(.*)$/.exec(providerAddress) ?? [];
  // A constraint and no version: whoever uses the bindings takes the provider's patches without new bindings.
  const constraint = new TerraformProviderConstraint({ name: "thoth", source, version: `~> ${version}` });
  const generator = new TerraformProviderGenerator(new CodeMaker(), schemaJson());
  generator.generate(ConstructsMakerTarget.from(constraint, Language.TYPESCRIPT));
  await generator.save(folder);
}

const require = createRequire(import.meta.url);

/** Each loaded when its bindings are made, and not when something else is generated. */
const generatorOf: Readonly<Record<Framework, () => Generating>> = {
  cdktf: () => ({ ...require("@cdktf/provider-generator"), ...require("@cdktf/commons") }),
  cdktn: () => ({ ...require("@cdktn/provider-generator"), ...require("@cdktn/commons") }),
};

/** The files of the bindings, and an index of our own: theirs knows no endings, without which Node finds no file. */
async function boundIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const names = folders.toSorted();
  const files = names.map(async (name) => {
    const text = await readFile(join(folder, name, "index.ts"), "utf8");
    return [`${name}/index.ts`, `${mark}${text}`];
  });
  const lines = names.map((name) => `export * as ${camelCase(name.replaceAll("-", "_"))} from "./${name}/index.ts";\n`);
  return { ...Object.fromEntries(await Promise.all(files)), "index.ts": `${mark}${lines.join("")}` };
}
