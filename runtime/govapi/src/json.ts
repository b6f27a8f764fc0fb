import type { JsonObject, JsonValue } from "@thoth-iac/model";

/** What stands under a name of an object; never something inherited, so that `constructor` is an ordinary name. */
export function member(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The text under a name, or nothing when something else stands there. */
export function textMember(object: JsonObject, name: string): string | undefined {
  const value = member(object, name);
  return typeof value === "string" ? value : undefined;
}

/** JSON text that is known to hold an object, as the store wrote it. */
export function parseStored(text: string): JsonObject {
  // as: JSON.parse gives `any`; the store only keeps what this program serialised.
  return JSON.parse(text) as JsonObject;
}
