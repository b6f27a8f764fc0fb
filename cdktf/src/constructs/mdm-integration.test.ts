import { expect, test } from "@jest/globals";
import { App, TerraformOutput, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { MdmIntegration, type MdmIntegrationProps } from "./mdm-integration.ts";
import { ThothProvider } from "./thoth-provider.ts";

function emptyStack(): TerraformStack {
  const stack = new TerraformStack(new App(), "prod");
  new ThothProvider(stack, "thoth", {});
  return stack;
}

function synthesized(stack: TerraformStack) {
  return JSON.parse(Testing.synth(stack, true));
}

/** What is synthesized of an integration, with what its inventory says as outputs. */
function withOutputs(props: MdmIntegrationProps) {
  const stack = emptyStack();
  const { inventory } = new MdmIntegration(stack, "mdm", props);
  for (const [name, value] of Object.entries(inventory)) {
    if (value !== undefined) new TerraformOutput(stack, name, { value });
  }
  const { resource, output } = synthesized(stack);
  const outputs = Object.entries(output).map(([name, made]) => [name, Object(made).value]);
  return { resource, outputs: Object.fromEntries(outputs) };
}

test("an MDM system without a sync tells what the last sync of anybody found", () => {
  expect(withOutputs({ providerName: "jamf", name: "Corporate Jamf" })).toEqual({
    resource: { thoth_mdm_provider: { mdm_6300B84D: { provider_name: "jamf", name: "Corporate Jamf" } } },
    outputs: {
      syncedEndpoints: "${thoth_mdm_provider.mdm_6300B84D.synced_endpoints}",
      lastSyncAt: "${thoth_mdm_provider.mdm_6300B84D.last_sync_at}",
    },
  });
});

test("a sync is made after the MDM system, and is what the inventory is read from", () => {
  expect(withOutputs({ providerName: "jamf", syncTrigger: "2026-01", timeoutSeconds: 60 })).toEqual({
    resource: {
      thoth_mdm_provider: { mdm_6300B84D: { provider_name: "jamf" } },
      thoth_mdm_sync: {
        mdm_Sync_A703EF7C: {
          provider_name: "${thoth_mdm_provider.mdm_6300B84D.provider_name}",
          trigger: "2026-01",
          timeout_seconds: 60,
        },
      },
    },
    outputs: {
      syncedEndpoints: "${thoth_mdm_sync.mdm_Sync_A703EF7C.synced_endpoints}",
      unassignedCount: "${thoth_mdm_sync.mdm_Sync_A703EF7C.unassigned_count}",
      lastSyncAt: "${thoth_mdm_sync.mdm_Sync_A703EF7C.completed_at}",
    },
  });
});

test("credentials are taken from variables, and addresses from the program", () => {
  const stack = emptyStack();
  const secret = new TerraformVariable(stack, "jamf_secret", { type: "string", sensitive: true });
  const config = { base_url: "https://acme.jamfcloud.com", client_id: "thoth", client_secret: secret.stringValue };
  new MdmIntegration(stack, "mdm", { providerName: "jamf", config });
  expect(Object.values(synthesized(stack).resource.thoth_mdm_provider)).toEqual([
    {
      provider_name: "jamf",
      config: { base_url: "https://acme.jamfcloud.com", client_id: "thoth", client_secret: "${var.jamf_secret}" },
    },
  ]);
});

test("an integration that is managed elsewhere makes nothing", () => {
  const stack = emptyStack();
  const imported = MdmIntegration.fromMdmIntegrationAttributes(stack, "mdm", { providerName: "intune" });
  expect(imported.providerName).toBe("intune");
  expect(synthesized(stack).resource).toBeUndefined();
});
