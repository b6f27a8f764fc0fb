import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { describeOnEngines, type TestEngine } from "../support/engines.ts";
import { providerFolder, thothctlPath } from "../support/executables.ts";
import { startJamf } from "../support/jamf.ts";
import { type RunningGovApi, startGovApi } from "../support/running-govapi.ts";
import { secretsBeneath, secretsIn } from "../support/secret-scan.ts";
import { openWorkspace, type Workspace } from "../support/terraform.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";

const source = join(import.meta.dirname, "..", "..", "modules", "bootstrap");

interface World {
  readonly engine: Workspace;
  readonly govApi: RunningGovApi;
  /** Writes the configuration: the module with these inputs, each in HCL. */
  readonly configure: (inputs: { readonly [name: string]: string }) => Promise<void>;
  /** Plans or applies; an Error if that fails. */
  readonly ok: (command: "plan" | "apply" | "destroy") => Promise<string>;
  /** Plans or applies what must fail, and gives what was said. */
  readonly refused: (command: "plan" | "apply") => Promise<string>;
  readonly settings: () => Promise<unknown>;
}

async function inWorld(engine: TestEngine, work: (world: World) => Promise<void>): Promise<void> {
  const [folder, data] = [await mkdtemp(join(tmpdir(), "thoth-module-")), await mkdtemp(join(tmpdir(), "thoth-data-"))];
  const govApi = await startGovApi(data);
  // A credential of the surroundings, which the module must not take for its own.
  const env = { THOTH_API_KEY: "thoth_org_of_somebody_else" };
  const workspace = await openWorkspace({
    ...{ engine, folder, env, providerFolder: providerFolder(process.env), path: process.env.PATH ?? "" },
  });
  const options = { plan: ["-detailed-exitcode"], apply: ["-auto-approve"], destroy: ["-auto-approve"] };
  const run = (command: "plan" | "apply" | "destroy") =>
    workspace.run([command, "-no-color", "-input=false", ...options[command]]);
  try {
    await work({
      engine: workspace,
      govApi,
      configure: async (inputs) => {
        const texts = { source, tenant_id: "acme", govapi_url: govApi.url, thothctl_bin: thothctlPath(process.env) };
        const fixed = Object.entries(texts).map(([name, text]) => [name, JSON.stringify(text)] as const);
        const written = { ...Object.fromEntries(fixed), ...inputs };
        const lines = Object.entries(written).map(([name, text]) => `  ${name} = ${text}`);
        await writeFile(
          join(folder, "main.tf"),
          `module "tenant" {\n${lines.join("\n")}\n}\noutput "told" {\n  value = module.tenant\n}\n`,
        );
        await workspace.ok(["init", "-no-color", "-input=false"]);
      },
      ok: async (command) => {
        const { code, stdout, stderr } = await run(command);
        if (code !== 0) throw new Error(`${command} ended with ${code}: ${stdout}${stderr}`);
        return stdout;
      },
      refused: async (command) => {
        const { code, stdout, stderr } = await run(command);
        if (code !== 1) throw new Error(`${command} ended with ${code}, and had to fail: ${stdout}`);
        // Engines break the lines of messages and draw a frame beside them.
        return `${stdout}${stderr}`.replace(/[│╷╵\s]+/g, " ");
      },
      settings: async () => (await govApi.call("GET /thoth/settings")).body,
    });
  } finally {
    await govApi.close();
    for (const path of [folder, data]) await rm(path, { recursive: true, force: true });
  }
}

