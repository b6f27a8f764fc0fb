import { type Command, defineCommand } from "./command.ts";
import { sourceFlags } from "./manifest-flags.ts";

/** The command that looks at manifests and talks to nobody. */
export const validateCommand: Command = defineCommand({
  words: "validate",
  summary:
    "Check manifests without a connection: what they are made of, their values, and how they refer to one another.",
  notes:
    "Nothing is read but the manifests: environment variables and files that hold secrets need not be there. Every fault is told with its file, line and column.",
  flags: sourceFlags,
  connects: false,
  examples: [
    "validate -f manifests",
    "validate -f baseline.yaml -f policies --output json",
    "validate -f - < tenant.yaml",
  ],
  load: () => import("./commands/validate.ts"),
});
