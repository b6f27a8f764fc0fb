import { z } from "zod";
import { jsonText } from "../attributes.ts";
import { defineQuery } from "../resource.ts";

/** One run of reading the device inventory from an MDM system. */
export const mdmSyncJob = defineQuery({
  name: "mdm_sync_job",
  token: "mdm/syncJob",
  summary: "One run of reading the device inventory from an MDM system.",
  route: "GET /thoth/mdm/sync-jobs/{job_id}",
  inputs: z.object({ job_id: z.string().min(1).meta({ description: "The job." }) }),
  outputs: z.object({
    provider_name: z.string().meta({ description: "The MDM system that is read.", wire: "provider" }),
    status: z.string().meta({ description: "queued, running, succeeded or failed." }),
    synced_endpoints: z.int().meta({ description: "Devices that were read." }),
    unassigned_count: z.int().meta({ description: "Devices that could not be mapped to a user." }),
    error: z.string().meta({ description: "Why the sync failed." }),
    started_at: z.string().meta({ description: "Time at which the sync began." }),
    completed_at: z.string().meta({ description: "Time at which the sync ended." }),
    created_at: z.string().meta({ description: "Time at which the sync was asked for." }),
    updated_at: z.string().meta({ description: "Time of the last change." }),
    job_json: jsonText().meta({ description: "The job as JSON text.", wire: "" }),
  }),
  example: { job_id: "job-1" },
});
