import type { Attribute, AttributePath } from "@thoth-iac/model";
import { loadModel } from "./model.ts";
import { isPlain, isResolvedLater } from "./written.ts";

/**
 * Where a secret is written as plain text, which would stand in the synthesized JSON for everyone to read: as the value
 * of a sensitive attribute, or as a member of JSON that is named like a secret.
 */
export function literalSecrets(
  attributes: readonly Attribute[],
  given: Readonly<Record<string, unknown>>,
): readonly AttributePath[] {
  return attributes.flatMap((attribute) => {
    const value = given[attribute.name];
    return value === undefined ? [] : secretsIn(attribute, value);
  });
}

function secretsIn({ name, type, sensitive }: Attribute, given: unknown): readonly AttributePath[] {
  if (type.kind === "json_text") {
    const read = typeof given === "string" ? loadModel().parseJson(given) : undefined;
    return secretMembers(read, []).length > 0 ? [[name]] : [];
  }
  if (type.kind === "json") return secretMembers(given, [name]);
  return sensitive && typeof given === "string" && !isResolvedLater(given) ? [[name]] : [];
}

function secretMembers(given: unknown, path: AttributePath): readonly AttributePath[] {
  if (typeof given !== "object" || isResolvedLater(given)) return [];
  if (Array.isArray(given)) return given.flatMap((item, at) => secretMembers(item, [...path, at]));
  if (!isPlain(given)) return [];
  return Object.entries(given).flatMap(([key, member]) => {
    if (typeof member === "object") return secretMembers(member, [...path, key]);
    const isLiteral = typeof member === "string" && loadModel().isSecretName(key) && !isResolvedLater(member);
    return isLiteral ? [[...path, key]] : [];
  });
}
