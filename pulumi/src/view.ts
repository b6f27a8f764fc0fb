import { type Attribute, camelCase, type Query, type Resource, respelt } from "@thoth-iac/model";

/** The output that Pulumi keeps as the resource's own id, beside the properties. */
export const idName = "id";

/**
 * A resource or a data source as Pulumi shows it: spelt in camelCase, without the attributes that only keep secrets out
 * of state, since Pulumi encrypts secrets there.
 */
export function viewOf<Owner extends Resource | Query>(owner: Owner): Owner {
  const found = views.get(owner) ?? respelt({ ...owner, attributes: shownOf(owner.attributes) }, camelCase);
  views.set(owner, found);
  return found as Owner; // kept by the owner that it was made from
}

const views = new WeakMap<object, Resource | Query>();

function shownOf(attributes: readonly Attribute[]): readonly Attribute[] {
  const writeOnly = new Set(attributes.filter((attribute) => attribute.writeOnly).map(({ name }) => name));
  return attributes.filter(
    ({ name, requiredWith }) => !writeOnly.has(name) && !requiredWith?.some((other) => writeOnly.has(other)),
  );
}

/** The attributes that a person may set. */
export function inputsOf({ attributes }: Pick<Resource, "attributes">): readonly Attribute[] {
  return attributes.filter((attribute) => attribute.input);
}

/** The attributes that Pulumi keeps as properties: all but the id. */
export function propertiesOf({ attributes }: Pick<Resource, "attributes">): readonly Attribute[] {
  return attributes.filter(({ name }) => name !== idName);
}
