import { defineCommand } from "./command.ts";
import { exportFlags } from "./export/export-flags.ts";

/** The command that writes a living tenant down. */
export const exportCommand = defineCommand({
  words: "export",
  summary: "Write what a tenant has as manifests, or as Terraform configuration.",
  notes:
    "One file per instance, the same text each time until the tenant changes. Secrets are not in it, as GovAPI does not tell them: where one is known to be set, a reference to an environment variable stands; where one may be, a comment. Files of an earlier export are replaced, or named if they are wanted no more; others are left alone unless --force is given.\n\nWith --format hcl: resources with import blocks. The first apply takes everything into state and changes nothing.",
  flags: exportFlags,
  connects: true,
  examples: [
    "export --output-dir tenant",
    "export --kind BrowserPolicy --kind BrowserProvider > browsers.yaml",
    "export --format hcl --output-dir terraform",
  ],
  load: () => import("./commands/export.ts"),
});
