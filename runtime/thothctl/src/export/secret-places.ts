import type { Found } from "@thoth-iac/client";
import {
  type Attribute,
  type AttributePath,
  isAbsent,
  isList,
  isMask,
  isRecord,
  isSecretName,
  type JsonObject,
  type JsonValue,
  type Mark,
  type Resource,
  samePlace,
  sameValue,
  valueAt,
  withoutSecrets,
} from "@thoth-iac/model";
import { looksLikeReference } from "./reference-alike.ts";

/** A secret of an instance, which GovAPI does not tell. */
export interface SecretPlace {
  readonly path: AttributePath;
  /** The environment variable that is to hold it. */
  readonly variable: string;
}

/** What is known of the secrets of one instance. */
export interface Secrets {
  /** The attributes that hold secrets, as a manifest writes them: what is shown, and references in place of secrets. */
  readonly written: { readonly [attribute: string]: JsonValue };
  /** Those that are surely set, because GovAPI shows a mask or a mark remembers them. */
  readonly certain: readonly SecretPlace[];
  /** Those that may be set. */
  readonly possible: readonly SecretPlace[];
  /** Objects that may hold more than is shown. */
  readonly veiled: readonly SecretPlace[];
}

/** What is known beside GovAPI's answer. */
export interface Remembered {
  /** The marks that tell of it. */
  readonly remembered: readonly Mark[];
  /** How the variable for the secret at a path is called. */
  readonly variableOf: (path: AttributePath) => string;
}

/** What can be known of the secrets of an instance. */
export function secretsOf(
  { resource, answer }: Pick<Found, "resource" | "answer">,
  { remembered, variableOf }: Remembered,
): Secrets {
  const certain: SecretPlace[] = [];
  const refer = (path: AttributePath): JsonObject => {
    const variable = variableOf(path);
    certain.push({ path, variable });
    return { fromEnv: variable };
  };
  const kept = resource.attributes.filter(isKeptSecret);
  const [objects, texts] = [kept.filter(isSecretObject), kept.filter((attribute) => !isSecretObject(attribute))];
  const isSet = (attribute: Attribute) =>
    !isAbsent(shownOf(attribute, answer)) || remembered.some(({ secrets }) => Object.hasOwn(secrets, attribute.name));
  const written = kept.flatMap((attribute): [string, JsonValue][] => {
    const { name } = attribute;
    if (!isSecretObject(attribute)) return isSet(attribute) ? [[name, refer([name])]] : [];
    const shown = shownOf(attribute, answer);
    const text = textFormOf(attribute, resource);
    const whole = () => (text === undefined ? [] : [[text.name, refer([text.name])] satisfies [string, JsonValue]]);
    if (isRecord(shown)) {
      if (looksLikeReference(shown)) return [];
      // What a reference gives is text, so an object with secret numbers is text as a whole.
      return holdsSecretNumber(shown) ? whole() : [[name, referring(shown, { path: [name], refer })]];
    }
    // Shown to nobody, and remembered.
    return remembered.some(({ set }) => [name, text?.name].some((form) => form && set.includes(form))) ? whole() : [];
  });
  // No face shows what is named like a secret in free JSON, so all of it comes from elsewhere.
  const concealed = resource.attributes.filter((each) => isOpenText(each) && hidesSecret(shownOf(each, answer)));
  const placeOf = ({ name }: Attribute) => ({ path: [name], variable: variableOf([name]) });
  return {
    written: Object.fromEntries([...written, ...concealed.map(({ name }) => [name, refer([name])] as const)]),
    certain,
    possible: texts.filter((attribute) => !isSet(attribute) && isInUse(attribute, answer)).map(placeOf),
    veiled: objects.filter((each) => !written.some(([name]) => name === textFormOf(each, resource)?.name)).map(placeOf),
  };
}

/** A secret that GovAPI keeps, in the form that a manifest writes. */
function isKeptSecret({ input, sensitive, writeOnly, type, wire }: Attribute): boolean {
  return input && sensitive === true && !writeOnly && wire !== undefined && type.kind !== "json_text";
}

/** Free JSON as text. */
function isOpenText({ input, sensitive, overlay, type }: Attribute): boolean {
  return input && !sensitive && !overlay && type.kind === "json_text";
}

function hidesSecret(shown: JsonValue | undefined): boolean {
  return !isAbsent(shown) && !sameValue(shown, withoutSecrets(shown));
}

/** The form of an object that holds it as JSON text. */
export function textFormOf(attribute: Attribute, { attributes }: Pick<Resource, "attributes">): Attribute | undefined {
  return attributes.find((form) => form.input && form.type.kind === "json_text" && samePlace(form, attribute));
}

/** True for an object that may hold secrets, in the form that a manifest writes. */
export function isSecretObject(attribute: Attribute): boolean {
  return isKeptSecret(attribute) && attribute.type.kind === "json";
}

function shownOf({ wire = [] }: Attribute, answer: JsonObject): JsonValue | undefined {
  return valueAt(answer, wire);
}

/** True if the object that a secret would stand in is there: then the secret may be, too. */
function isInUse({ wire = [] }: Attribute, answer: JsonObject): boolean {
  return isRecord(valueAt(answer, wire.slice(0, -1)));
}

function holdsSecretNumber(value: JsonValue, secret = false): boolean {
  if (isList(value)) return value.some((item) => holdsSecretNumber(item, secret));
  if (!isRecord(value)) return secret && typeof value === "number";
  return Object.entries(value).some(([key, member]) => holdsSecretNumber(member, secret || isSecretName(key)));
}

interface Referring {
  readonly path: AttributePath;
  readonly refer: (path: AttributePath) => JsonObject;
  /** All texts and numbers here belong to a secret. */
  readonly secret?: boolean;
}

/** What is shown, with references in place of the masks, or of the secrets themselves should they be shown. */
function referring(shown: JsonValue, { path, refer, secret = false }: Referring): JsonValue {
  if (isList(shown)) return shown.map((item, at) => referring(item, { path: [...path, at], refer, secret }));
  if (isRecord(shown)) {
    const members = Object.entries(shown).map(([key, member]) => {
      const below = { path: [...path, key], refer, secret: secret || isSecretName(key) };
      return [key, referring(member, below)] as const;
    });
    return Object.fromEntries(members);
  }
  const isSecret = isMask(shown) || (secret && (typeof shown === "string" || typeof shown === "number"));
  return isSecret ? refer(path) : shown;
}

/** Gives variables their names: made of the given words, no two alike. */
export function variableNames(): (words: readonly (string | number)[]) => string {
  const taken = new Set<string>();
  return (words) => {
    const plain = ["thoth", ...words]
      .join("_")
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, "_")
      .replace(/_$/, "");
    let name = plain;
    for (let count = 2; taken.has(name); count++) name = `${plain}_${count}`;
    taken.add(name);
    return name;
  };
}
