import { z } from "zod";
import { defineResource } from "../resource.ts";
import { settingsOutputs, settingsSlice, webhookInputs, webhookTested } from "./settings-shapes.ts";

/** The tenant's event webhook. */
export const webhookSettings = defineResource({
  name: "webhook_settings",
  token: "governance/webhookSettings",
  summary: "The tenant's event webhook.",
  ...settingsSlice,
  inputs: z.object({ ...webhookInputs }),
  outputs: z.object({ ...settingsOutputs }),
  afterWrite: webhookTested,
  example: {
    webhook_enabled: true,
    webhook_url: "https://events.example.com/thoth",
    webhook_secret: "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz",
  },
});
