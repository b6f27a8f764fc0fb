import {
  type Attribute,
  canonicalJson,
  isAbsent,
  isList,
  isRecord,
  isSecretName,
  type JsonValue,
  jsonOf,
  type Mark,
  type Resource,
  UNKNOWN,
  type Value,
  type Values,
} from "@thoth-iac/model";
import { fingerprintOf, matchesFingerprint } from "./secret-fingerprint.ts";

/** What stands in place of a secret where people or marks might see it. */
export const hiddenSecret = "(secret)";

/** The secrets of a configuration as one text for each attribute that holds any. */
export function secretTextsOf(resource: Resource, configuration: Values): ReadonlyMap<string, string> {
  const found = resource.attributes.flatMap((attribute): [string, string][] => {
    const value = configuration[attribute.name];
    if (!attribute.input || isAbsent(value) || value === UNKNOWN) return [];
    const text = secretText(attribute, value ?? null);
    return text === undefined ? [] : [[attribute.name, text]];
  });
  return new Map(found);
}

/** Every text of a configuration that is secret by itself: of JSON the members that are named so, and not all of it. */
export function secretWordsOf({ attributes }: Resource, configuration: Values): readonly string[] {
  return attributes.flatMap(({ name, type, sensitive }) => {
    const value = configuration[name] ?? null;
    if (value === UNKNOWN) return [];
    if (type.kind === "json" || type.kind === "json_text") return namedTexts(jsonOf(value) ?? null, false);
    return sensitive && typeof value === "string" ? [value] : [];
  });
}

function namedTexts(value: JsonValue, named: boolean): readonly string[] {
  if (typeof value === "string") return named ? [value] : [];
  if (isList(value)) return value.flatMap((item) => namedTexts(item, named));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => namedTexts(member, named || isSecretName(key)));
}

/** Names of the attributes whose secrets are those that the mark's fingerprints were made of. */
export async function unchangedSecrets(
  secrets: ReadonlyMap<string, string>,
  mark: Mark | undefined,
): Promise<ReadonlySet<string>> {
  const checked = await Promise.all(
    [...secrets].map(async ([name, text]) => {
      const fingerprint = mark?.secrets[name];
      return fingerprint !== undefined && (await matchesFingerprint(fingerprint, text)) ? [name] : [];
    }),
  );
  return new Set(checked.flat());
}

/** The fingerprints of secrets; one that is still true is kept. */
export async function fingerprintsOf(
  secrets: ReadonlyMap<string, string>,
  { mark, unchanged }: { readonly mark: Mark | undefined; readonly unchanged: ReadonlySet<string> },
): Promise<Mark["secrets"]> {
  const made = await Promise.all(
    [...secrets].map(async ([name, text]): Promise<[string, string]> => {
      const before = unchanged.has(name) ? mark?.secrets[name] : undefined;
      return [name, before ?? (await fingerprintOf(text))];
    }),
  );
  return Object.fromEntries(made);
}

/** The value with a word in place of every text that is named like a secret. */
function withHiddenSecrets(value: JsonValue): JsonValue;
function withHiddenSecrets(value: Value): Value;
function withHiddenSecrets(value: Value): Value {
  if (isList(value)) return value.map((item: Value): Value => withHiddenSecrets(item));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      isSecretName(key) && typeof member === "string" ? hiddenSecret : withHiddenSecrets(member),
    ]),
  );
}

/** The same for an attribute's value in whatever form it is written. */
export function hidingSecrets({ type }: Pick<Attribute, "type">, value: Value): Value {
  if (type.kind !== "json_text" || typeof value !== "string") return withHiddenSecrets(value);
  const found = jsonOf(value);
  return found !== undefined && holdsSecret(found) ? canonicalJson(withHiddenSecrets(found)) : value;
}

function secretText({ sensitive, type }: Attribute, value: Value): string | undefined {
  const isJson = type.kind === "json" || type.kind === "json_text";
  const found = isJson ? jsonOf(value) : undefined;
  // Text that is another way to write the same JSON is the same secret.
  if (sensitive) return canonicalJson(found ?? (typeof value === "string" ? value : null));
  return found !== undefined && holdsSecret(found) ? canonicalJson(found) : undefined;
}

function holdsSecret(value: JsonValue): boolean {
  if (isList(value)) return value.some(holdsSecret);
  if (!isRecord(value)) return false;
  return Object.entries(value).some(
    ([key, member]) => (isSecretName(key) && typeof member === "string") || holdsSecret(member),
  );
}
