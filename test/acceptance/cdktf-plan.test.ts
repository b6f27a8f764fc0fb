import { execFile } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { delimiter, dirname, join, resolve } from "node:path";
import process from "node:process";
import { expect } from "@jest/globals";
import { mirrorIn } from "../support/cdk-project.ts";
import { describeOnEngines } from "../support/engines.ts";
import { cdktfPackageFolder } from "../support/executables.ts";
import { story } from "../support/story.ts";

/* The frameworks' own matchers on the constructs, with the provider as an engine installs it. */

const modules = resolve(import.meta.dirname, "..", "..", "node_modules");

/** Their matchers run the engine that they find in the environment of the process, so this is one. */
const program = (framework: string) => `
globalThis.expect = require(${JSON.stringify(join(modules, "expect"))}).expect;
const { App, TerraformStack, TerraformVariable, Testing } = require("${framework}");
const {
  BrowserBaseline, GovernedFleet, MdmIntegration, SiemWebhook, ThothProvider, ThothTenant,
} = require("@thoth-iac/cdktf/${framework}");
const { GovernanceSettings } = require("@thoth-iac/cdktf/${framework}/governance-settings");
const { WebhookTest } = require("@thoth-iac/cdktf/${framework}/webhook-test");
Testing.setupJest();

const stackOf = (make) => {
  const stack = new TerraformStack(Testing.app(), "prod");
  new ThothProvider(stack, "thoth", {});
  make(stack);
  return stack;
};
const policies = { extensions: { name: "Extensions", policy: { extension_settings: {} } } };
const ada = { deviceId: "mac-0042", userId: "ada@example.com" };
const made = {
  ThothTenant: (stack) => new ThothTenant(stack, "it", { complianceProfile: "soc2", pamProvider: "okta" }),
  SiemWebhook: (stack) =>
    new SiemWebhook(stack, "it", { webhookEnabled: true, webhookUrl: "https://events.example.com", siemProvider: "splunk" }),
  MdmIntegration: (stack) => new MdmIntegration(stack, "it", { providerName: "jamf", syncTrigger: "v1" }),
  BrowserBaseline: (stack) => new BrowserBaseline(stack, "it", { providerName: "island", policies, enrollments: { ada } }),
  GovernedFleet: (stack) =>
    new GovernedFleet(stack, "it", {
      tenant: { shadowHigh: "block" },
      events: { webhookEnabled: true, webhookUrl: "https://events.example.com" },
      mdm: { providerName: "kandji" },
      browsers: { chrome: { policies }, firefox: {}, safari: {}, island: {} },
      devices: [ada],
      rings: { canary: { percent: 5 }, pilot: { percent: 20 }, full: { percent: 100 } },
    }),
};
for (const [name, make] of Object.entries(made)) {
  const folder = Testing.fullSynth(stackOf(make));
  expect(folder).toBeValidTerraform();
  expect(folder).toPlanSuccessfully();
  console.log(name);
}
const tenant = Testing.synth(stackOf(made.ThothTenant));
expect(tenant).toHaveResourceWithProperties(GovernanceSettings, { compliance_profile: "soc2" });
expect(tenant).not.toHaveResource(WebhookTest);

// What no prop is for is written past the construct, and then only the engine can tell that it is wrong.
const wrong = Testing.fullSynth(stackOf((stack) => made.ThothTenant(stack).resource.addOverride("shadow_high", "deny")));
expect(wrong).not.toPlanSuccessfully();
`;

describeOnEngines("the constructs", (engine) => {
  for (const framework of ["cdktf", "cdktn"]) {
    story(engine, `are valid and plan, by the matchers of ${framework}`, async ({ folder, govApi }) => {
      const project = join(folder, "project");
      const links = ["cdktf", "cdktn", "constructs"].map((name) => [name, join(modules, name)] as const);
      for (const [name, target] of [...links, ["@thoth-iac/cdktf", cdktfPackageFolder(process.env)] as const]) {
        const link = join(project, "node_modules", name);
        await mkdir(dirname(link), { recursive: true });
        await symlink(target, link);
      }
      await writeFile(join(project, "program.cjs"), program(framework));
      const tmp = join(folder, "tmp");
      await mkdir(tmp);
      const ended = await run(project, {
        PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
        HOME: folder,
        TMPDIR: tmp,
        CHECKPOINT_DISABLE: "1",
        TERRAFORM_BINARY_NAME: engine.path,
        TF_CLI_CONFIG_FILE: await mirrorIn(folder),
        THOTH_TENANT_ID: govApi.tenantId,
        THOTH_GOVAPI_URL: govApi.url,
        THOTH_API_KEY: govApi.orgApiKey,
      });
      expect(ended).toEqual({
        code: 0,
        stdout: "ThothTenant\nSiemWebhook\nMdmIntegration\nBrowserBaseline\nGovernedFleet\n",
        stderr: "",
      });
    });
  }
});

/** How a program ended, and what it said. */
interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(cwd: string, env: Readonly<Record<string, string>>): Promise<Ended> {
  return new Promise((done) => {
    execFile(process.execPath, ["--preserve-symlinks", "program.cjs"], { cwd, env }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
    );
  });
}
