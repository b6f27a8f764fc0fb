import {
  type Attribute,
  isList,
  isRecord,
  type JsonObject,
  type Resource,
  type Value,
  type Values,
} from "@thoth-iac/model";
import { received, secretTextsIn } from "../property-values.ts";

/** Shorter texts occur in others by chance. */
const tellingLength = 4;

/**
 * The names of the values that Pulumi is to encrypt: what the model calls sensitive, what came as a secret and its other
 * form, and whatever holds the text of a secret that came.
 */
export function secretNames(
  attributes: readonly Attribute[],
  came: readonly JsonObject[],
  values: Values,
): ReadonlySet<string> {
  const secret = new Set(came.flatMap((properties) => [...received(properties).secret]));
  const texts = came.flatMap(secretTextsIn).filter((text) => text.length >= tellingLength);
  const needles = [...new Set(texts.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]))];
  const hidden = attributes.filter(
    ({ name, sensitive, twin }) =>
      sensitive === true ||
      secret.has(name) ||
      (twin !== undefined && secret.has(twin)) ||
      (needles.length > 0 && holds(values[name] ?? null, needles)),
  );
  return new Set(hidden.map(({ name }) => name));
}

/** The resource, with the inputs that came as secrets among those whose values nobody is shown. */
export function guardedBy(secret: ReadonlySet<string>, resource: Resource): Resource {
  if (secret.size === 0) return resource;
  const attributes = resource.attributes.map((attribute) =>
    secret.has(attribute.name) ? { ...attribute, sensitive: true } : attribute,
  );
  return { ...resource, attributes };
}

function holds(value: Value, needles: readonly string[]): boolean {
  if (typeof value === "string") return needles.some((needle) => value.includes(needle));
  if (isList(value)) return value.some((item) => holds(item, needles));
  return (
    isRecord(value) && Object.entries(value).some(([key, member]) => holds(key, needles) || holds(member, needles))
  );
}
