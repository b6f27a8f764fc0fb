import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { parse } from "yaml";
import { type Jamf, startJamf } from "../support/jamf.ts";
import { describeOnPulumi } from "../support/pulumi-engines.ts";
import { installedForPulumi } from "../support/pulumi-packages.ts";
import { type PulumiWorld, pulumiStory } from "../support/pulumi-story.ts";
import { startGovApi } from "../support/running-govapi.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";

const examples = resolve(import.meta.dirname, "..", "..", "examples");
const pipelines = join(examples, "pulumi-quickstart", "pipelines");

/** The jobs of both pipelines, by the names that they share. */
const jobs = ["preview", "update", "drift"] as const;

interface Pipelines {
  readonly github: { readonly jobs: Record<string, { readonly steps: readonly { readonly run?: string }[] }> };
  readonly gitlab: Record<string, { readonly script: readonly string[] }> & {
    readonly default: { readonly before_script: readonly string[] };
  };
}

async function bothPipelines(): Promise<Pipelines> {
  const [github, gitlab] = await Promise.all(
    ["github-actions.yml", "gitlab-ci.yml"].map(async (name) => parse(await readFile(join(pipelines, name), "utf8"))),
  );
  return { github, gitlab };
}

/** The commands of Pulumi in a job, as a shell would see them. */
async function commandsOf(job: string): Promise<readonly string[]> {
  const { github } = await bothPipelines();
  return (github.jobs[job]?.steps ?? []).flatMap(({ run = "" }) => (run.startsWith("pulumi ") ? [run] : []));
}

test("both pipelines do the same: preview on a request, update on a merge, look for drift", async () => {
  const { github, gitlab } = await bothPipelines();
  expect(Object.keys(github.jobs)).toEqual([...jobs]);
  for (const job of jobs) {
    const steps = (github.jobs[job]?.steps ?? []).flatMap(({ run }) => (run === undefined ? [] : [run]));
    const lines = [...gitlab.default.before_script, ...(gitlab[job]?.script ?? [])];
    expect(lines.map((line) => line.replace(" --cache .npm", ""))).toEqual(steps);
  }
});

describeOnPulumi(
  "examples of Pulumi",
  (engine) => {
    pulumiStory(
      engine,
      "the pipelines' commands preview, update, and fail when somebody changed the tenant",
      async (world) => {
        const { govApi, stack, folder } = world;
        const packages = await installedForPulumi(folder);
        const { config, secrets } = await company(world);
        const source = join(examples, "pulumi-quickstart");
        const { run } = await stack({ source, packages, config, secrets, env: { NODE_OPTIONS: "" } });
        const carryOut = async (job: (typeof jobs)[number]) => {
          let last = { code: 0 as number | null, stdout: "", stderr: "" };
          for (const command of await commandsOf(job)) {
            const words = command.replaceAll('"$STACK"', "test").split(" ").slice(1);
            last = await run(words.filter((word) => word !== "--non-interactive"));
            if (last.code !== 0) return last;
          }
          return last;
        };
        expect(await carryOut("preview")).toMatchObject({ code: 0, stdout: expect.stringMatching(/\+ 10 to create/) });
        expect(await carryOut("update")).toMatchObject({ code: 0, stdout: expect.stringMatching(/\+ 10 created/) });
        expect(await carryOut("drift")).toMatchObject({ code: 0 });
        await govApi.call("PUT /thoth/settings", { shadow_policy: { critical: "allow" } });
        const drifted = await carryOut("drift");
        expect(drifted.code).not.toBe(0);
        expect(drifted.stdout + drifted.stderr).toMatch(/shadowCritical.*allow/s);
        expect(await carryOut("update")).toMatchObject({ code: 0 });
        expect(await carryOut("drift")).toMatchObject({ code: 0 });
      },
    );

    pulumiStory(engine, "pulumi-plugin: two tenants in one program, each with its own key", async (world) => {
      const { govApi, stack, folder, guard } = world;
      const other = await startGovApi(join(folder, "globex"), "globex");
      world.finally(other.close);
      guard({ name: "the other tenant's key", text: other.orgApiKey });
      const tenants = [
        { id: govApi.tenantId, govapiUrl: govApi.url, strict: true },
        { id: other.tenantId, govapiUrl: other.url, strict: false },
      ];
      const fleet = await stack({
        source: join(examples, "pulumi-plugin"),
        packages: await installedForPulumi(folder),
        config: { "thoth-fleet:tenants": JSON.stringify(tenants) },
        secrets: { [`thoth-fleet:${govApi.tenantId}Key`]: govApi.orgApiKey, "thoth-fleet:globexKey": other.orgApiKey },
        env: { NODE_OPTIONS: "" },
      });
      const { outputs } = await fleet.up();
      const policy = { name: "Approved extensions only", version: 1 };
      expect(outputs.policies?.value).toEqual({ [govApi.tenantId]: [policy], globex: [policy] });
      const modes = await Promise.all(
        [govApi, other].map(async ({ call }) => (await call("GET /thoth/browser/policies")).body),
      );
      expect(JSON.stringify(modes[0])).toContain('"enforcement_mode":"enforce"');
      expect(JSON.stringify(modes[1])).toContain('"enforcement_mode":"monitor"');
      await fleet.up({ expectNoChanges: true });
      await fleet.destroy();
    });
  },
  ["nodejs"],
);

/** A company's other systems, and the configuration of the quickstart that points at them. */
async function company({ guard, finally: after }: PulumiWorld) {
  const siemSecret = `whsec_${Buffer.from("a secret of the quickstart").toString("base64")}`;
  const receiver = await startWebhookReceiver({ secret: siemSecret });
  const jamf: Jamf = await startJamf({ computers: [{ id: "101", name: "mac-101", user: "ada@example.com" }] });
  after(async () => void (await Promise.all([receiver.close(), jamf.close()])));
  guard({ name: "the SIEM's secret", text: siemSecret });
  guard({ name: "Jamf's secret", text: jamf.clientSecret });
  const own = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [`thoth-quickstart:${name}`, value]));
  return {
    config: own({ siemUrl: receiver.url, jamfUrl: jamf.url, jamfClientId: jamf.clientId }),
    secrets: own({ siemSecret, jamfClientSecret: jamf.clientSecret }),
  };
}
