import { expect, test } from "@jest/globals";
import type { JsonObject } from "@thoth-iac/model";
import { stringify } from "yaml";
import { commandLine } from "../support/command-line.ts";
import { govApiInMemory } from "../support/govapi.ts";

const customResource = (tenantId: string, spec: JsonObject) =>
  stringify({
    apiVersion: "platform.atensecurity.com/v1alpha1",
    kind: "ThothTenant",
    metadata: { name: "acme", namespace: "thoth-system" },
    spec: { tenantId, authSecretRef: { name: "thoth-admin-token", key: "token" }, ...spec },
  });

const spec = {
  settings: { compliance_profile: "soc2", shadow_policy: { high: "block" }, approvalMode: "step_up" },
  webhookSettings: {
    enabled: true,
    url: "https://hooks.example.com/thoth",
    secretRef: { name: "hooks", key: "secret" },
  },
  mdmProvider: {
    provider: "kandji",
    endpointUrl: "https://acme.api.kandji.io",
    apiTokenSecretRef: { name: "mdm", key: "token" },
  },
};

const secrets = { "mnt/hooks/secret": "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz\n", "mnt/mdm/token": "hush-hush" };

test("a ThothTenant is applied, is in place then, and tells no secret", async () => {
  const govApi = await govApiInMemory();
  const files = new Map(Object.entries({ "set/tenant.yaml": customResource(govApi.tenant, spec), ...secrets }));
  const { run } = commandLine(govApi, files);
  const flags = ["-f", "set", "--secrets-dir", "mnt"];
  const applied = await run(["apply", ...flags]);
  expect([applied.code, applied.code === 0 ? "" : applied.stderr]).toEqual([0, ""]);
  expect((await govApi.call("GET /thoth/settings")).body).toMatchObject({
    compliance_profile: "soc2",
    shadow_policy: { high: "block" },
    approvalMode: "step_up",
    webhook: { enabled: true, url: "https://hooks.example.com/thoth" },
  });
  expect((await govApi.call("GET /thoth/mdm/providers")).body).toMatchObject({
    data: [{ provider: "kandji", enabled: true, config: { base_url: "https://acme.api.kandji.io" } }],
  });
  const planned = await run(["plan", ...flags, "--detailed-exitcode"]);
  expect([planned.code, planned.stdout]).toEqual([0, expect.any(String)]);
  for (const secret of Object.values(secrets)) {
    for (const { stdout, stderr } of [applied, planned]) expect(stdout + stderr).not.toContain(secret.trim());
  }
  const changed = await run(["plan", "-f", "set", "--detailed-exitcode"], { THOTH_SECRETS_DIR: "elsewhere" });
  expect([changed.code, changed.stderr]).toEqual([
    1,
    expect.stringMatching(/elsewhere\/hooks\/secret, which does not exist/),
  ]);
});

test("a ThothTenant of another tenant is not applied", async () => {
  const govApi = await govApiInMemory();
  const files = new Map(Object.entries({ "tenant.yaml": customResource("somebody-else", spec), ...secrets }));
  const { run, requests } = commandLine(govApi, files);
  const { code, stderr } = await run(["apply", "-f", "tenant.yaml", "--secrets-dir", "mnt"]);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/for "somebody-else" \(tenantId\)/)]);
  expect(requests).toEqual([]);
});
