import { type Attribute, isAbsent, type JsonObject } from "@thoth-iac/model";
import { type ComponentDefinition, filledIn, type PartDefinition } from "./components/component.ts";
import { governedTenant } from "./components/governed-tenant.ts";
import { propertyDescription } from "./descriptions.ts";
import { listed, propertySpecs } from "./schema-properties.ts";
import type { NamedType } from "./schema-types.ts";
import { componentDescription } from "./sdk-description.ts";
import { packageName, titled, typeOf } from "./tokens.ts";
import { inputsOf, viewOf } from "./view.ts";

/** The components of the package. */
export const components: readonly ComponentDefinition[] = [governedTenant];

/** What the schema says of a component. */
export function componentSpec(component: ComponentDefinition, types: readonly NamedType[]): JsonObject {
  const { name, parts } = component;
  const entries = Object.entries<PartDefinition>(parts);
  return {
    isComponent: true,
    description: componentDescription(component, types),
    inputProperties: Object.fromEntries(
      entries.map(([part, definition]) => [part, argumentSpec(name, part, definition)]),
    ),
    properties: Object.fromEntries(entries.map(([part, definition]) => [part, childSpec(definition)])),
    ...listed(
      "required",
      entries.filter(([, { many }]) => many).map(([part]) => part),
    ),
  };
}

/** The types of a component's arguments, by their tokens: what a program says of each part. */
export function argumentTypes({ name, parts }: ComponentDefinition, types: readonly NamedType[]): JsonObject {
  const entries = Object.entries<PartDefinition>(parts);
  return Object.fromEntries(
    entries.map(([part, definition]) => {
      const { resource } = definition;
      const inputs = inputsOf(viewOf(resource));
      const filled = filledIn(definition);
      const specs = propertySpecs(inputs, { owner: resource, types });
      return [
        argumentToken(name, part),
        {
          type: "object",
          description: definition.description,
          properties: Object.fromEntries(
            inputs.map((input) => [input.name, fieldSpec(input, specs[input.name] ?? {})]),
          ),
          ...listed(
            "required",
            inputs.filter((input) => input.required && !filled.includes(input.name)).map((input) => input.name),
          ),
        },
      ];
    }),
  );
}

function argumentToken(component: string, part: string): string {
  const name = `${component}${titled(part)}`;
  return `${packageName}:index/${name}:${name}`;
}

/** Which parts and keys there are has to be known while the program runs; what is in them need not. */
function argumentSpec(component: string, part: string, { description, many }: PartDefinition): JsonObject {
  const one: JsonObject = { $ref: `#/types/${argumentToken(component, part)}`, plain: true };
  return many ? { type: "object", additionalProperties: one, plain: true, description } : { ...one, description };
}

/**
 * Children are of no declared type: Pulumi's generator for Node gives classes of one name in two modules to one file
 * and imports them from a package's root by paths that do not resolve, so that its SDK would not compile.
 */
function childSpec({ resource, description, many }: PartDefinition): JsonObject {
  const one: JsonObject = { $ref: "pulumi.json#/Any" };
  const said = `${description} ${many ? "By key, each" : "The resource,"} of type \`${typeOf(resource)}\`.`;
  return many ? { type: "object", additionalProperties: one, description: said } : { ...one, description: said };
}

/** The child itself fills in the defaults, so an SDK need not. */
function fieldSpec(attribute: Attribute, spec: JsonObject): JsonObject {
  const { default: fallback, willReplaceOnChanges: _replaces, ...rest } = spec;
  return isAbsent(fallback)
    ? rest
    : { ...rest, description: `${propertyDescription(attribute)} Default: \`${fallback}\`.` };
}
