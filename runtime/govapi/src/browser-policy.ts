import { isRecord, type JsonObject, type JsonValue, sameValue } from "@thoth-iac/model";
import type { CollectionRules, Upsert } from "./collection.ts";
import { compiledPolicy } from "./compiled-policy.ts";
import { member, textMember } from "./json.ts";

/** What GovAPI decides about a browser policy: its version, who wrote it, and its compiled form. */
export const browserPolicyRules: CollectionRules = {
  decided: (upsert) => {
    const changed = upsert.before === undefined || !sameValue(contentOf(upsert.before), contentOf(upsert.after));
    return {
      version: versionOf(upsert, changed),
      created_by: textMember(upsert.after, "created_by") ?? upsert.call.caller.id,
      updated_by: updatedBy(upsert, changed),
      compiled_policy: compiledOf(upsert.after),
    };
  },
};

const aboutContent = ["version", "created_by", "updated_by", "compiled_policy"];

function contentOf(policy: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(policy).filter(([name]) => !aboutContent.includes(name)));
}

function versionOf({ body, before }: Upsert, changed: boolean): JsonValue {
  const given = member(body, "version");
  if (typeof given === "number") return given;
  const last = member(before ?? {}, "version");
  if (typeof last !== "number") return 1;
  return changed ? last + 1 : last;
}

function updatedBy({ body, before, call }: Upsert, changed: boolean): string {
  const given = textMember(body, "updated_by");
  if (given !== undefined) return given;
  const last = textMember(before ?? {}, "updated_by");
  return changed || last === undefined ? call.caller.id : last;
}

function compiledOf(policy: JsonObject): JsonObject {
  const document = member(policy, "policy");
  return compiledPolicy(textMember(policy, "provider") ?? "", isRecord(document) ? document : {});
}
