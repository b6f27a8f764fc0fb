import { type AttributePath, type Diagnostic, type Place, pathText } from "@thoth-iac/model";
import type { Flags } from "./command.ts";
import { inColumns, type Output, onOneLine } from "./output.ts";

/**
 * Prints diagnostics: a title, below it where in a file it points, if it does, and what was found, what was expected and
 * what to do, in the words of the flags.
 */
export function printDiagnostics(diagnostics: readonly Diagnostic[], flags: Flags, output: Output): void {
  for (const diagnostic of diagnostics) {
    const { severity, summary } = diagnostic;
    const label = severity === "error" ? output.style.error("Error:") : output.style.warning("Warning:");
    output.say(`${label} ${onOneLine(summary)}`);
    for (const line of whereLines(diagnostic)) output.say(`  ${line}`);
    output.say(`  ${onOneLine(detailOf(diagnostic, flags))}`);
  }
}

/** `tenant.yaml:12:7  BrowserPolicy/strict`, and the line that stands there with a caret beneath it. */
function whereLines({ place, instance, attribute = [] }: Diagnostic): readonly string[] {
  const named = instance === undefined ? [] : [onOneLine(instance)];
  if (place === undefined) return named.map((name) => [name, onOneLine(pathText(attribute))].join("  ").trimEnd());
  const { file, line, column } = place;
  return [[`${onOneLine(file)}:${line}:${column}`, ...named].join("  "), ...lineAt(place)];
}

/** As much of a line as is worth showing, whatever its length: a file may be one line of many megabytes. */
const widest = 100;

function lineAt({ line, column, text }: Place): readonly string[] {
  const from = column <= widest ? 0 : column - widest / 2;
  const shown = inColumns(text.slice(from, from + widest)).trimEnd();
  if (shown.trim() === "") return [];
  const margin = " ".repeat(String(line).length);
  return [`${line} | ${shown}`, `${margin} | ${" ".repeat(Math.max(0, column - 1 - from))}^`];
}

function detailOf({ detail, attribute, instance, place }: Diagnostic, flags: Flags): string {
  // A manifest has attributes and no flags, save for those of the connection, which are named for being flags.
  if (instance !== undefined || place !== undefined) return detail.replace(/\b\w+ \(thothctl: (--[\w-]+)\)/g, "$1");
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
