import { z } from "zod";
import { jsonText } from "../attributes.ts";
import { defineQuery } from "../resource.ts";
import { browserSlug } from "../words.ts";

/** The policies of the governed browsers. */
export const browserPolicies = defineQuery({
  name: "browser_policies",
  token: "browser/policies",
  summary: "The policies of the governed browsers.",
  route: "GET /thoth/browser/policies",
  list: true,
  inputs: z.object({
    provider_name: browserSlug.optional().meta({ description: "Only the policies of this browser.", wire: "provider" }),
  }),
  outputs: z.object({
    total: z.int().meta({ description: "Number of rows.", count: "data" }),
    data_json: jsonText().meta({ description: "The rows as JSON text, without their secrets.", wire: "data" }),
    browser_policies: z
      .array(
        z.object({
          policy_id: z.string().meta({ description: "Identifier of the policy." }),
          name: z.string().meta({ description: "Name shown to people." }),
          provider_name: z.string().meta({ description: "The browser that the policy is for.", wire: "provider" }),
          enforcement_mode: z.string().meta({ description: "monitor or enforce." }),
          active: z.boolean().meta({ description: "Whether the policy is in force." }),
          version: z.int().meta({ description: "Version of the policy." }),
          policy_json: jsonText().meta({ description: "The policy, as JSON text.", wire: "policy" }),
          compiled_policy_json: jsonText().meta({
            description: "The policy in the browser vendor's own form.",
            wire: "compiled_policy",
          }),
          created_at: z.string().meta({ description: "Time of creation." }),
          updated_at: z.string().meta({ description: "Time of the last change." }),
        }),
      )
      .meta({ description: "The rows.", wire: "data" }),
  }),
  example: { provider_name: "chrome" },
});
