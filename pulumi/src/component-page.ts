import { camelCase } from "@thoth-iac/model";
import { type ComponentDefinition, childName, filledIn, type PartDefinition } from "./components/component.ts";
import { pythonProgram } from "./samples/python.ts";
import { type Arguments, sampleOf } from "./samples/sample.ts";
import { typeScriptProgram } from "./samples/typescript.ts";
import { yamlProgram } from "./samples/yaml.ts";
import type { NamedType } from "./schema-types.ts";
import { fenced } from "./sdk-description.ts";
import { classNameOf, packageName } from "./tokens.ts";

/** The page of a component, for people. */
export function componentPage(component: ComponentDefinition, types: readonly NamedType[]): string {
  const { name, type, summary, notes, parts } = component;
  const given = exampleOf(component, types);
  const program = typeScriptProgram(given, "@thoth-iac/pulumi", (args) => `new thoth.${name}("acme", ${args})`);
  const rows = Object.entries<PartDefinition>(parts).map(([part, definition]) => partText(part, definition));
  return [
    `# ${name}`,
    summary,
    ...(notes === undefined ? [] : [notes]),
    `## Example\n\n${fenced("ts", program)}`,
    "With the plugin only the import is another: `@thoth-iac/pulumi/plugin`. Every part is shown; take those you need.",
    `### Python\n\n${fenced("python", pythonProgram(given, name, ['"acme"']))}`,
    `### YAML\n\n${fenced("yaml", yamlProgram(given, `${packageName}:${name}`))}`,
    `## Parts\n\nEach is an argument and, of the same name, an output: the resource that was made.\n\n${rows.join("\n")}`,
    transformText(name, parts),
    `## Names\n\nIts type is \`${type}\`. Parts are named \`${childName("<name>", "<part>")}\`, those of which there are many \`${childName("<name>", "<part>", "<key>")}\`.`,
  ].join("\n\n");
}

function partText(part: string, definition: PartDefinition): string {
  const { resource, description, many, after } = definition;
  const page = `[${classNameOf(resource)}](../resources/${resource.name}.md)`;
  const said = [
    description,
    many ? `Any number of ${page}, by key.` : `A ${page}.`,
    ...(after === undefined ? [] : [`Made after ${after.map((other) => `\`${other}\``).join(" and ")}.`]),
  ];
  return `- \`${part}\`: ${said.join(" ")}`;
}

function transformText(name: string, parts: ComponentDefinition["parts"]): string {
  const [part = ""] = Object.keys(parts);
  const program = [
    `new thoth.${name}("acme", {`,
    `  ${part}: { /* ... */ },`,
    `  transform: { ${part}: { opts: { protect: true } } },`,
    "});",
  ].join("\n");
  return `## Transform\n\nIn TypeScript \`transform\` changes the arguments or the options of any part: an object with \`args\` and \`opts\`, or a function of them.\n\n${fenced("ts", program)}`;
}

/** Every part with the example of its resource, save what the component fills in. */
function exampleOf({ parts }: ComponentDefinition, types: readonly NamedType[]): Arguments {
  const samples = Object.entries<PartDefinition>(parts).map(([part, definition]) => {
    const { members, secrets } = sampleOf(definition.resource, types);
    const filled = filledIn(definition);
    const written = members.filter(([member]) => !filled.includes(member));
    const one = { kind: "object", members: written } as const;
    const keyed = members.find(([member]) => member === definition.keyed)?.[1];
    const key = keyed && "value" in keyed && typeof keyed.value === "string" ? keyed.value : "example";
    const value = definition.many ? ({ kind: "map", members: [[camelCase(key), one]] } as const) : one;
    return { member: [part, value] as const, secrets };
  });
  return {
    members: samples.map(({ member }) => member),
    secrets: [...new Set(samples.flatMap(({ secrets }) => secrets))],
  };
}
