import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { access, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { describeOnEngines, enginesOf, type TestEngine } from "../support/engines.ts";
import { describeOnPulumi, type PulumiTestEngine } from "../support/pulumi-engines.ts";

const root = resolve(import.meta.dirname, "..", "..");
let folder = "";
const started: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "qs-"));
});
afterEach(async () => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

describeOnEngines("npm run quickstart", (engine) => {
  test("sets a tenant up, plans nothing the second time, and tells what it made", async () => {
    const ended = await (await quickstart(engine)).ended;
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const steps = ["init", "plan", "apply", "plan, again"].map((verb) => `✓ ${engine.product} ${verb} `);
    for (const step of steps) expect(ended.stdout).toContain(step);
    expect(ended.stdout).toContain(engine.version);
    expect(ended.stdout).toMatch(/plan, again +no changes/);
    expect(ended.stdout).toMatch(/\$ thothctl settings get\n.*critical +block.*\$ thothctl mdm list\n.*jamf/s);
    expect(ended.stdout).toContain("1 test event arrived, 1 with a valid signature (delivered, HTTP 204)");
    expect(ended.stdout).toContain("4 devices read from Jamf, 1 of them nobody's");
  }, 180_000);
});

describeOnPulumi(
  "npm run quickstart -- --pulumi",
  (engine) => {
    test("sets the same tenant up by the TypeScript program, and previews nothing the second time", async () => {
      const ended = await (await quickstart(engine, ["--pulumi"])).ended;
      expect(ended).toMatchObject({ code: 0, stderr: "" });
      expect(ended.stdout).toMatch(/✓ pulumi up +10 created/);
      expect(ended.stdout).toMatch(/✓ pulumi preview, again +no changes/);
      expect(ended.stdout).toMatch(/\$ thothctl settings get\n.*critical +block.*\$ thothctl mdm list\n.*jamf/s);
      expect(ended.stdout).toContain("1 test event arrived, 1 with a valid signature (delivered, HTTP 204)");
      expect(ended.stdout).toContain("4 devices read from Jamf, 1 of them nobody's");
      expect(ended.stdout).toContain("mac-101 active, mac-102 active");
    }, 180_000);
  },
  ["nodejs"],
);

test("npm run quickstart -- --gitops sets the same tenant up by manifests, and puts a change by hand right", async () => {
  const ended = await (await quickstart(undefined, ["--gitops"])).ended;
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(ended.stdout).toMatch(/✓ thothctl validate +9 manifests in 4 files/);
  expect(ended.stdout).toMatch(/✓ thothctl apply +5 created, 2 updated, 2 run/);
  expect(ended.stdout).toMatch(/✓ thothctl plan, again +no changes.*plan, drift +1 to update.*the end +no changes/s);
  expect(ended.stdout).toMatch(/\$ thothctl settings get\n.*critical +block.*\$ thothctl mdm list\n.*jamf/s);
  expect(ended.stdout).toContain("1 test event arrived, 1 with a valid signature (delivered)");
  expect(ended.stdout).toContain("4 devices read from Jamf, 1 of them nobody's");
  expect(ended.stdout).toContain("mac-101 active, mac-102 active");
}, 180_000);

const [anyEngine] = enginesOf(process.env).present;
const withEngine = anyEngine === undefined ? test.skip : test;

withEngine(
  "a quickstart that is interrupted ends all that it started",
  async () => {
    const running = await quickstart(anyEngine, ["--keep"]);
    const [, url = ""] = await running.said(/GovAPI at (http:\S+),/);
    await running.said(/✓ \w+ init/);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    running.child.kill("SIGINT");
    expect(await running.ended).toMatchObject({ code: 130 });
    await expect(fetch(`${url}/healthz`)).rejects.toThrow("fetch failed");
  },
  180_000,
);

withEngine(
  "a quickstart whose reader goes away ends all that it started",
  async () => {
    const running = await quickstart(anyEngine, ["--keep", "--verbose"]);
    const [, url = ""] = await running.said(/GovAPI at (http:\S+),/);
    running.child.stdout?.destroy();
    await once(running.child, "exit");
    await expect(fetch(`${url}/healthz`)).rejects.toThrow("fetch failed");
  },
  180_000,
);

withEngine(
  "a quickstart that is kept goes on until it is interrupted, and what it left can be used by hand",
  async () => {
    const running = await quickstart(anyEngine, ["--keep"]);
    await running.said(/GovAPI and the stand-ins go on running/);
    const [name = ""] = await readdir(folder).then((names) =>
      names.filter((each) => each.startsWith("thoth-quickstart-")),
    );
    const work = join(folder, name, "work");
    const script = `. ../environment.sh && "${anyEngine?.path}" plan -detailed-exitcode -input=false -no-color`;
    const byHand = spawn("sh", ["-c", script], { cwd: work, env: await environmentWith(anyEngine), stdio: "ignore" });
    expect(await once(byHand, "exit")).toEqual([0, null]);
    running.child.kill("SIGINT");
    expect(await running.ended).toMatchObject({ code: 0 });
    await access(join(work, "terraform.tfstate"));
  },
  180_000,
);

test("a quickstart with a flag that it does not know says what it knows, and does nothing", async () => {
  const ended = await (await quickstart(undefined, ["--kepe"])).ended;
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toMatch(/^Not understood: --kepe\n\nUsage: npm run quickstart/);
  expect(await readdir(folder)).toEqual(["bin"]);
});

test("a quickstart that is asked for help gives it", async () => {
  const ended = await (await quickstart(undefined, ["--help"])).ended;
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(ended.stdout).toContain("--keep");
});

interface Quickstart {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
  /** Resolves with the match when its output has one. */
  readonly said: (pattern: RegExp) => Promise<readonly string[]>;
}

/** Starts what `npm run quickstart` starts, with one engine to be found. */
async function quickstart(
  engine: TestEngine | PulumiTestEngine | undefined,
  args: readonly string[] = [],
): Promise<Quickstart> {
  const env = await environmentWith(engine);
  const child = spawn(process.execPath, ["tools/launch.mjs", "tools/quickstart.ts", ...args], { cwd: root, env });
  started.push(child);
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  const closed = once(child, "close").then(([code]) => ({ code, ...output }));
  return {
    child,
    ended: closed,
    said: async (pattern) => {
      for (;;) {
        const found = pattern.exec(output.stdout);
        if (found !== null) return found;
        const over = await Promise.race([once(child.stdout, "data").then(() => undefined), closed]);
        if (over !== undefined && !pattern.test(output.stdout)) throw new Error(`${pattern}: ${JSON.stringify(over)}`);
      }
    },
  };
}

/** An environment in which this engine is the only one of its kind, and temporary folders are made in the test's own. */
async function environmentWith(engine: TestEngine | PulumiTestEngine | undefined): Promise<NodeJS.ProcessEnv> {
  const bin = join(folder, "bin");
  await mkdir(bin, { recursive: true });
  const name = engine !== undefined && "product" in engine ? engine.product : "pulumi";
  if (engine !== undefined) {
    const wrapper = `#!/bin/sh\nexec "${engine.path}" "$@"\n`;
    await writeFile(join(bin, name), wrapper, { mode: 0o755 });
  }
  const { PATH = "", HOME } = process.env;
  const isOthers = (each: string) => name !== "pulumi" && existsSync(join(each, "terraform"));
  const others = PATH.split(delimiter).filter((each) => !isOthers(each));
  // Pulumi's hosts for languages lie beside it.
  const beside = engine !== undefined && name === "pulumi" ? [dirname(engine.path)] : [];
  return { HOME, TMPDIR: folder, PATH: [bin, ...others, ...beside].join(delimiter) };
}
