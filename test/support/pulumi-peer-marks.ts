import type { JsonObject, JsonValue, Resource } from "@thoth-iac/model";
import { viewOf } from "../../pulumi/src/view.ts";
import type { Flavour } from "./pulumi-peer.ts";

/*
 * sdk/go/common/resource/plugin/rpc.go (unknowns) and sdk/go/common/resource/sig/sig.go (signatures) of pulumi/pulumi.
 */

/** What stands for a value that is known only after an update. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** What a program hands over: values by the names of the program's language, secrets marked where the flavour keeps marks. */
export function programOf(flavour: Flavour, resource: Resource, values: JsonObject): JsonObject {
  const sensitive = new Set(
    viewOf(resource)
      .attributes.filter((one) => one.sensitive)
      .map(({ name }) => name),
  );
  const entries = Object.entries(values).map(([name, value]) => {
    const isMarked = flavour === "plugin" && sensitive.has(name) && value !== unknownValue;
    return [name, isMarked ? asSecret(value) : value];
  });
  return Object.fromEntries(entries);
}

/** A value with Pulumi's mark of a secret. */
export function asSecret(value: JsonValue): JsonObject {
  return { [signatureKey]: secretSignature, value };
}

/** Properties without the marks, and without what is not the resource's own. */
export function plainOf(properties: JsonObject): JsonObject {
  const entries = Object.entries(properties).filter(([name]) => !name.startsWith("__"));
  return Object.fromEntries(entries.map(([name, value]) => [name, unmarked(value)]));
}

/** The names of the properties that are marked as secrets. */
export function secretNamesIn(properties: JsonObject): readonly string[] {
  return Object.keys(properties)
    .filter((name) => unmarked(properties[name] ?? null) !== (properties[name] ?? null))
    .toSorted();
}

function unmarked(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const members = value as JsonObject; // neither a list nor null
  return members[signatureKey] === secretSignature ? (members.value ?? null) : value;
}
