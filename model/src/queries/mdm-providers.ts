import { z } from "zod";
import { jsonText } from "../attributes.ts";
import { defineQuery } from "../resource.ts";

/** The tenant's MDM integrations. */
export const mdmProviders = defineQuery({
  name: "mdm_providers",
  token: "mdm/providers",
  summary: "The tenant's MDM integrations.",
  route: "GET /thoth/mdm/providers",
  list: true,
  inputs: z.object({}),
  outputs: z.object({
    total: z.int().meta({ description: "Number of rows.", count: "data" }),
    data_json: jsonText().meta({ description: "The rows as JSON text, without their secrets.", wire: "data" }),
    mdm_providers: z
      .array(
        z.object({
          provider_name: z.string().meta({ description: "The MDM system.", wire: "provider" }),
          name: z.string().meta({ description: "Name shown to people." }),
          enabled: z.boolean().meta({ description: "Whether the integration is in use." }),
          status: z.string().meta({ description: "State of the integration." }),
          last_sync_at: z.string().meta({ description: "Time of the last sync." }),
          last_sync_status: z.string().meta({ description: "How the last sync ended." }),
          last_sync_job_id: z.string().meta({ description: "Job of the last sync." }),
          last_error: z.string().meta({ description: "What went wrong last." }),
          synced_endpoints: z.int().meta({ description: "Devices read by the last sync." }),
          created_at: z.string().meta({ description: "Time of creation." }),
          updated_at: z.string().meta({ description: "Time of the last change." }),
        }),
      )
      .meta({ description: "The rows.", wire: "data" }),
  }),
  example: {},
});
