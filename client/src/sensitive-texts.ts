import { type Attribute, type JsonValue, jsonOf, known, type Values } from "@thoth-iac/model";

/** Every text in the values of sensitive attributes, so that errors can be kept clear of them. */
export function secretsIn(attributes: readonly Attribute[], values: Values): readonly string[] {
  return attributes
    .filter((attribute) => attribute.sensitive)
    .flatMap((attribute) => [...textsIn(known(values[attribute.name])), ...textsIn(jsonOf(values[attribute.name]))]);
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
