import { normalize } from "node:path";
import {
  type Diagnostic,
  error,
  failure,
  isList,
  isRecord,
  type JsonValue,
  type Result,
  resourcesByKind,
  success,
} from "@thoth-iac/model";
import { contentOf } from "./document-content.ts";
import { mostFaults } from "./manifest-fault.ts";
import { manifestFiles } from "./manifest-paths.ts";
import type { Loaded, LoadOptions, PlainManifest } from "./manifest-set.ts";
import { manifestTexts } from "./manifest-text.ts";
import { placeAt } from "./places.ts";
import { type Content, wrongKind } from "./plain-manifest.ts";
import { pointerIn } from "./pointer.ts";
import { fileReferred } from "./secret-texts.ts";
import { mostDocuments, type Slice, slicesOf } from "./slices.ts";
import { wantedSet } from "./wanted-set.ts";
import { type Find, finderBy, readDocument } from "./yaml-document.ts";
import type { Yaml } from "./yaml-library.ts";

/** The instances that manifests want, or everything that is wrong with the manifests. */
export async function loadManifests(paths: readonly string[], options: LoadOptions): Promise<Result<Loaded>> {
  const { world } = options;
  const found = await manifestFiles(paths, world.files);
  if (!found.ok) return found;
  const [yaml, files] = await Promise.all([import("yaml"), manifestTexts(found.value, world)]);
  const unread = files.flatMap((file) => ("severity" in file ? [file] : []));
  const texts = files.flatMap((file) => ("severity" in file ? [] : [file]));
  const find = finderBy(yaml);
  const { THOTH_SECRETS_DIR = "" } = world.env;
  const mounted = options.secretsDir ?? (THOTH_SECRETS_DIR === "" ? "/var/run/secrets/thoth" : THOTH_SECRETS_DIR);
  const contents = withoutReferred(readAll({ yaml, find, mounted }, texts.flatMap(slicesOf)));
  const told = contents.flatMap(({ diagnostics }) => diagnostics);
  const whole = unread.length === 0 && !told.some(({ severity }) => severity === "error");
  const sources = contents.flatMap((content) => content.sources);
  const set = await wantedSet(sources, { ...options, find, whole });
  if (set.ok && whole) {
    const tenants = [...new Set(contents.flatMap((content) => content.tenants ?? []))];
    return success({ ...set.value, tenants }, told);
  }
  const order = new Map(texts.map(({ name }, at) => [name, at]));
  return failure(...unread, ...[...told, ...(set.ok ? [] : set.diagnostics)].sort(byPlace(order)));
}

interface Reading {
  readonly yaml: Yaml;
  readonly find: Find;
  /** Where Secrets are mounted. */
  readonly mounted: string;
}

/** What a document holds, and what is wrong with it, at its place. */
type Told = Omit<Content, "complaints"> & { readonly diagnostics: readonly Diagnostic[]; readonly file: string };

function readAll(reading: Reading, slices: readonly Slice[]): readonly Told[] {
  const contents: Told[] = [];
  let faults = 0;
  const end = (slice: Slice, summary: string, detail: string): readonly Told[] => {
    const diagnostic = { ...error("malformed_manifest", { summary, detail }), place: placeAt(slice.file, slice.end) };
    return [...contents, { sources: [], diagnostics: [diagnostic], file: "" }];
  };
  for (const slice of slices) {
    if (slice.number > mostDocuments) {
      return end(slice, "Too many documents", `${mostDocuments} are the most that are read of one file. Split it.`);
    }
    const content = readContent(reading, slice);
    contents.push(content);
    faults += content.diagnostics.length;
    if (faults < mostFaults) continue;
    return end(
      slice,
      "Too many faults",
      `There are ${faults} up to here. Correct them; what follows was not looked at.`,
    );
  }
  return contents;
}

/** A policy may lie beside the manifest that refers to it. It need not be a manifest, though its name ends like one. */
function withoutReferred(contents: readonly Told[]): readonly Told[] {
  const isStrange = ({ sources, diagnostics }: Told) => sources.length === 0 && diagnostics.length > 0;
  if (!contents.some(isStrange)) return contents;
  const referred = new Set(contents.flatMap(({ sources }) => sources.flatMap(({ manifest }) => filesOf(manifest))));
  return contents.filter((content) => !isStrange(content) || !referred.has(normalize(content.file)));
}

function filesOf({ spec, file }: PlainManifest): readonly string[] {
  const below = (value: JsonValue): readonly string[] => {
    if (isList(value)) return value.flatMap(below);
    if (!isRecord(value)) return [];
    const pointer = pointerIn(value);
    return pointer?.from === "file" ? [fileReferred(pointer.name, file)] : Object.values(value).flatMap(below);
  };
  return below(spec);
}

function readContent({ yaml, find, mounted }: Reading, slice: Slice): Told {
  const read = readDocument(yaml, slice);
  if ("faults" in read) {
    const diagnostics = read.faults.map(({ offset, ...message }) => ({
      ...error("malformed_manifest", message),
      place: placeAt(slice.file, offset),
    }));
    return { sources: [], diagnostics, file: slice.file.name };
  }
  const { complaints, ...content } = contentOf(slice, read.value, mounted);
  const diagnostics = complaints.slice(0, mostFaults).map(({ path, atKey, diagnostic }) => {
    const found = find(slice, path);
    return { ...diagnostic, place: placeAt(slice.file, atKey || found.depth < path.length ? found.key : found.value) };
  });
  return { ...content, diagnostics, file: slice.file.name };
}

/** The same for manifests that were read before, such as those of a saved plan. */
export async function wantedFrom(documents: readonly PlainManifest[], options: LoadOptions): Promise<Result<Loaded>> {
  const strange = documents.filter(({ kind }) => !resourcesByKind.has(kind));
  if (strange.length > 0) {
    return failure(
      ...strange.slice(0, mostFaults).map(({ kind, name }) => ({
        ...error("malformed_manifest", wrongKind(kind)),
        instance: `${kind}/${name}`,
      })),
    );
  }
  const sources = documents.map((manifest) => ({ manifest }));
  return wantedSet(sources, { ...options, whole: true });
}

function byPlace(order: ReadonlyMap<string, number>): (left: Diagnostic, right: Diagnostic) => number {
  const keyOf = ({ place }: Diagnostic) => [order.get(place?.file ?? "") ?? -1, place?.line ?? 0, place?.column ?? 0];
  return (left, right) => {
    const [one, other] = [keyOf(left), keyOf(right)];
    const at = one.findIndex((value, position) => value !== other[position]);
    return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
  };
}
