import { z } from "zod";
import { defineResource } from "../resource.ts";
import {
  governanceDecided,
  governanceInputs,
  pamDecided,
  pamInputs,
  settingsOutputs,
  settingsSlice,
  siemInputs,
  webhookInputs,
  webhookTested,
} from "./settings-shapes.ts";

/** All settings of the tenant in one resource: governance, webhook, SIEM and PAM. */
export const tenantSettings = defineResource({
  name: "tenant_settings",
  token: "governance/tenantSettings",
  summary: "All settings of the tenant in one resource: governance, webhook, SIEM and PAM.",
  ...settingsSlice,
  inputs: z.object({ ...governanceInputs, ...webhookInputs, ...siemInputs, ...pamInputs }),
  outputs: z.object({ ...settingsOutputs, ...governanceDecided, ...pamDecided }),
  afterWrite: webhookTested,
  example: {
    compliance_profile: "soc2",
    shadow_high: "block",
    shadow_critical: "block",
    webhook_enabled: true,
    webhook_url: "https://events.example.com/thoth",
    siem_provider: "splunk",
  },
});
