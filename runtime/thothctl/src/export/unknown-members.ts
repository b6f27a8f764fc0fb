import type { Found } from "@thoth-iac/client";
import {
  type Attribute,
  canonicalJson,
  documentOf,
  isRecord,
  type JsonObject,
  type JsonValue,
  type Resource,
  sameValue,
  withoutSecrets,
} from "@thoth-iac/model";
import { looksLikeReference } from "./reference-alike.ts";

/** The free object that is laid over a document, in the form in which a manifest is to say it. */
export interface Laid {
  readonly attribute: Attribute;
  readonly value: JsonValue;
  /** It holds secrets, so that all of it has to come from elsewhere, as text. */
  readonly concealed: boolean;
}

/**
 * What a shared document holds beside all that the model's attributes say of it: members for the free object that is
 * laid over the document. Undefined if there is nothing of the kind, or the resource has no such object.
 */
export function unknownMembers(found: Found, all: readonly Resource[]): Laid | undefined {
  const { resource, mark } = found;
  const overlays = resource.attributes.filter(({ overlay }) => overlay);
  const asObject = overlays.find(({ type }) => type.kind === "json");
  const asText = overlays.find(({ type }) => type.kind === "json_text");
  const rest = restOf(found, all) ?? {};
  const value = withoutSecrets(rest);
  const concealed = !sameValue(rest, value) || overlays.some(({ name }) => holdsText(mark?.kept[name] ?? null));
  if (asText !== undefined && concealed) return { attribute: asText, value: null, concealed };
  if (Object.keys(value).length === 0) return undefined;
  const isText = looksLikeReference(value) || (asText && mark?.set.includes(asText.name));
  if (asObject !== undefined && !isText) return { attribute: asObject, value, concealed: false };
  return asText && { attribute: asText, value: canonicalJson(value), concealed: false };
}

/** Of what is laid over a document a mark keeps the shape: null for a value, and a word for a secret. */
function holdsText(shape: JsonValue): boolean {
  return isRecord(shape) ? Object.values(shape).some(holdsText) : typeof shape === "string";
}

function restOf({ resource, state, answer }: Found, all: readonly Resource[]): JsonObject | undefined {
  const sharing = all.filter((other) => sharesDocument(other, resource));
  const places = sharing.flatMap(({ attributes }) =>
    attributes.flatMap(({ wire = [] }) => (wire.length > 0 ? [wire] : [])),
  );
  const ofServer = (name: string, value: JsonValue) =>
    resource.attributes.some((one) => one.name === name && !one.input && sameValue(value, state[name]));
  const open = Object.entries(answer).filter(([name, value]) => !ofServer(name, value));
  return without(Object.fromEntries(open), places);
}

/** True if both keep their slices in one document. */
export function sharesDocument(left: Resource, right: Resource): boolean {
  const document = documentOf(left.routes);
  return document !== undefined && document === documentOf(right.routes);
}

/** An object without the given places, and without the members that hold nothing else; undefined if nothing is left. */
function without(object: JsonObject, places: readonly (readonly string[])[]): JsonObject | undefined {
  const members = Object.entries(object).flatMap(([name, value]): [string, JsonValue][] => {
    const within = places.filter(([first]) => first === name).map(([, ...rest]) => rest);
    if (within.length === 0) return [[name, value]];
    if (within.some((rest) => rest.length === 0) || !isRecord(value)) return [];
    const left = without(value, within);
    return left === undefined ? [] : [[name, left]];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}
