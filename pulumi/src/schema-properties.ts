import type { Attribute, AttributeType, JsonObject, JsonValue, Resource } from "@thoth-iac/model";
import { isAbsent } from "@thoth-iac/model";
import { propertyDescription } from "./descriptions.ts";
import { memberName, type NamedType, namedType, type Owner, singular } from "./schema-types.ts";
import type { Everything } from "./sdk-description.ts";
import { moduleOf } from "./tokens.ts";
import { viewOf } from "./view.ts";

/** Whose properties they are, and the types that have names. */
export interface Around {
  readonly owner: Owner;
  readonly types: readonly NamedType[];
}

/** What the schema says of properties, by their names. */
export function propertySpecs(
  attributes: readonly Attribute[],
  around: Around,
): { readonly [property: string]: JsonObject } {
  return Object.fromEntries(attributes.map((attribute) => [attribute.name, propertySpec(attribute, around)]));
}

function propertySpec(attribute: Attribute, { owner, types }: Around): JsonObject {
  const { type, sensitive, deprecated, input, default: fallback } = attribute;
  return {
    ...typeReference(type, { module: moduleOf(owner.token), types }),
    description: propertyDescription(attribute),
    ...(isPlain(fallback) && { default: fallback }),
    ...(sensitive && { secret: true }),
    ...(deprecated && { deprecationMessage: attribute.description }),
    ...(input && owner.kind === "resource" && replaces(attribute, owner) && { willReplaceOnChanges: true }),
  };
}

function replaces({ requiresReplace, local }: Attribute, { routes }: Resource): boolean {
  return requiresReplace === true || (routes.update === undefined && !local);
}

function isPlain(value: JsonValue | undefined): boolean {
  return !isAbsent(value) && typeof value !== "object";
}

const anything: JsonObject = { $ref: "pulumi.json#/Any" };

interface Naming {
  readonly module: string;
  readonly types: readonly NamedType[];
}

function typeReference(type: AttributeType, naming: Naming): JsonObject {
  const named = namedType(naming.types, naming.module, type);
  if (named) return { $ref: `#/types/${named.token}` };
  switch (type.kind) {
    case "bool":
      return { type: "boolean" };
    case "string":
    case "json_text":
      return { type: "string" };
    case "number":
    case "integer":
      return { type: type.kind };
    case "list":
    case "set":
      return { type: "array", items: typeReference(type.element, naming) };
    case "map":
      return { type: "object", additionalProperties: typeReference(type.element, naming) };
    case "json":
      if (type.root === "object") return { type: "object", additionalProperties: anything };
      return type.root === "array" ? { type: "array", items: anything } : anything;
    case "object":
      throw new Error("The schema has no name for an object type");
  }
}

/**
 * What the schema says of a type that has a name.
 *
 * Enums are strict, for inputs and outputs alike: the model's lists of values are complete, and a value outside of them
 * is refused by every face, so a compiler that refuses it first spares a preview.
 */
export function typeSpec({ shape, description, module, owner }: NamedType, { owners, types }: Everything): JsonObject {
  if (shape.kind === "object") {
    const instance = owner.kind === "query" ? instanceOf(owner, owners) : undefined;
    return {
      type: "object",
      description,
      properties: Object.fromEntries(
        shape.attributes.map((attribute) => [
          attribute.name,
          { ...typeReference(attribute.type, { module, types }), description: propertyDescription(attribute) },
        ]),
      ),
      ...listed(
        "required",
        shape.attributes.filter((one) => (instance ? has(instance, one) : one.required)).map(nameOf),
      ),
    };
  }
  const values = shape.kind === "string" ? (shape.enum ?? []) : [];
  return { type: "string", description, enum: values.map((value) => ({ name: memberName(value), value })) };
}

/** The resource of which the rows of a list are instances, if there is one: what every instance has, every row has. */
function instanceOf({ token }: Owner, owners: readonly Owner[]): Resource | undefined {
  const single = singular(token);
  const found = owners.find((other) => other.kind === "resource" && other.token === single);
  return found?.kind === "resource" ? viewOf(found) : undefined;
}

function has(instance: Resource, { name }: Attribute): boolean {
  const attribute = instance.attributes.find((one) => one.name === name);
  return attribute !== undefined && isAlwaysThere(instance, attribute);
}

/** Whether every instance has the property, whatever the server leaves out. */
export function isAlwaysThere(
  { identity, succeeds }: Resource,
  { name, input, required, default: fallback, value, stable }: Attribute,
): boolean {
  if (input && (required || fallback !== undefined)) return true;
  const isTold = !input && (value !== undefined || stable === true);
  return isTold || identity.includes(name) || succeeds?.attribute === name;
}

/** A list of names under a key, left out when it is empty, as the engine leaves it out. */
export function listed(key: string, names: readonly string[]): JsonObject {
  return names.length === 0 ? {} : { [key]: names };
}

function nameOf({ name }: Attribute): string {
  return name;
}
