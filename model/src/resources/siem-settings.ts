import { z } from "zod";
import { defineResource } from "../resource.ts";
import { settingsOutputs, settingsSlice, siemInputs } from "./settings-shapes.ts";

/** Delivery of the tenant's events to a SIEM. */
export const siemSettings = defineResource({
  name: "siem_settings",
  token: "governance/siemSettings",
  summary: "Delivery of the tenant's events to a SIEM.",
  ...settingsSlice,
  inputs: z.object({ ...siemInputs }),
  outputs: z.object({ ...settingsOutputs }),
  example: {
    siem_provider: "splunk",
    siem_webhook_enabled: true,
    siem_webhook_url: "https://splunk.example.com/services/collector",
    siem_webhook_secret: "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz",
  },
});
