import { type Attribute, camelCase, type Resource } from "@thoth-iac/model";
import { resourceDescription } from "../descriptions.ts";
import { adopt } from "../dynamic/adopt.ts";
import { classNameOf } from "../tokens.ts";
import { inputsOf, propertiesOf, viewOf } from "../view.ts";
import { docComment } from "./doc-comment.ts";
import { interfaceText, memberText, objectName, objectTypes, sentences, typeText } from "./type-text.ts";

/** The flavour whose door is written. */
export type FlavourName = "dynamic" | "plugin";

/** The class of a resource, its arguments, and the types within both. */
export function resourceText(resource: Resource, flavour: FlavourName): string {
  const view = viewOf(resource);
  const name = classNameOf(resource);
  const inputs = inputsOf(view);
  const args = interfaceText({ name: `${name}Args`, about: [`The arguments of ${name}.`] }, [
    ...inputs.map((input) => memberText(input, name, "given")),
    ...(flavour === "dynamic" ? [adoptText] : []),
  ]);
  return [
    ...objectTypes(inputs, name, "given"),
    ...objectTypes(propertiesOf(view), name, "read"),
    args,
    classText(view, name),
  ].join("\n\n");
}

const adoptText = `${docComment(
  ["Take over what exists, found by its identity, in place of making it. It then outlives the stack."],
  "  ",
)}\n  readonly ${adopt}?: boolean | undefined;`;

function classText(view: Resource, name: string): string {
  const isOptional = inputsOf(view).every(({ required }) => !required);
  return [
    docComment([resourceDescription(view), exampleText(view, name)]),
    `export declare class ${name} extends pulumi.CustomResource {`,
    docComment(["What exists already, by its id. The program reads it and does not manage it."], "  "),
    `  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ${name};`,
    docComment([`True for a ${name}, whichever copy of the package made it.`], "  "),
    `  static isInstance(value: unknown): value is ${name};`,
    ...propertiesOf(view).map((property) => propertyText(property, name)),
    `  constructor(name: string, args${isOptional ? "?" : ""}: ${name}Args, opts?: pulumi.CustomResourceOptions);`,
    "}",
  ].join("\n");
}

function propertyText(attribute: Attribute, prefix: string): string {
  const type = typeText(attribute.type, { named: objectName(prefix, attribute, "read"), side: "read" });
  const whole = mayBeAbsent(attribute) ? `${type} | undefined` : type;
  return `${docComment(sentences(attribute), "  ")}\n  readonly ${attribute.name}: pulumi.Output<${whole}>;`;
}

/** An input that a person left out, and that nobody else decides. */
function mayBeAbsent({ input, output, required, default: fallback, twin }: Attribute): boolean {
  return input && !required && fallback === undefined && (!output || twin !== undefined);
}

function exampleText({ example }: Resource, name: string): string {
  const args = Object.fromEntries(Object.entries(example).map(([key, value]) => [camelCase(key), value]));
  const text = JSON.stringify(args, null, 2).replace(/^( +)"([a-z]\w*)":/gim, "$1$2:");
  return `\`\`\`ts\nnew thoth.${name}("example", ${text});\n\`\`\``;
}
