import {
  isMask,
  isRecord,
  isSecretName,
  type JsonObject,
  type JsonValue,
  sameValue,
  withoutSecrets,
} from "@thoth-iac/model";
import { type BodyAttributes, sensitivePlaces } from "./body-attributes.ts";
import { member } from "./json.ts";

/** What may be shown of a document, and what a writer who saw only that much means by writing it back. */
export interface SecretKeeping {
  /** The document without its secrets. */
  readonly shown: (document: JsonObject) => JsonObject;
  /** The document with absent and masked secrets taken from the stored one; an explicit null clears one. */
  readonly restored: (written: JsonObject, stored: JsonObject) => JsonObject;
}

/**
 * Secrets are the places that the model marks as sensitive and, in the parts that the model does not know, texts whose
 * name says so. A secret outlives a write only while the object that it stands in does.
 */
export function secretKeeping(attributes: BodyAttributes): SecretKeeping {
  const sensitive = new Set(sensitivePlaces(attributes).map(pathKey));
  const known = new Set(attributes.flatMap((attribute) => leaves(attribute.name, attribute)));
  const isSecret = (path: readonly string[], value: JsonValue | undefined) =>
    sensitive.has(pathKey(path)) ||
    (typeof value === "string" && !known.has(pathKey(path)) && isSecretName(path.at(-1) ?? ""));

  const shown = (value: JsonValue, path: readonly string[]): JsonValue => {
    if (known.has(pathKey(path))) return value;
    if (!isRecord(value)) return withoutSecrets(value);
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]) => {
        const place = [...path, name];
        return isSecret(place, inner) ? [] : [[name, shown(inner, place)]];
      }),
    );
  };

  const restored = (written: JsonValue, stored: JsonValue | undefined, path: readonly string[]): JsonValue => {
    if (known.has(pathKey(path))) return written;
    if (Array.isArray(written))
      return stored !== undefined && sameValue(written, withoutSecrets(stored)) ? stored : written;
    if (!isRecord(written)) return written;
    const before = isRecord(stored) ? stored : {};
    const names = new Set([
      ...Object.keys(written),
      ...Object.keys(before).filter((name) => isSecret([...path, name], before[name])),
    ]);
    return Object.fromEntries(
      [...names].flatMap((name): [string, JsonValue][] => {
        const place = [...path, name];
        const value = member(written, name);
        const kept = member(before, name);
        if (!isSecret(place, value ?? kept)) return value === undefined ? [] : [[name, restored(value, kept, place)]];
        if (value === null) return [];
        const secret = value === undefined || isMask(value) ? kept : value;
        return secret === undefined || secret === null ? [] : [[name, secret]];
      }),
    );
  };

  return {
    shown: (document) => objectOf(shown(document, [])),
    restored: (written, stored) => objectOf(restored(written, stored, [])),
  };
}

function leaves(name: string, attribute: BodyAttributes[number], above: readonly string[] = []): readonly string[] {
  const path = [...above, name];
  if (attribute.type.kind === "object")
    return attribute.type.attributes.flatMap((inner) => leaves(inner.name, inner, path));
  return attribute.sensitive ? [] : [pathKey(path)];
}

function pathKey(path: readonly string[]): string {
  return JSON.stringify(path);
}

function objectOf(value: JsonValue): JsonObject {
  return isRecord(value) ? value : {};
}
