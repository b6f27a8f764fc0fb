import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { root } from "../house/tree.ts";
import { type CommentServer, startCommentServer } from "../support/comment-server.ts";
import { thothctlPath } from "../support/executables.ts";
import { runJobOfWorkflow, type Workflow } from "../support/github-runner.ts";
import { programOnPath } from "../support/program-on-path.ts";
import { callTenant } from "../support/running-govapi.ts";
import { type ServedGovApi, serveGovApi } from "../support/served-govapi.ts";
import { runStep, type StepEnd } from "../support/shell-step.ts";

/* examples/gitops-github and examples/gitops-gitlab: their scripts, run as they stand there. */

const slow = 90_000;
const token = "token-for-comments";
const siemSecret = "whsec_dGhlIHNlY3JldCBvZiB0aGUgc2llbQ==";
const tools = ["curl", "jq"].map((name) => programOnPath(name, ["--version"]));
// What a runner downloads: the program under test, by a line that starts it.
const program = `#!/bin/sh\nexec '${thothctlPath(process.env)}' "$@"\n`;

/** A pipeline, and the surroundings in which its jobs run. */
interface Pipeline {
  readonly product: "github" | "gitlab";
  readonly run: (job: string, around: Around) => Promise<StepEnd>;
}

interface Around {
  readonly workspace: string;
  readonly govApi: ServedGovApi;
  readonly server: CommentServer;
  readonly checksum: string;
}

const workflow: Workflow = parse(
  readFileSync(join(root, "examples", "gitops-github", ".github", "workflows", "thoth.yml"), "utf8"),
);
const gitlab = parse(readFileSync(join(root, "examples", "gitops-gitlab", ".gitlab-ci.yml"), "utf8"));

const pipelines: readonly Pipeline[] = [
  {
    product: "github",
    run: (job, { workspace, govApi, server, checksum }) =>
      runJobOfWorkflow(workflow, job, {
        workspace,
        env: {
          PATH: process.env.PATH ?? "",
          HOME: join(workspace, "..", "home"),
          GITHUB_API_URL: server.url,
          GITHUB_REPOSITORY: "acme/tenant",
        },
        expressions: {
          "vars.THOTH_TENANT_ID": "acme",
          "vars.THOTH_GOVAPI_URL": govApi.url,
          "vars.THOTHCTL_URL": `${server.url}/thothctl`,
          "vars.THOTHCTL_SHA256": checksum,
          "secrets.THOTH_API_KEY": govApi.orgApiKey,
          "secrets.SIEM_WEBHOOK_SECRET": siemSecret,
          "github.token": token,
          "github.event.pull_request.number": "7",
        },
      }),
  },
  {
    product: "gitlab",
    run: (job, { workspace, govApi, server, checksum }) => {
      const before: readonly string[] = gitlab.default.before_script;
      // The one line that changes the machine: what it installs is there.
      const lines = [...before.filter((line) => !line.startsWith("apt-get")), ...gitlab[job].script];
      return runStep(lines.join("\n"), workspace, {
        ...gitlab.variables,
        PATH: process.env.PATH ?? "",
        HOME: join(workspace, "..", "home"),
        CI_API_V4_URL: server.url,
        CI_PROJECT_ID: "1",
        CI_MERGE_REQUEST_IID: "7",
        GITLAB_TOKEN: token,
        THOTH_TENANT_ID: "acme",
        THOTH_GOVAPI_URL: govApi.url,
        THOTHCTL_URL: `${server.url}/thothctl`,
        THOTHCTL_SHA256: checksum,
        ...(job !== "validate" && { THOTH_API_KEY: govApi.orgApiKey, SIEM_WEBHOOK_SECRET: siemSecret }),
      });
    },
  },
];

