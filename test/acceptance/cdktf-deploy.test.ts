import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type CdkEngines, describeOnCdk } from "../support/cdk-clis.ts";
import { type CdkProject, moveToCdktn, openCdkProject } from "../support/cdk-project.ts";
import { type Jamf, startJamf } from "../support/jamf.ts";
import { type RunningGovApi, startGovApi } from "../support/running-govapi.ts";
import { type Secret, secretsBeneath, secretsIn } from "../support/secret-scan.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";

/* What somebody does with examples/cdktf-quickstart, from the first deployment to the last, on every framework and engine. */

const example = resolve(import.meta.dirname, "..", "..", "examples", "cdktf-quickstart");
const siemSecret = `whsec_${Buffer.from("the secret of the siem").toString("base64")}`;
const slow = 180_000;

let folder: string;
let govApi: RunningGovApi;
let receiver: WebhookReceiver;
let jamf: Jamf;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "thoth-cdk-"));
  govApi = await startGovApi(join(folder, "govapi"));
  receiver = await startWebhookReceiver({ secret: siemSecret });
  jamf = await startJamf({
    computers: [
      { id: "101", name: "mac-101", user: "ada@example.com" },
      { id: "102", name: "mac-102", user: "grace@example.com" },
      { id: "103", name: "mac-103" },
    ],
  });
});
afterEach(async () => {
  await Promise.all([govApi.close(), receiver.close(), jamf.close()]);
  await rm(folder, { recursive: true, force: true });
});

/** The quickstart in a folder of its own, with its company. */
async function quickstart({ cli, engine }: CdkEngines): Promise<CdkProject> {
  const project = await openCdkProject({
    folder,
    example,
    engine,
    node: cli.node,
    env: {
      THOTH_TENANT_ID: govApi.tenantId,
      THOTH_GOVAPI_URL: govApi.url,
      THOTH_API_KEY: govApi.orgApiKey,
      TF_VAR_siem_url: receiver.url,
      TF_VAR_siem_secret: siemSecret,
      TF_VAR_jamf_url: jamf.url,
      TF_VAR_jamf_client_id: jamf.clientId,
      TF_VAR_jamf_client_secret: jamf.clientSecret,
    },
  });
  if (cli.product === "cdktn") await moveToCdktn(project);
  return project;
}

/** The commands of a framework, as a person types them; what comes after the name is what a mirror needs. */
function commandsOf(project: CdkProject, { node, script }: CdkEngines["cli"]) {
  const said: string[] = [];
  const command = async (name: string, ...args: readonly string[]) => {
    const text = await project.must(node, [script, name, "--skip-provider-lock", ...args]);
    said.push(text);
    return text;
  };
  return {
    said,
    deploy: () => command("deploy", "--auto-approve", "--outputs-file", "outputs.json"),
    diff: () => command("diff"),
    destroy: () => command("destroy", "--auto-approve"),
  };
}

async function outputsOf({ folder }: CdkProject) {
  return JSON.parse(await readFile(join(folder, "outputs.json"), "utf8")).production;
}

async function rows(route: string): Promise<readonly unknown[]> {
  const { body } = await govApi.call(route);
  // as: a route that lists answers with its rows in `data`.
  return (body as unknown as { readonly data: readonly unknown[] }).data;
}

/** GovAPI keeps what there was, and says that it is over. */
async function expectNothingInForce(): Promise<void> {
  expect(await rows("GET /thoth/browser/policies")).toMatchObject([{ active: false }]);
  expect(await rows("GET /thoth/browser/enrollments")).toMatchObject([{ status: "disabled" }, { status: "disabled" }]);
}

const stories = [
  { cli: "cdktf", engine: "terraform" },
  { cli: "cdktn", engine: "terraform" },
  { cli: "cdktn", engine: "tofu" },
] as const;

for (const need of stories) {
  describeOnCdk("examples/cdktf-quickstart", need, (engines) => {
    test(
      "is deployed, left alone, changed and destroyed, and no secret is in what is synthesized or said",
      async () => {
        const project = await quickstart(engines);
        const { deploy, diff, destroy, said } = commandsOf(project, engines.cli);

        await deploy();
        expect(await outputsOf(project)).toEqual({
          webhook_test: "delivered",
          synced_devices: { total: 3, unassigned: 1 },
          enrolled_browsers: { "mac-101": "active", "mac-102": "active" },
        });
        expect((await govApi.call("GET /thoth/settings")).body).toMatchObject({
          compliance_profile: "soc2",
          shadow_policy: { medium: "step_up", high: "block", critical: "block" },
        });
        expect(receiver.deliveries).toMatchObject([{ verified: true }]);
        expect(await rows("GET /thoth/browser/policies")).toMatchObject([{ name: "Approved extensions only" }]);

        expect(await diff()).toContain("No changes.");

        await project.edit("main.ts", 'shadowMedium: "step_up"', 'shadowMedium: "block"');
        expect(await deploy()).toMatch(/0 added, 1 changed, 0 destroyed/);
        expect((await govApi.call("GET /thoth/settings")).body).toMatchObject({ shadow_policy: { medium: "block" } });

        // The engine's own plan holds what it was given, as its state does: neither is for others to read.
        const secrets: readonly Secret[] = [
          { name: "the SIEM's secret", text: siemSecret, mayBeIn: /\/plan$/ },
          { name: "Jamf's secret", text: jamf.clientSecret, mayBeIn: /\/plan$/ },
          { name: "the organization's key", text: govApi.orgApiKey },
        ];
        expect(await secretsBeneath(join(project.folder, "cdktf.out"), secrets)).toEqual([]);

        await destroy();
        expect(secretsIn("what was said", said, secrets)).toEqual([]);
        await expectNothingInForce();
      },
      slow,
    );
  });
}

describeOnCdk("moving to CDK Terrain", { cli: "cdktn", engine: "terraform" }, ({ cli: cdktn, engine }) => {
  describeOnCdk("what cdktf deployed", { cli: "cdktf", engine: "terraform" }, ({ cli: cdktf }) => {
    test(
      "is not touched: another prefix in the imports, and nothing is to be done",
      async () => {
        const project = await quickstart({ cli: cdktf, engine });
        await commandsOf(project, cdktf).deploy();
        await moveToCdktn(project);
        const moved = commandsOf(project, cdktn);
        expect(await moved.diff()).toContain("No changes.");
        await moved.destroy();
        await expectNothingInForce();
      },
      slow,
    );
  });
});

for (const cli of ["cdktf", "cdktn"] as const) {
  describeOnCdk("a secret that is written in the program", { cli, engine: "terraform" }, (engines) => {
    test(
      "stops the deployment before anything is written or sent, and is not told to anyone",
      async () => {
        const project = await quickstart(engines);
        const { node, script } = engines.cli;
        await project.edit("main.ts", "siemWebhookSecret: secret(", `siemWebhookSecret: "${siemSecret}" || secret(`);
        const { code, said } = await project.run(node, [script, "deploy", "--auto-approve", "--skip-provider-lock"]);
        expect(code).not.toBe(0);
        expect(said).toMatch(/\[production\/siem\] siemWebhookSecret is a secret, .*new TerraformVariable\(/s);
        const secrets = [{ name: "the SIEM's secret", text: siemSecret }];
        expect(secretsIn("what was said", [said], secrets)).toEqual([]);
        await mkdir(join(project.folder, "cdktf.out"), { recursive: true });
        expect(await secretsBeneath(join(project.folder, "cdktf.out"), secrets)).toEqual([]);
        expect(govApi.proxy.requests).toEqual([]);
      },
      slow,
    );
  });
}
