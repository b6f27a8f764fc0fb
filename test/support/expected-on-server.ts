import { type Attribute, type JsonValue, type Resource, valueAt } from "@thoth-iac/model";
import type { Written } from "./sample-values.ts";

/** What GovAPI must hold at the place of an attribute. */
export interface Place {
  readonly path: string;
  readonly value: JsonValue;
}

/** Each of the written values that GovAPI shows, at its place there. Secrets, and what steers the tool only, are left out. */
export function placesOf(resource: Pick<Resource, "attributes">, written: Written): readonly Place[] {
  return resource.attributes.flatMap((attribute): readonly Place[] => {
    const value = written[attribute.name];
    if (value === undefined || attribute.wire === undefined || attribute.sensitive) return [];
    const said = saidOf(attribute, value);
    if (!attribute.overlay) return [{ path: attribute.wire.join("."), value: said }];
    return Object.entries(said ?? {}).map(([name, member]) => ({ path: name, value: member }));
  });
}

/** What an answer of GovAPI has at those places. */
export function foundAt(answer: JsonValue, places: readonly Place[]): readonly Place[] {
  return places.map(({ path }) => ({ path, value: valueAt(answer, path.split(".")) ?? null }));
}

function saidOf({ type, hyphenIsUnderscore }: Attribute, value: JsonValue): JsonValue {
  if (type.kind === "json_text" && typeof value === "string") return JSON.parse(value);
  return hyphenIsUnderscore && typeof value === "string" ? value.replaceAll("-", "_") : value;
}
