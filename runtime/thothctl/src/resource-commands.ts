import type { JsonValue, Resource } from "@thoth-iac/model";
import { type AttributeFlag, attributeFlagsOf, flagsByName } from "./attribute-flags.ts";
import { type Collection, collections } from "./collections.ts";
import { type Command, defineCommand } from "./command.ts";

/** The commands that follow from the model: a list and an upsert for each collection. */
export const resourceCommands: readonly Command[] = collections.flatMap((collection) => [
  listCommand(collection),
  upsertCommand(collection),
]);

function listCommand(collection: Collection): Command {
  const { words, query } = collection;
  return defineCommand({
    words: `${words} list`,
    summary: `List ${withinSentence(query.summary)}`,
    flags: flagsByName(attributeFlagsOf(query)),
    connects: true,
    examples: [`${words} list`, `${words} list --json`],
    load: async () => ({ run: (await import("./commands/list.ts")).listing(collection) }),
  });
}

function upsertCommand(collection: Collection): Command {
  const { words, resource } = collection;
  const flags = attributeFlagsOf(resource);
  return defineCommand({
    words: `${words} upsert`,
    summary: `Create or update ${withinSentence(resource.summary)}`,
    // What destroying does is of no concern to a tool that only creates and updates.
    notes: [resource.notes?.replace(/: destroying [^.]*\./, "."), whatIsKept(resource, flags)]
      .filter((text) => text !== undefined)
      .join("\n\n"),
    flags: flagsByName(flags),
    connects: true,
    examples: [`${words} upsert ${exampleOf(resource, flags)}`],
    load: async () => ({ run: (await import("./commands/upsert.ts")).upserting(collection) }),
  });
}

function whatIsKept(resource: Resource, flags: readonly AttributeFlag[]): string {
  const identity = flags.filter(({ attribute }) => resource.identity.includes(attribute.name));
  const names = identity.map(({ name }) => `--${name}`).join(" and ");
  const fresh = identity.some(({ attribute }) => !attribute.required) ? ` Without ${names} a new one is made.` : "";
  return `What is there already is found by ${names}, and what you leave out stays as it is.${fresh}`;
}

function exampleOf(resource: Resource, flags: readonly AttributeFlag[]): string {
  const example = resource.example as { readonly [name: string]: JsonValue }; // examples are written for the model's inputs, which are JSON
  return flags
    .flatMap(({ name, attribute, from }) => {
      const value = example[attribute.name];
      if (value === undefined) return [];
      return [`--${name} ${from === "file" ? `${name.replace(/-file$/, "")}.json` : quoted(String(value))}`];
    })
    .join(" ");
}

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function withinSentence(summary: string): string {
  return summary.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
}
