import {
  isAbsent,
  isRecord,
  isSecretName,
  type JsonObject,
  type JsonValue,
  jsonOf,
  type Resource,
  type Values,
} from "@thoth-iac/model";
import { hiddenSecret } from "./secret-parts.ts";

/** Names of the inputs that a configuration sets. */
export function setIn(configuration: Values): readonly string[] {
  return Object.keys(configuration)
    .filter((name) => !isAbsent(configuration[name]))
    .sort();
}

/** What a mark keeps of a configuration: the names of what is laid over a document, and no values. */
export function keptOf(resource: Resource, configuration: Values): JsonObject {
  const overlays = resource.attributes.filter(({ overlay, name }) => overlay && !isAbsent(configuration[name]));
  return Object.fromEntries(
    overlays.map(({ name }): [string, JsonValue] => [name, emptied(jsonOf(configuration[name]) ?? null)]),
  );
}

function emptied(value: JsonValue): JsonValue {
  if (!isRecord(value)) return null;
  return Object.fromEntries(
    // That a secret is not shown does not mean that it is not there.
    Object.entries(value).map(([key, member]) => [
      key,
      isSecretName(key) && typeof member === "string" ? hiddenSecret : emptied(member),
    ]),
  );
}
