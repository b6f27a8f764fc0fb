import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import ts from "typescript";
import { cdktfPackageFolder } from "../support/executables.ts";

/* What the README and the pages of the constructs show, held against the package as it is published. */

const root = resolve(import.meta.dirname, "..", "..");
const frameworks = ["cdktn", "cdktf"] as const;
const slow = 60_000;

let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "thoth-cdktf-readme-"));
  const own = ["cdktf", "cdktn", "constructs", "@types/node", "undici-types"];
  const packages = [
    ["@thoth-iac/cdktf", cdktfPackageFolder(process.env)] as const,
    ...own.map((name) => [name, join(root, "node_modules", name)] as const),
  ];
  for (const [name, target] of packages) {
    const link = join(project, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(target, link);
  }
  process.env.CDKTF_OUTDIR = inProject("cdktf.out");
});
afterAll(() => rm(project, { recursive: true, force: true }));

const inProject = (file: string) => join(project, file);

async function programsIn(page: string): Promise<readonly string[]> {
  const blocks = (await readFile(join(root, page), "utf8")).matchAll(/```ts\n(.*?)```/gs);
  return [...blocks].map(([, program = ""]) => program);
}

/** A block as a program of its own, with what it takes for granted, on one of the frameworks. */
async function completed(program: string, framework: string): Promise<string> {
  const door = createRequire(inProject("index.js"))(`@thoth-iac/cdktf/${framework}`);
  const missing = (names: readonly string[]) =>
    names.filter(
      (name) => new RegExp(`\\b${name}\\b`).test(program) && !new RegExp(`import .*\\b${name}\\b`).test(program),
    );
  const ours = missing(Object.keys(door).filter((name) => /^[A-Z]/.test(name)));
  const theirs = missing(["App", "TerraformOutput", "TerraformStack", "TerraformVariable"]);
  const isWhole = program.includes("new App(");
  const text = [
    ...(ours.length > 0 ? [`import { ${ours.join(", ")} } from "@thoth-iac/cdktf/cdktn";`] : []),
    ...(theirs.length > 0 ? [`import { ${theirs.join(", ")} } from "cdktn";`] : []),
    program,
    ...(isWhole ? [] : ['import type { TerraformStack as Stack } from "cdktn";', "declare const stack: Stack;"]),
  ].join("\n");
  return text.replaceAll('"cdktn"', `"${framework}"`).replaceAll("/cdktn", `/${framework}`);
}

function complaintsOf(files: readonly string[], options: ts.CompilerOptions): readonly string[] {
  const fixed = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
  const program = ts.createProgram(files.map(inProject), { ...fixed, ...options });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file?.fileName} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
}

test.each([{}, { exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true }])(
  "every program of the README is typed on both frameworks, with %j",
  async (options) => {
    const programs = await programsIn("cdktf/README.md");
    expect(programs.length).toBeGreaterThan(10);
    const files: string[] = [];
    for (const framework of frameworks) {
      for (const [at, program] of programs.entries()) {
        const file = `${framework}-${at}.mts`;
        await writeFile(inProject(file), await completed(program, framework));
        files.push(file);
      }
    }
    expect(complaintsOf(files, options)).toEqual([]);
  },
  slow,
);

test("every program of the README synthesizes, on both frameworks", async () => {
  const require = createRequire(inProject("index.js"));
  const [, ...programs] = await programsIn("cdktf/README.md");
  for (const framework of frameworks) {
    const { App, TerraformStack, Testing } = require(framework);
    const { ThothProvider } = require(`@thoth-iac/cdktf/${framework}`);
    for (const program of programs) {
      const stack = new TerraformStack(new App(), "prod");
      new ThothProvider(stack, "thoth");
      const text = (await completed(program, framework)).replace(/^(declare|export) .*$/gm, "");
      const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
      const { outputText } = ts.transpileModule(text, { compilerOptions: options });
      const run = new Function("require", "exports", "stack", `{${outputText}}`);
      run(require, {}, stack);
      if (!program.includes("app.synth()")) expect(Testing.synth(stack, true)).toContain("thoth");
    }
  }
});

test("what the README says of bad props is what is said", async () => {
  const require = createRequire(inProject("index.js"));
  const { App, TerraformStack, Testing } = require("cdktn");
  const { GovernedFleet, ThothProvider, ThothTenant } = require("@thoth-iac/cdktf/cdktn");
  const stack = new TerraformStack(new App(), "prod");
  new ThothProvider(stack, "thoth");
  new ThothTenant(stack, "tenant", { complianceProfile: "soc3", shadowHihg: "block", pamCallbackSecret: "hunter2" });
  const rings = { canary: { percent: 50 }, pilot: { percent: 25 } };
  new GovernedFleet(stack, "fleet", { browsers: { chrome: {} }, rings });
  const [, shown = ""] = /```text\n(.*?)```/s.exec(await readFile(join(root, "cdktf", "README.md"), "utf8")) ?? [];
  let said = "";
  try {
    Testing.synth(stack, true);
  } catch (error) {
    said = String(error);
  }
  const told = said.split("\n").flatMap((line) => /^\s*(\[.*)$/.exec(line)?.[1] ?? []);
  expect(shown.trim().split("\n")).toEqual(told);
});

test("there is a page for each construct, which the index names", async () => {
  const pages = (await readdir(join(root, "docs", "cdktf"))).filter((name) => name !== "README.md");
  const { Construct } = createRequire(inProject("index.js"))("constructs");
  const door: Readonly<Record<string, unknown>> = createRequire(inProject("index.js"))("@thoth-iac/cdktf/cdktn");
  const constructs = Object.entries(door).filter(
    ([, value]) => typeof value === "function" && value.prototype instanceof Construct,
  );
  expect(pages.toSorted()).toEqual(constructs.map(([name]) => `${name}.md`).toSorted());
  const index = await readFile(join(root, "docs", "cdktf", "README.md"), "utf8");
  for (const page of pages) expect(index).toContain(`](${page})`);
});
