import {
  type AttributePath,
  type Diagnostic,
  error,
  isList,
  isRecord,
  type JsonObject,
  type JsonValue,
  manifestNamePattern,
  manifestVersion,
  nearest,
  resourcesByKind,
} from "@thoth-iac/model";
import type { PlainManifest } from "./manifest-set.ts";
import type { Slice } from "./slices.ts";

/** A manifest, and where its parts are written. */
export interface Source {
  readonly manifest: PlainManifest;
  /** Absent for a manifest that was not read from a file. */
  readonly written?: Written;
}

/** Where a manifest is written. */
export interface Written {
  readonly slice: Slice;
  /** Path of the manifest in its document. */
  readonly root: AttributePath;
  /** Where what stands for an attribute is written, if not in the spec: a path from the manifest. */
  readonly elsewhere?: (path: AttributePath) => AttributePath;
}

/** Something wrong with a document, at a path of it. */
export interface Complaint {
  readonly path: AttributePath;
  /** Whether what is wrong is the key, and not the value. */
  readonly atKey: boolean;
  readonly diagnostic: Diagnostic;
}

/** What a document holds, and what is wrong with it. */
export interface Content {
  readonly sources: readonly Source[];
  readonly complaints: readonly Complaint[];
  /** Tenants that it says it is for. */
  readonly tenants?: readonly string[];
}

/** A document, or an item of a list in one, that may be a manifest. */
export interface Candidate {
  readonly slice: Slice;
  readonly root: AttributePath;
  readonly value: JsonValue;
}

/** Says what is wrong at a path of a document. */
export type Complain = (
  path: AttributePath,
  message: { readonly summary: string; readonly detail: string; readonly atKey?: boolean },
) => Complaint;

/** What says that something is wrong with a candidate. */
export function complainer({ root }: Pick<Candidate, "root">): Complain {
  return (path, { summary, detail, atKey = false }) => ({
    path: [...root, ...path],
    atKey,
    diagnostic: error("malformed_manifest", { summary, detail }),
  });
}

const members = ["apiVersion", "kind", "metadata", "spec"];
const metadataMembers = ["name", "dependsOn", "labels", "annotations"];

/** The manifest that a document with our `apiVersion` is, or all that keeps it from being one. */
export function plainManifest(candidate: Candidate): Content {
  const { slice, root, value } = candidate;
  const complain = complainer(candidate);
  if (!isRecord(value)) return { sources: [], complaints: [complain([], notAManifest)] };
  const { kind, metadata, spec = null } = value;
  const named = isRecord(metadata) ? metadata : {};
  const { name, dependsOn } = named;
  const complaints = [
    ...strangers(value, members).map((key) => complain([key], unknownMember(key, members))),
    ...(isKind(kind) ? [] : [complain(["kind"], wrongKind(kind))]),
    ...(metadata === undefined || isRecord(metadata) ? [] : [complain(["metadata"], notAMap("metadata"))]),
    ...strangers(named, metadataMembers).map((key) => complain(["metadata", key], unknownMember(key, metadataMembers))),
    ...(isName(name) ? [] : [complain(["metadata", "name"], wrongName(name))]),
    ...wrongAddresses(dependsOn).map((path) => complain(["metadata", "dependsOn", ...path], wrongAddress)),
    ...(spec === null || isRecord(spec) ? [] : [complain(["spec"], notAMap("spec"))]),
  ];
  if (complaints.length > 0 || !isKind(kind) || !isName(name)) return { sources: [], complaints };
  const manifest: PlainManifest = {
    kind,
    name,
    dependsOn: isList(dependsOn) ? dependsOn.filter((each) => typeof each === "string") : [],
    spec: isRecord(spec) ? spec : {},
    file: slice.file.name,
    document: slice.number,
  };
  return { sources: [{ manifest, written: { slice, root } }], complaints: [] };
}

/** An address as references write it. */
export const addressPattern = /^[A-Z][A-Za-z0-9]*\/[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

/** Whether a text is a name that a manifest may have. */
export function isName(name: JsonValue | undefined): name is string {
  return typeof name === "string" && manifestNamePattern.test(name);
}

/** What is said of a name that is none. */
export function wrongName(name: JsonValue | undefined): { readonly summary: string; readonly detail: string } {
  const found = name === undefined || name === null ? "nothing" : JSON.stringify(name);
  const quoted = typeof name === "number" || typeof name === "boolean" ? " Put it in quotes." : "";
  return {
    summary: "A manifest needs a name",
    detail: `metadata.name must be 1 to 253 lower-case letters, digits, - and ., with a letter or digit at both ends; found ${found}.${quoted}`,
  };
}

const notAManifest = {
  summary: "Not a manifest",
  detail: `Expected a map with apiVersion: ${manifestVersion}, kind, metadata and spec.`,
};

const wrongAddress = {
  summary: "Not an address",
  detail: "metadata.dependsOn is a list of addresses of other manifests, such as [GovernanceSettings/baseline].",
};

function isKind(kind: JsonValue | undefined): kind is string {
  return typeof kind === "string" && resourcesByKind.has(kind);
}

/** What is said of a kind that there is not. */
export function wrongKind(kind: JsonValue | undefined): { readonly summary: string; readonly detail: string } {
  const kinds = [...resourcesByKind.keys()];
  if (typeof kind !== "string")
    return { summary: "A manifest needs a kind", detail: `kind is one of ${kinds.join(", ")}.` };
  const near = nearest(kind.replace(/[_-]/g, ""), kinds);
  const advice = near === undefined ? `Expected one of ${kinds.join(", ")}.` : `Did you mean ${near}?`;
  return { summary: "Unknown kind", detail: `There is no kind ${JSON.stringify(kind)}. ${advice}` };
}

function notAMap(name: string): { readonly summary: string; readonly detail: string } {
  return { summary: "Wrong type", detail: `${name} must be a map of keys and values.` };
}

function strangers(value: JsonObject, known: readonly string[]): readonly string[] {
  return Object.keys(value).filter((key) => !known.includes(key));
}

function unknownMember(
  key: string,
  known: readonly string[],
): { readonly summary: string; readonly detail: string; readonly atKey: true } {
  const near = nearest(key, known);
  const detail = `There is no ${key} here. ${near === undefined ? `Known: ${known.join(", ")}.` : `Did you mean ${near}?`}`;
  return { summary: "Unknown key", detail, atKey: true };
}

function wrongAddresses(dependsOn: JsonValue | undefined): readonly AttributePath[] {
  if (dependsOn === undefined || dependsOn === null) return [];
  if (!isList(dependsOn)) return [[]];
  return dependsOn.flatMap((each, at) => (typeof each === "string" && addressPattern.test(each) ? [] : [[at]]));
}
