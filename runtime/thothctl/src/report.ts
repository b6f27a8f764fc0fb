import { type AttributePath, type Diagnostic, pathText } from "@thoth-iac/model";
import type { Flags } from "./command.ts";
import { type Output, onOneLine } from "./output.ts";

/** Prints diagnostics: a title, and below it what was found, what was expected and what to do, in the words of the flags. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], flags: Flags, output: Output): void {
  for (const diagnostic of diagnostics) {
    const { severity, summary } = diagnostic;
    const label = severity === "error" ? output.style.error("Error:") : output.style.warning("Warning:");
    output.say(`${label} ${onOneLine(summary)}`);
    output.say(`  ${onOneLine(detailOf(diagnostic, flags))}`);
  }
}

function detailOf({ detail, attribute }: Diagnostic, flags: Flags): string {
  const flag = attribute && flagOf(attribute, flags);
  if (attribute === undefined || flag === undefined) return detail;
  const path = pathText(attribute);
  // The model speaks of attributes; whoever types a command knows only its flags.
  if (detail.startsWith(path) && !/^\w/.test(detail.slice(path.length))) return `${flag}${detail.slice(path.length)}`;
  return detail.includes(flag) ? detail : `${flag}: ${detail}`;
}

/** `--tool-risk-override (shell)`: the flag, and the place inside its value. */
function flagOf([name, ...rest]: AttributePath, flags: Flags): string | undefined {
  const found = Object.entries(flags).find(([, flag]) => flag.attribute === name);
  if (found === undefined) return undefined;
  return rest.length === 0 ? `--${found[0]}` : `--${found[0]} (${pathText(rest)})`;
}
