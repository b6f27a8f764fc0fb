import type { Command, Flag, Flags, Table } from "./command.ts";
import { operandTerm } from "./commander.ts";
import { paragraph } from "./paragraph.ts";

/** The manual as lines: what holds for all commands, then each of them, made from the command table. */
export function manualOf({ commands, connectionFlags }: Table): readonly string[] {
  return [
    "THOTHCTL",
    "",
    ...paragraph("Administers a Thoth tenant, makes it what manifests say, and runs GovAPI for trying things out."),
    "",
    "  thothctl <command> [flags]",
    "",
    "CONNECTION",
    "",
    ...paragraph(
      "Commands that talk to GovAPI take these flags, before or after their words. GovAPI is looked for at https://grid.<tenant>.<apex domain> unless a URL is given. The credential is the first of: --auth-token, --auth-token-file, --org-api-key; THOTH_ADMIN_BEARER_TOKEN, THOTH_ADMIN_BEARER_TOKEN_FILE, THOTH_ORG_API_KEY, THOTH_API_KEY; the session file that THOTH_AUTH_SESSION_FILE names, else ~/.thoth/admin-token.jwt. A bearer token and an organization API key together are an error. Prefer files and the environment: other users of the machine can read the command line.",
    ),
    "",
    ...flagLines(connectionFlags),
    "",
    "OUTPUT",
    "",
    ...paragraph(
      "Data goes to standard output, everything else to standard error. --output json, or --json, prints one JSON document. Secrets are never printed. NO_COLOR switches colours off, FORCE_COLOR=1 on; THOTH_DEBUG=1 shows where an unexpected error arose.",
    ),
    "",
    "EXIT CODES",
    "",
    "  0    done",
    "  1    failed: GovAPI refused, an action failed, nothing could be reached",
    "  2    the command line, or a file that it names, is wrong; nothing was sent.",
    "       With --detailed-exitcode that is 1, and 2 means that there is something to change",
    "  4    not authenticated, or not allowed",
    "  130  interrupted",
    "",
    "COMMANDS",
    ...commands.flatMap(commandLines),
  ];
}

function commandLines({ words, summary, notes, operands = [], flags, examples }: Command): readonly string[] {
  const own = flagLines(flags);
  return [
    "",
    ["thothctl", words, ...operands.map(operandTerm), ...(own.length > 0 ? ["[flags]"] : [])].join(" "),
    "",
    ...paragraph(summary),
    ...(notes?.split("\n\n").flatMap((text) => ["", ...paragraph(text)]) ?? []),
    ...operands.flatMap((operand) => ["", `  ${operandTerm(operand)}`, ...paragraph(operand.description, "      ")]),
    ...(own.length > 0 ? ["", ...own] : []),
    "",
    ...examples.map((example) => `  $ thothctl ${example}`),
  ];
}

function flagLines(flags: Flags): readonly string[] {
  return Object.entries(flags).flatMap(([name, flag]) => [
    `  ${flag.short === undefined ? "" : `-${flag.short}, `}--${name}${slotOf(flag)}`,
    ...paragraph(flag.description, "      "),
    ...(flag.choices ? paragraph(`One of ${flag.choices.join(", ")}.`, "      ") : []),
    ...factsOf(flag).map((fact) => `      ${fact}`),
  ]);
}

function slotOf({ value, bare }: Flag): string {
  if (value === undefined) return "";
  return bare ? ` [${value}]` : ` <${value}>`;
}

function factsOf({ required, repeatable, fallback }: Flag): readonly string[] {
  return [
    ...(required ? ["Required."] : []),
    ...(repeatable ? ["May be repeated."] : []),
    ...(fallback === undefined ? [] : [`Default: ${fallback}.`]),
  ];
}
