import type { Run } from "../command.ts";
import { manualOf } from "../manual.ts";

/** Prints the manual. */
export const run: Run = async ({ output, table }) => {
  for (const line of manualOf(table)) output.print(line);
  return undefined;
};
