import { type ComponentDefinition, filledIn, type PartDefinition } from "../components/component.ts";
import { classNameOf, titled } from "../tokens.ts";
import { inputsOf, viewOf } from "../view.ts";
import { docComment } from "./doc-comment.ts";
import { argumentsText, type FlavourName } from "./resource-text.ts";
import { interfaceText } from "./type-text.ts";

/** Types of which every component's arguments make use. */
export const transformTypes = [
  docComment(["A change of one instance of a part, laid over what the component makes of the arguments."]),
  "export interface PartChange<Arguments> {",
  "  readonly args?: Partial<Arguments> | undefined;",
  "  readonly opts?: pulumi.CustomResourceOptions | undefined;",
  "}",
  docComment(["One instance of a part as the component is about to make it."]),
  "export interface PartInstance<Arguments> {",
  "  readonly name: string;",
  docComment(["The key of an instance of which there may be many."], "  "),
  "  readonly key: string | undefined;",
  "  readonly args: Arguments;",
  "}",
  docComment([
    "Changes each instance of a part: a change for all of them, or a function that gives one for each, or none.",
  ]),
  "export type Transform<Arguments> =",
  "  | PartChange<Arguments>",
  "  | ((instance: PartInstance<Arguments>) => PartChange<Arguments> | undefined);",
].join("\n");

/** The class of a component and its arguments. */
export function componentText({ name, summary, notes = "", parts }: ComponentDefinition, flavour: FlavourName): string {
  const entries = Object.entries<PartDefinition>(parts);
  const argsOf = (part: string, definition: PartDefinition) =>
    filledIn(definition).length === 0 ? `${classNameOf(definition.resource)}Args` : `${name}${titled(part)}Args`;
  const loosened = entries.filter(([, definition]) => filledIn(definition).length > 0);
  const transforms = entries.map(
    ([part, definition]) =>
      `${docComment([definition.description], "  ")}\n  readonly ${part}?: Transform<${argsOf(part, definition)}> | undefined;`,
  );
  const args = entries.map(([part, definition]) => {
    const type = argsOf(part, definition);
    const whole = definition.many ? `{ readonly [key: string]: ${type} }` : type;
    return `${docComment([definition.description], "  ")}\n  readonly ${part}?: ${whole} | undefined;`;
  });
  const about = "What neither an argument nor an option of the component says of the resources of a part.";
  return [
    ...loosened.map(([part, definition]) => looseText(argsOf(part, definition), definition, flavour)),
    interfaceText({ name: `${name}Transform`, about: [about] }, transforms),
    interfaceText({ name: `${name}Args`, about: [`The arguments of ${name}.`] }, [
      ...args,
      `${docComment([about], "  ")}\n  readonly transform?: ${name}Transform | undefined;`,
    ]),
    [
      docComment([summary, notes]),
      `export declare class ${name} extends pulumi.ComponentResource {`,
      docComment([`True for a ${name}, whichever copy of the package made it.`], "  "),
      `  static isInstance(value: unknown): value is ${name};`,
      ...entries.map(([part, definition]) => childText(part, definition)),
      `  constructor(name: string, args?: ${name}Args, opts?: pulumi.ComponentResourceOptions);`,
      "}",
    ].join("\n"),
  ].join("\n\n");
}

/** The arguments of a part's resource, those optional that the component fills in. */
function looseText(name: string, definition: PartDefinition, flavour: FlavourName): string {
  const { resource, description } = definition;
  const inputs = inputsOf(viewOf(resource));
  const named = { name, about: [description] };
  return argumentsText(named, { inputs, prefix: classNameOf(resource), flavour, filled: filledIn(definition) });
}

function childText(part: string, { description, many, resource }: PartDefinition): string {
  const of = classNameOf(resource);
  const type = many ? `{ readonly [key: string]: ${of} }` : `${of} | undefined`;
  return `${docComment([description], "  ")}\n  readonly ${part}: ${type};`;
}
