import { z } from "zod";
import { jsonText } from "../attributes.ts";
import { defineQuery } from "../resource.ts";

/** The browsers that GovAPI governs. */
export const browserProviders = defineQuery({
  name: "browser_providers",
  token: "browser/providers",
  summary: "The browsers that GovAPI governs.",
  route: "GET /thoth/browser/providers",
  list: true,
  inputs: z.object({}),
  outputs: z.object({
    total: z.int().meta({ description: "Number of rows.", count: "data" }),
    data_json: jsonText().meta({ description: "The rows as JSON text, without their secrets.", wire: "data" }),
    browser_providers: z
      .array(
        z.object({
          provider_name: z.string().meta({ description: "The browser.", wire: "provider" }),
          name: z.string().meta({ description: "Name shown to people." }),
          enabled: z.boolean().meta({ description: "Whether the browser is governed." }),
          status: z.string().meta({ description: "State of the connection." }),
          last_error: z.string().meta({ description: "What went wrong last." }),
          created_at: z.string().meta({ description: "Time of creation." }),
          updated_at: z.string().meta({ description: "Time of the last change." }),
        }),
      )
      .meta({ description: "The rows.", wire: "data" }),
  }),
  example: {},
});
