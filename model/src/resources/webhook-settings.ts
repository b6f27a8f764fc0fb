import { z } from "zod";
import { defineResource } from "../resource.ts";
import { merge } from "../routes.ts";
import { settingsOutputs, settingsPath, webhookInputs, webhookTested } from "./settings-shapes.ts";

/** The tenant's event webhook. */
export const webhookSettings = defineResource({
  name: "webhook_settings",
  summary: "The tenant's event webhook.",
  notes:
    "The resource writes only its own attributes into the tenant's settings document; the rest stays as it is. Destroying it clears them.",
  identity: [],
  routes: {
    create: merge(settingsPath),
    read: merge(settingsPath),
    update: merge(settingsPath),
    delete: merge(settingsPath),
  },
  inputs: z.object({ ...webhookInputs }),
  outputs: z.object({ ...settingsOutputs }),
  afterWrite: webhookTested,
  example: {
    webhook_enabled: true,
    webhook_url: "https://events.example.com/thoth",
    webhook_secret: "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz",
  },
});
