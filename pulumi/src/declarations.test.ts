import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Attribute, queries, type Resource, resources } from "@thoth-iac/model";
import * as bootstrapDoor from "./bootstrap.ts";
import { declarations } from "./declarations.ts";
import * as dynamicDoor from "./index.ts";
import * as pluginDoor from "./plugin.ts";
import { classNameOf, functionNameOf } from "./tokens.ts";
import { inputsOf, propertiesOf, viewOf } from "./view.ts";

const root = resolve(import.meta.dirname, "..", "..");
const owners: readonly Resource[] = Object.values(resources).map((one) => one as Resource); // for the loops below
const classes = owners.map(classNameOf);
const functions = Object.values(queries).flatMap((query) => [functionNameOf(query), `${functionNameOf(query)}Output`]);
const doors = [
  { door: "index", exported: Object.keys(dynamicDoor), classes: [...classes, "GovernedTenant"], functions: [] },
  { door: "plugin", exported: Object.keys(pluginDoor), classes: [...classes, "GovernedTenant", "Provider"], functions },
  { door: "bootstrap", exported: Object.keys(bootstrapDoor), classes: ["Bootstrap"], functions: [] },
] as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "thoth-declarations-"));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The lines of a program that the compiler complains of, among declarations of which some may be replaced. */
async function complaints(
  name: string,
  program: string,
  changed: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const project = join(folder, name);
  await mkdir(project);
  for (const [door, text] of Object.entries({ ...declarations(), ...changed }))
    await writeFile(join(project, `${door}.d.ts`), text);
  await writeFile(join(project, "program.ts"), program);
  await writeFile(join(project, "package.json"), JSON.stringify({ type: "module" }));
  const compilerOptions = {
    noEmit: true,
    composite: false,
    declaration: false,
    sourceMap: false,
    allowImportingTsExtensions: true,
  };
  const config = { extends: join(root, "tsconfig.base.json"), compilerOptions, files: ["program.ts"] };
  await writeFile(join(project, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const said = await new Promise<string>((done) => {
    execFile(process.execPath, [tsc, "-p", ".", "--pretty", "false"], { cwd: project }, (_, stdout) => done(stdout));
  });
  const lines = program.split("\n");
  return [...said.matchAll(/^program\.ts\((\d+),\d+\): (error .*)$/gm)].map(
    ([, line, what]) => `${lines[Number(line) - 1]} // ${what}`,
  );
}

/** A program that hands what the sources take and give to what is declared, and the other way round. */
function comparison({ door, classes, functions }: (typeof doors)[number]): string {
  return [
    `import type * as source from ${JSON.stringify(join(root, "pulumi", "src", `${door}.ts`))};`,
    `import type * as declared from "./${door}.d.ts";`,
    ...classes.flatMap((name) => [
      both(name, "arguments", (from) => `ConstructorParameters<typeof ${from}.${name}>`),
      both(name, "instance", (from) => `InstanceType<typeof ${from}.${name}>`),
      // What is optional may be missing without a difference between the whole types.
      both(name, "names", (from) => `keyof NonNullable<ConstructorParameters<typeof ${from}.${name}>[1]>`),
      both(name, "outputs", (from) => `keyof InstanceType<typeof ${from}.${name}>`),
    ]),
    ...functions.flatMap((name) => [
      both(name, "arguments", (from) => `Parameters<typeof ${from}.${name}>`),
      both(name, "names", (from) => `keyof NonNullable<Parameters<typeof ${from}.${name}>[0]>`),
      both(name, "answer", (from) => `ReturnType<typeof ${from}.${name}>`),
    ]),
  ].join("\n");
}

function both(name: string, what: string, type: (from: "source" | "declared") => string): string {
  const one = `${name}_${what}`;
  return [
    `declare const source_${one}: ${type("source")};`,
    `declare const declared_${one}: ${type("declared")};`,
    `export const to_declared_${one}: ${type("declared")} = source_${one};`,
    `export const to_source_${one}: ${type("source")} = declared_${one};`,
  ].join("\n");
}

describe.each(doors)("the declarations of $door", (row) => {
  test("name what the door exports, and nothing else", () => {
    expect([...row.exported].toSorted()).toEqual([...row.classes, ...row.functions].toSorted());
    const declared = declarations()[row.door].matchAll(/^export declare (?:class|function) (\w+)/gm);
    expect([...declared].map(([, name]) => name).toSorted()).toEqual([...row.exported].toSorted());
  });

  test("accept the programs that the sources accept, and give them the same", async () => {
    expect(await complaints(row.door, comparison(row))).toEqual([]);
  }, 60_000);

  test("stand alone: they need Pulumi's SDK and nothing of ours", () => {
    const imported = [...declarations()[row.door].matchAll(/(?:from|import\() ?"([^"]+)"/g)].map(([, name]) => name);
    const inComments = ["@thoth-iac/pulumi", "@thoth-iac/pulumi/plugin"];
    expect(imported.filter((name = "") => !inComments.includes(name))).toEqual(
      imported.filter((name = "") => name.startsWith("@pulumi/")),
    );
    expect(declarations()[row.door].replaceAll(/^ *\*.*$/gm, "")).not.toContain("@thoth-iac");
  });

  test("have a comment on every argument and every output", () => {
    const lines = declarations()[row.door].split("\n");
    const bare = lines.filter(
      (line, at) => /^ {2}readonly /.test(line) && !/^ *(\/\*\*.*)?\*\/$/.test(lines[at - 1] ?? ""),
    );
    expect(bare.filter((line) => !/(\[key: string\]|args\??: |opts\?: |name: string;)/.test(line))).toEqual([]);
    for (const owner of row.door === "bootstrap" ? [] : owners) {
      const view = viewOf(owner);
      const text = declarations()[row.door];
      for (const { description } of [...inputsOf(view), ...propertiesOf(view)]) expect(text).toContain(description);
    }
  });
});

test("the comparison notices every way in which a declaration may be wrong", async () => {
  const [row] = doors;
  const wrong = [
    ["BrowserPolicy", '"monitor" | "enforce"', '"monitor"'],
    ["BrowserEnrollment", '"active" | "pending"', '"active" | "pending" | "x"'],
    ["MdmSync", "readonly providerName: pulumi.Input<", "readonly providerName?: pulumi.Input<"],
    ["WebhookTest", "readonly trigger?: pulumi.Input<string | undefined>;", ""],
    [
      "MdmProvider",
      "readonly syncedEndpoints: pulumi.Output<number>;",
      "readonly syncedEndpoints: pulumi.Output<string>;",
    ],
  ] as const;
  const parts = declarations().index.split(/(?=\/\*\* The arguments of )/);
  const texts = parts.map((part) => {
    const [, before = "", after = ""] = wrong.find(([name]) => part.startsWith(`/** The arguments of ${name}.`)) ?? [];
    if (!part.includes(before)) throw new Error(`There is nothing like ${before} to be wrong in ${part}`);
    return before === "" ? part : part.replaceAll(before, after);
  });
  const found = await complaints("wrong", comparison(row), { index: texts.join("") });
  for (const [name] of wrong) expect(found.filter((line) => line.includes(`_${name}_`))).not.toEqual([]);
}, 60_000);

test("no attribute of the model is left out but those that only keep secrets out of state", () => {
  const left = owners.flatMap((owner) => {
    const shown = new Set(viewOf(owner).attributes.map(({ description }) => description));
    return owner.attributes.filter((attribute: Attribute) => !shown.has(attribute.description));
  });
  expect(left.filter(({ writeOnly, requiredWith }) => !writeOnly && requiredWith === undefined)).toEqual([]);
});
