import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mirrorIn } from "../support/cdk-project.ts";
import { isChosen } from "../support/engine-choice.ts";
import { describeOnEngines } from "../support/engines.ts";
import { cdktfPackageFolder } from "../support/executables.ts";
import { type RunningGovApi, startGovApi } from "../support/running-govapi.ts";

/*
 * What someone meets who knows nothing of this checkout: the package as npm packs it, installed into an empty project by
 * the README's command, and the program with which the README begins.
 */

const root = resolve(import.meta.dirname, "..", "..");
const slow = 120_000;

let place: string;
let readme: string;
let tarball: string;

interface Ended {
  readonly code: number;
  readonly said: string;
}

/** Where a program is run, and what it sees of the environment beside what every program needs. */
interface Around {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

function ended(command: string, args: readonly string[], { cwd, env = {} }: Around): Promise<Ended> {
  // The checkout's own condition would lead a program to sources that it does not have.
  const { NODE_OPTIONS: _ours, ...outer } = process.env;
  const PATH = [dirname(process.execPath), outer.PATH].join(delimiter);
  return new Promise((done) => {
    execFile(
      command,
      args,
      { cwd, env: { ...outer, PATH, CHECKPOINT_DISABLE: "1", ...env } },
      (error, stdout, stderr) => done({ code: error === null ? 0 : Number(error.code ?? 1), said: stdout + stderr }),
    );
  });
}

async function must(command: string, args: readonly string[], around: Around): Promise<string> {
  const { code, said } = await ended(command, args, around);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${said}`);
  return said;
}

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "thoth-install-"));
  readme = await readFile(join(root, "cdktf", "README.md"), "utf8");
  const folder = cdktfPackageFolder(process.env);
  await must("npm", ["pack", "--silent", "--pack-destination", place, folder], { cwd: place });
  const [name = ""] = (await readdir(place)).filter((each) => each.endsWith(".tgz"));
  tarball = join(place, name);
}, slow);
afterAll(() => rm(place, { recursive: true, force: true }));

/** The README's first program, which a reader copies; it is written for CDK Terrain. */
function program(framework: string): string {
  const [, text = ""] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  return text.replaceAll('/cdktn"', `/${framework}"`).replaceAll('"cdktn"', `"${framework}"`);
}

/** What the README's command for a framework installs beside our package. */
function installedWith(framework: string): readonly string[] {
  const lists = [...readme.matchAll(/npm install @thoth-iac\/cdktf ([^`\n]+)/g)].map(([, list = ""]) =>
    list.split(" "),
  );
  return lists.find((list) => list.includes(framework)) ?? [];
}

describe.each(["cdktf", "cdktn"])("an empty project with %s", (framework) => {
  let project: string;
  const node = (...args: readonly string[]) => ended(process.execPath, args, { cwd: project });

  beforeAll(async () => {
    project = join(place, framework);
    await mkdir(project);
    await writeFile(join(project, "package.json"), JSON.stringify({ name: "a-tenant", private: true }));
    const quiet = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
    await must("npm", ["install", ...quiet, tarball, ...installedWith(framework)], { cwd: project });
    await writeFile(join(project, "main.mts"), program(framework));
    await writeFile(join(project, "main.mjs"), program(framework));
  }, slow);

  test("has got one framework, and of ours the package alone", async () => {
    const modules = join(project, "node_modules");
    expect(await readdir(join(modules, "@thoth-iac"))).toEqual(["cdktf"]);
    expect((await readdir(modules)).filter((name) => ["cdktf", "cdktn", "zod"].includes(name))).toEqual([framework]);
  });

  test.each([{}, { exactOptionalPropertyTypes: true }])(
    "compiles the README's program under strict, with %j",
    async (further) => {
      const fixed = { target: "es2022", module: "nodenext", strict: true, noEmit: true, types: [], skipLibCheck: true };
      const config = join(project, "tsconfig.json");
      await writeFile(config, JSON.stringify({ compilerOptions: { ...fixed, ...further }, files: ["main.mts"] }));
      expect(await node(join(root, "node_modules/typescript/bin/tsc"), "-p", config)).toEqual({ code: 0, said: "" });
    },
    slow,
  );

  test.each(["main.mts", "main.mjs"])("runs the README's program as it stands, in %s", async (file) => {
    await rm(join(project, "cdktf.out"), { recursive: true, force: true });
    expect(await node(file)).toEqual({ code: 0, said: "" });
    const { resource } = JSON.parse(
      await readFile(join(project, "cdktf.out", "stacks", "prod", "cdk.tf.json"), "utf8"),
    );
    const written = Object.entries(resource).map(([type, instances]) => [type, ...Object.values(instances ?? {})]);
    expect(written).toMatchObject([
      ["thoth_governance_settings", { compliance_profile: "soc2", shadow_high: "block" }],
      ["thoth_pam_settings", { pam_provider: "okta", pam_callback_secret: "${var.pam_callback_secret}" }],
    ]);
  });

  test("tells whoever writes JavaScript what is wrong with it: the construct, the prop, what is wanted", async () => {
    const wrong = program(framework).replace("shadowHigh:", "shadowHihg:").replace('"soc2"', "2");
    await writeFile(join(project, "wrong.mjs"), wrong);
    const { code, said } = await node("wrong.mjs");
    expect(code).toBe(1);
    expect(said).toContain("[prod/tenant] there is no prop shadowHihg; did you mean shadowHigh?");
    expect(said).toMatch(/\[prod\/tenant\] complianceProfile must be one of "soc2", .*found a number/);
  });

  describeOnEngines("and Terraform", (engine) => {
    if (!isChosen(engine)) return;
    let govApi: RunningGovApi;
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(place, "govapi-"));
      govApi = await startGovApi(folder);
    });
    afterAll(() => govApi.close());

    test(
      "plans what the README's program makes",
      async () => {
        await must(process.execPath, ["main.mts"], { cwd: project });
        const cwd = join(project, "cdktf.out", "stacks", "prod");
        const env = {
          HOME: folder,
          TF_CLI_CONFIG_FILE: await mirrorIn(folder),
          THOTH_GOVAPI_URL: govApi.url,
          THOTH_API_KEY: govApi.orgApiKey,
          TF_VAR_pam_callback_secret: "a secret of the callback",
        };
        await must(engine.path, ["init", "-input=false", "-no-color"], { cwd, env });
        const planned = await must(engine.path, ["plan", "-input=false", "-no-color"], { cwd, env });
        expect(planned).toContain("Plan: 2 to add, 0 to change, 0 to destroy.");
        expect(planned).not.toContain("a secret of the callback");
      },
      slow,
    );
  });
});
