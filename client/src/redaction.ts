import { isSecretName, type JsonValue } from "@thoth-iac/model";

/** A text with every secret taken out. */
export type Redact = (text: string) => string;

const mark = "[redacted]";
const credentialShapes = /\bBearer\s+[\w.~+/=-]+|\bthoth_(?:live|test|org)_\w+|\beyJ[\w-]+\.[\w-]+\.?[\w-]*/gi;

/** What a call sends that must not come back in an error. */
export interface Sent {
  readonly credential: string;
  readonly body?: JsonValue | undefined;
  /** Values that the caller knows to be secret. */
  readonly secrets?: readonly string[] | undefined;
}

/**
 * Gives the function that takes out of a server's text what the call sent: the credential, the values named like
 * secrets, and every longer text of the body that is not a plain word such as `workspace_one`.
 */
export function redactionOf(sent: Sent): Redact {
  let needles: readonly string[] | undefined;
  return (text) => {
    needles ??= needlesOf(sent);
    const without = needles.reduce((left, needle) => left.replaceAll(needle, mark), text);
    return without.replace(credentialShapes, mark);
  };
}

function needlesOf({ credential, body, secrets = [] }: Sent): readonly string[] {
  const plain = [credential, ...secrets, ...(body === undefined ? [] : textsOf(body, false))];
  const spellings = plain
    .filter((text) => text.length >= 3)
    .flatMap((text) => [
      text,
      JSON.stringify(text).slice(1, -1),
      encodeURIComponent(text.toWellFormed()),
      btoaOf(text),
    ]);
  // Longest first, so that a secret which contains another is taken out whole.
  return [...new Set(spellings)].sort((left, right) => right.length - left.length);
}

function textsOf(value: JsonValue, named: boolean): readonly string[] {
  if (typeof value === "string") return named || isTelling(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item, named));
  return Object.entries(value).flatMap(([key, member]) => textsOf(member, named || isSecretName(key)));
}

function isTelling(text: string): boolean {
  return text.length >= 8 && !/^[a-z]+(?:[_ -][a-z]+)*$/.test(text);
}

function btoaOf(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text.slice(0, 4096))));
}
