import { z } from "zod";
import { defineResource } from "../resource.ts";
import { find, write } from "../routes.ts";
import { jsonTwins } from "../secrets.ts";
import { browserSlug, time } from "../words.ts";

const enrollmentId = z.string().min(1).meta({ description: "Identifier of the enrollment.", requiresReplace: true });

/** A browser of one user on one device that obeys the tenant's policies. */
export const browserEnrollment = defineResource({
  name: "browser_enrollment",
  token: "browser/enrollment",
  summary: "A browser of one user on one device that obeys the tenant's policies.",
  notes: "GovAPI never deletes an enrollment: destroying disables it.",
  identity: ["enrollment_id"],
  routes: {
    create: "POST /thoth/browser/enrollments",
    read: find("GET /thoth/browser/enrollments"),
    update: "POST /thoth/browser/enrollments",
    delete: write("POST /thoth/browser/enrollments", { status: "disabled" }),
  },
  inputs: z.object({
    enrollment_id: enrollmentId.optional(),
    provider_name: browserSlug.meta({ description: "The browser.", wire: "provider", requiresReplace: true }),
    user_id: z.string().min(1).meta({ description: "User of the browser." }),
    device_id: z.string().min(1).meta({ description: "Device that the browser runs on." }),
    browser_profile: z.string().min(1).optional().meta({ description: "Profile inside the browser." }),
    status: z.enum(["active", "pending", "disabled"]).optional().meta({ description: "State of the enrollment." }),
    ...jsonTwins("metadata", { description: "Free data kept with the enrollment." }),
    last_seen_at: time().optional().meta({ description: "Time at which the browser was last seen." }),
  }),
  outputs: z.object({
    enrollment_id: enrollmentId,
    id: z.string().meta({ description: "Identifier of the enrollment.", wire: "enrollment_id", stable: true }),
    created_at: z.string().meta({ description: "Time of creation.", stable: true }),
    updated_at: z.string().meta({ description: "Time of the last change." }),
  }),
  example: { provider_name: "chrome", user_id: "ada@example.com", device_id: "mac-0042", status: "active" },
});
