import { argumentsText, attributesText } from "./docs-attributes.ts";
import { expression, hclBlock, withVariables } from "./hcl.ts";
import type { Query, Resource } from "./resource.ts";
import { type Find, type Forget, type Merge, type Poll, partsOf, type Route, type Write } from "./routes.ts";
import { rulesOf } from "./rules.ts";
import type { JsonValue } from "./value.ts";

/** What a reference page cannot know from the definition. */
export interface PageSetting {
  /** What Terraform puts before every name. */
  readonly prefix: string;
  /** A sentence that says what made the page. */
  readonly origin: string;
}

/** The reference page of a resource or a data source, in Markdown. */
export function referencePage(owner: Resource | Query, setting: PageSetting): string {
  const sections = [
    `<!-- ${setting.origin} -->`,
    `# ${setting.prefix}${owner.name} (${owner.kind === "resource" ? "resource" : "data source"})`,
    owner.summary,
    owner.notes,
    `## Example\n\n${fenced("hcl", hclSample(owner, setting.prefix))}`,
    argumentsText(owner.attributes),
    owner.kind === "resource" ? rulesText(owner) : undefined,
    attributesText(owner.attributes, owner.kind === "resource" ? "after apply" : "once it is read"),
    owner.kind === "resource" ? importText(owner, setting.prefix) : undefined,
    owner.kind === "resource" ? callsText(owner) : `## Calls\n\n- Read: \`${owner.route}\``,
  ];
  return `${sections.filter((section) => section !== undefined).join("\n\n")}\n`;
}

/** The example of a resource or a data source in HCL, complete with the variables that its secrets come from. */
export function hclSample(owner: Resource | Query, prefix: string): string {
  const example = owner.example as { readonly [name: string]: JsonValue }; // examples are JSON: nothing else can be written in one
  const { values, variables } = withVariables(owner.attributes, example);
  const keyword = owner.kind === "resource" ? "resource" : "data";
  const type = expression("string");
  return [
    ...variables.map((name) => hclBlock(`variable "${name}"`, { type, sensitive: true })),
    hclBlock(`${keyword} "${prefix}${owner.name}" "example"`, values),
  ].join("\n\n");
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** The section of a page on rules between arguments; undefined if there are none. */
export function rulesText(resource: Resource): string | undefined {
  const { exactlyOneOf, atMostOneOf, requiredWith } = rulesOf(resource);
  const rules = [
    ...exactlyOneOf.map((group) => `- Exactly one of ${listed(group)} must be set.`),
    ...atMostOneOf.map((group) => `- At most one of ${listed(group)} may be set.`),
    ...requiredWith.map(({ name, needs }) => `- \`${name}\` is only of use together with ${listed(needs)}.`),
  ];
  return rules.length === 0 ? undefined : `## Rules between arguments\n\n${rules.join("\n")}`;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

function importText(resource: Resource, prefix: string): string {
  if (resource.routes.read === undefined) {
    return "## Import\n\nIt cannot be imported: GovAPI keeps no record of it that could be read.";
  }
  const { identity } = resource;
  const id = identityExample(resource);
  const form =
    identity.length === 0
      ? "The id is the tenant's."
      : `The id is ${listed([identity.join("/")])}; \`<tenant_id>/\` may stand before it.`;
  const to = expression(`${prefix}${resource.name}.example`);
  const secrets = resource.attributes.filter((attribute) => attribute.input && attribute.sensitive);
  return [
    "## Import",
    form,
    fenced("hcl", hclBlock("import", { to, id })),
    fenced("shell", `terraform import ${prefix}${resource.name}.example '${id}'`),
    ...(secrets.length > 0 ? ["GovAPI gives no secret back, so none is imported: the first apply sends them."] : []),
  ].join("\n\n");
}

/** The text that would import the example of a resource. What only the server knows is named in angle brackets. */
export function identityExample({ identity, example }: Resource, spell = (name: string) => name): string {
  const values = example as { readonly [name: string]: unknown }; // looked at by name only
  const names = identity.length === 0 ? ["tenant_id"] : identity;
  return names.map((name) => String(values[name] ?? `<${spell(name)}>`)).join("/");
}

function callsText({ routes }: Resource): string {
  const lines = [
    `- Create: ${verbText(routes.create)}`,
    `- Read: ${routes.read === undefined ? "nothing; state is kept as it is" : readText(routes.read)}`,
    `- Update: ${routes.update === undefined ? "nothing; a change makes a new instance" : verbText(routes.update)}`,
    `- Delete: ${verbText(routes.delete)}`,
  ];
  return `## Calls\n\nBelow \`/<tenant_id>\` of GovAPI's address:\n\n${lines.join("\n")}`;
}

function readText(verb: Route | Find | Merge): string {
  return typeof verb === "object" && verb.move === "merge" ? `\`${verb.read}\`` : verbText(verb);
}

function verbText(verb: Route | Find | Merge | Write | Poll | Forget): string {
  if (typeof verb === "string") return `\`${verb}\``;
  switch (verb.move) {
    case "find":
      return `found in \`${verb.list}\`, which is fetched once for all instances`;
    case "merge":
      return `\`${verb.read}\`, then \`${verb.write}\` with only its own members changed`;
    case "write":
      return `\`${verb.route}\` with \`${JSON.stringify(verb.body)}\``;
    case "poll":
      return `\`${verb.start}\`, then \`${partsOf(verb.read).method} ${partsOf(verb.read).path}\` until it has ended`;
    case "forget":
      return "nothing; it stays on the server";
  }
}
