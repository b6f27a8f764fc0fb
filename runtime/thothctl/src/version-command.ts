import { defineCommand } from "./command.ts";

/** The row of `version`, which stands apart because it must not wait for the model. */
export const versionCommand = defineCommand({
  words: "version",
  summary: "Print the version of thothctl.",
  flags: {},
  connects: false,
  examples: ["version", "version --json"],
  load: () => import("./commands/version.ts"),
});
