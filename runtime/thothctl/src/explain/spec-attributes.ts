import type { Attribute, Resource } from "@thoth-iac/model";

/** The attributes that the `spec` of a manifest may set. Nothing is kept in a state file, so write-only forms have no place. */
export function specAttributes({ attributes }: Pick<Resource, "attributes">): readonly Attribute[] {
  const writeOnly = new Set(attributes.filter((attribute) => attribute.writeOnly).map(({ name }) => name));
  return attributes.filter(
    ({ name, input, requiredWith = [] }) =>
      input && !writeOnly.has(name) && !requiredWith.some((other) => writeOnly.has(other)),
  );
}
