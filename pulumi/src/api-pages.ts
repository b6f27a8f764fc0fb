import {
  argumentsText,
  attributesText,
  camelCase,
  identityExample,
  type PageWords,
  type Query,
  queries,
  type Resource,
  resources,
  rulesText,
} from "@thoth-iac/model";
import { componentPage } from "./component-page.ts";
import type { ComponentDefinition } from "./components/component.ts";
import { adopt } from "./dynamic/adopt.ts";
import { goSample } from "./samples/go.ts";
import { pythonName, pythonSample } from "./samples/python.ts";
import { type OwnerSample, sampleOf } from "./samples/sample.ts";
import { typeScriptSample } from "./samples/typescript.ts";
import { yamlSample } from "./samples/yaml.ts";
import { components } from "./schema-components.ts";
import { namedTypesOf, type Owner } from "./schema-types.ts";
import { fenced } from "./sdk-description.ts";
import { sdkNames } from "./sdk-names.ts";
import {
  classNameOf,
  dynamicTypeOf,
  functionName,
  functionTokenOf,
  memberOf,
  moduleOf,
  titled,
  typeOf,
} from "./tokens.ts";
import { idName, viewOf } from "./view.ts";

/** The pages of the Pulumi package for people, by their paths: one for each resource, function and component. */
export function apiPages(originOf: (owner: Owner | ComponentDefinition) => string): Readonly<Record<string, string>> {
  const everyResource = Object.values(resources).map((one) => one as Resource); // generics are for those who write configurations
  const everyQuery = Object.values(queries).map((one) => one as Query); // as above
  const owners = [...everyResource, ...everyQuery];
  const types = namedTypesOf(owners);
  const page = (owner: Owner) => {
    const sample = sampleOf(owner, types);
    const text = owner.kind === "resource" ? resourcePage(owner, sample, owners) : functionPage(owner, sample, owners);
    return `<!-- ${originOf(owner)} -->\n\n${text}\n`;
  };
  return {
    ...Object.fromEntries(everyResource.map((resource) => [`resources/${resource.name}.md`, page(resource)])),
    ...Object.fromEntries(everyQuery.map((query) => [`functions/${query.name}.md`, page(query)])),
    ...Object.fromEntries(
      components.map((component) => [
        `components/${component.name}.md`,
        `<!-- ${originOf(component)} -->\n\n${componentPage(component, types)}\n`,
      ]),
    ),
  };
}

/** The page that leads to the others. */
export function apiIndex(origin: string): string {
  const list = (folder: string, rows: readonly IndexRow[]) =>
    rows.map(({ file, title, summary }) => `- [${title}](${folder}/${file}.md): ${summary}`).join("\n");
  const row = (owner: Owner) => ({ file: owner.name, title: nameOf(owner), summary: owner.summary });
  const parts = components.map(({ name, summary }) => ({ file: name, title: name, summary }));
  return `<!-- ${origin} -->

# API of the Pulumi package

How to begin, and what the two flavours are, stands in the [README](../../pulumi/README.md); what other languages are
made from in [schema.json](../../pulumi/schema.json).

## Resources

${list("resources", Object.values(resources).map(row))}

## Components

${list("components", parts)}

## Functions

${list("functions", Object.values(queries).map(row))}
`;
}

interface IndexRow {
  readonly file: string;
  readonly title: string;
  readonly summary: string;
}

/** What a program in TypeScript calls it. */
function nameOf(owner: Pick<Owner, "kind" | "name">): string {
  return owner.kind === "resource" ? classNameOf(owner) : `get${classNameOf(owner)}`;
}

const words: PageWords = { sensitive: "secret", outputs: "Outputs" };

function resourcePage(resource: Resource, sample: OwnerSample, owners: readonly Owner[]): string {
  const view = viewOf(resource);
  const shown = view.attributes.filter(({ name }) => name !== idName);
  return joined([
    `# ${classNameOf(resource)}`,
    resource.summary,
    resource.notes,
    `## Example\n\n${fenced("ts", typeScriptSample(sample, "@thoth-iac/pulumi"))}`,
    "With the plugin only the import is another: `@thoth-iac/pulumi/plugin`.",
    ...otherLanguages(sample, owners),
    argumentsText(shown, words),
    rulesText(view),
    attributesText(shown, "after the update", words),
    takingText(resource),
    namesText([
      ["TypeScript", `\`thoth.${classNameOf(resource)}\``],
      ["Type, plugin", `\`${typeOf(resource)}\``],
      ["Type, dynamic", `\`${dynamicTypeOf(resource)}\``],
      ...generatedNames(moduleOf(resource.token), [titled(memberOf(resource.token)), titled(memberOf(resource.token))]),
    ]),
    `What is called on GovAPI stands on the [page for Terraform](../../reference/resources/${resource.name}.md#calls).`,
  ]);
}

