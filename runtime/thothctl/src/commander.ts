import { Argument, Command as Commander, CommanderError, Help, InvalidArgumentError, Option } from "commander";
import type { Command, Flag, Flags, FlagValue, FlagValues, Operand, Table } from "./command.ts";
import type { Output } from "./output.ts";
import { version } from "./version.ts";

/** What a command line asks for: a command with what was written for its flags, or nothing more than an exit code. */
export type Asked =
  | {
      readonly command: Command;
      readonly written: FlagValues;
      readonly global: FlagValues;
      readonly operands: readonly string[];
    }
  | { readonly exit: number };

/** The command table, and where help and complaints go. */
export interface Grammar {
  readonly table: Table;
  readonly output: Output;
}

/** Flags of every command. */
export const commonFlags = {
  output: { description: "How the result is printed.", value: "format", choices: ["text", "json"], strict: true },
  json: { description: "The same as --output json: one JSON document, for programs." },
} as const satisfies Flags;

const name = "thothctl";
// Flags that a command's help only names, in one line. commander's own way to hide them would end suggestions, too.
const unlisted = "Connection:";

/** Reads a command line by the table. Help and version are printed here, and so is what is wrong with the line. */
export async function askedBy(argv: readonly string[], grammar: Grammar): Promise<Asked> {
  const found: { asked?: Asked } = {};
  const program = programOf(grammar, (asked) => {
    found.asked = asked;
  });
  if (argv.length === 0) {
    program.outputHelp();
    return { exit: 0 };
  }
  try {
    // Whoever asks for help in another tool's words is understood.
    const [first, ...rest] = argv;
    await program.parseAsync(first === "help" ? [...rest, "--help"] : argv, { from: "user" });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return { exit: thrown.exitCode === 0 ? 0 : 2 };
  }
  return found.asked ?? { exit: 0 };
}

type Found = (asked: Asked) => void;

function programOf(grammar: Grammar, found: Found): Commander {
  const { table, output } = grammar;
  const program = dressed(new Commander(name), output)
    .description("Administer a Thoth tenant, make it what manifests say, and run GovAPI for trying things out.")
    .optionsGroup("Output:")
    .version(version, "-V, --version", "Print the version.")
    .usage("<command> [flags]")
    .addHelpText("after", `\nHelp on a command: ${name} <command> --help. All of it at once: ${name} manual.`);
  addFlags(program, { ...table.connectionFlags, ...commonFlags }, "Flags of every command that talks to GovAPI:");
  for (const row of table.commands) addCommand(program, row, { ...grammar, found });
  return program;
}

function addCommand(program: Commander, row: Command, grammar: Grammar & { readonly found: Found }): void {
  const words = row.words.split(" ");
  const group = words.slice(0, -1).reduce((at, word) => groupUnder(at, word, grammar), program);
  const global = row.connects ? { ...grammar.table.connectionFlags, ...commonFlags } : commonFlags;
  const own = Object.keys(row.flags);
  const shared = Object.fromEntries(Object.entries(global).filter(([flag]) => !own.includes(flag)));
  const command = dressed(new Commander(words.at(-1)), grammar.output)
    .summary(row.summary)
    .description(row.notes === undefined ? row.summary : `${row.summary}\n\n${row.notes}`)
    .usage([...(row.operands ?? []).map(operandTerm), "[flags]"].join(" "))
    .allowExcessArguments(false)
    .addHelpText("after", afterHelp(row, Object.keys(shared)));
  for (const operand of row.operands ?? []) command.addArgument(argumentOf(operand));
  addFlags(command, row.flags, "Flags:");
  for (const [flag, about] of Object.entries(shared)) {
    const isConnection = Object.hasOwn(grammar.table.connectionFlags, flag);
    command.addOption(optionOf(flag, about).helpGroup(isConnection ? unlisted : "Output:"));
  }
  command.action(() => grammar.found({ command: row, operands: command.args, ...writtenFor(row, command) }));
  group.addCommand(command);
}

function afterHelp({ examples, connects }: Command, shared: readonly string[]): string {
  const lines = examples.map((example) => `  $ ${name} ${example}`);
  const connection = shared.filter((flag) => !Object.hasOwn(commonFlags, flag)).map((flag) => `--${flag}`);
  const where = connects ? `\n\nThe connection: ${connection.join(", ")}.\nWhat they mean: ${name} --help` : "";
  return `\nExamples:\n${lines.join("\n")}${where}`;
}

function groupUnder(parent: Commander, word: string, { output, table }: Grammar): Commander {
  const there = parent.commands.find((child) => child.name() === word);
  if (there) return there;
  const group = dressed(new Commander(word), output).usage("<command> [flags]");
  for (const [flag, about] of Object.entries({ ...table.connectionFlags, ...commonFlags })) {
    group.addOption(optionOf(flag, about).helpGroup(unlisted));
  }
  parent.addCommand(group);
  return group;
}

