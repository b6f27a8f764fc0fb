import { z } from "zod";
import { defineResource } from "../resource.ts";
import { governanceDecided, governanceInputs, settingsOutputs, settingsSlice } from "./settings-shapes.ts";

/** Compliance profile, shadow policy, secret broker and model router of the tenant. */
export const governanceSettings = defineResource({
  name: "governance_settings",
  token: "governance/governanceSettings",
  summary: "Compliance profile, shadow policy, secret broker and model router of the tenant.",
  ...settingsSlice,
  inputs: z.object({ ...governanceInputs }),
  outputs: z.object({ ...settingsOutputs, ...governanceDecided }),
  example: {
    compliance_profile: "soc2",
    regulatory_regimes: ["soc2", "gdpr"],
    shadow_low: "allow",
    shadow_medium: "step_up",
    shadow_high: "block",
    shadow_critical: "block",
    tool_risk_overrides: { "shell.exec": "critical" },
  },
});
