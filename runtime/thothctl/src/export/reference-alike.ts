import { isList, isRecord, type JsonValue } from "@thoth-iac/model";
import { pointerIn } from "../manifests/pointer.ts";

/**
 * True if a manifest that holds this JSON would be taken to refer to something, such as `{fromEnv: NAME}`. In what a
 * tenant tells it is data, and must not fetch anything from where the manifest is applied.
 */
export function looksLikeReference(value: JsonValue): boolean {
  if (isList(value)) return value.some(looksLikeReference);
  if (!isRecord(value)) return false;
  return pointerIn(value) !== undefined || Object.values(value).some(looksLikeReference);
}