/** What every command has in common: it never ends the process, and a flag belongs to the word that it follows. */
function dressed(command: Commander, output: Output): Commander {
  return command
    .exitOverride()
    .enablePositionalOptions()
    .addHelpOption(new Option("-h, --help", "Show this help.").helpGroup("Output:"))
    .helpCommand(false)
    .configureHelp(help)
    .configureOutput({
      writeOut: (text) => output.print(text.trimEnd()),
      writeErr: (text) => output.say(text.trimEnd()),
      getOutHelpWidth: () => Math.min(output.columns ?? 100, 120),
      getErrHelpWidth: () => 100,
      outputError: (text) => output.say(complaint(text, command, output)),
    });
}

/** commander's help, with all commands at once by their whole words, and without the flags of the connection. */
const help: Partial<Help> = {
  subcommandTerm: wordsOf,
  // Only the page lists the leaves: commander also asks for the visible commands when it looks for what a typo meant.
  formatHelp: (command, helper) => {
    const listing = Object.assign(Object.create(helper), { visibleCommands: leavesOf });
    return Help.prototype.formatHelp.call(listing, command, listing);
  },
  groupItems: (all, visible, groupOf) => {
    const groups = Help.prototype.groupItems(all, visible, groupOf);
    groups.delete(unlisted);
    return groups;
  },
};

/** commander's complaint in the form of all others, with the way to the help. */
function complaint(text: string, command: Commander, output: Output): string {
  const [first = "", ...rest] = text
    .trim()
    .replace(/^error: /, "")
    .split("\n");
  const lines = [first, ...rest].map((line) => line.trim()).filter((line) => line !== "");
  const title = (lines.shift() ?? "").replace(/^./, (letter) => letter.toUpperCase());
  const hint = lines.join(" ").replace(/^\((.*)\)$/, "$1");
  return [
    `${output.style.error("Error:")} ${title}`,
    `  ${hint === "" ? "" : `${hint} `}See: ${wordsWithName(command)} --help`,
  ].join("\n");
}

function addFlags(command: Commander, flags: Flags, heading: string): void {
  for (const [flag, about] of Object.entries(flags)) command.addOption(optionOf(flag, about).helpGroup(heading));
}

/** What stands for an operand in a line of usage. */
export function operandTerm({ name, required }: Operand): string {
  return required ? `<${name}>` : `[${name}]`;
}

function argumentOf(operand: Operand): Argument {
  const { description, choices } = operand;
  return new Argument(operandTerm(operand), choices ? `${description} (one of ${choices.join(", ")})` : description);
}

function optionOf(flag: string, about: Flag): Option {
  const { short, value, bare, repeatable, choices, strict } = about;
  const slot = value === undefined ? "" : bare ? ` [${value}]` : ` <${value}>`;
  const name = short === undefined ? `--${flag}` : `-${short}, --${flag}`;
  const option = new Option(`${name}${slot}`, flagDescription(about));
  if (repeatable) option.argParser((text: string, before: readonly string[] = []) => [...before, text]);
  if (strict && choices) option.argParser((text: string) => oneOf(choices, text));
  return option;
}

function oneOf(choices: readonly string[], text: string): string {
  if (choices.includes(text)) return text;
  throw new InvalidArgumentError(`It takes ${choices.join(" or ")}.`);
}

function flagDescription({ description, choices, fallback, required, repeatable }: Flag): string {
  const parts = [
    ...(required ? ["required"] : []),
    ...(choices ? [`one of ${choices.join(", ")}`] : []),
    ...(repeatable ? ["may be repeated"] : []),
    ...(fallback === undefined ? [] : [`default ${fallback}`]),
  ];
  return parts.length === 0 ? description : `${description} (${parts.join("; ")})`;
}

/** What was written for the flags: those of the command itself, and the shared ones wherever they stood, the last word winning. */
function writtenFor(row: Command, command: Commander): { readonly written: FlagValues; readonly global: FlagValues } {
  const valuesIn = (at: Commander) =>
    Object.fromEntries(
      at.options.map((option) => [option.long?.slice(2) ?? "", at.getOptionValue(option.attributeName())]),
    );
  const own = valuesIn(command);
  const above = Object.assign(
    {},
    ...ancestorsOf(command)
      .reverse()
      .map((at) => given(valuesIn(at))),
  );
  const written = Object.fromEntries(
    Object.entries(row.flags).map(([flag, about]) => [flag, valueFor(about, own[flag])]),
  );
  const shared = Object.entries(given(own)).filter(([flag]) => !Object.hasOwn(row.flags, flag));
  return { written, global: { ...above, ...Object.fromEntries(shared) } };
}

function given(values: FlagValues): FlagValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function valueFor({ value, bare, repeatable }: Flag, found: FlagValue): FlagValue {
  if (bare && found === true) return "true";
  if (found !== undefined) return found;
  if (repeatable) return [];
  return value === undefined ? false : undefined;
}

function ancestorsOf(command: Commander): Commander[] {
  return command.parent === null ? [] : [command.parent, ...ancestorsOf(command.parent)];
}

function leavesOf(command: Commander): Commander[] {
  return command.commands.flatMap((child) => (child.commands.length === 0 ? [child] : leavesOf(child)));
}

function wordsOf(command: Commander): string {
  return command.parent?.parent ? `${wordsOf(command.parent)} ${command.name()}` : command.name();
}

function wordsWithName(command: Commander): string {
  return command.parent === null ? command.name() : `${wordsWithName(command.parent)} ${command.name()}`;
}
