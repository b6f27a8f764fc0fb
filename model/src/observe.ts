import type { Attribute } from "./attributes.ts";
import { projection, sameMeaning, seenThrough, withSecretsOf } from "./diff.ts";
import type { Resource } from "./resource.ts";
import {
  canonicalJson,
  type JsonValue,
  known,
  parseJson,
  UNKNOWN,
  type Value,
  type Values,
  valueAt,
  withoutSecrets,
} from "./value.ts";
import { decode, type Surroundings } from "./wire.ts";

/** How an answer of GovAPI becomes state. */
export interface Observation {
  readonly answer: JsonValue;
  readonly surroundings: Surroundings;
  /** Take everything that GovAPI tells, as after an import; otherwise what a person left out stays left out. */
  readonly everything?: boolean;
}

/**
 * State brought up to what GovAPI says now. What means the same keeps the form that state has. What a person left out
 * stays out, so that a server's default is never taken for a wish. Secrets are never taken from an answer.
 */
export function observe(
  resource: Pick<Resource, "attributes">,
  prior: Values,
  { answer, surroundings, everything = false }: Observation,
): Values {
  const told = decode(resource.attributes, answer, surroundings);
  const entries = resource.attributes.map((attribute) => [
    attribute.name,
    observed(attribute, prior[attribute.name] ?? null, { told, answer, everything }),
  ]);
  return Object.fromEntries(entries);
}

interface Told {
  readonly told: Values;
  readonly answer: JsonValue;
  readonly everything: boolean;
}

function observed(attribute: Attribute, prior: Value, { told, answer, everything }: Told): Value {
  if (attribute.overlay) return overlayOf(attribute, prior, answer);
  if (attribute.writeOnly || (attribute.wire === undefined && attribute.input)) return prior;
  if (attribute.sensitive) return secretSeen(attribute, prior, answer);
  const now = withSecretsKept(attribute, prior, told[attribute.name]);
  if (sameMeaning(attribute, prior, now)) return prior;
  if (now === undefined)
    return attribute.output && attribute.default === undefined && attribute.twin === undefined ? prior : null;
  if (everything) return now;
  if (prior !== null || !attribute.input) return now;
  const isDefault = attribute.default !== undefined && sameMeaning(attribute, attribute.default, now);
  const isServers = attribute.output && attribute.twin === undefined && !isDefault;
  return isServers ? now : null;
}

/** JSON in answers lacks the members that are named like secrets; state knows them. */
function withSecretsKept({ type }: Attribute, prior: Value, now: Value | undefined): Value | undefined {
  const written = known(prior);
  const shown = known(now);
  if (written === undefined || written === null || shown === undefined || shown === null) return now;
  if (type.kind === "json") return withSecretsOf(written, shown);
  if (type.kind !== "json_text" || typeof written !== "string" || typeof shown !== "string") return now;
  return canonicalJson(withSecretsOf(parseJson(written) ?? null, parseJson(shown) ?? null));
}

function overlayOf(attribute: Attribute, prior: Value, answer: JsonValue): Value {
  const shape = known(prior);
  if (shape === undefined || shape === null) return prior;
  const text = attribute.type.kind === "json_text" && typeof shape === "string" ? parseJson(shape) : shape;
  const seen = seenThrough(text ?? null, projection(text ?? null, valueAt(answer, attribute.wire ?? [])));
  const now = attribute.type.kind === "json_text" ? canonicalJson(seen) : seen;
  return sameMeaning(attribute, prior, now) ? prior : now;
}

/** Drift is seen in the parts of a secret object that GovAPI shows; a secret itself is taken to be unchanged. */
function secretSeen(attribute: Attribute, prior: Value, answer: JsonValue): Value {
  const written = known(prior);
  if (written === undefined || written === null || attribute.wire === undefined) return prior;
  if (attribute.type.kind !== "json" && attribute.type.kind !== "json_text") return prior;
  const shown = valueAt(answer, attribute.wire);
  if (shown === undefined || shown === null) return prior;
  const text = attribute.type.kind === "json_text" && typeof written === "string" ? parseJson(written) : written;
  const seen = seenThrough(text ?? null, withoutSecrets(shown));
  const now = attribute.type.kind === "json_text" ? canonicalJson(seen) : seen;
  return sameMeaning(attribute, prior, now) ? prior : now;
}

/**
 * State after a write: what was planned, and what the server decided where the plan had left it open. What a server
 * does not tell is null, never unknown.
 */
export function settle(
  resource: Pick<Resource, "attributes">,
  planned: Values,
  { answer, surroundings }: Observation,
): Values {
  const told = decode(resource.attributes, answer, surroundings);
  const entries = resource.attributes.map((attribute) => {
    const value = planned[attribute.name] ?? null;
    return [attribute.name, value === UNKNOWN ? (told[attribute.name] ?? null) : value];
  });
  return Object.fromEntries(entries);
}
