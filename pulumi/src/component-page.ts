import { type ComponentDefinition, childName, type PartDefinition } from "./components/component.ts";
import { componentPrograms } from "./samples/component-sample.ts";
import type { NamedType } from "./schema-types.ts";
import { fenced } from "./sdk-description.ts";
import { classNameOf } from "./tokens.ts";

/** The page of a component, for people. */
export function componentPage(component: ComponentDefinition, types: readonly NamedType[]): string {
  const { name, type, summary, notes, parts } = component;
  const programs = componentPrograms(component, types);
  const rows = Object.entries<PartDefinition>(parts).map(([part, definition]) => partText(part, definition));
  return [
    `# ${name}`,
    summary,
    ...(notes === undefined ? [] : [notes]),
    `## Example\n\n${fenced("ts", programs.typeScript("@thoth-iac/pulumi"))}`,
    "With the plugin only the import is another: `@thoth-iac/pulumi/plugin`. Every part is shown; take those you need.",
    `### Python\n\n${fenced("python", programs.python)}`,
    `### Go\n\n${fenced("go", programs.go)}`,
    `### YAML\n\n${fenced("yaml", programs.yaml)}`,
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
