import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { camelCase, kebabCase, queries, resources } from "@thoth-iac/model";
import { prefix } from "@thoth-iac/provider";
import type { Generator } from "../generated-files.ts";
import {
  type DocumentedConstruct,
  type DocumentedInterface,
  type DocumentedMember,
  type DocumentedPackage,
  readConstructs,
} from "./cdktf-docs-read.ts";

/** The pages of the constructs for CDKTF and CDK Terrain, for people: one for each, and an index. */
export const cdktfDocs: Generator = {
  path: "docs/cdktf",
  make: async () => {
    const documented = readConstructs(root);
    const readme = await readFile(join(root, "cdktf", "README.md"), "utf8");
    const pages = documented.constructs.map((construct) => {
      const { name } = construct;
      return [`${name}.md`, pageOf(construct, { documented, sample: sampleIn(readme, name) })];
    });
    return { ...Object.fromEntries(pages), "README.md": indexOf(documented) };
  },
};

const root = resolve(import.meta.dirname, "..", "..");

/** What a page is made of beside its construct. */
interface Surroundings {
  readonly documented: DocumentedPackage;
  readonly sample: string;
}

/** The program that the README shows under the construct's name. */
function sampleIn(readme: string, name: string): string {
  const [, section = ""] = readme.split(`### ${name}\n`);
  const [, program] = /```ts\n(.*?)```/s.exec(section.split("\n## ")[0]?.split("\n### ")[0] ?? "") ?? [];
  if (program === undefined) throw new Error(`cdktf/README.md shows no ${name}`);
  return program;
}

function pageOf(construct: DocumentedConstruct, { documented, sample }: Surroundings): string {
  const { name, text, props, propsOptional, statics, properties } = construct;
  const inner = reachable(construct, documented);
  const attributes = statics.flatMap(({ interfaces }) => interfaces);
  return joined([
    `<!-- ${origin("the comments in cdktf/src/constructs")} -->`,
    `# ${name}`,
    text,
    `\`\`\`ts\nimport { ${name} } from "@thoth-iac/cdktf/cdktn"; // or .../cdktf\n\nnew ${name}(scope, id, props${propsOptional ? "?" : ""});\n\`\`\``,
    `## Example\n\n\`\`\`ts\n${sample}\`\`\``,
    "## Props",
    propsTable(props.members, documented),
    ...inner
      .filter(({ name: each }) => !attributes.includes(each))
      .map((each) => joined([`### ${each.name}`, each.text, tableOf(each, documented)])),
    ...section(
      "What it has",
      properties.map((member) => `- \`${member.name}\`: ${typeLink(member, documented)}. ${lines(member.text)}`),
    ),
    ...section(
      "What exists already",
      statics.map((member) => {
        const taken = inner.filter((each) => member.interfaces.includes(each.name));
        return joined([
          `\`${name}.${member.name}${member.type}\``,
          member.text,
          ...taken.map((each) => tableOf(each, documented)),
        ]);
      }),
    ),
  ]);
}

function joined(parts: readonly string[]): string {
  return `${parts.map((part) => part.trimEnd()).join("\n\n")}\n`;
}

function section(title: string, entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [] : [`## ${title}`, entries.map((entry) => entry.trimEnd()).join("\n")];
}

/** The interfaces that the page tells of: those that no other page does. */
function reachable(construct: DocumentedConstruct, documented: DocumentedPackage): readonly DocumentedInterface[] {
  const found = new Map<string, DocumentedInterface>();
  const visit = (members: readonly DocumentedMember[]) => {
    for (const name of members.flatMap(({ interfaces }) => interfaces)) {
      const each = documented.interfaces.get(name);
      if (each === undefined || found.has(name) || ownerOf(name, documented) !== undefined) continue;
      found.set(name, each);
      visit(each.members);
    }
  };
  visit([...construct.props.members, ...construct.statics, ...construct.properties]);
  return [...found.values()];
}

function ownerOf(propsName: string, { constructs }: DocumentedPackage): DocumentedConstruct | undefined {
  return constructs.find(({ props }) => props.name === propsName);
}

function tableOf({ members }: DocumentedInterface, documented: DocumentedPackage): string {
  return members.some((member) => member.optional || member.default !== undefined)
    ? propsTable(members, documented)
    : members
        .map((member) => `- \`${member.name}\`: ${typeLink(member, documented)}. ${lines(member.text)}`)
        .join("\n");
}

/** Required ones first, as a person has to write them. */
function propsTable(members: readonly DocumentedMember[], documented: DocumentedPackage): string {
  const sorted = [...members.filter(({ optional }) => !optional), ...members.filter(({ optional }) => optional)];
  const rows = sorted.map((member) => {
    const fallback = member.optional ? defaultText(member.default) : "**required**";
    return `| \`${member.name}\` | ${cell(typeLink(member, documented))} | ${cell(fallback)} | ${cell(lines(member.text))} |`;
  });
  return ["| prop | type | default | |", "|---|---|---|---|", ...rows].join("\n");
}

function defaultText(fallback: string | undefined): string {
  if (fallback === undefined) return "";
  return fallback.startsWith("- ") ? lines(fallback.slice(2)) : `\`${fallback}\``;
}

function typeLink({ type, interfaces }: DocumentedMember, documented: DocumentedPackage): string {
  const pages = interfaces.flatMap((name) => {
    const owner = ownerOf(name, documented);
    return owner === undefined ? [`[${name}](#${name.toLowerCase()})`] : [`[${name}](${owner.name}.md#props)`];
  });
  return `\`${type}\`${pages.length === 0 ? "" : ` (${pages.join(", ")})`}`;
}

function lines(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function indexOf({ constructs }: DocumentedPackage): string {
  const entries = [
    { title: "Resources", owners: Object.values(resources), start: "", reference: "resources" },
    { title: "Data sources", owners: Object.values(queries), start: "data-thoth-", reference: "data-sources" },
  ];
  return joined([
    `<!-- ${origin("cdktf/src and model/src")} -->`,
    "# API of the constructs for CDK Terrain and CDKTF",
    "How to begin stands in the [README](../../cdktf/README.md).",
    "## Constructs",
    constructs
      .map(({ name, text }) => `- [${name}](${name}.md): ${lines(text.split(/(?<=\.)\s/)[0] ?? "")}`)
      .join("\n"),
    "## Bindings",
    "Made from the provider's schema, with each property's text where an editor shows it. The same doors are there with `cdktf` in place of `cdktn`.",
    ...entries.map(({ title, owners, start, reference }) =>
      joined([
        `### ${title}`,
        "| entry point | class | arguments and outputs |\n|---|---|---|\n" +
          owners
            .map(({ name }) => {
              const pascal = camelCase(`_${name}`);
              const made = start === "" ? pascal : `DataThoth${pascal}`;
              return `| \`@thoth-iac/cdktf/cdktn/${start}${kebabCase(name)}\` | \`${made}\` | [${prefix}${name}](../reference/${reference}/${name}.md) |`;
            })
            .join("\n"),
      ]),
    ),
  ]);
}

function origin(source: string): string {
  return `Made by \`npm run generate\` from ${source}. Edit that, not this.`;
}
