import type { Attribute, JsonObject, Query, Resource } from "@thoth-iac/model";
import { isAlwaysThere, listed, propertySpecs } from "./schema-properties.ts";
import { descriptionOf, type Everything } from "./sdk-description.ts";
import { dynamicTypeOf } from "./tokens.ts";
import { idName, inputsOf, propertiesOf, viewOf } from "./view.ts";

/** What the schema says of a resource. */
export function resourceSpec(resource: Resource, { owners, types }: Everything): JsonObject {
  const view = viewOf(resource);
  const inputs = inputsOf(view);
  const properties = propertiesOf(view);
  const around = { owner: resource, types };
  return {
    description: descriptionOf(resource, { owners, types }),
    inputProperties: propertySpecs(inputs, around),
    ...listed("requiredInputs", inputs.filter(({ required }) => required).map(nameOf)),
    properties: propertySpecs(properties, around),
    ...listed("required", properties.filter((attribute) => isAlwaysThere(view, attribute)).map(nameOf)),
    aliases: [{ type: dynamicTypeOf(resource) }],
  };
}

/** What the schema says of a function. */
export function functionSpec(query: Query, { owners, types }: Everything): JsonObject {
  const view = viewOf(query);
  const inputs = inputsOf(view);
  // An answer repeats what was asked, so an attribute may be on both sides.
  const outputs = view.attributes.filter(({ output, input, name }) => (output || input) && name !== idName);
  const around = { owner: query, types };
  return {
    description: descriptionOf(query, { owners, types }),
    ...(inputs.length > 0 && {
      inputs: {
        type: "object",
        properties: propertySpecs(inputs, around),
        ...listed("required", inputs.filter(({ required }) => required).map(nameOf)),
      },
    }),
    outputs: {
      type: "object",
      properties: propertySpecs(outputs, around),
      ...listed("required", outputs.filter((attribute) => isAlwaysTold(query, attribute)).map(nameOf)),
    },
  };
}

function isAlwaysTold({ list }: Query, { input, required, value, count, wire }: Attribute): boolean {
  if (input) return required;
  // The rows of a list are there even where there is none, and so is the whole of a document.
  return value !== undefined || count !== undefined || list === true || wire?.length === 0;
}

function nameOf({ name }: Attribute): string {
  return name;
}
