import {
  type AttributePath,
  type Diagnostic,
  error,
  isList,
  isRecord,
  type Resource,
  type Value,
  type Values,
} from "@thoth-iac/model";

/**
 * What is wrong with texts that hold half a surrogate pair. Free JSON may hold them, as what a tenant has does; a text
 * that stands for something (a name, an address) would be another one as soon as it travels in a path or a header.
 */
export function halfCharactersIn({ attributes }: Resource, values: Values): readonly Diagnostic[] {
  return attributes
    .filter(({ type }) => type.kind !== "json" && type.kind !== "json_text")
    .flatMap(({ name }) => placesIn(values[name] ?? null, [name]))
    .map((attribute) => error("invalid_value", { summary: "A text holds half a character", detail, attribute }));
}

const detail =
  "It has one of two escapes that make a character (\\ud800 to \\udfff) without the other. Write the character itself.";

function placesIn(value: Value, path: AttributePath): readonly AttributePath[] {
  if (typeof value === "string") return value.isWellFormed() ? [] : [path];
  if (isList(value)) return value.flatMap((item, at) => placesIn(item, [...path, at]));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key.isWellFormed() ? placesIn(member, [...path, key]) : [[...path, key]],
  );
}
