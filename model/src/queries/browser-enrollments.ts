import { z } from "zod";
import { jsonText } from "../attributes.ts";
import { defineQuery } from "../resource.ts";
import { browserSlug } from "../words.ts";

/** The enrolled browsers. */
export const browserEnrollments = defineQuery({
  name: "browser_enrollments",
  token: "browser/enrollments",
  summary: "The enrolled browsers.",
  route: "GET /thoth/browser/enrollments",
  list: true,
  inputs: z.object({
    provider_name: browserSlug
      .optional()
      .meta({ description: "Only the enrollments of this browser.", wire: "provider" }),
    status: z
      .enum(["active", "pending", "disabled"])
      .optional()
      .meta({ description: "Only the enrollments in this state." }),
  }),
  outputs: z.object({
    total: z.int().meta({ description: "Number of rows.", count: "data" }),
    data_json: jsonText().meta({ description: "The rows as JSON text, without their secrets.", wire: "data" }),
    browser_enrollments: z
      .array(
        z.object({
          enrollment_id: z.string().meta({ description: "Identifier of the enrollment." }),
          provider_name: z.string().meta({ description: "The browser.", wire: "provider" }),
          user_id: z.string().meta({ description: "User of the browser." }),
          device_id: z.string().meta({ description: "Device that the browser runs on." }),
          browser_profile: z.string().meta({ description: "Profile inside the browser." }),
          status: z.string().meta({ description: "State of the enrollment." }),
          last_seen_at: z.string().meta({ description: "Time at which the browser was last seen." }),
          created_at: z.string().meta({ description: "Time of creation." }),
          updated_at: z.string().meta({ description: "Time of the last change." }),
        }),
      )
      .meta({ description: "The rows.", wire: "data" }),
  }),
  example: { provider_name: "chrome", status: "active" },
});
