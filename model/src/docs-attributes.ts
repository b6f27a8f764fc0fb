import type { Attribute, AttributeType } from "./attributes.ts";
import { describe } from "./describe.ts";
import type { JsonValue } from "./value.ts";

/** The words in which the tools of the faces differ. */
export interface PageWords {
  /** What is shown to nobody. */
  readonly sensitive: string;
  /** What the server, or the tool, decides. */
  readonly outputs: string;
}

const terraformWords: PageWords = { sensitive: "sensitive", outputs: "Attributes" };

/** The section of a reference page on what a person may write; undefined if that is nothing. */
export function argumentsText(attributes: readonly Attribute[], words = terraformWords): string | undefined {
  const linesOf = linesIn(words);
  const inputs = attributes.filter((attribute) => attribute.input);
  if (inputs.length === 0) return undefined;
  const required = inputs.filter((attribute) => attribute.required);
  const optional = inputs.filter((attribute) => !attribute.required);
  const groups = [
    ...(required.length > 0 ? [`### Required\n\n${required.flatMap((one) => linesOf(one)).join("\n")}`] : []),
    ...(optional.length > 0 ? [`### Optional\n\n${optional.flatMap((one) => linesOf(one)).join("\n")}`] : []),
  ];
  return ["## Arguments", ...groups].join("\n\n");
}

/** The section of a reference page on what the server, or this tool, decides. */
export function attributesText(
  attributes: readonly Attribute[],
  when: string,
  words = terraformWords,
): string | undefined {
  const outputs = attributes.filter((attribute) => !attribute.input);
  if (outputs.length === 0) return undefined;
  const lines = outputs.flatMap((attribute) => linesIn(words)(attribute));
  const besides = outputs.length === attributes.length ? "" : ", besides the arguments";
  return `## ${words.outputs}\n\nKnown ${when}${besides}:\n\n${lines.join("\n")}`;
}

function linesIn(words: PageWords): (attribute: Attribute, indent?: string) => readonly string[] {
  return function linesOf(attribute: Attribute, indent = ""): readonly string[] {
    const marks = [...marksOf(attribute, words), ...nestedMark(attribute, indent)].join(", ");
    const head = `${indent}- \`${attribute.name}\` (${marks}): ${sentencesAbout(attribute).join(" ")}`;
    const inner = membersOf(attribute.type);
    return [head.trimEnd(), ...inner.flatMap((one) => linesOf({ ...one, input: attribute.input }, `${indent}  `))];
  };
}

/** Inside an object there are no headings that tell what is required. */
function nestedMark({ input, required }: Attribute, indent: string): readonly string[] {
  return indent !== "" && input && required ? ["required"] : [];
}

function membersOf(type: AttributeType): readonly Attribute[] {
  if (type.kind === "object") return type.attributes;
  return "element" in type ? membersOf(type.element) : [];
}

function marksOf(attribute: Attribute, words: PageWords): readonly string[] {
  return [
    typeName(attribute.type),
    ...(attribute.default === undefined ? [] : [`default \`${JSON.stringify(attribute.default)}\``]),
    ...(attribute.sensitive ? [words.sensitive] : []),
    ...(attribute.writeOnly ? ["write-only"] : []),
    ...(attribute.deprecated ? ["deprecated"] : []),
  ];
}

/** A type in as few words as people need. */
export function typeName(type: AttributeType): string {
  switch (type.kind) {
    case "integer":
      return "whole number";
    case "json":
      return { object: "object of any shape", array: "list of any shape", any: "any value" }[type.root ?? "any"];
    case "json_text":
      return { object: "JSON text of an object", array: "JSON text of a list", any: "JSON text" }[type.root ?? "any"];
    case "list":
    case "set":
    case "map":
      return `${type.kind} of ${typeName(type.element)}s`;
    default:
      return type.kind;
  }
}

/** What there is to say of an attribute, sentence by sentence. */
export function sentencesAbout(attribute: Attribute): readonly string[] {
  if (!attribute.input) return [attribute.description];
  const isServers = attribute.output && attribute.default === undefined && attribute.twin === undefined;
  return [
    attribute.description,
    ...limitsOf(attribute),
    ...(attribute.twin === undefined ? [] : [`Says the same as \`${attribute.twin}\`; write one of the two.`]),
    ...(isServers ? ["Left out, it is GovAPI's to decide."] : []),
    ...(attribute.unordered ? ["The order means nothing."] : []),
    ...(attribute.hyphenIsUnderscore ? ["`-` and `_` mean the same."] : []),
    ...(attribute.local ? ["Steers this tool only; GovAPI does not see it."] : []),
    ...(attribute.requiresReplace ? ["A change makes a new instance."] : []),
  ];
}

function limitsOf({ type, expects }: Attribute): readonly string[] {
  const limited = "element" in type ? type.element : type;
  if (limited.kind === "string") {
    if (expects !== undefined) return [`Must be ${expects}.`];
    if (limited.enum) return [`${limited === type ? "One" : "Each is one"} of ${limited.enum.map(code).join(", ")}.`];
    const isPlain = limited.format === undefined && limited.pattern === undefined && limited.maxLength === undefined;
    return isPlain ? [] : [`Must be ${describe(limited)}.`];
  }
  const isNumber = limited.kind === "integer" || limited.kind === "number";
  const isLimited = isNumber && (limited.minimum !== undefined || limited.maximum !== undefined);
  return isLimited ? [`Must be ${describe(limited)}.`] : [];
}

function code(value: JsonValue): string {
  return `\`${value}\``;
}
