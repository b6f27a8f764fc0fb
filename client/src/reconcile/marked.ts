import {
  type Diagnostic,
  error,
  isAbsent,
  isRecord,
  isSecretName,
  type JsonObject,
  type JsonValue,
  jsonOf,
  known,
  mostMarkBytes,
  type Resource,
  type Values,
} from "@thoth-iac/model";
import { hiddenSecret } from "./secret-parts.ts";
import { isAction } from "./survey.ts";

/** Names of the inputs that a configuration sets. */
export function setIn(configuration: Values): readonly string[] {
  return Object.keys(configuration)
    .filter((name) => !isAbsent(configuration[name]))
    .sort();
}

/** What a mark keeps of a configuration: the names of what is laid over a document, and no values. */
export function keptOf(resource: Resource, configuration: Values): JsonObject {
  const overlays = resource.attributes.filter(({ overlay, name }) => overlay && !isAbsent(configuration[name]));
  return Object.fromEntries(
    overlays.map(({ name }): [string, JsonValue] => [name, emptied(jsonOf(configuration[name]) ?? null)]),
  );
}

/** What is wrong with a configuration of which a mark could not keep what it has to; undefined if nothing is. */
export function tooMuchToKeep(resource: Resource, configuration: Values): Diagnostic | undefined {
  const kept = isAction(resource) ? (known(configuration) ?? {}) : keptOf(resource, configuration);
  const bytes = new TextEncoder().encode(JSON.stringify(kept)).length;
  if (bytes <= mostKeptBytes) return undefined;
  const names = Object.keys(kept).join(", ");
  const detail = `What has to be remembered of ${names} takes ${bytes} bytes; a mark has room for ${mostKeptBytes}. Nothing was changed. Set fewer members, or set them in Terraform or Pulumi, which keep a state file.`;
  return error("payload_too_large", { summary: "More than a mark can remember", detail });
}

/** The rest of a mark is for names and fingerprints. */
const mostKeptBytes = mostMarkBytes / 2;

function emptied(value: JsonValue): JsonValue {
  if (!isRecord(value)) return null;
  return Object.fromEntries(
    // That a secret is not shown does not mean that it is not there.
    Object.entries(value).map(([key, member]) => [
      key,
      isSecretName(key) && typeof member === "string" ? hiddenSecret : emptied(member),
    ]),
  );
}
