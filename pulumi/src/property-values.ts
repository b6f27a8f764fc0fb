import { type JsonObject, type JsonValue, UNKNOWN, type Value, type Values } from "@thoth-iac/model";

/*
 * The constants below are part of Pulumi's engine protocol: sdk/go/common/resource/plugin/rpc.go (unknowns) and
 * sdk/go/common/resource/sig/sig.go (signatures) of pulumi/pulumi.
 */

/** What stands for a value that is known only after the update. The engine sends one for each type of value. */
const unknowns: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Property values as they came, and the names of those that hold a secret somewhere. */
export interface Received {
  readonly values: Values;
  readonly secret: ReadonlySet<string>;
}

/** What Pulumi sent, as the model's values. What begins with `__` is Pulumi's own or ours, and left out. */
export function received(properties: JsonObject): Received {
  const secret = new Set<string>();
  const entries = Object.entries(properties)
    .filter(([name]) => !name.startsWith("__"))
    .map(([name, value]) => [name, plain(value, () => secret.add(name))]);
  return { values: Object.fromEntries(entries), secret };
}

function plain(value: JsonValue, secretFound: () => void): Value {
  if (unknowns.has(value)) return UNKNOWN;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => plain(item, secretFound));
  const members = value as JsonObject; // neither a list nor null
  const signature = members[signatureKey];
  if (signature === secretSignature) {
    secretFound();
    return plain(members.value ?? null, secretFound);
  }
  if (signature === outputSignature) {
    if (members.secret === true) secretFound();
    return Object.hasOwn(members, "value") ? plain(members.value ?? null, secretFound) : UNKNOWN;
  }
  const copy: Record<string, Value> = Object.create(null);
  for (const [key, member] of Object.entries(members)) copy[key] = plain(member, secretFound);
  return copy;
}

/** Every text that came as a secret, or within one. */
export function secretTextsIn(value: JsonValue): readonly string[] {
  return textsIn(value, false);
}

function textsIn(value: JsonValue, hidden: boolean): readonly string[] {
  if (typeof value === "string") return hidden && !unknowns.has(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => textsIn(item, hidden));
  const members = value as JsonObject; // neither a list nor null
  const signature = members[signatureKey];
  if (signature === secretSignature) return textsIn(members.value ?? null, true);
  if (signature === outputSignature) return textsIn(members.value ?? null, hidden || members.secret === true);
  return Object.values(members).flatMap((member) => textsIn(member, hidden));
}

/** Values as Pulumi wants them: null ones left out, unknown ones marked, and those named in `secret` wrapped. */
export function sent(values: Values, secret: ReadonlySet<string> = new Set()): JsonObject {
  const entries = Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [name, secret.has(name) ? secretOf(marked(value)) : marked(value)]);
  return Object.fromEntries(entries);
}

/** A value that Pulumi is to encrypt and to show to nobody. */
function secretOf(value: JsonValue): JsonObject {
  return { [signatureKey]: secretSignature, value };
}

function marked(value: Value): JsonValue {
  if (value === UNKNOWN) return unknownText;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(marked);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, marked(member)]));
}