function functionPage(query: Query, sample: OwnerSample, owners: readonly Owner[]): string {
  const view = viewOf(query);
  const name = nameOf(query);
  const member = functionName(query.token);
  return joined([
    `# ${name}`,
    query.summary,
    query.notes,
    "Functions need the plugin; the dynamic flavour has none.",
    `## Example\n\n${fenced("ts", typeScriptSample(sample, "@thoth-iac/pulumi/plugin"))}`,
    `\`${name}\` asks at once and gives a promise; \`${name}Output\` waits for its arguments and gives an output.`,
    ...otherLanguages(sample, owners),
    argumentsText(view.attributes, words),
    attributesText(view.attributes, "once it is read", words),
    namesText([
      ["TypeScript", `\`thoth.${name}\`, \`thoth.${name}Output\``],
      ["Token", `\`${functionTokenOf(query)}\``],
      ...generatedNames(moduleOf(query.token), [member, pythonName(member)]),
    ]),
    `What is called on GovAPI stands on the [page for Terraform](../../reference/data-sources/${query.name}.md#calls).`,
  ]);
}

function otherLanguages(sample: OwnerSample, owners: readonly Owner[]): readonly string[] {
  return [
    `### Python\n\n${fenced("python", pythonSample(sample))}`,
    `### Go\n\n${fenced("go", goSample(sample, owners))}`,
    `### YAML\n\n${fenced("yaml", yamlSample(sample))}`,
  ];
}

function generatedNames(module: string, [name, python]: readonly [string, string]): readonly Row[] {
  return [
    ["Generated SDK, Node", `\`${module}.${name}\` of \`${sdkNames.nodejs}\``],
    ["Generated SDK, Python", `\`${module}.${python}\` of \`${sdkNames.python}\``],
    ["Generated SDK, Go", `package \`${sdkNames.go}/${module}\``],
  ];
}

type Row = readonly [what: string, name: string];

function namesText(rows: readonly Row[]): string {
  return `## Names\n\n| where | name |\n|---|---|\n${rows.map(([what, name]) => `| ${what} | ${name} |`).join("\n")}`;
}

/** How what exists comes into a program. */
function takingText(resource: Resource): string {
  const title = "## Take over what exists";
  if (resource.routes.read === undefined)
    return `${title}\n\nIt cannot be taken over: GovAPI keeps no record of it that could be read.`;
  const { identity, attributes } = resource;
  const name = classNameOf(resource);
  const id = identityExample(resource, camelCase);
  const isChosen = identity.every((part) => attributes.some((one) => one.name === part && one.input));
  const parts = identity.map((part) => `\`${camelCase(part)}\``).join(", ");
  const secrets = attributes.some(({ input, sensitive }) => input && sensitive);
  return joined([
    title,
    idText(identity),
    [
      ...(isChosen
        ? [
            `- Dynamic: \`${adopt}: true\` beside ${identity.length === 0 ? "the other arguments" : parts} takes it over and writes only what differs.`,
          ]
        : []),
      `- \`thoth.${name}.get("example", "${id}")\` reads it without managing it.`,
      `- Plugin: \`pulumi import ${typeOf(resource)} example '${id}'\`, or the option \`import\`.`,
    ].join("\n"),
    secrets ? "GovAPI gives no secret back, so none is taken over: the first update sends them." : undefined,
  ]);
}

function idText(identity: readonly string[]): string {
  if (identity.length === 0) return "Its id is the tenant's.";
  if (identity.every((part) => part === idName)) return "Its id is the one that GovAPI gave it.";
  const parts = identity.map((part) => `\`${camelCase(part)}\``);
  return `Its id is ${parts.join(", ")}${parts.length > 1 ? ", joined by `/`" : ""}.`;
}

function joined(sections: readonly (string | undefined)[]): string {
  return sections.filter((section) => section !== undefined).join("\n\n");
}
