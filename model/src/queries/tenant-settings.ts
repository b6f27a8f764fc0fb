import { z } from "zod";
import { jsonText } from "../attributes.ts";
import { defineQuery } from "../resource.ts";

/** The tenant's settings document. */
export const tenantSettings = defineQuery({
  name: "tenant_settings",
  token: "governance/tenantSettings",
  summary: "The tenant's settings document.",
  route: "GET /thoth/settings",
  inputs: z.object({}),
  outputs: z.object({
    tenant_id: z.string().meta({ description: "The tenant.", value: "{tenant}" }),
    compliance_profile: z.string().meta({ description: "Profile from which baseline controls follow." }),
    regulatory_regimes: z.array(z.string()).meta({ description: "Regimes whose baseline packs are loaded." }),
    shadow_policy: z
      .record(z.string(), z.string())
      .meta({ description: "Action by risk tier for ungoverned tool calls." }),
    tool_risk_overrides: z.record(z.string(), z.string()).meta({ description: "Risk tier by tool name." }),
    webhook_enabled: z.boolean().meta({ description: "Whether events are delivered.", wire: "webhook.enabled" }),
    webhook_url: z.string().meta({ description: "Address that receives events.", wire: "webhook.url" }),
    updated_at: z.string().meta({ description: "Time of the last change." }),
    settings_json: jsonText().meta({
      description: "The whole document as JSON text, without its secrets.",
      wire: "",
      sensitive: true,
    }),
  }),
  example: {},
});
