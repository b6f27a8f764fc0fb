import { z } from "zod";
import { defineResource } from "../resource.ts";
import { forget, poll } from "../routes.ts";
import { mdmSlug } from "../words.ts";

/** One run of reading the device inventory from an MDM system. */
export const mdmSync = defineResource({
  name: "mdm_sync",
  token: "mdm/sync",
  summary: "One run of reading the device inventory from an MDM system.",
  notes:
    "Made once, run once: change `trigger` to run again. A sync that fails, or does not end in time, fails the apply. Destroying it only forgets it.",
  identity: ["id"],
  routes: {
    create: poll({
      start: "POST /thoth/mdm/providers/{provider_name}/sync",
      read: "GET /thoth/mdm/sync-jobs/{id}",
      until: { attribute: "status", values: ["succeeded", "failed"] },
      wait: "wait_for_completion",
      interval: "poll_interval_seconds",
      timeout: "timeout_seconds",
    }),
    read: "GET /thoth/mdm/sync-jobs/{id}",
    delete: forget,
  },
  inputs: z.object({
    provider_name: mdmSlug.meta({ description: "The MDM system to read.", wire: "provider", requiresReplace: true }),
    trigger: z
      .string()
      .optional()
      .meta({ description: "Any text; a change of it runs the sync again.", local: true, requiresReplace: true }),
    wait_for_completion: z.boolean().default(true).meta({ description: "Wait until the sync has ended.", local: true }),
    poll_interval_seconds: z
      .int()
      .min(1)
      .max(300)
      .default(5)
      .meta({ description: "Seconds between two looks at the job.", local: true }),
    timeout_seconds: z
      .int()
      .min(1)
      .max(3600)
      .default(300)
      .meta({ description: "Seconds after which waiting fails.", local: true }),
  }),
  outputs: z.object({
    id: z.string().meta({ description: "The job.", wire: "job_id", stable: true }),
    status: z.string().meta({ description: "queued, running, succeeded or failed." }),
    synced_endpoints: z.int().meta({ description: "Devices that were read." }),
    unassigned_count: z.int().meta({ description: "Devices that could not be mapped to a user." }),
    error: z.string().meta({ description: "Why the sync failed." }),
    started_at: z.string().meta({ description: "Time at which the sync began." }),
    completed_at: z.string().meta({ description: "Time at which the sync ended." }),
    created_at: z.string().meta({ description: "Time at which the sync was asked for.", stable: true }),
    updated_at: z.string().meta({ description: "Time of the last change." }),
  }),
  succeeds: { attribute: "status", values: ["succeeded"], because: "error" },
  example: { provider_name: "jamf", trigger: "2026-01" },
});
