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
  if (attribute === undefined || flag === undefined) return inFlags(detail, flags);
  const path = pathText(attribute);
  // The model speaks of attributes; whoever types a command knows only its flags.
  const isNamed = detail.startsWith(path) && !/^\w/.test(detail.slice(path.length));
  const text = inFlags(isNamed ? `${flag}${detail.slice(path.length)}` : detail, flags);
  return text.includes(flag) ? text : `${flag}: ${text}`;
}

/** The flags in place of attributes that are named inside a sentence. Only a name with an underscore is surely one. */
function inFlags(text: string, flags: Flags): string {
  const words = text.replace(/(?<![\w./{-])[a-z]+(?:_[a-z]+)+(?![\w./}-])/g, (word) => {
    const found = Object.entries(flags).find(([, flag]) => flag.attribute === word);
    return found === undefined ? word : `--${found[0]}`;
  });
  return words.replace(/(--[\w-]+) \(thothctl: \1\)/g, "$1");
}

/** `--tool-risk-override (shell)`: the flag, and the place inside its value. */
function flagOf([name, ...rest]: AttributePath, flags: Flags): string | undefined {
  const found = Object.entries(flags).find(([, flag]) => flag.attribute === name);
  if (found === undefined) return undefined;
  return rest.length === 0 ? `--${found[0]}` : `--${found[0]} (${pathText(rest)})`;
}
