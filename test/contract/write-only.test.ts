import { expect, test } from "@jest/globals";
import { resources } from "@thoth-iac/model";
import { govApiInMemory } from "../support/govapi.ts";
import { configOf, providerSession, wire } from "../support/provider-session.ts";

const webhook = resources.webhookSettings;

async function diagnosticsFor(capabilities: { readonly client_capabilities?: object }) {
  const provider = await providerSession(await govApiInMemory());
  const { diagnostics } = await provider.call("ValidateResourceConfig", {
    type_name: "thoth_webhook_settings",
    config: wire(webhook, configOf(webhook, { webhook_secret_wo: "swordfish-0123", webhook_secret_wo_version: 1 })),
    ...capabilities,
  });
  return diagnostics;
}

test.each([
  ["says nothing of what it can do", {}],
  ["cannot keep write-only values out of its plan", { client_capabilities: { write_only_attributes_allowed: false } }],
])("an engine that %s is told to be newer, at the attribute, without the secret", async (_, capabilities) => {
  const diagnostics = await diagnosticsFor(capabilities);
  expect(diagnostics).toMatchObject([
    {
      severity: 1,
      detail: expect.stringMatching(/1\.11.*webhook_secret\.$/),
      attribute: { steps: [{ attribute_name: "webhook_secret_wo" }] },
    },
  ]);
  expect(JSON.stringify(diagnostics)).not.toContain("swordfish-0123");
});

test("an engine that can is told nothing", async () => {
  expect(await diagnosticsFor({ client_capabilities: { write_only_attributes_allowed: true } })).toEqual([]);
});
