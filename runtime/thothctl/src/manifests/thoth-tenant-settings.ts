import {
  type Attribute,
  type AttributePath,
  inManifests,
  isRecord,
  type JsonObject,
  type JsonValue,
  resources,
  valueAt,
  withValueAt,
} from "@thoth-iac/model";
import type { FromSecret } from "./thoth-tenant-fields.ts";

/** What a field of the custom resource comes to: a value of an attribute, or of a part of one. */
export interface Translated {
  readonly to: readonly string[];
  readonly value: JsonValue;
  /** The field, from `spec`. */
  readonly from: AttributePath;
}

/**
 * The settings in the names of attributes. What the model has no attribute for goes along as it is. What
 * `webhookSettings` says stands above what `settings` says of the webhook, as the operator has it.
 */
export function settingsParts(
  { settings, webhookSettings }: JsonObject,
  fromSecret: FromSecret,
): readonly Translated[] {
  const { enabled = null, url = null, secretRef = null } = isRecord(webhookSettings) ? webhookSettings : {};
  const webhook: readonly (Translated & { readonly place: readonly string[] })[] = [
    { ...at("enabled"), value: enabled },
    { ...at("url"), value: url === "" ? null : url },
    { ...at("secret"), value: fromSecret(secretRef), from: ["webhookSettings", "secretRef"] },
  ].filter(({ value }) => value !== null);
  const above = webhook.map(({ place }) => place);
  const document = above.reduce((rest, place) => withoutValueAt(rest, place), isRecord(settings) ? settings : {});
  return [...webhook.map(({ to, value, from }) => ({ to, value, from })), ...translatedSettings(document)];
}

function at(field: string) {
  const place = ["webhook", field];
  const to = attributesAt(place)[0]?.name ?? "";
  return { place, to: [to], from: ["webhookSettings", field] };
}

const attributes = inManifests(resources.tenantSettings).attributes.filter(({ input }) => input);

/** Attributes that GovAPI keeps there. JSON text comes first: unlike a typed form, it takes members unknown to the model. */
function attributesAt(place: readonly string[]): readonly Attribute[] {
  const found = attributes.filter(({ wire, overlay }) => !overlay && wire?.join(".") === place.join("."));
  return found.sort((one, other) => Number(other.type.kind === "json_text") - Number(one.type.kind === "json_text"));
}

function translatedSettings(document: JsonObject): readonly Translated[] {
  const places = new Map(attributes.map(({ wire = [] }) => [wire.join("."), wire] as const));
  let rest = document;
  const found: Translated[] = [];
  for (const place of places.values()) {
    const [attribute] = attributesAt(place);
    const value = valueAt(document, place);
    if (attribute === undefined || value === undefined || value === null) continue;
    rest = withoutValueAt(rest, place);
    const isText = attribute.type.kind === "json_text" && typeof value !== "string";
    found.push({
      to: [attribute.name],
      value: isText ? JSON.stringify(value) : value,
      from: ["settings", ...place],
    });
  }
  const overlay = attributes.find((each) => each.overlay && each.type.kind === "json");
  if (overlay === undefined || Object.keys(rest).length === 0) return found;
  return [...found, { to: [overlay.name], value: rest, from: ["settings"] }];
}

/** A copy without the value at a path, and without the objects that held nothing else. */
function withoutValueAt(object: JsonObject, [key = "", ...rest]: readonly string[]): JsonObject {
  const { [key]: member, ...others } = object;
  if (member === undefined || rest.length === 0) return others;
  if (!isRecord(member)) return object;
  const left = withoutValueAt(member, rest);
  return Object.keys(left).length === 0 ? others : withValueAt(object, [key], left);
}
