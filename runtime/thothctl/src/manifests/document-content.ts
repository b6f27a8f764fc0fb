import { isList, isRecord, type JsonValue, manifestVersion, nearest } from "@thoth-iac/model";
import { type Candidate, type Content, complainer, plainManifest } from "./plain-manifest.ts";
import type { Slice } from "./slices.ts";
import { thothTenantContent } from "./thoth-tenant.ts";

/** The manifests that a document holds: itself, or the items of a list as `kubectl get -o yaml` writes it. */
export function contentOf(slice: Slice, value: JsonValue, mounted: string): Content {
  if (value === null) return { sources: [], complaints: [] };
  if (!isRecord(value) || value.apiVersion !== "v1" || value.kind !== "List" || !isList(value.items)) {
    return manifestOf({ slice, root: [], value }, mounted);
  }
  const contents = value.items.map((item, at) => manifestOf({ slice, root: ["items", at], value: item }, mounted));
  return {
    sources: contents.flatMap(({ sources }) => sources),
    complaints: contents.flatMap(({ complaints }) => complaints),
    tenants: contents.flatMap(({ tenants = [] }) => tenants),
  };
}

/** The custom resource of the Kubernetes operator, which is taken for the manifests that it comes to. */
const thothTenant = { apiVersion: "platform.atensecurity.com/v1alpha1", kind: "ThothTenant" };

function manifestOf(candidate: Candidate, mounted: string): Content {
  const { value } = candidate;
  if (!isRecord(value)) return plainManifest(candidate);
  const { apiVersion, kind } = value;
  if (apiVersion === manifestVersion) return plainManifest(candidate);
  if (apiVersion === thothTenant.apiVersion && kind === thothTenant.kind) return thothTenantContent(candidate, mounted);
  const found = apiVersion === undefined ? "nothing" : JSON.stringify(apiVersion);
  const near = typeof apiVersion === "string" && nearest(apiVersion, [manifestVersion]);
  const advice = near
    ? `Did you mean ${near}?`
    : "Move what is not Thoth's into another folder, or name files with -f.";
  const detail = `apiVersion must be ${manifestVersion} (or ${thothTenant.apiVersion} with kind ${thothTenant.kind}); found ${found}. ${advice}`;
  return {
    sources: [],
    complaints: [complainer(candidate)(["apiVersion"], { summary: "Not a manifest of Thoth", detail })],
  };
}
