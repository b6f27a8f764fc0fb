import { type Client, createClient, resolveCommandLine } from "@thoth-iac/client";
import { type Diagnostic, diagnosticCodes, failure, type Result, success } from "@thoth-iac/model";
import type { Flags, FlagValues, World } from "./command.ts";
import { settingsFrom } from "./global-flags.ts";
import type { Output } from "./output.ts";
import { printDiagnostics } from "./report.ts";
import { version } from "./version.ts";

/** The client that the flags, else the environment, else the saved session ask for. Warnings go to the given function. */
export async function clientFor(
  global: FlagValues,
  { env, readFile, fetch }: World,
  warn: (warnings: readonly Diagnostic[]) => Promise<unknown>,
): Promise<Result<Client>> {
  const resolved = await resolveCommandLine(settingsFrom(global), env, readFile);
  // Nothing was sent yet: what is wrong is how thothctl was called, save that a credential may be missing.
  if (!resolved.ok) {
    return failure(
      ...resolved.diagnostics.map((fault) =>
        fault.code === "unauthenticated" ? fault : { ...fault, code: "usage" as const },
      ),
    );
  }
  await warn(resolved.warnings ?? []);
  const attribution = { via: "thothctl", name: "thothctl", version };
  return success(createClient({ ...resolved.value, attribution, fetch }));
}

/** Prints diagnostics and gives the exit code of the first error; 0 if there are only warnings. */
export function reported(diagnostics: readonly Diagnostic[], flags: Flags, output: Output): number {
  printDiagnostics(diagnostics, flags, output);
  const first = diagnostics.find(({ severity }) => severity === "error");
  return first === undefined ? 0 : diagnosticCodes[first.code].exit;
}
