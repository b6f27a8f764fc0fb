import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type CdkProject, moveToCdktn, openCdkProject } from "../support/cdk-project.ts";

const root = resolve(import.meta.dirname, "..", "..");
const slow = 60_000;
// Synthesis starts no engine.
const engine = { name: "none", product: "terraform", version: "0.0.0", path: "/missing/terraform" } as const;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "thoth-examples-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function open(name: string): Promise<CdkProject> {
  return openCdkProject({ folder, example: join(root, "examples", name), engine, node: process.execPath, env: {} });
}

const compile = ({ must }: CdkProject) => must(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "."]);

async function synthesized({ must, folder: project }: CdkProject) {
  await must(process.execPath, ["main.ts"]);
  const text = await readFile(join(project, "cdktf.out", "stacks", "production", "cdk.tf.json"), "utf8");
  const { "//": _about, terraform, ...rest } = JSON.parse(text);
  const { backend: _place, ...settings } = terraform;
  return { ...rest, terraform: settings };
}

test(
  "cdktf-quickstart compiles and is the same on both frameworks",
  async () => {
    const project = await open("cdktf-quickstart");
    await compile(project);
    const before = await synthesized(project);
    expect(Object.keys(before.resource)).toContain("thoth_browser_enrollment");
    await moveToCdktn(project);
    await compile(project);
    expect(await synthesized(project)).toEqual(before);
  },
  slow,
);

test(
  "cdktf-gitops compiles",
  async () => {
    expect(await compile(await open("cdktf-gitops"))).toBe("");
  },
  slow,
);

// The command lines ask it of everyone who runs them, unless the project has an answer.
test("cdktf-quickstart sends nobody a report of a crash", async () => {
  const config = JSON.parse(await readFile(join(root, "examples", "cdktf-quickstart", "cdktf.json"), "utf8"));
  expect(config).toMatchObject({ app: "node main.ts", sendCrashReports: "false" });
});
