import type { Table } from "./command.ts";
import { versionCommand } from "./version-command.ts";

/** The table for a command line: whole, unless it plainly asks for the version. */
export async function tableFor(argv: readonly string[]): Promise<Table> {
  const [first = ""] = argv;
  if (["version", "--version", "-V"].includes(first)) return { commands: [versionCommand], connectionFlags: {} };
  return (await import("./whole-table.ts")).wholeTable;
}
