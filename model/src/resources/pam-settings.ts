import { z } from "zod";
import { defineResource } from "../resource.ts";
import { merge } from "../routes.ts";
import { pamDecided, pamInputs, settingsOutputs, settingsPath } from "./settings-shapes.ts";

/** Privileged access management: who decides when a tool call needs step-up. */
export const pamSettings = defineResource({
  name: "pam_settings",
  summary: "Privileged access management: who decides when a tool call needs step-up.",
  notes:
    "The resource writes only its own attributes into the tenant's settings document; the rest stays as it is. Destroying it clears them.",
  identity: [],
  routes: {
    create: merge(settingsPath),
    read: merge(settingsPath),
    update: merge(settingsPath),
    delete: merge(settingsPath),
  },
  inputs: z.object({ ...pamInputs }),
  outputs: z.object({ ...settingsOutputs, ...pamDecided }),
  example: {
    pam_enabled: true,
    pam_provider: "okta",
    pam_request_url: "https://pam.example.com/challenge",
    pam_callback_secret: "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz",
    pam_request_timeout_seconds: 5,
  },
});
