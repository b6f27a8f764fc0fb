import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { type CdkProject, openCdkProject } from "../support/cdk-project.ts";
import { type StateServer, startStateServer } from "../support/cdk-state-server.ts";
import { isChosen } from "../support/engine-choice.ts";
import { describeOnEngines, type TestEngine } from "../support/engines.ts";
import { type RunningGovApi, startGovApi } from "../support/running-govapi.ts";
import { secretsBeneath, secretsIn } from "../support/secret-scan.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";

/* examples/cdktf-gitops: what its pipelines and its Jobs say, and what becomes of it when it is carried out. */

const example = resolve(import.meta.dirname, "..", "..", "examples", "cdktf-gitops");
const slow = 120_000;
const siemSecret = "whsec_dGhlIHNlY3JldCBvZiB0aGUgc2llbQ==";

interface Container {
  readonly name: string;
  readonly args: readonly string[];
  readonly workingDir: string;
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly envFrom: readonly { readonly secretRef: { readonly name: string } }[];
  readonly securityContext: unknown;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string; readonly subPath?: string }[];
}

interface Job {
  readonly metadata: { readonly name: string; readonly annotations: Readonly<Record<string, string>> };
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly securityContext: unknown;
        readonly initContainers: readonly Container[];
        readonly containers: readonly Container[];
        readonly volumes: readonly { readonly name: string; readonly configMap?: { readonly name: string } }[];
      };
    };
  };
}

async function yamlOf(...path: readonly string[]) {
  return parse(await readFile(join(example, ...path), "utf8"));
}

const jobOf = (name: "plan" | "apply"): Promise<Job> => yamlOf("argocd", `${name}-job.yaml`);
const podOf = ({ spec }: Job) => spec.template.spec;
const containersOf = (job: Job) => [...podOf(job).initContainers, ...podOf(job).containers];

/** The commands of a job of the pipelines, which both share. */
async function commandsOf(job: string): Promise<readonly string[]> {
  const { jobs } = await yamlOf("pipelines", "github-actions.yml");
  return jobs[job].steps.flatMap(({ run }: { readonly run?: string }) => run ?? []);
}

test.each(["synth", "plan", "drift"])("both pipelines do the same in their job %s", async (job) => {
  const commands = await commandsOf(job);
  expect(commands.length).toBeGreaterThan(1);
  expect((await yamlOf("pipelines", "gitlab-ci.yml"))[job].script).toEqual(commands);
});

test.each(["plan", "apply"] as const)(
  "the Job that has to %s may nothing but run, and knows no secret",
  async (name) => {
    const job = await jobOf(name);
    expect(podOf(job)).toMatchObject({
      restartPolicy: "Never",
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    });
    for (const { envFrom, securityContext, env } of containersOf(job)) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
      expect(envFrom).toEqual([{ secretRef: { name: "thoth-terraform" } }]);
      expect(env.map((each) => each.name)).toEqual(["HOME", "CHECKPOINT_DISABLE", "TF_IN_AUTOMATION"]);
    }
  },
);

test("Argo CD plans before anything else, and applies last, each time by a Job of the same name", async () => {
  const hooks = await Promise.all((["plan", "apply"] as const).map(jobOf));
  expect(hooks.map(({ metadata }) => metadata)).toEqual([
    { name: "thoth-plan", annotations: annotationsOf("PreSync", "0") },
    { name: "thoth-apply", annotations: annotationsOf("Sync", "5") },
  ]);
  const { resources, configMapGenerator, generatorOptions } = await yamlOf("kustomization.yaml");
  expect(resources.filter((path: string) => !existsSync(join(example, path)))).toEqual([]);
  // With a hash behind its name a Job would have to name another one after every change.
  expect(generatorOptions).toEqual({ disableNameSuffixHash: true });
  expect(configMapGenerator).toMatchObject([
    { name: "thoth-apply" },
    { name: "thoth-plan", options: { annotations: annotationsOf("PreSync", "-1") } },
  ]);
});

function annotationsOf(hook: string, wave: string) {
  return {
    "argocd.argoproj.io/hook": hook,
    "argocd.argoproj.io/hook-delete-policy": "BeforeHookCreation",
    "argocd.argoproj.io/sync-wave": wave,
  };
}

