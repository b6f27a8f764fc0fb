import type { Run } from "../command.ts";
import { version, versionLine } from "../version.ts";

/** Prints the version. */
export const run: Run = async ({ json, output }) => {
  if (json) output.printJson({ name: "thothctl", version });
  else output.print(versionLine);
  return undefined;
};
