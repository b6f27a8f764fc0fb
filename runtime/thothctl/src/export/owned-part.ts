import {
  canonicalJson,
  isRecord,
  type JsonObject,
  type JsonValue,
  jsonOf,
  type Mark,
  type Resource,
  samePlace,
} from "@thoth-iac/model";
import { pointerIn } from "../manifests/pointer.ts";

/**
 * What of a manifest a mark says was set: of a shared document several sets of manifests may each have set a part, and
 * no place of it may be set twice.
 */
export function ownedPart(resource: Resource, spec: JsonObject, mark: Mark): JsonObject {
  const overlays = resource.attributes.filter(({ overlay }) => overlay).map(({ name }) => name);
  const shape = overlays.map((name) => mark.kept[name]).find((kept) => kept !== undefined) ?? null;
  const own = Object.entries(spec).filter(([name]) => isFormOfOne(resource, name, mark.set));
  return Object.fromEntries(own.map(([name, value]) => [name, overlays.includes(name) ? within(value, shape) : value]));
}

/** True if the attribute, or another form of its value, is among the names. */
export function isFormOfOne(
  { attributes }: Pick<Resource, "attributes">,
  name: string,
  among: readonly string[],
): boolean {
  if (among.includes(name)) return true;
  const attribute = attributes.find((each) => each.name === name);
  return attributes.some((each) => among.includes(each.name) && attribute !== undefined && samePlace(each, attribute));
}

function within(value: JsonValue, shape: JsonValue): JsonValue {
  if (typeof value === "string") return canonicalJson(within(jsonOf(value) ?? null, shape));
  // A reference stands for all of it.
  if (!isRecord(value) || !isRecord(shape) || pointerIn(value) !== undefined) return value;
  const own = Object.entries(value).filter(([key]) => Object.hasOwn(shape, key));
  const parts = own.map(
    ([key, member]) => [key, isRecord(member) ? within(member, shape[key] ?? null) : member] as const,
  );
  return Object.fromEntries(parts);
}
