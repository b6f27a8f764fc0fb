import {
  error,
  failure,
  isMask,
  isRecord,
  isSecretName,
  type JsonObject,
  type JsonValue,
  type Result,
  sameValue,
  success,
  withoutSecrets,
} from "@thoth-iac/model";
import { member } from "./json.ts";
import { secretKeeping } from "./settings-secrets.ts";

// No part of a configuration is known to the model, so its secrets are those whose names say so.
const { restored } = secretKeeping([]);

/**
 * An object whose configurations have masked and left-out secrets taken from what was there before. They are taken only
 * while the rest of the configuration stays the same: otherwise whoever may write could point an address at a server
 * of their own and have the stored secret sent there.
 */
export function keptSecrets(
  after: JsonObject,
  before: JsonObject | undefined,
  sensitive: readonly string[],
): Result<JsonObject> {
  let kept = after;
  for (const name of sensitive) {
    const config = member(after, name);
    if (!isRecord(config)) continue;
    const stored = member(before ?? {}, name);
    const same = isRecord(stored) && sameValue(publicPart(config), publicPart(stored));
    const masked = same ? undefined : maskIn(config, [name]);
    if (masked !== undefined) {
      const detail = `A secret in ${name} is masked, and the rest of ${name} is new: send the secret itself.`;
      return failure(error("invalid_value", { summary: "Secret is masked", detail, attribute: masked }));
    }
    kept = { ...kept, [name]: restored(config, same ? stored : {}) };
  }
  return success(kept);
}

/** A configuration if it holds no secret, else nothing: for readers that take what they read for the whole. */
export function wholeOrNothing(config: JsonValue): JsonValue | undefined {
  return sameValue(config, withoutSecrets(config)) ? config : undefined;
}

function publicPart(config: JsonValue): JsonValue {
  const visible = withoutSecrets(config);
  if (!isRecord(visible)) return visible;
  // A null clears a secret; it is not another configuration.
  return Object.fromEntries(Object.entries(visible).filter(([name, value]) => !(value === null && isSecretName(name))));
}

function maskIn(config: JsonValue, path: readonly string[]): readonly string[] | undefined {
  if (!isRecord(config)) return undefined;
  for (const [name, value] of Object.entries(config)) {
    const place = [...path, name];
    if (isSecretName(name) && isMask(value)) return place;
    const inner = maskIn(value, place);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
