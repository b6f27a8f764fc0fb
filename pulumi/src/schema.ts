import {
  type Attribute,
  type AttributeType,
  type ConfigurationAttribute,
  camelCase,
  isAbsent,
  type JsonObject,
  type JsonValue,
  providerConfiguration,
  type Query,
  queries,
  type Resource,
  resources,
  version,
} from "@thoth-iac/model";
import { functionDescription, propertyDescription, resourceDescription } from "./descriptions.ts";
import { memberName, type NamedType, namedType, namedTypesOf, type Owner } from "./schema-types.ts";
import { dynamicTypeOf, functionTokenOf, moduleOf, packageName, typeOf } from "./tokens.ts";
import { idName, inputsOf, propertiesOf, viewOf } from "./view.ts";

/** The names under which the generated SDKs are published: those of the product's own. */
export const sdkNames = {
  nodejs: "@atensec/pulumi-thoth",
  python: "pulumi_thoth",
  go: "github.com/atensecurity/pulumi-thoth/sdk/go/thoth",
  csharp: "AtenSecurity.Pulumi",
} as const;

/**
 * The schema of the Pulumi package, from which SDKs are generated. It follows Pulumi's metaschema
 * (pkg/codegen/schema/pulumi.json of pulumi/pulumi).
 */
export function packageSchema(): JsonObject {
  const everyResource: readonly Resource[] = Object.values(resources).map((one) => one as Resource); // generics are for those who write configurations
  const everyQuery: readonly Query[] = Object.values(queries).map((one) => one as Query); // as above
  const types = namedTypesOf([...everyResource, ...everyQuery]);
  return {
    name: packageName,
    displayName: "Thoth",
    version,
    description: "Run a Thoth AI-governance tenant as code.",
    keywords: ["pulumi", "thoth", "category/cloud", "kind/native"],
    license: "Apache-2.0",
    // Without it the last part of a module, which names the one member, would be a module of its own.
    meta: { moduleFormat: "(.*)(?:/[^/]*)" },
    language: languages,
    config: { variables: settings },
    provider: {
      description: "The connection to one tenant of one GovAPI. A program may have several.",
      inputProperties: settings,
    },
    types: Object.fromEntries(types.map((type) => [type.token, typeSpec(type, types)])),
    resources: Object.fromEntries(everyResource.map((resource) => [typeOf(resource), resourceSpec(resource, types)])),
    functions: Object.fromEntries(everyQuery.map((query) => [functionTokenOf(query), functionSpec(query, types)])),
  };
}

const languages: JsonObject = {
  nodejs: { packageName: sdkNames.nodejs, respectSchemaVersion: true, dependencies: { "@pulumi/pulumi": "^3.216.0" } },
  python: {
    packageName: sdkNames.python,
    respectSchemaVersion: true,
    requires: { pulumi: ">=3.216.0,<4.0.0" },
    pyproject: { enabled: true },
  },
  go: { importBasePath: sdkNames.go, respectSchemaVersion: true, generateResourceContainerTypes: true },
  csharp: { rootNamespace: sdkNames.csharp, respectSchemaVersion: true },
  java: { basePackage: "com.atensecurity.pulumi", buildFiles: "gradle" },
};

/**
 * Neither defaults nor environment variables are named here, only in the texts: an SDK would read them in the program
 * and hand them on as if they had been written, so that a credential of the environment got into state, and a default
 * won over the environment. The plugin reads both.
 */
const settings: JsonObject = Object.fromEntries(
  providerConfiguration.map(({ name, type, ...said }: ConfigurationAttribute) => [
    camelCase(name),
    { type, description: settingDescription(said), ...(said.sensitive && { secret: true }) },
  ]),
);

function settingDescription({
  description,
  range,
  default: fallback,
  environment,
}: Omit<ConfigurationAttribute, "name" | "type">): string {
  const names = new Map<string, string>(providerConfiguration.map(({ name }) => [name, camelCase(name)]));
  return [
    description.replace(/`(\w+)`/g, (whole, name: string) => (names.has(name) ? `\`${names.get(name)}\`` : whole)),
    ...(range ? [`From ${range[0]} to ${range[1]}.`] : []),
    ...(fallback === undefined ? [] : [`Default: \`${fallback}\`.`]),
    ...(environment ? [`Environment: ${environment.map((name) => `\`${name}\``).join(", then ")}.`] : []),
  ].join(" ");
}

function resourceSpec(resource: Resource, types: readonly NamedType[]): JsonObject {
  const view = viewOf(resource);
  const inputs = inputsOf(view);
  const properties = propertiesOf(view);
  const around = { owner: resource, types };
  return {
    description: resourceDescription(resource),
    inputProperties: propertySpecs(inputs, around),
    requiredInputs: inputs.filter(({ required }) => required).map(nameOf),
    properties: propertySpecs(properties, around),
    required: properties.filter((attribute) => isAlwaysThere(view, attribute)).map(nameOf),
    aliases: [{ type: dynamicTypeOf(resource) }],
  };
}

/** Whether every instance has the property, whatever the server leaves out. */
function isAlwaysThere(
  { identity, succeeds }: Resource,
  { name, input, required, default: fallback, value, stable }: Attribute,
): boolean {
  if (input && (required || fallback !== undefined)) return true;
  const isTold = !input && (value !== undefined || stable === true);
  return isTold || identity.includes(name) || succeeds?.attribute === name;
}

function functionSpec(query: Query, types: readonly NamedType[]): JsonObject {
  const view = viewOf(query);
  const inputs = inputsOf(view);
  // An answer repeats what was asked, so an attribute may be on both sides.
  const outputs = view.attributes.filter(({ output, input, name }) => (output || input) && name !== idName);
  const around = { owner: query, types };
  return {
    description: functionDescription(query),
    ...(inputs.length > 0 && {
      inputs: {
        type: "object",
        properties: propertySpecs(inputs, around),
        required: inputs.filter(({ required }) => required).map(nameOf),
      },
    }),
    outputs: {
      type: "object",
      properties: propertySpecs(outputs, around),
      required: outputs.filter((attribute) => isAlwaysTold(query, attribute)).map(nameOf),
    },
  };
}

function isAlwaysTold({ list }: Query, { input, required, value, count, wire }: Attribute): boolean {
  if (input) return required;
  // The rows of a list are there even where there is none, and so is the whole of a document.
  return value !== undefined || count !== undefined || list === true || wire?.length === 0;
}

interface Around {
  readonly owner: Owner;
  readonly types: readonly NamedType[];
}

function propertySpecs(attributes: readonly Attribute[], around: Around): JsonObject {
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
 * Enums are strict, for inputs and outputs alike: the model's lists of values are complete, and a value outside of them
 * is refused by every face, so a compiler that refuses it first spares a preview.
 */
function typeSpec({ shape, description, module }: NamedType, types: readonly NamedType[]): JsonObject {
  if (shape.kind === "object") {
    const owner = { module, types };
    return {
      type: "object",
      description,
      properties: Object.fromEntries(
        shape.attributes.map((attribute) => [
          attribute.name,
          { ...typeReference(attribute.type, owner), description: propertyDescription(attribute) },
        ]),
      ),
      required: shape.attributes.filter(({ required }) => required).map(nameOf),
    };
  }
  const values = shape.kind === "string" ? (shape.enum ?? []) : [];
  return { type: "string", description, enum: values.map((value) => ({ name: memberName(value), value })) };
}

function nameOf({ name }: Attribute): string {
  return name;
}
