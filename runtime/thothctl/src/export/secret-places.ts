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
  valueAt,
} from "@thoth-iac/model";

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
  const [objects, texts] = [kept.filter(isObject), kept.filter((attribute) => !isObject(attribute))];
  const isSet = (attribute: Attribute) =>
    !isAbsent(shownOf(attribute, answer)) || remembered.some(({ secrets }) => Object.hasOwn(secrets, attribute.name));
  const written = kept.flatMap((attribute): [string, JsonValue][] => {
    const { name } = attribute;
    const shown = shownOf(attribute, answer);
    if (!isObject(attribute)) return isSet(attribute) ? [[name, refer([name])]] : [];
    return isRecord(shown) ? [[name, referring(shown, [name], refer)]] : [];
  });
  const placeOf = ({ name }: Attribute) => ({ path: [name], variable: variableOf([name]) });
  return {
    written: Object.fromEntries(written),
    certain,
    possible: texts.filter((attribute) => !isSet(attribute) && isInUse(attribute, answer)).map(placeOf),
    veiled: objects.map(placeOf),
  };
}

/** A secret that GovAPI keeps, in the form that a manifest writes. */
function isKeptSecret({ input, sensitive, writeOnly, type, wire }: Attribute): boolean {
  return input && sensitive === true && !writeOnly && wire !== undefined && type.kind !== "json_text";
}

function isObject({ type }: Attribute): boolean {
  return type.kind === "json";
}

function shownOf({ wire = [] }: Attribute, answer: JsonObject): JsonValue | undefined {
  return valueAt(answer, wire);
}

/** True if the object that a secret would stand in is there: then the secret may be, too. */
function isInUse({ wire = [] }: Attribute, answer: JsonObject): boolean {
  return isRecord(valueAt(answer, wire.slice(0, -1)));
}

/** What is shown, with references in place of the masks, or of the secrets themselves should they be shown. */
function referring(shown: JsonValue, path: AttributePath, refer: (path: AttributePath) => JsonObject): JsonValue {
  if (isList(shown))
    return shown.map((item, at) => (isMask(item) ? refer([...path, at]) : referring(item, [...path, at], refer)));
  if (!isRecord(shown)) return shown;
  const members = Object.entries(shown).map(([key, member]): [string, JsonValue] => {
    const isSecret = isMask(member) || (isSecretName(key) && typeof member === "string");
    return [key, isSecret ? refer([...path, key]) : referring(member, [...path, key], refer)];
  });
  return Object.fromEntries(members);
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
