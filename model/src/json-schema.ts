import type { Attribute, AttributeType } from "./attributes.ts";
import type { Resource, Rules } from "./resource.ts";
import { rulesOf } from "./rules.ts";
import type { JsonValue } from "./value.ts";

/** A JSON Schema. */
export type JsonSchema = { readonly [keyword: string]: JsonValue };

/** What takes the place of the plain schema of a value, where more may be written there than the value itself. */
export type Around = (attribute: Attribute) => (type: AttributeType, plain: JsonSchema) => JsonSchema;

/** The JSON Schema (2020-12) of what a person writes for a resource, for editors that complete and check as one types. */
export function jsonSchemaOf(resource: Described): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: resource.name,
    ...inputsSchema(resource, () => (_, plain) => plain),
  };
}

type Described = Pick<Resource, "name" | "summary" | "attributes"> & Rules;

/** The schema of a resource's inputs and of the rules between them, for a place in another schema. */
export function inputsSchema(resource: Described, around: Around): JsonSchema {
  const { exactlyOneOf, atMostOneOf, requiredWith } = rulesOf(resource);
  const allOf = [
    ...exactlyOneOf.map((group) => ({ oneOf: group.map((name) => ({ required: [name] })) })),
    ...atMostOneOf.flatMap(pairs).map((pair) => ({ not: { required: pair } })),
  ];
  return {
    description: resource.summary,
    ...objectSchema(resource.attributes, around),
    ...(allOf.length > 0 && { allOf }),
    ...(requiredWith.length > 0 && {
      dependentRequired: Object.fromEntries(requiredWith.map(({ name, needs }) => [name, needs])),
    }),
  };
}

function pairs(group: readonly string[]): readonly (readonly [string, string])[] {
  return group.flatMap((left, at) => group.slice(at + 1).map((right) => [left, right] as const));
}

interface Within {
  readonly around: Around;
  readonly place: ReturnType<Around>;
}

function objectSchema(attributes: readonly Attribute[], around: Around): JsonSchema {
  const inputs = attributes.filter((attribute) => attribute.input);
  const required = inputs.filter((attribute) => attribute.required).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(inputs.map((attribute) => [attribute.name, attributeSchema(attribute, around)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function attributeSchema(attribute: Attribute, around: Around): JsonSchema {
  return {
    description: attribute.description,
    ...schemaWithin(attribute.type, { around, place: around(attribute) }),
    ...(attribute.default !== undefined && { default: attribute.default }),
    ...(attribute.deprecated && { deprecated: true }),
    ...(attribute.writeOnly && { writeOnly: true }),
  };
}

function schemaWithin(type: AttributeType, within: Within): JsonSchema {
  return within.place(type, typeSchema(type, within));
}

function typeSchema(type: AttributeType, within: Within): JsonSchema {
  switch (type.kind) {
    case "string": {
      const { kind: _kind, ...limits } = type;
      return { type: "string", ...limits };
    }
    case "number":
    case "integer": {
      const { kind, ...limits } = type;
      return { type: kind, ...limits };
    }
    case "bool":
      return { type: "boolean" };
    case "json":
      return type.root === undefined ? {} : { type: type.root };
    case "json_text":
      return {
        type: "string",
        contentMediaType: "application/json",
        ...(type.root !== undefined && { contentSchema: { type: type.root } }),
      };
    case "list":
    case "set": {
      const { kind, element, ...limits } = type;
      return {
        type: "array",
        items: schemaWithin(element, within),
        ...limits,
        ...(kind === "set" && { uniqueItems: true }),
      };
    }
    case "map": {
      const { minItems, maxItems } = type;
      return {
        type: "object",
        additionalProperties: schemaWithin(type.element, within),
        ...(minItems !== undefined && { minProperties: minItems }),
        ...(maxItems !== undefined && { maxProperties: maxItems }),
      };
    }
    case "object":
      return objectSchema(type.attributes, within.around);
  }
}
