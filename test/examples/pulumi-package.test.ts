import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import process from "node:process";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { version } from "@thoth-iac/model";
import { publint } from "publint";
import { pulumiPackageFolder } from "../support/executables.ts";
import { openPulumiStack, type PulumiStack } from "../support/pulumi.ts";
import { describeOnPulumi } from "../support/pulumi-engines.ts";
import { type RunningGovApi, startGovApi } from "../support/running-govapi.ts";

/*
 * What someone meets who knows nothing of this checkout: the package as npm packs it, installed into an empty project,
 * and the program with which the README begins.
 */

const root = resolve(import.meta.dirname, "..", "..");
const sdk = { name: "@pulumi/pulumi", version: "3.260.0" };
const compiler = "6.0.3";
const slow = 120_000;

let place: string;
let tarball: string;
let project: string;
const inProject = (...path: readonly string[]) => join(project, ...path);
const modules = () => inProject("node_modules");

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "thoth-npm-"));
  project = join(place, "installed");
  await mkdir(project);
  await writeFile(inProject("package.json"), JSON.stringify({ name: "a-tenant", private: true }));
  tarball = await packed(pulumiPackageFolder(process.env));
  await install(tarball, `${sdk.name}@${sdk.version}`, `typescript@${compiler}`);
}, slow);
afterAll(() => rm(place, { recursive: true, force: true }));

/** The tarball of the package, as it would be published. */
async function packed(folder: string): Promise<string> {
  const { stdout } = await must("npm", ["pack", "--silent", "--pack-destination", place, folder], place);
  return join(place, stdout.trim());
}

/** Installs packages into the project, and asks the network only for what npm has never seen. */
async function install(...packages: readonly string[]): Promise<void> {
  const quiet = ["--prefer-offline", "--no-audit", "--no-fund"];
  await must("npm", ["install", ...quiet, ...packages], project);
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function ended(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  // The checkout's own condition would lead a program to sources that it does not have.
  const { NODE_OPTIONS: _ours, ...env } = process.env;
  const child = spawn(command, args, {
    cwd,
    env: { ...env, PATH: [dirname(process.execPath), env.PATH].join(delimiter) },
  });
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      texts[name] += text;
    });
  }
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => done({ code, ...texts }));
  });
}