describeOnEngines("examples/cdktf-gitops", (engine) => {
  if (!isChosen(engine)) return;
  let folder: string;
  let govApi: RunningGovApi;
  let receiver: WebhookReceiver;
  let state: StateServer;
  let project: CdkProject;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "thoth-gitops-"));
    govApi = await startGovApi(join(folder, "govapi"));
    receiver = await startWebhookReceiver({ secret: siemSecret });
    state = await startStateServer();
    project = await openCdkProject({ folder, example, engine, node: process.execPath, env: secretOf() });
    const git = (...args: readonly string[]) => promisify(execFile)("git", args, { cwd: project.folder });
    await git("init", "--quiet");
    await git("add", "--", "synthesized", "main.ts");
    await git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "-m", "A tenant");
  }, slow);
  afterAll(async () => {
    await Promise.all([govApi.close(), receiver.close(), state.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  /** What the Secret of the cluster holds, and the variables of the pipelines. */
  function secretOf(): Readonly<Record<string, string>> {
    return {
      ...state.env,
      THOTH_TENANT_ID: govApi.tenantId,
      THOTH_GOVAPI_URL: govApi.url,
      THOTH_API_KEY: govApi.orgApiKey,
      TF_VAR_siem_url: receiver.url,
      TF_VAR_siem_secret: siemSecret,
    };
  }

  /** Carries a job of the pipelines out, with no more than they know, but for `npm ci`: what it installs is there. */
  async function pipeline(job: string) {
    const said: string[] = [];
    const { env } = await yamlOf("pipelines", "github-actions.yml");
    // A pipeline asks the product itself, and not the control plane of a test.
    const known = [...Object.keys(env), "THOTH_GOVAPI_URL"];
    const unknown = Object.keys(secretOf()).filter((name) => !known.includes(name));
    const without = unknown.flatMap((name) => ["-u", name]);
    for (const command of await commandsOf(job)) {
      if (command === "npm ci") continue;
      const ended = await project.run("env", [...without, "sh", "-ec", command]);
      said.push(ended.said);
      if (ended.code !== 0) return { code: ended.code, said: said.join("") };
    }
    return { code: 0, said: said.join("") };
  }

  test("the README names every key of the Secret, and the pipelines name the variables that they read", async () => {
    const texts = ["README.md", "pipelines/gitlab-ci.yml"].map((name) => readFile(join(example, name), "utf8"));
    const [readme = "", gitlab = ""] = await Promise.all(texts);
    const keys = Object.keys(secretOf()).filter((name) => name !== "THOTH_GOVAPI_URL");
    expect(keys.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
    // Plans need no lock.
    const read = keys.filter((name) => !name.includes("LOCK"));
    expect(read.filter((name) => !gitlab.includes(name))).toEqual([]);
    const { env } = await yamlOf("pipelines", "github-actions.yml");
    expect(Object.keys(env)).toEqual(expect.arrayContaining(read));
  });

  test(
    "a pull request fails whose JSON is not what its program says, and shows the difference",
    async () => {
      // Where this fails the constructs write something else now: `npm run synth` in the example, and commit.
      expect(await pipeline("synth")).toMatchObject({ code: 0, said: expect.not.stringContaining("diff --git") });
      await project.edit("main.ts", 'shadowHigh: "block"', 'shadowHigh: "allow"');
      expect(await pipeline("synth")).toMatchObject({
        code: 1,
        said: expect.stringContaining('+        "shadow_high": "allow"'),
      });
      await project.edit("main.ts", 'shadowHigh: "allow"', 'shadowHigh: "block"');
      expect(await pipeline("synth")).toMatchObject({ code: 0 });
    },
    slow,
  );

  test(
    "a pull request is planned, the Jobs plan and apply it, and drift is found",
    async () => {
      expect(await pipeline("plan")).toMatchObject({ code: 0 });
      const planned = await readFile(join(project.folder, "plan.txt"), "utf8");
      expect(planned).toContain("Plan: 6 to add, 0 to change, 0 to destroy.");
      expect(state.state()).toBeUndefined();

      const before = await run("plan", engine);
      expect(before).toContain("Plan: 6 to add, 0 to change, 0 to destroy.");
      expect(state.state()).toBeUndefined();
      expect(await run("apply", engine)).toContain("Resources: 6 added, 0 changed, 0 destroyed.");
      expect(state.methods).toEqual(expect.arrayContaining(["LOCK", "UNLOCK"]));
      expect((await govApi.call("GET /thoth/settings")).body).toMatchObject({
        compliance_profile: "soc2",
        shadow_policy: { high: "block", critical: "block" },
      });
      expect(receiver.deliveries).toMatchObject([{ verified: true }]);

      expect(await pipeline("drift")).toMatchObject({ code: 0, said: expect.stringContaining("No changes.") });
      // Somebody else writes all of the settings, and forgets the SIEM.
      await govApi.call("PUT /thoth/settings", { compliance_profile: "soc2", shadow_policy: { critical: "allow" } });
      expect(await pipeline("drift")).toMatchObject({ code: 2, said: expect.stringMatching(/shadow_critical.*allow/) });
      expect(await run("apply", engine)).toContain("Resources: 0 added, 2 changed, 0 destroyed.");
      expect(await pipeline("drift")).toMatchObject({ code: 0 });

      const secrets = [
        { name: "the SIEM's secret", text: siemSecret },
        { name: "the organization's key", text: govApi.orgApiKey },
      ];
      expect(secretsIn("the plans", [planned, before], secrets)).toEqual([]);
      expect(await secretsBeneath(join(project.folder, "synthesized"), secrets)).toEqual([]);
    },
    slow,
  );

  /** Runs the containers of a Job one after the other, on the files that are mounted, and gives what they said. */
  async function run(name: "plan" | "apply", { path }: TestEngine): Promise<string> {
    const job = await jobOf(name);
    const work = await mkdtemp(join(folder, "work-"));
    await mount(job, work);
    const said: string[] = [];
    for (const { args, env, workingDir } of containersOf(job)) {
      expect(workingDir).toBe("/work");
      const own = env.map(({ name: key, value }) => `${key}=${value.replace(/^\/work/, work)}`);
      said.push(await project.must("env", [...own, path, ...args], work));
    }
    return said.join("");
  }

  /** Puts what is mounted beneath `/work` into a folder that stands for it. */
  async function mount(job: Job, work: string): Promise<void> {
    const { configMapGenerator } = await yamlOf("kustomization.yaml");
    const { volumes } = podOf(job);
    const [{ volumeMounts } = { volumeMounts: [] }] = containersOf(job);
    for (const { name, mountPath, subPath } of volumeMounts) {
      if (!mountPath.startsWith("/work/")) continue;
      const target = join(work, mountPath.slice("/work/".length));
      const map = volumes.find((volume) => volume.name === name)?.configMap;
      if (map === undefined) {
        await mkdir(target);
        continue;
      }
      const { files } = configMapGenerator.find((each: { readonly name: string }) => each.name === map.name);
      const file = files.find((each: string) => basename(each) === subPath);
      await copyFile(join(project.folder, file), target);
    }
  }
});