test("the workflow may read code, and one job may write a comment; secrets reach thothctl and nothing else", () => {
  expect(workflow.permissions).toEqual({ contents: "read" });
  for (const [name, { permissions, steps }] of Object.entries(workflow.jobs)) {
    expect(permissions).toEqual(name === "plan" ? { contents: "read", "pull-requests": "write" } : undefined);
    for (const { uses, with: inputs, run, env } of steps) {
      if (uses !== undefined && !uses.startsWith("./")) {
        expect(uses).toMatch(/@v\d+$/);
        expect(inputs).toMatchObject({ "persist-credentials": false });
      }
      if (JSON.stringify(env ?? {}).includes("secrets.")) expect(run).toContain("thothctl ");
      if (JSON.stringify(env ?? {}).includes("github.token")) expect(run).not.toContain("thothctl apply");
      // What others may name, a title or a branch, never becomes part of a script.
      expect(run ?? "").not.toContain("${{");
    }
  }
  expect(JSON.stringify(workflow.env)).not.toContain("secrets.");
  expect(workflow.jobs.plan?.if).toContain("head.repo.full_name == github.repository");
  expect(workflow.concurrency["cancel-in-progress"]).toBe("${{ github.event_name == 'pull_request' }}");
  expect(gitlab.apply).toMatchObject({ resource_group: "thoth", interruptible: false });
});

test("both pipelines have the same jobs, which run the same commands", () => {
  const jobs = ["validate", "plan", "apply", "drift"];
  expect(Object.keys(workflow.jobs)).toEqual(jobs);
  for (const job of jobs) {
    const runs = workflow.jobs[job]?.steps.map(({ run = "" }) => run).join("\n") ?? "";
    expect(commandsIn(runs).length).toBeGreaterThan(0);
    expect(commandsIn(gitlab[job].script.join("\n"))).toEqual(commandsIn(runs));
  }
});

function commandsIn(script: string): readonly string[] {
  return script.split("\n").flatMap((line) => /^\s*(thothctl .*)$/.exec(line)?.[1] ?? []);
}

