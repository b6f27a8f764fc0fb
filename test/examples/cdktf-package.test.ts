import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { camelCase, kebabCase, parse, queries, type Resource, resources } from "@thoth-iac/model";
import { publint } from "publint";
import { cdktfPackageFolder } from "../support/executables.ts";

/* The npm package of the constructs as it is published, and programs of every kind that use it. */

const root = resolve(import.meta.dirname, "..", "..");
const published = cdktfPackageFolder(process.env);
const frameworks = ["cdktf", "cdktn"] as const;
const slow = 60_000;

let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "thoth-cdktf-"));
  const here = (name: string) => join(root, "node_modules", name);
  const packages = { "@thoth-iac/cdktf": published };
  const others = ["cdktf", "cdktn", "constructs", "@types/node", "undici-types"].map(
    (name) => [name, here(name)] as const,
  );
  for (const [name, target] of [...Object.entries(packages), ...others]) {
    const link = join(project, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(target, link);
  }
});
afterAll(() => rm(project, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function node(args: readonly string[], { cwd = project } = {}): Promise<Ended> {
  // The checkout's own condition would lead a program to sources that it does not have.
  const { NODE_OPTIONS: _ours, ...env } = process.env;
  return new Promise((done) => {
    // Links are kept: what is published must find the frameworks of whoever installed it, and no others.
    execFile(process.execPath, ["--preserve-symlinks", ...args], { cwd, env }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
    );
  });
}

/** The tarball as npm packs it. */
async function tarball(): Promise<Uint8Array> {
  const folder = await mkdtemp(join(project, "packed-"));
  await new Promise<void>((done, fail) =>
    execFile("npm", ["pack", "--silent", "--pack-destination", folder, published], (error) =>
      error === null ? done() : fail(error),
    ),
  );
  const [name = ""] = await readdir(folder);
  return readFile(join(folder, name));
}

const program = (
  framework: string,
) => `import { App, TerraformOutput, TerraformStack, TerraformVariable } from "${framework}";
import { GovernedFleet, mdmProvider, ThothProvider, ThothTenant } from "@thoth-iac/cdktf/${framework}";
import { MdmProvider } from "@thoth-iac/cdktf/${framework}/mdm-provider";

const app = new App({ outdir: "out-${framework}" });
const stack = new TerraformStack(app, "prod");
const secret = new TerraformVariable(stack, "secret", { type: "string", sensitive: true });
new ThothProvider(stack, "thoth", { tenantId: "acme" });
const tenant = new ThothTenant(stack, "tenant", {
  complianceProfile: "soc2",
  pamProvider: "okta",
  pamCallbackSecret: secret.stringValue,
});
new MdmProvider(stack, "jamf", { providerName: "jamf", name: tenant.tenantId });
new mdmProvider.MdmProvider(stack, "intune", { providerName: "intune", enabled: false });
const fleet = new GovernedFleet(stack, "fleet", {
  events: { webhookEnabled: true, webhookUrl: "https://events.example.com", webhookSecret: secret.stringValue },
  mdm: { providerName: "kandji", syncTrigger: "v1", timeoutSeconds: 60 },
  browsers: { chrome: { policies: { extensions: { name: "Extensions", policy: { extension_settings: {} } } } }, safari: {} },
  devices: [{ deviceId: "mac-0042", userId: "ada@example.com" }],
  rings: { canary: { percent: 5, status: "active" }, full: { devices: [] } },
});
new TerraformOutput(stack, "endpoints", { value: fleet.mdm?.inventory.syncedEndpoints });
app.synth();
`;

async function synthesized(framework: string): Promise<unknown> {
  const {
    "//": _about,
    terraform,
    ...rest
  } = JSON.parse(await readFile(join(project, `out-${framework}`, "stacks", "prod", "cdk.tf.json"), "utf8"));
  const { backend: _place, ...settings } = terraform;
  const withoutMetadata = JSON.parse(JSON.stringify({ ...rest, terraform: settings }), (key, value) =>
    key === "//" ? undefined : value,
  );
  return withoutMetadata;
}

test("publint finds nothing to complain of", async () => {
  const { messages } = await publint({ pkgDir: published, strict: true });
  expect(messages).toEqual([]);
});

test(
  "the types are found, and are right, in every way of resolving modules",
  async () => {
    const analysis = await checkPackage(createPackageFromTarballData(await tarball()));
    expect(analysis).toMatchObject({ types: { kind: "included" } });
    expect("problems" in analysis && analysis.problems).toEqual([]);
  },
  slow,
);

test("there is an entry point for each resource and data source, of each framework", async () => {
  const manifest = JSON.parse(await readFile(join(published, "package.json"), "utf8"));
  const names = [
    ...Object.values(resources).map(({ name }) => kebabCase(name)),
    ...Object.values(queries).map(({ name }) => `data-thoth-${kebabCase(name)}`),
  ];
  const wanted = frameworks.flatMap((framework) => names.map((name) => `./${framework}/${name}`));
  expect(Object.keys(manifest.exports)).toEqual(expect.arrayContaining(wanted));
});

test("whoever installs it gets nothing with it, and needs but one framework", async () => {
  const manifest = JSON.parse(await readFile(join(published, "package.json"), "utf8"));
  expect(manifest).not.toHaveProperty("dependencies");
  expect(manifest.peerDependencies).toEqual({ cdktf: "^0.21.0", cdktn: ">=0.24 <1", constructs: "^10.4.2" });
  expect(manifest.peerDependenciesMeta).toEqual({ cdktf: { optional: true }, cdktn: { optional: true } });
  const installed = join(published, "lib");
  for (const framework of frameworks) {
    const [other = ""] = frameworks.filter((each) => each !== framework);
    const files = await readdir(join(installed, framework), { recursive: true, withFileTypes: true });
    const texts = files
      .filter((file) => file.isFile())
      .map((file) => readFile(join(file.parentPath, file.name), "utf8"));
    const foreign = (await Promise.all(texts)).filter(
      (text) => text.includes(`"${other}"`) || text.includes(`'${other}'`),
    );
    expect(foreign).toEqual([]);
  }
});

test("every property of every resource says what it is", async () => {
  for (const owner of Object.values(resources)) {
    const file = join(published, "lib", "cdktf", "bindings", kebabCase(owner.name), "index.d.ts");
    const text = await readFile(file, "utf8");
    for (const { name, description } of owner.attributes.filter(({ input }) => input)) {
      const [before = "", after] = text.split(new RegExp(`readonly ${camelCase(name)}\\??:`));
      expect([name, after]).not.toEqual([name, undefined]);
      expect(before.slice(before.lastIndexOf("/**"))).toContain(description.split("\n")[0]);
    }
  }
});

describe.each(frameworks)("a program on %s", (framework) => {
  beforeAll(async () => {
    await writeFile(join(project, `${framework}.mts`), program(framework));
    await writeFile(
      join(project, `${framework}.cjs`),
      program(framework).replace(/import (\{.*\}) from (".*");/g, "const $1 = require($2);"),
    );
  });

  test.each(["mts", "cjs"])("is run as it is written, in a file that ends in .%s", async (ending) => {
    expect(await node([`${framework}.${ending}`])).toMatchObject({ code: 0, stderr: "" });
    expect(await synthesized(framework)).toMatchObject({
      resource: { thoth_mdm_provider: { jamf: { name: "${thoth_governance_settings.tenant_40C7F991.tenant_id}" } } },
    });
  });

  test("loads the model when it is synthesized, and not before", async () => {
    const script = `const loaded = () => Object.keys(require.cache).filter((file) => file.endsWith("model.cjs")).length;
      const { App, TerraformStack } = require("${framework}");
      const { ThothProvider, ThothTenant } = require("@thoth-iac/cdktf/${framework}");
      const stack = new TerraformStack(new App({ outdir: "lazy.out" }), "prod");
      new ThothProvider(stack, "thoth", {});
      new ThothTenant(stack, "tenant", {});
      const before = loaded();
      stack.node.root.synth();
      console.log(before, loaded());`;
    expect(await node(["-e", script])).toMatchObject({ stdout: "0 1\n", stderr: "" });
  });
});

/** What a reader of the README copies. */
async function readmeProgram(): Promise<string> {
  const [, text] = /```ts\n(.*?)```/s.exec(await readFile(join(root, "cdktf", "README.md"), "utf8")) ?? [];
  if (text === undefined) throw new Error("The README shows no program");
  return text;
}

test("the program of the README synthesizes a tenant", async () => {
  await writeFile(join(project, "readme.mts"), await readmeProgram());
  expect(await node(["readme.mts"])).toMatchObject({ code: 0, stderr: "" });
  const file = join(project, "cdktf.out", "stacks", "prod", "cdk.tf.json");
  expect(Object.keys(JSON.parse(await readFile(file, "utf8")).resource)).toEqual([
    "thoth_governance_settings",
    "thoth_pam_settings",
  ]);
});

describe("the model in the package", () => {
  const model = createRequire(import.meta.url)(join(published, "lib", "model.cjs"));

  test.each(Object.entries(resources))("says of %s what the model itself says", (name, owner) => {
    const inputs = owner.attributes.filter(({ input }) => input).map((input) => input.name);
    const written = ["x", 5, [], {}, [[]], "{}", null].map((value) =>
      Object.fromEntries(inputs.map((input) => [input, value])),
    );
    for (const values of [...written, owner.example, { ...owner.example, stranger: 1 }, "text"]) {
      expect(model.parse(model.resources[name], values)).toEqual(parse(owner as Resource, values));
    }
  });
});

test("both frameworks synthesize the same", async () => {
  const [one, other] = await Promise.all(frameworks.map(synthesized));
  expect(one).toEqual(other);
});

test.each([
  ["nodenext", "nodenext", { skipLibCheck: false }],
  ["nodenext", "nodenext", { exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true }],
  ["esnext", "bundler", {}],
  ["commonjs", "node10", { ignoreDeprecations: "6.0" }],
])(
  "the compiler accepts all programs with modules of %s found by %s, %j",
  async (module, moduleResolution, further) => {
    const files = [...frameworks.map((framework) => `${framework}.ts`), "readme.ts"];
    const fixed = { target: "es2022", strict: true, noEmit: true, types: ["node"], skipLibCheck: true };
    const config = join(project, "tsconfig.json");
    for (const framework of frameworks) await writeFile(join(project, `${framework}.ts`), program(framework));
    await writeFile(join(project, "readme.ts"), await readmeProgram());
    await writeFile(
      config,
      JSON.stringify({ compilerOptions: { ...fixed, module, moduleResolution, ...further }, files }),
    );
    const { stdout } = await node([join(root, "node_modules/typescript/bin/tsc"), "-p", config]);
    expect(stdout).toBe("");
  },
  slow,
);
