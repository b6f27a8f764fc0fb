import * as pulumi from "@pulumi/pulumi";
import * as thoth from "@thoth-iac/pulumi";

// Tenant, address and credential: `pulumi config set thoth:tenantId acme`, `pulumi config set --secret thoth:orgApiKey`,
// or the environment: THOTH_TENANT_ID, THOTH_GOVAPI_URL, THOTH_API_KEY.
const config = new pulumi.Config();

// What agents may do with tools that nobody governs yet, by the risk of the call.
new thoth.GovernanceSettings("governance", {
  complianceProfile: "soc2",
  regulatoryRegimes: ["soc2", "gdpr"],
  shadowMedium: "step_up",
  shadowHigh: "block",
  shadowCritical: "block",
  toolRiskOverrides: { "shell.exec": "critical" },
});

// Every event goes to the SIEM, signed. Another slice of the same settings document: the two leave each other alone.
const siem = new thoth.SiemSettings("siem", {
  siemProvider: "splunk",
  siemWebhookEnabled: true,
  siemWebhookUrl: config.require("siemUrl"),
  siemWebhookSecret: config.requireSecret("siemSecret"),
});

// Sends one signed event, and fails the update if the SIEM does not take it. Sent again when the address changes.
const siemTest = new thoth.WebhookTest("siem", { trigger: siem.siemWebhookUrl }, { dependsOn: [siem] });

// Where the device inventory comes from.
const jamf = new thoth.MdmProvider("jamf", {
  providerName: "jamf",
  name: "Corporate Jamf",
  config: {
    base_url: config.require("jamfUrl"),
    client_id: config.require("jamfClientId"),
    client_secret: config.requireSecret("jamfClientSecret"),
  },
});

// Reads the inventory now, and waits until it is there.
const firstSync = new thoth.MdmSync("first", {
  providerName: jamf.providerName,
  trigger: "first",
  pollIntervalSeconds: 1,
  timeoutSeconds: 60,
});

const chrome = new thoth.BrowserProvider("chrome", { providerName: "chrome", name: "Chrome", status: "connected" });

// Written once in neutral words; GovAPI compiles it into the vendor's own.
const approved = config.getObject<string[]>("approvedExtensions") ?? ["aapbdbdomjkkjkaonfhkkikfgjllcleb"];
const extensions = new thoth.BrowserPolicy("extensions", {
  name: "Approved extensions only",
  providerName: chrome.providerName,
  enforcementMode: "enforce",
  policy: {
    extension_settings: {
      "*": { installation_mode: "blocked" },
      ...Object.fromEntries(approved.map((id) => [id, { installation_mode: "allowed" }])),
    },
    incognito_mode_availability: 1,
  },
  metadata: { owner: "security" },
});

// One browser for each user's device, once the devices are known.
const browsers = config.getObject<Record<string, string>>("browsers") ?? {
  "mac-101": "ada@example.com",
  "mac-102": "grace@example.com",
};
const enrollments = Object.entries(browsers).map(([deviceId, userId]) => {
  const { providerName } = extensions;
  const args = { providerName, deviceId, userId, status: "active" } as const;
  return [deviceId, new thoth.BrowserEnrollment(deviceId, args, { dependsOn: [firstSync] })] as const;
});

// What became of the test event.
export const webhookTest = pulumi.interpolate`${siemTest.status}, HTTP ${siemTest.httpStatus}`;

// Devices that Jamf knows, and those of them that belong to nobody.
export const syncedDevices = { total: firstSync.syncedEndpoints, unassigned: firstSync.unassignedCount };

// State of each enrollment, by device.
export const enrolledBrowsers = Object.fromEntries(enrollments.map(([deviceId, { status }]) => [deviceId, status]));

// The policy in Chrome's own words.
export const chromePolicy = extensions.compiledPolicyJson.apply((text) => JSON.parse(text));
