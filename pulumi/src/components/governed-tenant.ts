import { resources } from "@thoth-iac/model";
import type { ComponentDefinition, Parts } from "./component.ts";

const parts = {
  settings: {
    resource: resources.tenantSettings,
    description: "Governance of the tenant: compliance, shadow policy, secret broker, model router, PAM.",
  },
  webhook: {
    resource: resources.webhookSettings,
    description: "The webhook that receives the tenant's events.",
  },
  siem: {
    resource: resources.siemSettings,
    description: "The SIEM that receives the tenant's events.",
  },
  webhookTest: {
    resource: resources.webhookTest,
    description: "A test event, sent once the webhook is set; the update fails unless it is delivered.",
    after: ["settings", "webhook"],
  },
  mdm: {
    resource: resources.mdmProvider,
    description: "The MDM system from which the device inventory is read.",
  },
  mdmSync: {
    resource: resources.mdmSync,
    description: "One run of reading the device inventory. It reads from `mdm` unless `providerName` is given.",
    takes: { providerName: "mdm" },
    after: ["mdm"],
  },
  browsers: {
    resource: resources.browserProvider,
    description: "Browsers that are governed. A key is the browser's name unless `providerName` is given.",
    many: true,
    keyed: "providerName",
  },
  browserPolicies: {
    resource: resources.browserPolicy,
    description: "Policies of the browsers, each under a key that only the program sees.",
    many: true,
    after: ["browsers"],
  },
  browserEnrollments: {
    resource: resources.browserEnrollment,
    description: "Browsers of single users on single devices, each under a key that only the program sees.",
    many: true,
    after: ["browsers"],
  },
} as const satisfies Parts;

/** A tenant under governance: its settings, where its events go, its devices and its browsers. */
export const governedTenant = {
  name: "GovernedTenant",
  type: "thoth:index:GovernedTenant",
  summary: "A tenant under governance: its settings, where its events go, its devices and its browsers.",
  notes:
    "Every part may be left out, and is a resource of its own: `settings` of a component `acme` is `acme-settings`, `browsers.chrome` is `acme-browsers-chrome`. Two parts must not give one setting different values.",
  parts,
} as const satisfies ComponentDefinition;
