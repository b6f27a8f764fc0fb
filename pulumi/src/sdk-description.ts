import { camelCase, identityExample, rulesText } from "@thoth-iac/model";
import type { ComponentDefinition } from "./components/component.ts";
import { functionDescription, resourceDescription } from "./descriptions.ts";
import { componentPrograms } from "./samples/component-sample.ts";
import { goSample } from "./samples/go.ts";
import { pythonSample } from "./samples/python.ts";
import { sampleOf } from "./samples/sample.ts";
import { typeScriptSample } from "./samples/typescript.ts";
import { yamlSample } from "./samples/yaml.ts";
import type { NamedType, Owner } from "./schema-types.ts";
import { sdkNames } from "./sdk-names.ts";
import { typeOf } from "./tokens.ts";
import { viewOf } from "./view.ts";

/** All resources and data sources there are, and the types that have names. */
export interface Everything {
  readonly owners: readonly Owner[];
  readonly types: readonly NamedType[];
}

/** All that an SDK says of a resource or of a function, with an example of which each SDK shows its own language. */
export function descriptionOf(owner: Owner, { owners, types }: Everything): string {
  const sample = sampleOf(owner, types);
  const sections = [
    ...(owner.kind === "resource"
      ? [resourceDescription(owner), rulesText(viewOf(owner))]
      : [functionDescription(owner)]),
    examplesOf({
      typescript: typeScriptSample(sample, sdkNames.nodejs),
      python: pythonSample(sample),
      go: goSample(sample, owners),
      yaml: yamlSample(sample),
    }),
    owner.kind === "resource" && owner.routes.read !== undefined
      ? `## Import\n\n${fenced("sh", `pulumi import ${typeOf(owner)} example '${identityExample(owner, camelCase)}'`)}`
      : undefined,
  ];
  return sections.filter((section) => section !== undefined).join("\n\n");
}

/** All that an SDK says of a component. */
export function componentDescription(component: ComponentDefinition, types: readonly NamedType[]): string {
  const { typeScript, ...programs } = componentPrograms(component, types);
  const examples = examplesOf({ typescript: typeScript(sdkNames.nodejs), ...programs });
  return [component.summary, component.notes, examples].filter((section) => section !== undefined).join("\n\n");
}

/** Programs by their languages, in the form from which each SDK takes its own. */
function examplesOf(programs: Readonly<Record<string, string>>): string {
  const texts = Object.entries(programs).map(([language, text]) => fenced(language, text));
  return `{{% examples %}}\n## Example Usage\n{{% example %}}\n\n${texts.join("\n\n")}\n\n{{% /example %}}\n{{% /examples %}}`;
}

/** A piece of a program, in Markdown. */
export function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
