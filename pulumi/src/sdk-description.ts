import { camelCase, identityExample, rulesText } from "@thoth-iac/model";
import { functionDescription, resourceDescription } from "./descriptions.ts";
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
  const programs = [
    fenced("typescript", typeScriptSample(sample, sdkNames.nodejs)),
    fenced("python", pythonSample(sample)),
    fenced("go", goSample(sample, owners)),
    fenced("yaml", yamlSample(sample)),
  ];
  const sections = [
    ...(owner.kind === "resource"
      ? [resourceDescription(owner), rulesText(viewOf(owner))]
      : [functionDescription(owner)]),
    `{{% examples %}}\n## Example Usage\n{{% example %}}\n\n${programs.join("\n\n")}\n\n{{% /example %}}\n{{% /examples %}}`,
    owner.kind === "resource" && owner.routes.read !== undefined
      ? `## Import\n\n${fenced("sh", `pulumi import ${typeOf(owner)} example '${identityExample(owner, camelCase)}'`)}`
      : undefined,
  ];
  return sections.filter((section) => section !== undefined).join("\n\n");
}

/** A piece of a program, in Markdown. */
export function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
