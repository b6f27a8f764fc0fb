import { z } from "zod";
import { defineResource } from "../resource.ts";
import { find, write } from "../routes.ts";
import { secretJsonTwins } from "../secrets.ts";
import { mdmSlug } from "../words.ts";

/** An MDM system from which GovAPI reads the device inventory. */
export const mdmProvider = defineResource({
  name: "mdm_provider",
  token: "mdm/provider",
  summary: "An MDM system from which GovAPI reads the device inventory.",
  notes:
    "GovAPI keeps one integration per MDM system and never deletes it: destroying disables it.\n\nConfiguration by system: Jamf `base_url`, `client_id`, `client_secret`; Intune `azure_tenant_id`, `client_id`, `client_secret`, optionally `graph_base_url`; Kandji `base_url`, `api_token`.",
  identity: ["provider_name"],
  routes: {
    create: "POST /thoth/mdm/providers",
    read: find("GET /thoth/mdm/providers"),
    update: "POST /thoth/mdm/providers",
    delete: write("POST /thoth/mdm/providers", { enabled: false }),
  },
  inputs: z.object({
    provider_name: mdmSlug.meta({ description: "The MDM system.", wire: "provider", requiresReplace: true }),
    name: z.string().min(1).optional().meta({ description: "Name shown to people." }),
    enabled: z.boolean().default(true).meta({ description: "Whether the integration is in use." }),
    ...secretJsonTwins("config", { description: "Address and credentials of the MDM system." }),
  }),
  outputs: z.object({
    id: z.string().meta({ description: "The MDM system.", wire: "provider", stable: true }),
    status: z.string().meta({ description: "State of the integration." }),
    last_sync_at: z.string().meta({ description: "Time of the last sync." }),
    last_sync_status: z.string().meta({ description: "How the last sync ended." }),
    last_sync_job_id: z.string().meta({ description: "Job of the last sync." }),
    last_error: z.string().meta({ description: "What went wrong last." }),
    synced_endpoints: z.int().meta({ description: "Devices read by the last sync." }),
    created_at: z.string().meta({ description: "Time of creation.", stable: true }),
    updated_at: z.string().meta({ description: "Time of the last change." }),
  }),
  example: {
    provider_name: "jamf",
    name: "Corporate Jamf",
    config: { base_url: "https://acme.jamfcloud.com", client_id: "thoth", client_secret: "example-only" },
  },
});
