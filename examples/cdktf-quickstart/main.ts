import { BrowserBaseline, MdmIntegration, SiemWebhook, ThothProvider, ThothTenant } from "@thoth-iac/cdktf/cdktf";
import { App, dependable, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";

const app = new App();
const stack = new TerraformStack(app, "production");

// What differs from company to company is given when it is deployed: TF_VAR_siem_url=... and so on. A secret is never
// written here: the synthesized JSON would show it to everyone.
const text = (id: string, description: string) =>
  new TerraformVariable(stack, id, { type: "string", description }).stringValue;
const secret = (id: string, description: string) =>
  new TerraformVariable(stack, id, { type: "string", description, sensitive: true }).stringValue;

// Tenant, address and credential come from the environment: THOTH_TENANT_ID, THOTH_GOVAPI_URL, THOTH_API_KEY.
new ThothProvider(stack, "thoth");

// What agents may do with tools that nobody governs yet, by the risk of the call.
new ThothTenant(stack, "tenant", {
  complianceProfile: "soc2",
  regulatoryRegimes: ["soc2", "gdpr"],
  shadowMedium: "step_up",
  shadowHigh: "block",
  shadowCritical: "block",
  toolRiskOverrides: { "shell.exec": "critical" },
});

// Every event goes to the SIEM, signed. A test event is sent with it: the deployment fails if the SIEM does not take it.
const siem = new SiemWebhook(stack, "siem", {
  siemProvider: "splunk",
  siemWebhookEnabled: true,
  siemWebhookUrl: text("siem_url", "Address of the SIEM's collector."),
  siemWebhookSecret: secret("siem_secret", "Secret that signs the events (Standard Webhooks: whsec_ and base64)."),
});

// Where the device inventory comes from; it is read now, and the deployment waits until it is there.
const jamf = new MdmIntegration(stack, "jamf", {
  providerName: "jamf",
  name: "Corporate Jamf",
  config: {
    base_url: text("jamf_url", "Address of Jamf Pro."),
    client_id: text("jamf_client_id", "The API client that reads the inventory."),
    client_secret: secret("jamf_client_secret", "Secret of that API client."),
  },
  syncTrigger: "first",
  pollIntervalSeconds: 1,
  timeoutSeconds: 60,
});

// A policy written once in neutral words, which GovAPI compiles into Chrome's own; and one browser for each user's device.
const approved = ["aapbdbdomjkkjkaonfhkkikfgjllcleb"];
const browsers = { "mac-101": "ada@example.com", "mac-102": "grace@example.com" };
const chrome = new BrowserBaseline(stack, "chrome", {
  providerName: "chrome",
  name: "Chrome",
  status: "connected",
  policies: {
    extensions: {
      name: "Approved extensions only",
      enforcementMode: "enforce",
      policy: {
        extension_settings: {
          "*": { installation_mode: "blocked" },
          ...Object.fromEntries(approved.map((id) => [id, { installation_mode: "allowed" }])),
        },
        incognito_mode_availability: 1,
      },
      metadata: { owner: "security" },
    },
  },
  enrollments: Object.fromEntries(
    Object.entries(browsers).map(([deviceId, userId]) => [deviceId, { deviceId, userId, status: "active" }]),
  ),
});
// Browsers are enrolled once the devices are known: the resources beneath are there for what has no prop.
for (const enrollment of Object.values(chrome.enrollments))
  enrollment.dependsOn = [dependable(jamf.sync ?? jamf.resource)];

const output = (id: string, description: string, value: unknown) =>
  new TerraformOutput(stack, id, { description, value });
output("webhook_test", "What became of the test event.", siem.test?.status);
output("synced_devices", "Devices that Jamf knows, and those of them that belong to nobody.", {
  total: jamf.inventory.syncedEndpoints,
  unassigned: jamf.inventory.unassignedCount,
});
output(
  "enrolled_browsers",
  "State of each enrollment, by device.",
  Object.fromEntries(Object.entries(chrome.enrollments).map(([device, { status }]) => [device, status])),
);

app.synth();
