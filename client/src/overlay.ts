import {
  isRecord,
  type JsonObject,
  type JsonValue,
  jsonOf,
  type Resource,
  type Values,
  valueAt,
} from "@thoth-iac/model";

/** The document without the members that an overlay set before and no longer names: they become null. */
export function withoutOverlay(
  resource: Resource,
  document: JsonObject,
  { prior, values }: { readonly prior: Values; readonly values: Values },
): JsonObject {
  return resource.attributes
    .filter((attribute) => attribute.overlay)
    .reduce((body, attribute) => {
      const before = jsonOf(prior[attribute.name]);
      return before === undefined ? body : dropped(body, before, overlayNow(resource, values));
    }, document);
}

function overlayNow(resource: Resource, values: Values): JsonValue {
  const set = resource.attributes
    .filter((attribute) => attribute.overlay)
    .map((attribute) => jsonOf(values[attribute.name]));
  return set.find((value) => value !== undefined) ?? {};
}

function dropped(body: JsonObject, before: JsonValue, after: JsonValue): JsonObject {
  if (!isRecord(before)) return body;
  const entries = Object.entries(before).map(([key, member]): [string, JsonValue] | undefined => {
    const next = valueAt(after, [key]);
    const under = body[key];
    if (next === undefined) return [key, null];
    return isRecord(member) && isRecord(under) ? [key, dropped(under, member, next)] : undefined;
  });
  return { ...body, ...Object.fromEntries(entries.filter((entry) => entry !== undefined)) };
}
