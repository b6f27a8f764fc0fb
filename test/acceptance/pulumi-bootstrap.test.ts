import { mkdir, symlink, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { expect } from "@jest/globals";
import { Config } from "@pulumi/pulumi";
import { Bootstrap } from "../../pulumi/src/bootstrap.ts";
import { thothctlPath } from "../support/executables.ts";
import { startJamf } from "../support/jamf.ts";
import { describeOnPulumi, type PulumiTestEngine } from "../support/pulumi-engines.ts";
import type { PulumiOutcome } from "../support/pulumi-outcome.ts";
import { type PulumiWorld, pulumiStory } from "../support/pulumi-story.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";

type BootstrapArgs = ConstructorParameters<typeof Bootstrap>[1];

const root = join(import.meta.dirname, "..", "..");

/*
 * The plugin of @pulumi/command cannot be had where these tests run: a stand-in of ours runs the commands, so that these
 * stories prove what we ask of it, and what Pulumi's engine makes of that, but nothing about that plugin.
 */
const standIn = join(root, "test", "support", "command-stand-in");

/** A credential of the surroundings, which the bootstrap must not take for its own. */
const foreign = { THOTH_API_KEY: "thoth_org_of_somebody_else" };

function environmentOf({ path }: PulumiTestEngine): Readonly<Record<string, string>> {
  const folders = [standIn, dirname(path), dirname(process.execPath), process.env.PATH];
  return { PATH: folders.join(delimiter), ...foreign };
}

/** A program that bootstraps the story's tenant with the stack's key, unless other arguments say otherwise. */
function programOf({ govApi }: PulumiWorld, args: Partial<BootstrapArgs>) {
  return async () => {
    const { bootstrapStdout, bootstrapId } = new Bootstrap("acme", {
      tenantId: govApi.tenantId,
      govapiUrl: govApi.url,
      thothctlBin: thothctlPath(process.env),
      ...(args.adminBearerTokenFile === undefined && { orgApiKey: new Config("thoth").requireSecret("orgApiKey") }),
      ...args,
    });
    return { bootstrapStdout, bootstrapId };
  };
}

/** What was done; the engine tells of a component twice, when it is made and when it is complete. */
function once({ did }: PulumiOutcome): readonly string[] {
  return [...new Set(did)];
}

describeOnPulumi("a bootstrap", (engine) => {
  const story = (sentence: string, tell: (world: PulumiWorld) => Promise<void>) => pulumiStory(engine, sentence, tell);

  story(
    "sets a tenant up once, runs again when an input changes, and keeps no secret in plain sight",
    async (world) => {
      const { govApi } = world;
      const settings = async () => (await govApi.call("GET /thoth/settings")).body;
      const secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";
      const [receiver, jamf] = [await startWebhookReceiver({ secret }), await startJamf({ computers: [{ id: "1" }] })];
      world.finally(() => receiver.close());
      world.finally(() => jamf.close());
      const config = { base_url: jamf.url, client_id: jamf.clientId, client_secret: jamf.clientSecret };
      const mdmConfigFile = join(world.folder, "jamf.json");
      await writeFile(mdmConfigFile, JSON.stringify(config));
      world.guard({ name: "the webhook's secret", text: secret });
      world.guard({ name: "Jamf's secret", text: jamf.clientSecret, mayBeIn: /^jamf\.json$/ });
      const program = (args: Partial<BootstrapArgs> = {}) =>
        programOf(world, {
          complianceProfile: "healthcare",
          regulatoryRegimes: ["hipaa", "soc2"],
          toolRiskOverrides: ["shell=critical"],
          webhookUrl: receiver.url,
          webhookSecret: new Config("thoth").requireSecret("webhookSecret"),
          testWebhook: true,
          ...{ mdmProvider: "jamf", mdmName: "Corporate Jamf", mdmConfigFile, startMdmSync: true },
          ...args,
        });
      const withSecret = () => program()();
      const stack = await world.stack({
        program: withSecret,
        env: environmentOf(engine),
        secrets: { "thoth:webhookSecret": secret },
      });

      expect(once(await stack.preview({ diff: true }))).toEqual(["create acme", "create acme-command"]);
      expect(await settings()).not.toMatchObject({ compliance_profile: "healthcare" });
      const made = await stack.up();
      expect(once(made)).toEqual(["create acme", "create acme-command"]);
      expect(made.outputs.bootstrapStdout?.secret).toBe(true);
      expect(JSON.parse(made.outputs.bootstrapStdout?.value)).toMatchObject({
        tenant_id: govApi.tenantId,
        ...{ settings_updated: true, webhook_status: "delivered", mdm_provider: "jamf", mdm_sync_started: true },
      });
      expect(receiver.deliveries).toMatchObject([{ verified: true }]);
      expect(await settings()).toMatchObject({
        compliance_profile: "healthcare",
        shadow_policy: { low: "allow", medium: "step_up", high: "block", critical: "block" },
        tool_risk_overrides: { shell: "critical" },
        webhook: { enabled: true, url: receiver.url },
      });

      expect((await stack.up()).did).toEqual([]);
      await stack.preview({ expectNoChanges: true });
      expect(receiver.deliveries).toHaveLength(1);

      const changed = { program: () => program({ complianceProfile: "financial" })() };
      expect((await stack.preview({ ...changed, diff: true })).printed).toContain("complianceProfile=financial");
      const again = await stack.up(changed);
      expect(again.did).toEqual(expect.arrayContaining(["create-replacement acme-command"]));
      expect(again.outputs.bootstrapId?.value).not.toBe(made.outputs.bootstrapId?.value);
      expect(await settings()).toMatchObject({ compliance_profile: "financial" });
      expect(receiver.deliveries).toHaveLength(2);

      await stack.destroy();
      expect(await settings()).toMatchObject({ compliance_profile: "financial" });
    },
  );

  story("takes an admin token from a file, and runs again, in place, when a secret changes", async (world) => {
    const adminBearerTokenFile = join(world.folder, "token");
    await writeFile(adminBearerTokenFile, await world.govApi.issueAdminToken(600));
    const first = "whsec_Zmlyc3QtZmlyc3QtZmlyc3QtZmlyc3Q=";
    const second = "whsec_c2Vjb25kLXNlY29uZC1zZWNvbmQ=";
    world.guard({ name: "the first secret", text: first });
    world.guard({ name: "the second secret", text: second });
    const withSecret = (webhookSecret: string) => ({
      program: programOf(world, { adminBearerTokenFile, webhookSecret }),
    });
    const stack = await world.stack({ ...withSecret(first), env: environmentOf(engine) });
    await stack.up();
    const { did, printed } = await stack.up({ ...withSecret(second), diff: true });
    expect(did).toEqual(["update acme-command"]);
    expect(printed).toContain("THOTH_WEBHOOK_SECRET");
    expect(await world.govApi.call("GET /thoth/settings")).toMatchObject({ status: 200 });
  });

  story("fails with thothctl's own words, and runs again at the next update", async (world) => {
    const receiver = await startWebhookReceiver({ secret: "whsec_b25lLW9uZS1vbmUtb25lLW9uZS1vbmU=" });
    world.finally(() => receiver.close());
    const args = { webhookUrl: receiver.url, webhookEnabled: false, testWebhook: true };
    const stack = await world.stack({ program: programOf(world, args), env: environmentOf(engine) });
    const { errors } = await stack.refused("up");
    expect(errors.join("\n")).toMatch(/webhook/i);
    const { did } = await stack.up({ program: programOf(world, { ...args, testWebhook: false }) });
    expect(did).toContain("create acme-command");
  });

  story("runs the thothctl that the package brings, where none is named", async (world) => {
    const packages = join(world.folder, "node_modules");
    await mkdir(join(packages, "@thoth-iac"), { recursive: true });
    await symlink(join(root, "dist", "npm", "pulumi"), join(packages, "@thoth-iac", "pulumi"));
    await symlink(join(root, "node_modules", "@pulumi"), join(packages, "@pulumi"));
    const program = programOf(world, { thothctlBin: undefined, complianceProfile: "healthcare" });
    const env = { ...environmentOf(engine), NODE_OPTIONS: "" };
    const stack = await world.stack({ program, packages, env });
    await stack.up();
    expect((await world.govApi.call("GET /thoth/settings")).body).toMatchObject({ compliance_profile: "healthcare" });
  });

  story(
    "tells what is wrong with its arguments before anything runs, and names a program that is not there",
    async (world) => {
      const wrong = { mdmName: "Corporate Jamf", timeoutSeconds: 1 };
      const stack = await world.stack({ program: programOf(world, wrong), env: environmentOf(engine) });
      const refused = await stack.refused("preview");
      expect(refused.printed).toMatch(
        /Bootstrap "acme".*\n.*timeoutSeconds: .*\n.*mdmName: It has no effect without mdmProvider/,
      );
      const lost = await stack.refused("up", { program: programOf(world, { thothctlBin: "/missing/thothctl" }) });
      expect(lost.errors.join("\n")).toContain("/missing/thothctl cannot be run");
    },
  );
});
