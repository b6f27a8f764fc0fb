import { z } from "zod";
import { defineResource } from "../resource.ts";
import { pamDecided, pamInputs, settingsOutputs, settingsSlice } from "./settings-shapes.ts";

/** Privileged access management: who decides when a tool call needs step-up. */
export const pamSettings = defineResource({
  name: "pam_settings",
  token: "governance/pamSettings",
  summary: "Privileged access management: who decides when a tool call needs step-up.",
  ...settingsSlice,
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