async function must(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  const result = await ended(command, args, cwd);
  if (result.code !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${result.stdout}${result.stderr}`);
  return result;
}

/** The programs of the README, in the order in which it shows them. */
async function readmePrograms(): Promise<readonly string[]> {
  const blocks = (await readFile(join(root, "pulumi", "README.md"), "utf8")).matchAll(/```ts\n(.*?)```/gs);
  return [...blocks].map(([, program = ""]) => program);
}

/** The first one, which a reader copies. */
async function readmeProgram(): Promise<string> {
  const [program] = await readmePrograms();
  if (program === undefined) throw new Error("The README shows no program");
  return program;
}

/** What the compiler complains of in a program of the project. */
async function complaints(name: string, text: string, compilerOptions: object): Promise<readonly string[]> {
  await writeFile(inProject(name), text);
  const config = inProject(`tsconfig.${name.replaceAll(/\W/g, "-")}.json`);
  const fixed = { strict: true, noEmit: true, types: [], target: "es2022", skipLibCheck: true };
  await writeFile(config, JSON.stringify({ compilerOptions: { ...fixed, ...compilerOptions }, files: [name] }));
  const { stdout } = await ended(
    process.execPath,
    [join(root, "node_modules/typescript/bin/tsc"), "-p", config, "--pretty", "false"],
    project,
  );
  return stdout.split("\n").filter((line) => /^\S/.test(line) && !/^node_modules\/(?!@thoth-iac)/.test(line));
}

test("what is installed is the package alone, with Pulumi's SDK and nothing else of ours", async () => {
  const folder = join(modules(), "@thoth-iac");
  expect(await readdir(folder)).toEqual(["pulumi"]);
  const manifest = JSON.parse(await readFile(join(folder, "pulumi", "package.json"), "utf8"));
  expect(Object.keys(manifest.peerDependencies)).toEqual(["@pulumi/command", "@pulumi/pulumi"]);
  // Pulumi's host would look for a plugin to download, and npm would run what is not to be run.
  for (const key of ["dependencies", "scripts", "pulumi"]) expect(manifest).not.toHaveProperty(key);
  expect(await readdir(join(modules(), "@pulumi"))).toEqual(["pulumi"]);
});

test(
  "the judges of packages find nothing wrong",
  async () => {
    const found = await checkPackage(createPackageFromTarballData(new Uint8Array(await readFile(tarball))));
    // That entry is a program, for whose path a stack asks; nobody imports it.
    expect(found.types && found.problems.filter((problem) => !JSON.stringify(problem).includes("./thothctl"))).toEqual(
      [],
    );
    const { messages } = await publint({ pkgDir: pulumiPackageFolder(process.env), strict: true, pack: false });
    expect(messages).toEqual([]);
  },
  slow,
);

const resolutions = [
  {
    title: "CommonJS, node10",
    file: "node10.ts",
    options: { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0" },
  },
  { title: "CommonJS, node16", file: "node16.cts", options: { module: "node16", exactOptionalPropertyTypes: true } },
  // The libraries are read as well: the declarations must not only be usable, but right.
  { title: "ES modules, node16", file: "node16.mts", options: { module: "node16", skipLibCheck: false } },
  { title: "CommonJS, nodenext", file: "nodenext.cts", options: { module: "nodenext" } },
  {
    title: "ES modules, nodenext",
    file: "next.mts",
    options: { module: "nodenext", exactOptionalPropertyTypes: true },
  },
  { title: "a bundler", file: "bundler.ts", options: { module: "esnext", moduleResolution: "bundler" } },
] as const;

const everyDoor = `
import { Provider, getMdmProvidersOutput } from "@thoth-iac/pulumi/plugin";
import { v1 } from "@thoth-iac/pulumi/runtime";
export const provider = new Provider("acme", { tenantId: "acme", retryMaxAttempts: 2 });
export const providers = getMdmProvidersOutput({}, { provider }).mdmProviders;
export const handler: object = v1("any");
`;

test.each(resolutions)(
  "the README's program and every door are typed for $title",
  async ({ file, options }) => {
    const program = `${await readmeProgram()}${everyDoor}`;
    expect(await complaints(file, program, options)).toEqual([]);
  },
  slow,
);

test(
  "what the README shows further on is typed as well",
  async () => {
    const [, ...programs] = await readmePrograms();
    const around = `
import * as pulumi from "@pulumi/pulumi";
declare const config: pulumi.Config;
declare const url: string;
declare const secret: pulumi.Output<string>;
`;
    // Nobody has to install it who does not want a bootstrap; the project does not.
    const paths = { "@pulumi/command": [join(root, "node_modules", "@pulumi", "command")] };
    for (const [at, program] of programs.entries()) {
      const door = program.includes("import ") ? "" : 'import * as thoth from "@thoth-iac/pulumi";';
      const text = `${around}${door}\n${program}`;
      expect(await complaints(`block${at}.mts`, text, { module: "nodenext", paths })).toEqual([]);
    }
    expect(programs.length).toBeGreaterThan(2);
  },
  slow,
);

test(
  "what a program gets wrong, the compiler tells it: a value, a name, a field too few",
  async () => {
    const program = `
import * as thoth from "@thoth-iac/pulumi";
const args = { name: "One", providerName: "chrome", policy: {} } as const;
new thoth.BrowserPolicy("right", args);
// @ts-expect-error no such browser
new thoth.BrowserPolicy("value", { ...args, providerName: "netscape" });
// @ts-expect-error no such argument
new thoth.BrowserPolicy("name", { ...args, enforcementmode: "enforce" });
// @ts-expect-error the browser is missing
new thoth.BrowserPolicy("few", { name: "One", policy: {} });
// @ts-expect-error nothing at all
new thoth.BrowserPolicy("nothing");
// @ts-expect-error a number is no name
new thoth.BrowserPolicy("type", { ...args, name: 1 });
// @ts-expect-error JSON holds no functions
new thoth.BrowserPolicy("json", { ...args, policy: { a: () => 1 } });
// @ts-expect-error snake_case is for HCL
new thoth.GovernanceSettings("snake", { compliance_profile: "soc2" });
// @ts-expect-error an inner name
new thoth.GovernanceSettings("inner", { secretBrokerAuthBindings: [{ hostPattern: "h", header: "x", secret: "y" }] });
// @ts-expect-error what only Terraform needs
new thoth.WebhookSettings("wo", { webhookSecretWo: "s" });
// @ts-expect-error a part of a component
new thoth.GovernedTenant("tenant", { settings: { shadowHigh: "never" } });
`;
    expect(await complaints("wrong.mts", program, { module: "nodenext" })).toEqual([]);
  },
  slow,
);

test(
  "the compiler that Pulumi brings, and uses where a project has none, reads the declarations",
  async () => {
    const require = createRequire(inProject("index.js"));
    const vendored = join(dirname(require.resolve("@pulumi/pulumi/package.json")), "vendor");
    const [folder = ""] = (await readdir(vendored)).filter((name) => name.startsWith("typescript@"));
    await writeFile(inProject("old.ts"), `${await readmeProgram()}${everyDoor}`);
    const check = `
const ts = require(${JSON.stringify(join(vendored, folder, "typescript.js"))});
const options = { strict: true, noEmit: true, types: [], moduleResolution: ts.ModuleResolutionKind.NodeJs, module: ts.ModuleKind.CommonJS };
const program = ts.createProgram(["old.ts"], options);
const ours = program.getSourceFiles().filter(({ fileName }) => /@thoth-iac|old\\.ts/.test(fileName));
const found = ours.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]);
console.log(ours.length, found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "")).join());
`;
    const { stdout } = await must(process.execPath, ["-e", check], project);
    expect(stdout.trim()).toBe("4");
  },
  slow,
);

/** Runs the README's program on an engine that makes whatever it is asked for. */
const underMocks = `
const seen = [];
pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => {
    seen.push(type + " " + name);
    return { id: name, state: { ...inputs, compiledPolicyJson: "{}" } };
  },
  call: () => ({}),
});
const tell = ({ compiledPolicy }) => compiledPolicy.apply((text) => console.log(JSON.stringify({ seen: seen.sort(), text })));
`;

test.each([
  {
    modules: "CommonJS",
    file: "mocked.cjs",
    start: 'const pulumi = require("@pulumi/pulumi");',
    program: "readme.cjs",
    end: 'tell(require("./readme.cjs"));',
  },
  {
    modules: "ES modules",
    file: "mocked.mjs",
    start: 'import * as pulumi from "@pulumi/pulumi";',
    program: "readme.mjs",
    end: 'import("./readme.mjs").then(tell);',
  },
])(
  "the README's program runs as $modules",
  async ({ file, start, program, end }) => {
    const source = program.replace("js", "ts");
    await writeFile(inProject(source), await readmeProgram());
    const tsc = [
      join(root, "node_modules/typescript/bin/tsc"),
      "--module",
      "nodenext",
      "--target",
      "es2022",
      "--skipLibCheck",
    ];
    await must(process.execPath, [...tsc, source], project);
    await writeFile(inProject(file), [start, underMocks, end].join("\n"));
    const { stdout } = await must(process.execPath, [file], project);
    expect(JSON.parse(stdout)).toEqual({
      seen: [
        "pulumi-nodejs:dynamic/thoth:BrowserPolicy extensions",
        "pulumi-nodejs:dynamic/thoth:GovernanceSettings governance",
      ],
      text: "{}",
    });
  },
  slow,
);

test(
  "ES modules import every name of every door",
  async () => {
    const doors = ["", "/plugin", "/runtime"];
    const program = `
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
for (const door of ${JSON.stringify(doors)}) {
  const names = Object.keys(require("@thoth-iac/pulumi" + door));
  const imported = Object.keys(await import("@thoth-iac/pulumi" + door)).filter((name) => names.includes(name));
  console.log(names.length > 0 && imported.length === names.length);
}`;
    await writeFile(inProject("names.mjs"), program);
    expect((await must(process.execPath, ["names.mjs"], project)).stdout).toBe("true\n".repeat(doors.length));
  },
  slow,
);

test(
  "the thothctl of the package runs",
  async () => {
    const path = createRequire(inProject("index.js")).resolve("@thoth-iac/pulumi/thothctl");
    expect((await must(process.execPath, [path, "version"], project)).stdout).toBe(`thothctl ${version}\n`);
  },
  slow,
);

describeOnPulumi(
  "the README's program on the engine",
  (engine) => {
    let govApi: RunningGovApi;
    let stack: PulumiStack;
    const installed = () => join(modules(), "@thoth-iac", "pulumi");

    beforeEach(async () => {
      const folder = await mkdtemp(join(place, "stack-"));
      const source = join(folder, "program");
      await mkdir(source);
      await writeFile(join(source, "Pulumi.yaml"), "name: a-tenant\nruntime: nodejs\n");
      await writeFile(join(source, "package.json"), JSON.stringify({ name: "a-tenant", main: "index.ts" }));
      await writeFile(join(source, "tsconfig.json"), JSON.stringify({ compilerOptions: projectOptions }));
      await writeFile(join(source, "index.ts"), await readmeProgram());
      govApi = await startGovApi(await mkdtemp(join(place, "govapi-")));
      stack = await openPulumiStack({
        engine,
        folder: await mkdtemp(join(folder, "own-")),
        source,
        packages: modules(),
        config: { "thoth:tenantId": govApi.tenantId, "thoth:govapiUrl": govApi.url },
        secrets: { "thoth:orgApiKey": govApi.orgApiKey },
        env: { NODE_OPTIONS: "" },
      });
    });
    afterEach(async () => {
      stack.close();
      await govApi.close();
    });

    test(
      "is made, left alone, and destroyed by a newer package than the one that made it",
      async () => {
        const made = await stack.up();
        expect(made.did).toEqual(["create extensions", "create governance"]);
        expect(made.outputs.compiledPolicy?.value).toMatch(/ExtensionSettings/);
        expect((await stack.up()).did).toEqual([]);
        await install(await packed(await newer()));
        expect((await stack.up()).did).toEqual([]);
        expect((await stack.destroy()).did).toEqual(["delete extensions", "delete governance"]);
      },
      slow,
    );

    test(
      "is the same with the text that Pulumi's SDK makes of its provider",
      async () => {
        await stack.run(["config", "set", "thoth:serializedProvider", "true"]);
        expect((await stack.up()).did).toEqual(["create extensions", "create governance"]);
        const texts = async () => {
          const { resources = [] } = (await stack.exportState()).deployment;
          return resources.flatMap(({ inputs }: { inputs?: { __provider?: string } }) => inputs?.__provider ?? []);
        };
        const long = await texts();
        expect(long.map((text: string) => text.includes("__f0"))).toEqual([true, true]);
        await stack.run(["config", "rm", "thoth:serializedProvider"]);
        expect((await stack.up()).did).toEqual([]);
        expect(await texts()).not.toEqual(long);
        expect((await stack.destroy()).did).toEqual(["delete extensions", "delete governance"]);
      },
      slow,
    );

    test(
      "that lost the package says which one it needs, and is destroyed once it is back",
      async () => {
        await stack.up();
        const aside = join(place, "aside");
        await rename(installed(), aside);
        const { errors } = await stack.refused("destroy");
        expect(errors.join()).toMatch(/Cannot find module '@thoth-iac\/pulumi\/runtime'/);
        await rename(aside, installed());
        expect((await stack.destroy()).did).toEqual(["delete extensions", "delete governance"]);
      },
      slow,
    );
  },
  ["nodejs"],
);

/** The compiler's options in the project, as those of the examples are. */
const projectOptions = { strict: true, target: "es2022", module: "nodenext", skipLibCheck: true };

/** The package as a later version would be. */
async function newer(): Promise<string> {
  const folder = join(place, "newer");
  await cp(pulumiPackageFolder(process.env), folder, { recursive: true });
  const file = join(folder, "package.json");
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, "utf8")), version: "0.2.0" }));
  return folder;
}
