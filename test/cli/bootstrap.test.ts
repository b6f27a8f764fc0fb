import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { startJamf } from "../support/jamf.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";
import { tenantForTests } from "./tenant.ts";

const tenant = tenantForTests();

async function file(name: string, text: string): Promise<string> {
  const path = join(tenant.folder(), name);
  await writeFile(path, text);
  return path;
}

const settings = () => tenant.json(["settings", "get"]);

describe("thothctl bootstrap", () => {
  test("sets up everything in one run, and tells each step in JSON", async () => {
    const secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";
    const [receiver, jamf] = [await startWebhookReceiver({ secret }), await startJamf({ computers: [{ id: "1" }] })];
    const config = { base_url: jamf.url, client_id: jamf.clientId, client_secret: jamf.clientSecret };
    const result = await tenant.command([
      ...["bootstrap", "--json", "--compliance-profile", "healthcare"],
      ...["--regulatory-regime", "hipaa", "--regulatory-regime", "soc2"],
      ...[
        "--shadow-low",
        "allow",
        "--shadow-medium",
        "step_up",
        "--shadow-high",
        "step_up",
        "--shadow-critical",
        "block",
      ],
      ...["--tool-risk-override", "shell=critical", "--webhook-url", receiver.url],
      ...["--webhook-secret-file", await file("secret", `${secret}\n`), "--test-webhook"],
      ...["--mdm-provider", "jamf", "--mdm-name", "Corporate Jamf", "--mdm-config-file"],
      ...[await file("jamf.json", JSON.stringify(config)), "--start-sync"],
    ]);
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(result.stdout)).toEqual({
      tenant_id: "acme",
      govapi_url: tenant.govApi().url,
      settings_updated: true,
      webhook_tested: true,
      webhook_status: "delivered",
      mdm_provider_upserted: true,
      mdm_provider: "jamf",
      mdm_sync_started: true,
      mdm_sync_job_id: expect.any(String),
    });
    expect(receiver.deliveries).toMatchObject([{ verified: true }]);
    expect(await settings()).toMatchObject({
      compliance_profile: "healthcare",
      shadow_policy: { low: "allow", medium: "step_up", high: "step_up", critical: "block" },
      tool_risk_overrides: { shell: "critical" },
      webhook: { enabled: true, url: receiver.url },
    });
    expect(await tenant.json(["mdm", "sync", "--provider", "jamf", "--wait"])).toMatchObject({
      status: "succeeded",
      synced_endpoints: 1,
    });
    for (const text of [
      result.stdout,
      JSON.stringify(await settings()),
      JSON.stringify(await tenant.json(["mdm", "list"])),
    ]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(jamf.clientSecret);
    }
    await receiver.close();
    await jamf.close();
  });

  test("wipes nothing when it is run again with other flags", async () => {
    const secret = "a secret that must survive";
    const receiver = await startWebhookReceiver({ secret });
    await tenant.command(["bootstrap", "--webhook-url", receiver.url, "--webhook-secret-file", "-"], { stdin: secret });
    await tenant.command([
      "bootstrap",
      "--tool-risk-override",
      "mail=low",
      "--mdm-provider",
      "kandji",
      "--mdm-enabled",
      "false",
    ]);
    const before = await settings();
    await tenant.command(["bootstrap", "--tool-risk-override", "browser=high", "--secret-broker-enabled=true"]);
    await tenant.command(["bootstrap", "--mdm-provider", "kandji", "--mdm-name", "Kandji"]);
    await tenant.command(["bootstrap", "--secret-broker-allowed-host", "*.example.com", "--shadow-low", "block"]);
    const after = await settings();
    expect(after).toMatchObject({
      webhook: { enabled: true, url: receiver.url },
      shadow_policy: { low: "block" },
      secret_broker: { enabled: true, allowed_hosts: ["*.example.com"] },
      tool_risk_overrides: { mail: "low", browser: "high" },
    });
    expect(Object.keys(after as object)).toEqual(expect.arrayContaining(Object.keys(before as object)));
    const { data } = (await tenant.json(["mdm", "list"])) as { data: readonly object[] }; // as: what a list prints
    expect(data).toContainEqual(expect.objectContaining({ provider: "kandji", name: "Kandji", enabled: false }));
    // The secret was kept: what it signs is still accepted.
    expect(await tenant.command(["bootstrap", "--test-webhook"])).toMatchObject({ code: 0 });
    expect(receiver.deliveries).toMatchObject([{ verified: true }]);
    await receiver.close();
  });

  test("stops at the step that fails, exits with 1, and tells how far it came", async () => {
    const receiver = await startWebhookReceiver({ secret: "s", behaviour: "refuse" });
    const result = await tenant.command([
      ...["bootstrap", "--json", "--webhook-url", receiver.url, "--webhook-secret", "another secret", "--test-webhook"],
      ...["--mdm-provider", "intune"],
    ]);
    expect(result).toMatchObject({ code: 1, stderr: expect.stringMatching(/^Error: .*failed/) });
    expect(JSON.parse(result.stdout)).toMatchObject({
      settings_updated: true,
      webhook_tested: false,
      webhook_status: "failed",
      mdm_provider_upserted: false,
      mdm_sync_started: false,
    });
    expect(`${result.stdout}${result.stderr}`).not.toContain("another secret");
    await receiver.close();
  });

  test("reads bindings of the secret broker as text and as JSON", async () => {
    const { code } = await tenant.command([
      ...["bootstrap", "--secret-broker-provider", "aws-secrets-manager"],
      ...["--secret-broker-auth-binding", "api.figma.com:Authorization:op://design/figma/token:Bearer "],
      ...[
        "--secret-broker-auth-binding",
        '{"host_pattern":"n.example.com","header":"X-Key","secret_ref":"vault://kv/n#token"}',
      ],
    ]);
    expect(code).toBe(0);
    expect(await settings()).toMatchObject({
      secret_broker: {
        provider: "aws_secrets_manager",
        auth_bindings: [
          {
            host_pattern: "api.figma.com",
            header: "Authorization",
            secret_ref: "op://design/figma/token",
            prefix: "Bearer ",
          },
          { host_pattern: "n.example.com", header: "X-Key", secret_ref: "vault://kv/n#token" },
        ],
      },
    });
  });

  test.each([
    [[], "nothing to do"],
    [["--compliance-profile", "hipaa"], "--compliance-profile must be one of"],
    [["--shadow-low", "blok"], "Did you mean block?"],
    [["--tool-risk-override", "shell"], "--tool-risk-override must be key=value"],
    [["--tool-risk-override", "shell=deadly"], "--tool-risk-override (shell) must be one of"],
    [["--webhook-url", "http://events.example.com"], "--webhook-url must be an https URL"],
    [["--webhook-enabled", "perhaps"], "--webhook-enabled must be true or false"],
    [["--webhook-secret", "a", "--webhook-secret-file", "b"], "Give one of them"],
    [["--mdm-provider", "jumpcloud"], "--mdm-provider must be one of"],
    [["--mdm-name", "Jamf"], "--mdm-name has no effect without --mdm-provider"],
    [["--start-sync"], "--start-sync has no effect without --mdm-provider"],
    [["--mdm-provider", "jamf", "--mdm-config-file", "/nowhere.json"], "/nowhere.json, which does not exist"],
    [
      ["--secret-broker-auth-binding", "api.figma.com"],
      "--secret-broker-auth-binding must be host:Header:reference:prefix",
    ],
  ])("sends nothing when it is given %j", async (flags, complaint) => {
    const before = tenant.govApi().proxy.requests.length;
    const { code, stdout, stderr } = await tenant.command(["bootstrap", "--json", ...flags]);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(complaint) });
    expect(tenant.govApi().proxy.requests.length).toBe(before);
  });
});
