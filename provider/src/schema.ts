import {
  type Attribute,
  type AttributeType,
  type ConfigurationAttribute,
  providerConfiguration,
  type Query,
  queries,
  type Resource,
  resources,
} from "@thoth-iac/model";
import { encodeType, type Type } from "./wire/cty-type.ts";
import { type AttributeInit, NestingMode, StringKind } from "./wire/tfplugin6-schema.ts";

/** What Terraform puts before every name of this provider. */
export const prefix = "thoth_";

/** The resources by the names that Terraform knows them by. */
export const resourceTypes: ReadonlyMap<string, Resource> = new Map(
  Object.values(resources).map((resource) => [`${prefix}${resource.name}`, resource as Resource]),
); // generics are for those who write configurations

/** The data sources by the names that Terraform knows them by. */
export const dataSourceTypes: ReadonlyMap<string, Query> = new Map(
  Object.values(queries).map((query) => [`${prefix}${query.name}`, query as Query]),
); // as above

/** The type constraint of an attribute's values. */
export function typeOf(type: AttributeType): Type {
  switch (type.kind) {
    case "string":
    case "json_text":
      return "string";
    case "number":
    case "integer":
      return "number";
    case "bool":
      return "bool";
    case "json":
      return "dynamic";
    case "list":
    case "set":
    case "map":
      return [type.kind, typeOf(type.element)];
    case "object":
      return objectTypeOf(type.attributes);
  }
}

const objectTypes = new WeakMap<readonly Attribute[], Type>();

/** The type constraint of an object with these attributes; made once, for every RPC asks for it. */
export function objectTypeOf(attributes: readonly Attribute[]): Type {
  const made: Type = objectTypes.get(attributes) ?? [
    "object",
    Object.fromEntries(attributes.map(({ name, type }) => [name, typeOf(type)])),
  ];
  objectTypes.set(attributes, made);
  return made;
}

/** The schema of a resource or data source. */
export function schemaOf(owner: Pick<Resource | Query, "summary" | "attributes">) {
  return {
    version: 0,
    block: {
      attributes: owner.attributes.map(attributeOf),
      description: owner.summary,
      description_kind: StringKind.MARKDOWN,
    },
  };
}

function attributeOf(attribute: Attribute): AttributeInit {
  const computed = attribute.output;
  return {
    name: attribute.name,
    ...shapeOf(attribute.type, !attribute.input),
    description: attribute.description,
    description_kind: StringKind.MARKDOWN,
    required: attribute.required,
    optional: attribute.input && !attribute.required,
    computed,
    sensitive: attribute.sensitive ?? false,
    deprecated: attribute.deprecated ?? false,
    write_only: attribute.writeOnly ?? false,
  };
}

/** The type of an attribute, or the attributes that it has itself. What only the server sets, it sets all through. */
function shapeOf(type: AttributeType, computed: boolean): Pick<AttributeInit, "type" | "nested_type"> {
  const element = type.kind === "list" || type.kind === "set" || type.kind === "map" ? type.element : type;
  if (element.kind !== "object") return { type: encodeType(typeOf(type)) };
  const nesting = { list: NestingMode.LIST, set: NestingMode.SET, map: NestingMode.MAP, object: NestingMode.SINGLE }[
    type.kind as "list" | "set" | "map" | "object"
  ]; // no other kind holds an object
  const attributes = element.attributes.map((inner) =>
    attributeOf(computed ? { ...inner, input: false, output: true, required: false } : inner),
  );
  return { nested_type: { attributes, nesting } };
}

const configurationTypes = { string: "string", integer: "number", boolean: "bool" } as const;

/** The schema of the provider block. */
export const providerSchema = {
  version: 0,
  block: {
    attributes: providerConfiguration.map(
      (attribute: ConfigurationAttribute): AttributeInit => ({
        name: attribute.name,
        type: encodeType(configurationTypes[attribute.type]),
        description: attribute.description,
        description_kind: StringKind.MARKDOWN,
        optional: true,
        sensitive: attribute.sensitive ?? false,
      }),
    ),
    description: "Runs a Thoth AI-governance tenant as code.",
    description_kind: StringKind.MARKDOWN,
  },
};

/** The type constraint of the provider block. */
export const providerType: Type = [
  "object",
  Object.fromEntries(providerConfiguration.map(({ name, type }) => [name, configurationTypes[type]])),
];
