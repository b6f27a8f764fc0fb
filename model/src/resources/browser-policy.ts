import { z } from "zod";
import { jsonText } from "../attributes.ts";
import { defineResource } from "../resource.ts";
import { find, write } from "../routes.ts";
import { jsonTwins } from "../secrets.ts";
import { browserSlug } from "../words.ts";

const policyId = z.string().min(1).meta({ description: "Identifier of the policy.", requiresReplace: true });
const version = z
  .int()
  .min(1)
  .meta({ description: "Version of the policy. It counts up with every change that does not set it.", stable: false });
const createdBy = z.string().min(1).meta({ description: "Who made the policy." });
const updatedBy = z.string().min(1).meta({ description: "Who changed the policy last.", stable: false });

/** A policy that GovAPI compiles for a browser. */
export const browserPolicy = defineResource({
  name: "browser_policy",
  token: "browser/policy",
  summary: "A policy that GovAPI compiles for a browser.",
  notes: "GovAPI never deletes a policy: destroying deactivates it.",
  identity: ["policy_id"],
  routes: {
    create: "POST /thoth/browser/policies",
    read: find("GET /thoth/browser/policies"),
    update: "POST /thoth/browser/policies",
    delete: write("POST /thoth/browser/policies", { active: false }),
  },
  inputs: z.object({
    policy_id: policyId.optional(),
    name: z.string().min(1).meta({ description: "Name shown to people." }),
    provider_name: browserSlug.meta({
      description: "The browser that the policy is for.",
      wire: "provider",
      requiresReplace: true,
    }),
    enforcement_mode: z.enum(["monitor", "enforce"]).optional().meta({ description: "Only report, or enforce." }),
    active: z.boolean().default(true).meta({ description: "Whether the policy is in force." }),
    version: version.optional(),
    ...jsonTwins("policy", { description: "The policy, in the browser-neutral form." }),
    ...jsonTwins("metadata", { description: "Free data kept with the policy." }),
    created_by: createdBy.optional(),
    updated_by: updatedBy.optional(),
  }),
  outputs: z.object({
    policy_id: policyId,
    version,
    created_by: createdBy,
    updated_by: updatedBy,
    id: z.string().meta({ description: "Identifier of the policy.", wire: "policy_id", stable: true }),
    compiled_policy_json: jsonText().meta({
      description: "The policy in the browser vendor's own form, made by GovAPI.",
      wire: "compiled_policy",
    }),
    created_at: z.string().meta({ description: "Time of creation.", stable: true }),
    updated_at: z.string().meta({ description: "Time of the last change." }),
  }),
  exactlyOneOf: [["policy_json", "policy"]],
  example: {
    name: "Block unknown extensions",
    provider_name: "chrome",
    enforcement_mode: "enforce",
    policy: { extension_settings: { "*": { installation_mode: "blocked" } } },
  },
});
