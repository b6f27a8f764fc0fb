import type { Attribute, AttributeType } from "./attributes.ts";
import type { Resource, Rules } from "./resource.ts";
import { rulesOf } from "./rules.ts";
import type { JsonValue } from "./value.ts";

/** A JSON Schema. */
export type JsonSchema = { readonly [keyword: string]: JsonValue };

/** The JSON Schema (2020-12) of what a person writes for a resource, for editors that complete and check as one types. */
export function jsonSchemaOf(resource: Pick<Resource, "name" | "summary" | "attributes"> & Rules): JsonSchema {
  const { exactlyOneOf, atMostOneOf, requiredWith } = rulesOf(resource);
  const allOf = [
    ...exactlyOneOf.map((group) => ({ oneOf: group.map((name) => ({ required: [name] })) })),
    ...atMostOneOf.flatMap(pairs).map((pair) => ({ not: { required: pair } })),
  ];
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: resource.name,
    description: resource.summary,
    ...objectSchema(resource.attributes),
    ...(allOf.length > 0 && { allOf }),
    ...(requiredWith.length > 0 && {
      dependentRequired: Object.fromEntries(requiredWith.map(({ name, needs }) => [name, needs])),
    }),
  };
}

function pairs(group: readonly string[]): readonly (readonly [string, string])[] {
  return group.flatMap((left, at) => group.slice(at + 1).map((right) => [left, right] as const));
}

function objectSchema(attributes: readonly Attribute[]): JsonSchema {
  const inputs = attributes.filter((attribute) => attribute.input);
  const required = inputs.filter((attribute) => attribute.required).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(inputs.map((attribute) => [attribute.name, attributeSchema(attribute)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function attributeSchema(attribute: Attribute): JsonSchema {
  return {
    description: attribute.description,
    ...typeSchema(attribute.type),
    ...(attribute.default !== undefined && { default: attribute.default }),
    ...(attribute.deprecated && { deprecated: true }),
    ...(attribute.writeOnly && { writeOnly: true }),
  };
}

function typeSchema(type: AttributeType): JsonSchema {
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
      return { type: "array", items: typeSchema(element), ...limits, ...(kind === "set" && { uniqueItems: true }) };
    }
    case "map": {
      const { minItems, maxItems } = type;
      return {
        type: "object",
        additionalProperties: typeSchema(type.element),
        ...(minItems !== undefined && { minProperties: minItems }),
        ...(maxItems !== undefined && { maxProperties: maxItems }),
      };
    }
    case "object":
      return objectSchema(type.attributes);
  }
}
