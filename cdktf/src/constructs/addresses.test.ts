import { expect, test } from "@jest/globals";
import { App, TerraformStack, Testing } from "cdktf";
import { BrowserBaseline } from "./browser-baseline.ts";
import { GovernedFleet } from "./governed-fleet.ts";
import { MdmIntegration } from "./mdm-integration.ts";
import { SiemWebhook } from "./siem-webhook.ts";
import { ThothProvider } from "./thoth-provider.ts";
import { ThothTenant } from "./thoth-tenant.ts";

const context = { targetVersions: { terraform: ">=1.11.0", opentofu: ">=1.11.0" } };

const tenant = { complianceProfile: "soc2", pamProvider: "okta" };
const events = { webhookEnabled: true, webhookUrl: "https://events.example.com", siemProvider: "splunk" };
const mdm = { providerName: "jamf", syncTrigger: "v1" };
const policies = { extensions: { name: "Extensions", policyJson: "{}" } };
const ada = { deviceId: "mac-0042", userId: "ada@example.com" };

// State is kept under these addresses. One that changes in a new version of the package destroys what people have and
// makes it again, so a line here is never changed: a construct that must move says so to Terraform by a `moved` block.
test("every resource of every construct has the address that it had in the first version", () => {
  const stack = new TerraformStack(new App({ context }), "prod");
  new ThothProvider(stack, "thoth", {});
  new ThothTenant(stack, "tenant", tenant);
  new SiemWebhook(stack, "events", events);
  new MdmIntegration(stack, "mdm", mdm);
  new BrowserBaseline(stack, "browser", { providerName: "chrome", policies, enrollments: { ada } });
  new GovernedFleet(stack, "fleet", { tenant, events, mdm, browsers: { chrome: { policies } }, devices: [ada] });
  const { resource } = JSON.parse(Testing.synth(stack, true));
  const addresses = Object.entries(resource).flatMap(([type, made]) =>
    Object.keys(Object(made)).map((name) => `${type}.${name}`),
  );
  expect(addresses.toSorted()).toEqual([
    "thoth_browser_enrollment.browser_Enrollment-ada_9D83A665",
    "thoth_browser_enrollment.fleet_Browser-chrome_Enrollment-mac-0042_675D3A8D",
    "thoth_browser_policy.browser_Policy-extensions_EB2DED3A",
    "thoth_browser_policy.fleet_Browser-chrome_Policy-extensions_EF1C6132",
    "thoth_browser_provider.browser_7F3A1CF2",
    "thoth_browser_provider.fleet_Browser-chrome_9E085714",
    "thoth_governance_settings.fleet_Tenant_17A41A63",
    "thoth_governance_settings.tenant_40C7F991",
    "thoth_mdm_provider.fleet_Mdm_2671635D",
    "thoth_mdm_provider.mdm_6300B84D",
    "thoth_mdm_sync.fleet_Mdm_Sync_747323EE",
    "thoth_mdm_sync.mdm_Sync_A703EF7C",
    "thoth_pam_settings.fleet_Tenant_Pam_87893789",
    "thoth_pam_settings.tenant_Pam_E2EE4F1D",
    "thoth_siem_settings.events_Siem_02884D80",
    "thoth_siem_settings.fleet_Events_Siem_AFE2514D",
    "thoth_webhook_settings.events_26E65764",
    "thoth_webhook_settings.fleet_Events_8E439EBD",
    "thoth_webhook_test.events_Test_F7D437E3",
    "thoth_webhook_test.fleet_Events_Test_25DD7CC9",
  ]);
});
