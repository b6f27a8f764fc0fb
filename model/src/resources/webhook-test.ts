import { z } from "zod";
import { defineResource } from "../resource.ts";
import { forget } from "../routes.ts";

/** One test event sent to the tenant's webhook. */
export const webhookTest = defineResource({
  name: "webhook_test",
  token: "governance/webhookTest",
  summary: "One test event sent to the tenant's webhook.",
  notes:
    "Made once, sent once: change `trigger` to send again. A delivery that fails, fails the apply. GovAPI keeps no record of tests, so there is nothing to import; destroying it only forgets it.",
  identity: ["id"],
  routes: { create: "POST /thoth/settings/webhook/test", delete: forget },
  inputs: z.object({
    trigger: z
      .string()
      .optional()
      .meta({ description: "Any text; a change of it sends the test again.", local: true, requiresReplace: true }),
  }),
  outputs: z.object({
    tested_at: z.string().meta({ description: "Time of the test.", otherwise: "{now}", stable: true }),
    id: z.string().meta({ description: "Tenant and time of the test.", value: "{tenant}/{tested_at}", stable: true }),
    status: z.string().meta({ description: "delivered or failed.", stable: true }),
    http_status: z.int().meta({ description: "HTTP status that the receiver answered with.", stable: true }),
    error: z.string().meta({ description: "Why the delivery failed.", stable: true }),
  }),
  succeeds: { attribute: "status", values: ["delivered"], because: "error" },
  example: { trigger: "v1" },
});
