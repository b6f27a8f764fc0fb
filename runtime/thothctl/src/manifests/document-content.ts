import { isList, isRecord, type JsonValue, manifestVersion, nearest } from "@thoth-iac/model";
import { type Candidate, type Content, complainer, plainManifest } from "./plain-manifest.ts";
import type { Slice } from "./slices.ts";

/** The manifests that a document holds: itself, or the items of a list as `kubectl get -o yaml` writes it. */
export function contentOf(slice: Slice, value: JsonValue): Content {
  if (value === null) return { sources: [], complaints: [] };
  if (isRecord(value) && value.apiVersion === "v1" && value.kind === "List" && isList(value.items)) {
    const contents = value.items.map((item, at) => manifestOf({ slice, root: ["items", at], value: item }));
    return {
      sources: contents.flatMap(({ sources }) => sources),
      complaints: contents.flatMap(({ complaints }) => complaints),
    };
  }
  return manifestOf({ slice, root: [], value });
}

function manifestOf(candidate: Candidate): Content {
  const { value } = candidate;
  if (!isRecord(value)) return plainManifest(candidate);
  const { apiVersion } = value;
  if (apiVersion === manifestVersion) return plainManifest(candidate);
  const found = apiVersion === undefined ? "nothing" : JSON.stringify(apiVersion);
  const near = typeof apiVersion === "string" && nearest(apiVersion, [manifestVersion]);
  const advice = near
    ? `Did you mean ${near}?`
    : "Move what is not Thoth's into another folder, or name files with -f.";
  const detail = `apiVersion must be ${manifestVersion}; found ${found}. ${advice}`;
  return {
    sources: [],
    complaints: [complainer(candidate)(["apiVersion"], { summary: "Not a manifest of Thoth", detail })],
  };
}
