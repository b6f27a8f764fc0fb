import type { Wanted } from "@thoth-iac/client";
import {
  type AttributePath,
  type Diagnostic,
  error,
  failure,
  type JsonObject,
  type Place,
  type Result,
} from "@thoth-iac/model";
import type { World } from "../command.ts";
import { contentOf } from "./document-content.ts";
import { manifestFiles, mostBytes, whyUnreadable } from "./manifest-paths.ts";
import { placeAt } from "./places.ts";
import type { Source } from "./plain-manifest.ts";
import { slicesOf, type TextFile } from "./slices.ts";
import { wantedSet } from "./wanted-set.ts";
import { finderBy, readDocument } from "./yaml-document.ts";

/** How manifests are read. */
export interface LoadOptions {
  readonly world: World;
  /** Whether references to secrets are resolved, or left UNKNOWN, as for a check without them. */
  readonly secrets: "resolve" | "leave";
  /** Folder in which Kubernetes mounts Secrets, for `ThothTenant`: `<folder>/<secret>/<key>`. */
  readonly secretsDir?: string;
}

/** A desired instance as it is written, its references unresolved. It holds no secret. */
export interface PlainManifest {
  readonly kind: string;
  readonly name: string;
  readonly dependsOn: readonly string[];
  readonly spec: JsonObject;
  /** The file that it stands in, `-` for the standard input; paths in its references start at the file's folder. */
  readonly file: string;
  /** Number of the document in the file. */
  readonly document: number;
}

/** A set of manifests. */
export interface Loaded {
  readonly wanted: readonly Wanted[];
  readonly documents: readonly PlainManifest[];
  /** Where an instance, or an attribute of it, is written; undefined for what was not read from a file. */
  readonly placeOf: (address: string, path?: AttributePath) => Place | undefined;
}

/** The instances that manifests want, or everything that is wrong with the manifests. */
export async function loadManifests(paths: readonly string[], options: LoadOptions): Promise<Result<Loaded>> {
  const { world } = options;
  const found = await manifestFiles(paths, world.files);
  if (!found.ok) return found;
  const [yaml, files] = await Promise.all([
    import("yaml"),
    Promise.all(found.value.map((path) => textOf(path, world))),
  ]);
  const unread = files.flatMap((file) => ("severity" in file ? [file] : []));
  const texts = files.flatMap((file) => ("severity" in file ? [] : [file]));
  const sources: Source[] = [];
  const faults: Diagnostic[] = [];
  const find = finderBy(yaml);
  for (const slice of texts.flatMap(slicesOf)) {
    const read = readDocument(yaml, slice);
    if ("faults" in read) {
      faults.push(
        ...read.faults.map(({ offset, summary, detail }) => ({
          ...error("malformed_manifest", { summary, detail }),
          place: placeAt(slice.file, offset),
        })),
      );
      continue;
    }
    const content = contentOf(slice, read.value);
    sources.push(...content.sources);
    for (const { path, atKey, diagnostic } of content.complaints) {
      const at = find(slice, path);
      faults.push({ ...diagnostic, place: placeAt(slice.file, atKey ? at.key : at.value) });
    }
  }
  const set = await wantedSet(sources, { ...options, find, whole: faults.length + unread.length === 0 });
  if (set.ok && faults.length + unread.length === 0) return set;
  const order = new Map(texts.map(({ name }, at) => [name, at]));
  const wrong = [...faults, ...(set.ok ? [] : set.diagnostics)].sort(byPlace(order));
  return failure(...unread, ...wrong);
}

/** The same for manifests that were read before, such as those of a saved plan. */
export async function wantedFrom(documents: readonly PlainManifest[], options: LoadOptions): Promise<Result<Loaded>> {
  return wantedSet(
    documents.map((manifest) => ({ manifest })),
    { ...options, whole: true },
  );
}

async function textOf(path: string, { files, readFile }: World): Promise<TextFile | Diagnostic> {
  const refuse = (why: string) =>
    error("malformed_manifest", { summary: "A file of manifests cannot be read", detail: `${path} ${why}` });
  try {
    const stands = path === "-" ? undefined : await files.look(path);
    if (stands !== undefined && stands.size > mostBytes) return refuse(tooLarge(stands.size));
    const text = (await readFile(path)).replace(/^\ufeff/, "");
    if (text.length > mostBytes) return refuse(tooLarge(text.length));
    return { name: path, text };
  } catch (thrown) {
    return refuse(`${whyUnreadable(thrown)}.`);
  }
}

function tooLarge(bytes: number): string {
  return `has ${bytes} bytes; ${mostBytes} are the most that are read of one file. Split it into several files.`;
}

function byPlace(order: ReadonlyMap<string, number>): (left: Diagnostic, right: Diagnostic) => number {
  const keyOf = ({ place }: Diagnostic) => [order.get(place?.file ?? "") ?? -1, place?.line ?? 0, place?.column ?? 0];
  return (left, right) => {
    const [one, other] = [keyOf(left), keyOf(right)];
    const at = one.findIndex((value, position) => value !== other[position]);
    return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
  };
}
