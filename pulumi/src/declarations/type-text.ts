import type { Attribute, AttributeType } from "@thoth-iac/model";
import { propertyDescription } from "../descriptions.ts";
import { singular } from "../schema-types.ts";
import { titled } from "../tokens.ts";
import { docComment } from "./doc-comment.ts";

/** Where a type stands: in arguments, of which any part may come from elsewhere, or in what a program reads. */
export type Side = "given" | "read";

/** What every door declares: types that are ours and of no resource. */
export const ownTypes = [
  docComment(["What may be given for JSON: any part of it may come from another resource."]),
  "export type JsonInput = pulumi.Input<JsonInputValue>;",
  "export type JsonInputValue = string | number | boolean | null | JsonInputArray | JsonInputObject;",
  "export interface JsonInputArray extends ReadonlyArray<JsonInput> {}",
  "export interface JsonInputObject {\n  readonly [key: string]: JsonInput | undefined;\n}",
  docComment(["JSON."]),
  "export type JsonValue = string | number | boolean | null | JsonArray | JsonObject;",
  "export interface JsonArray extends ReadonlyArray<JsonValue> {}",
  "export interface JsonObject {\n  readonly [key: string]: JsonValue;\n}",
].join("\n");

/** An interface, with a doc comment on each of its members. */
export function interfaceText(
  { name, about }: { readonly name: string; readonly about: readonly string[] },
  members: readonly string[],
): string {
  const body = members.length === 0 ? "{}" : `{\n${members.join("\n")}\n}`;
  return `${docComment(about)}\nexport interface ${name} ${body}`;
}

/** The name of the object type that an attribute's values have, if they have one. */
export function objectName(prefix: string, { name, type }: Attribute, side: Side): string {
  const single = "element" in type ? singular(name) : name;
  return `${prefix}${titled(single)}${side === "given" ? "Args" : ""}`;
}

/** The interfaces of the objects in these attributes, those within them first. */
export function objectTypes(attributes: readonly Attribute[], prefix: string, side: Side): readonly string[] {
  return attributes.flatMap((attribute) => {
    const inner = objectIn(attribute.type);
    if (inner === undefined) return [];
    const name = objectName(prefix, attribute, side);
    const members = inner.map((one) => memberText(one, prefix, side));
    return [...objectTypes(inner, prefix, side), interfaceText({ name, about: [attribute.description] }, members)];
  });
}

function objectIn(type: AttributeType): readonly Attribute[] | undefined {
  if (type.kind === "object") return type.attributes;
  return "element" in type ? objectIn(type.element) : undefined;
}

/** One member of an interface: a line of arguments, or of an answer. */
export function memberText(attribute: Attribute, prefix: string, side: Side): string {
  const about = docComment([...sentences(attribute)], "  ");
  const named = objectName(prefix, attribute, side);
  const isOptional = !attribute.required && attribute.input;
  const type = typeText(attribute.type, { named, side });
  const whole = isOptional ? `${type} | undefined` : type;
  return `${about}\n  readonly ${attribute.name}${isOptional ? "?" : ""}: ${side === "given" ? given(whole) : whole};`;
}

/** What a doc comment says of a property. */
export function sentences(attribute: Attribute): readonly string[] {
  const { default: fallback, sensitive, input } = attribute;
  return [
    propertyDescription(attribute),
    ...(input && fallback !== undefined ? [`Default: \`${JSON.stringify(fallback)}\`.`] : []),
    ...(sensitive ? ["Secret: Pulumi encrypts it."] : []),
    ...(attribute.deprecated ? ["@deprecated"] : []),
  ];
}

/** A type that a program may still be waiting for. */
export function given(type: string): string {
  return `pulumi.Input<${type}>`;
}

interface Place {
  /** What the object type is called, where the type is or holds one. */
  readonly named: string;
  readonly side: Side;
}

/** The type of an attribute's values. */
export function typeText(type: AttributeType, place: Place): string {
  const { named, side } = place;
  const inner = (element: AttributeType) => {
    const text = typeText(element, place);
    return side === "given" ? given(text) : text;
  };
  switch (type.kind) {
    case "string":
      return type.enum === undefined ? "string" : type.enum.map((value) => JSON.stringify(value)).join(" | ");
    case "json_text":
      return "string";
    case "number":
    case "integer":
      return "number";
    case "bool":
      return "boolean";
    case "list":
    case "set":
      return side === "given" ? `readonly ${inner(type.element)}[]` : `${grouped(inner(type.element))}[]`;
    case "map":
      return `{ readonly [key: string]: ${inner(type.element)} }`;
    case "json":
      return side === "given" ? "JsonInputValue" : "JsonValue";
    case "object":
      return named;
  }
}

function grouped(type: string): string {
  return type.includes(" | ") ? `(${type})` : type;
}