describe.each(pipelines)("examples/gitops-$product", ({ product, run }) => {
  if (tools.includes(undefined)) {
    test.skip("needs curl and jq", () => undefined);
    return;
  }
  let folder: string;
  let around: Around;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "thoth-pipeline-"));
    const workspace = join(folder, "workspace");
    await mkdir(join(folder, "home"));
    await cp(join(root, "examples", `gitops-${product}`), workspace, { recursive: true });
    around = {
      workspace,
      govApi: await serveGovApi(join(folder, "govapi"), "acme"),
      server: await startCommentServer(product, token, program),
      checksum: createHash("sha256").update(program).digest("hex"),
    };
    const body = "<!-- thothctl plan -->\nnot of the pipeline";
    around.server.comments.push({ id: 1, author: "somebody", body });
  }, slow);
  afterEach(async () => {
    await Promise.all([around.govApi.kill(), around.server.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  const settings = async (write?: { readonly compliance_profile: string }) => {
    const access = { url: around.govApi.url, tenant: "acme", orgApiKey: around.govApi.orgApiKey };
    const route = `${write === undefined ? "GET" : "PUT"} /thoth/settings`;
    return (await callTenant(access, { route, ...(write && { body: write }) })).body;
  };
  const ours = () => around.server.comments.filter(({ author }) => author === "ours").map(({ body }) => body);

  test(
    "a pull request is planned in one comment, which is updated; a merge applies; drift is found",
    async () => {
      expect(await run("validate", around)).toMatchObject({ code: 0 });
      const before = await settings();
      expect(await run("plan", around)).toMatchObject({ code: 0 });
      expect(ours()).toEqual([
        expect.stringMatching(/^<!-- thothctl plan -->\n### Merging this changes the tenant \(acme\)/),
      ]);
      expect(ours()[0]).toContain("Plan: 2 to create, 1 to update");
      expect(await settings()).toEqual(before);

      const file = join(around.workspace, "manifests", "browser.yaml");
      const written = await readFile(file, "utf8");
      await writeFile(
        file,
        `${written}---\n${written.slice(written.indexOf("---\n") + 4).replaceAll("approved-", "more-")}`,
      );
      expect(await run("plan", around)).toMatchObject({ code: 0 });
      expect(ours()).toEqual([expect.stringContaining("Plan: 3 to create, 1 to update")]);

      expect(await run("apply", around)).toMatchObject({ code: 0, said: expect.stringContaining("3 created") });
      expect(await settings()).toMatchObject({ compliance_profile: "soc2", siem: { provider: "splunk" } });
      expect(await run("drift", around)).toMatchObject({ code: 0 });
      expect(await run("plan", around)).toMatchObject({ code: 0 });
      expect(ours()).toEqual([expect.stringContaining("### Nothing would change (acme)")]);

      await settings({ compliance_profile: "soc2" });
      expect(await run("drift", around)).toMatchObject({
        code: 2,
        said: expect.stringContaining("SiemSettings/splunk"),
      });
      expect(await run("apply", around)).toMatchObject({ code: 0 });
      expect(await run("drift", around)).toMatchObject({ code: 0 });
      expect(around.server.comments[0]?.body).toContain("not of the pipeline");
    },
    slow,
  );

  test(
    "manifests that cannot be planned fail, and the comment shows the line, but no secret",
    async () => {
      const wrong =
        "apiVersion: thoth/v1\nkind: SiemSettings\nmetadata: {name: b}\nspec: {siem_webhook_secret: hunter2hunter2}\n";
      await writeFile(join(around.workspace, "manifests", "wrong.yaml"), wrong);
      expect((await run("validate", around)).code).not.toBe(0);
      const { code, said } = await run("plan", around);
      expect(code).not.toBe(0);
      expect(ours()).toEqual([expect.stringContaining("### This cannot be planned (acme)")]);
      expect(ours()[0]).toMatch(/manifests\/wrong\.yaml:4:/);
      for (const secret of ["hunter2hunter2", siemSecret, around.govApi.orgApiKey, token]) {
        expect(said + ours().join()).not.toContain(secret);
      }
      expect((await run("apply", around)).code).not.toBe(0);
    },
    slow,
  );

  test(
    "another program than the checksum says is not run",
    async () => {
      const ended = await run("apply", { ...around, checksum: "0".repeat(64) });
      expect(ended.code).not.toBe(0);
      expect(ended.said).toContain("FAILED");
      expect(ended.said).not.toContain("created");
    },
    slow,
  );
});

describe("the hook of pre-commit", () => {
  const [hook] = parse(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8"));

  test("is what the examples ask for", () => {
    for (const product of ["github", "gitlab"]) {
      const text = readFileSync(join(root, "examples", `gitops-${product}`, ".pre-commit-config.yaml"), "utf8");
      expect(parse(text).repos[0].hooks[0].id).toBe(hook.id);
    }
  });

  test("finds what is wrong before a commit, and lets the examples pass", async () => {
    const folder = await mkdtemp(join(tmpdir(), "thoth-hook-"));
    const config = parse(readFileSync(join(root, "examples", "gitops-github", ".pre-commit-config.yaml"), "utf8"));
    const [command = "", ...words] = [...hook.entry.split(" "), ...config.repos[0].hooks[0].args];
    await cp(join(root, "examples", "gitops-github", "manifests"), join(folder, "manifests"), { recursive: true });
    const commit = () => {
      const PATH = [dirname(thothctlPath(process.env)), process.env.PATH].join(delimiter);
      return spawnSync(command, words, { cwd: folder, env: { PATH }, encoding: "utf8" });
    };
    expect(commit()).toMatchObject({ status: 0 });
    await writeFile(join(folder, "manifests", "wrong.yaml"), "apiVersion: thoth/v1\nkind: Browser\n");
    expect(commit()).toMatchObject({ stderr: expect.stringContaining("wrong.yaml") });
    expect(commit().status).not.toBe(0);
    await rm(folder, { recursive: true, force: true });
  });
});