describeOnEngines("the bootstrap module", (engine) => {
  const story = (name: string, work: (world: World) => Promise<void>) =>
    test(name, () => inWorld(engine, work), 180_000);

  story("sets a tenant up once, runs again when an input changes, and keeps no secret anywhere", async (world) => {
    const secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";
    const [receiver, jamf] = [await startWebhookReceiver({ secret }), await startJamf({ computers: [{ id: "1" }] })];
    const elsewhere = await mkdtemp(join(tmpdir(), "thoth-jamf-"));
    const config = join(elsewhere, "jamf.json");
    await writeFile(
      config,
      JSON.stringify({ base_url: jamf.url, client_id: jamf.clientId, client_secret: jamf.clientSecret }),
    );
    const inputs = {
      org_api_key: 'trimspace(file("${path.module}/key"))',
      regulatory_regimes: '["hipaa", "soc2"]',
      tool_risk_overrides: '["shell=critical"]',
      webhook_url: JSON.stringify(receiver.url),
      webhook_secret: 'trimspace(file("${path.module}/secret"))',
      test_webhook: "true",
      mdm_provider: '"Jamf"',
      mdm_name: '"Corporate Jamf"',
      mdm_config_file: JSON.stringify(config),
      start_mdm_sync: "true",
    };
    await writeFile(join(world.engine.folder, "key"), world.govApi.orgApiKey);
    await writeFile(join(world.engine.folder, "secret"), secret);
    await world.configure({ ...inputs, compliance_profile: '"healthcare"' });
    await world.ok("apply");
    expect(receiver.deliveries).toMatchObject([{ verified: true }]);
    expect(await world.settings()).toMatchObject({
      compliance_profile: "healthcare",
      shadow_policy: { low: "allow", medium: "step_up", high: "block", critical: "block" },
      tool_risk_overrides: { shell: "critical" },
      webhook: { enabled: true, url: receiver.url },
    });
    expect((await world.govApi.call("GET /thoth/mdm/providers")).body).toMatchObject({
      data: [{ provider: "jamf", name: "Corporate Jamf", last_sync_job_id: expect.any(String) }],
    });
    expect(await world.ok("plan")).toContain("No changes");
    const first = (await world.engine.state()).outputs.told;
    expect(first).toMatchObject({ id: expect.any(String), input: { tenant_id: "acme", mdm_provider: "jamf" } });

    await world.configure({ ...inputs, compliance_profile: '"financial"' });
    await world.ok("apply");
    expect(await world.settings()).toMatchObject({ compliance_profile: "financial" });
    expect((await world.engine.state()).outputs.told).not.toMatchObject({ id: (first as { id: string }).id }); // as: checked above
    await world.ok("destroy");
    expect(await world.settings()).toMatchObject({ compliance_profile: "financial" });

    const secrets = [
      { name: "the key", text: world.govApi.orgApiKey, mayBeIn: /^key$/ },
      { name: "the webhook's secret", text: secret, mayBeIn: /^secret$/ },
      { name: "Jamf's secret", text: jamf.clientSecret },
    ];
    expect(await secretsBeneath(world.engine.folder, secrets)).toEqual([]);
    expect(secretsIn("the output", [world.engine.printed()], secrets)).toEqual([]);
    await rm(elsewhere, { recursive: true });
    await receiver.close();
    await jamf.close();
  });

  story("takes an admin token from a file, and shows what thothctl says", async (world) => {
    await writeFile(join(world.engine.folder, "token"), await world.govApi.issueAdminToken(600));
    await world.configure({ admin_bearer_token_file: JSON.stringify(join(world.engine.folder, "token")) });
    expect(await world.ok("apply")).toContain('"settings_updated": true');
  });

  story("fails with thothctl's own words, and runs again at the next apply", async (world) => {
    const receiver = await startWebhookReceiver({ secret: "one" });
    const failing = {
      org_api_key_file: JSON.stringify(join(world.engine.folder, "key")),
      webhook_url: JSON.stringify(receiver.url),
      test_webhook: "true",
    };
    await writeFile(join(world.engine.folder, "key"), world.govApi.orgApiKey);
    await world.configure({ ...failing, webhook_secret: '"two"' });
    expect(await world.refused("apply")).toMatch(/Error running command|local-exec/);
    expect((await readFile(join(world.engine.folder, "terraform.tfstate"), "utf8")).includes('"tainted"')).toBe(true);
    await world.configure({ ...failing, webhook_secret: '"one"' });
    await world.ok("apply");
    expect(receiver.deliveries.map(({ verified }) => verified)).toEqual([false, true]);
    await receiver.close();
  });

  story("is formatted as the engine wants it", async ({ engine }) => {
    expect(await engine.ok(["fmt", "-check", "-recursive", source])).toBe("");
  });

  story("refuses at the plan what it can see to be wrong", async (world) => {
    const cases: readonly (readonly [{ readonly [name: string]: string }, string])[] = [
      [{}, "A credential is missing"],
      [{ org_api_key: '"a"', admin_bearer_token: '"b"' }, "not both"],
      [{ org_api_key: '"a"', mdm_name: '"Jamf"' }, "have no effect without mdm_provider"],
      [{ org_api_key: '"a"', govapi_url: '"http://grid.example.com"' }, "must start with https://"],
      [{ org_api_key: '"a"', webhook_url: '"http://hooks.example.com"' }, "must be empty or start with https://"],
      [{ org_api_key: '"a"', compliance_profile: '"hipaa"' }, "compliance_profile must be"],
      [{ org_api_key: '"a"', shadow_low: '"deny"' }, "shadow_low must be"],
      [{ org_api_key: '"a"', tool_risk_overrides: '["shell"]' }, "must be TOOL=TIER"],
      [{ org_api_key: '"a"', mdm_provider: '"jumpcloud"' }, "mdm_provider must be"],
      [{ org_api_key: '"a"', timeout_seconds: "1" }, "whole number from 5 to 600"],
    ];
    for (const [inputs, words] of cases) {
      await world.configure(inputs);
      expect(await world.refused("plan")).toContain(words);
    }
    expect(world.govApi.proxy.requests).toEqual([]);
  });
});
