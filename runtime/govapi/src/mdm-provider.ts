import { isRecord, type JsonObject, sameValue } from "@thoth-iac/model";
import type { CollectionRules } from "./collection.ts";
import { member, textMember } from "./json.ts";

/** Where the MDM integrations are listed and written. */
export const mdmProvidersPath = "/thoth/mdm/providers";

/** What GovAPI decides about an MDM integration; the outcome of its syncs is written by the syncs. */
export const mdmProviderRules: CollectionRules = {
  accepted: (body) => {
    const address = textMember(body, "endpoint_url");
    const key = textMember(body, "api_key");
    if (address === undefined && key === undefined) return body;
    // The Kubernetes operator sends address and key flat; both belong to the configuration.
    const config = member(body, "config");
    const flat = { ...(address !== undefined && { base_url: address }), ...(key !== undefined && { api_token: key }) };
    return { ...body, config: { ...(isRecord(config) ? config : {}), ...flat } };
  },
  decided: ({ before, after }) => ({
    synced_endpoints: member(before ?? {}, "synced_endpoints") ?? 0,
    status: statusOf(before, after),
  }),
};

function statusOf(before: JsonObject | undefined, after: JsonObject): string {
  if (member(after, "enabled") === false) return "disabled";
  const last = textMember(before ?? {}, "status");
  const sameConfig = sameValue(member(before ?? {}, "config"), member(after, "config"));
  return last === undefined || last === "disabled" || !sameConfig ? "configured" : last;
}
