import type { Command, Flag, Flags, Table } from "../command.ts";
import { commonFlags } from "../commander.ts";
import { onOneLine } from "../output.ts";
import { type Offer, type Values, valuesOf } from "./values.ts";

/** A place on the command line, after so many words, and what may follow there. */
export interface Place {
  /** The words so far: `mdm sync`; empty for the program alone. */
  readonly words: string;
  readonly next: readonly Offer[];
  readonly flags: readonly Offer[];
  /** What takes a value there, and what: a flag by any of its names, an operand by `<0>`. */
  readonly values: readonly { readonly names: readonly string[]; readonly values: Values }[];
}

/** Every place of a command table. The first is the program alone, whose flags are understood everywhere. */
export function placesOf({ commands, connectionFlags }: Table): readonly Place[] {
  const shared = { ...connectionFlags, ...commonFlags };
  const groups = [...new Set(commands.flatMap(({ words }) => groupsAbove(words)))];
  return [
    ...["", ...groups].map((words) => ({
      words,
      next: nextOf(words, commands),
      flags: [...offersOf(shared), help, ...(words === "" ? [version] : [])],
      values: words === "" ? takenBy(shared) : [],
    })),
    ...commands.map((command) => leafOf(command, command.connects ? shared : commonFlags, shared)),
  ];
}

const help: Offer = { word: "--help", description: "Show help." };
const version: Offer = { word: "--version", description: "Print the version." };

function groupsAbove(words: string): readonly string[] {
  const all = words.split(" ");
  return all.slice(1).map((_, at) => all.slice(0, at + 1).join(" "));
}

function nextOf(words: string, commands: readonly Command[]): readonly Offer[] {
  const before = words === "" ? "" : `${words} `;
  const below = commands.filter((command) => command.words.startsWith(before));
  const steps = Map.groupBy(below, (command) => command.words.slice(before.length).split(" ")[0] ?? "");
  return [...steps].map(([word, [first, ...others]]) => {
    const isLeaf = first?.words === `${before}${word}` && others.length === 0;
    return { word, description: isLeaf ? sentenceOf(first.summary) : inGroup(word, [first, ...others], before) };
  });
}

function inGroup(word: string, commands: readonly (Command | undefined)[], before: string): string {
  const rest = commands.flatMap((command) => command?.words.slice(before.length + word.length + 1) ?? []);
  return `${rest.join(", ")}.`;
}

function leafOf({ words, flags, operands = [] }: Command, offered: Flags, shared: Flags): Place {
  const others = Object.fromEntries(Object.entries(offered).filter(([name]) => !Object.hasOwn(flags, name)));
  // A switch has no value, but has to be named where everywhere else a flag of its name takes one.
  const isHidden = ([name, { value }]: [string, Flag]) => value === undefined && shared[name]?.value !== undefined;
  const hidden = Object.entries(flags).filter(isHidden);
  return {
    words,
    next: [],
    flags: [...offersOf({ ...flags, ...others }), help],
    values: [
      ...takenBy(flags),
      ...hidden.map(([name]) => ({ names: [`--${name}`], values: { kind: "none", words: [] } as const })),
      ...operands.map((operand, at) => ({ names: [`<${at}>`], values: valuesOf({ ...operand, value: operand.name }) })),
    ],
  };
}

function offersOf(flags: Flags): readonly Offer[] {
  return Object.entries(flags).map(([name, { description }]) => ({
    word: `--${name}`,
    description: sentenceOf(description),
  }));
}

function takenBy(flags: Flags): Place["values"] {
  return Object.entries(flags).flatMap(([name, flag]) => {
    if (flag.value === undefined) return [];
    const names = [`--${name}`, ...(flag.short === undefined ? [] : [`-${flag.short}`])];
    return [{ names, values: valuesOf(flag) }];
  });
}

/** The first sentence of a description: a list has room for no more. */
function sentenceOf(description: string): string {
  return onOneLine(description).split(/(?<=\.)\s/)[0] ?? "";
}
