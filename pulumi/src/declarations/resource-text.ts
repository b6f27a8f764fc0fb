import type { Attribute, Resource } from "@thoth-iac/model";
import { adopt } from "../dynamic/adopt.ts";
import { sampleOf } from "../samples/sample.ts";
import { typeScriptSample } from "../samples/typescript.ts";
import { namedTypesOf } from "../schema-types.ts";
import { classNameOf } from "../tokens.ts";
import { inputsOf, propertiesOf, viewOf } from "../view.ts";
import { aboutOf, docComment } from "./doc-comment.ts";
import { interfaceText, memberText, objectName, objectTypes, sentences, typeText } from "./type-text.ts";

/** The flavour whose door is written. */
export type FlavourName = "dynamic" | "plugin";

/** The class of a resource, its arguments, and the types within both. */
export function resourceText(resource: Resource, flavour: FlavourName): string {
  const view = viewOf(resource);
  const name = classNameOf(resource);
  const inputs = inputsOf(view);
  const args = argumentsText(
    { name: `${name}Args`, about: [`The arguments of ${name}.`] },
    { inputs, prefix: name, flavour },
  );
  return [
    ...objectTypes(inputs, name, "given"),
    ...objectTypes(propertiesOf(view), name, "read"),
    args,
    classText(resource, flavour),
  ].join("\n\n");
}

/** The interface of a resource's arguments. */
export function argumentsText(
  named: { readonly name: string; readonly about: readonly string[] },
  { inputs, prefix, flavour, filled = [] }: ArgumentsOf,
): string {
  const members = inputs.map((input) => {
    const text = memberText(input, prefix, "given");
    return filled.includes(input.name) ? text.replace(/: (pulumi\.Input<.*);$/, "?: $1 | undefined;") : text;
  });
  return interfaceText(named, flavour === "dynamic" ? [...members, adoptText] : members);
}

interface ArgumentsOf {
  readonly inputs: readonly Attribute[];
  /** The class whose name begins those of the types within. */
  readonly prefix: string;
  readonly flavour: FlavourName;
  /** Those that need not be given: whoever takes the arguments fills them in. */
  readonly filled?: readonly string[];
}

const adoptText = `${docComment(
  ["Take over what exists, found by its identity, in place of making it. It then outlives the stack."],
  "  ",
)}\n  readonly ${adopt}?: boolean | undefined;`;

function classText(resource: Resource, flavour: FlavourName): string {
  const view = viewOf(resource);
  const name = classNameOf(resource);
  const isOptional = inputsOf(view).every(({ required }) => !required);
  return [
    docComment([...aboutOf(resource), exampleText(resource, flavour)]),
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

function exampleText(resource: Resource, flavour: FlavourName): string {
  const door = flavour === "dynamic" ? "@thoth-iac/pulumi" : "@thoth-iac/pulumi/plugin";
  return `\`\`\`ts\n${typeScriptSample(sampleOf(resource, namedTypesOf([resource])), door)}\n\`\`\``;
}
