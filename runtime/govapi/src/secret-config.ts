import {
  error,
  failure,
  isMask,
  isSecretName,
  type JsonValue,
  type Result,
  sameValue,
  success,
  withoutSecrets,
} from "@thoth-iac/model";
import { isJsonObject, type JsonObject, member } from "./json.ts";

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
    if (!isJsonObject(config)) continue;
    const stored = member(before ?? {}, name);
    const same = isJsonObject(stored) && sameValue(withoutSecrets(config), withoutSecrets(stored));
    const masked = Object.keys(config).filter((key) => isSecretName(key) && isMask(config[key]));
    if (!same && masked.length > 0) {
      const detail = `${masked.join(", ")} in ${name} is masked, and the rest of ${name} is new: send the secret itself.`;
      return failure(error("invalid_value", "Secret is masked", detail, [name, masked[0] ?? ""]));
    }
    if (same) kept = { ...kept, [name]: filled(config, stored) };
  }
  return success(kept);
}

function filled(config: JsonObject, stored: JsonObject): JsonObject {
  const secrets = Object.entries(stored).filter(([name, value]) => isSecretName(name) && typeof value === "string");
  const missing = secrets.filter(([name]) => {
    const given = member(config, name);
    return given === undefined || isMask(given);
  });
  const members = Object.entries({ ...config, ...Object.fromEntries(missing) });
  return Object.fromEntries(members.filter(([name, value]): boolean => !(isSecretName(name) && value === null)));
}

/** A configuration if it holds no secret, else nothing: for readers that take what they read for the whole. */
export function wholeOrNothing(config: JsonValue): JsonValue | undefined {
  return sameValue(config, withoutSecrets(config)) ? config : undefined;
}
