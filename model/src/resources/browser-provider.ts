import { z } from "zod";
import { defineResource } from "../resource.ts";
import { find, write } from "../routes.ts";
import { secretJsonTwins } from "../secrets.ts";
import { browserSlug } from "../words.ts";

/** A browser that GovAPI governs. */
export const browserProvider = defineResource({
  name: "browser_provider",
  token: "browser/provider",
  summary: "A browser that GovAPI governs.",
  notes: "GovAPI keeps one record per browser and never deletes it: destroying disables it.",
  identity: ["provider_name"],
  routes: {
    create: "POST /thoth/browser/providers",
    read: find("GET /thoth/browser/providers"),
    update: "POST /thoth/browser/providers",
    delete: write("POST /thoth/browser/providers", { enabled: false }),
  },
  inputs: z.object({
    provider_name: browserSlug.meta({ description: "The browser.", wire: "provider", requiresReplace: true }),
    name: z.string().min(1).optional().meta({ description: "Name shown to people." }),
    enabled: z.boolean().default(true).meta({ description: "Whether the browser is governed." }),
    status: z
      .enum(["connected", "degraded", "disconnected"])
      .optional()
      .meta({ description: "State of the connection." }),
    ...secretJsonTwins("config", { description: "Settings of the connection." }),
    last_error: z.string().min(1).optional().meta({ description: "What went wrong last." }),
  }),
  outputs: z.object({
    id: z.string().meta({ description: "The browser.", wire: "provider", stable: true }),
    created_at: z.string().meta({ description: "Time of creation.", stable: true }),
    updated_at: z.string().meta({ description: "Time of the last change." }),
  }),
  example: { provider_name: "chrome", name: "Chrome", config: { tenant: "acme" } },
});
