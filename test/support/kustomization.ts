import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse, parseAllDocuments } from "yaml";

/** A value of YAML or JSON. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** An object of Kubernetes, as a file of YAML holds it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
  };
}

interface Selector {
  readonly kind: string;
  readonly name?: string;
}

interface Kustomization {
  readonly resources?: readonly string[];
  readonly components?: readonly string[];
  readonly generatorOptions?: {
    readonly disableNameSuffixHash?: boolean;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly configMapGenerator?: readonly {
    readonly name: string;
    readonly behavior?: "merge";
    readonly files: readonly string[];
  }[];
  readonly patches?: readonly { readonly target: Selector; readonly path?: string; readonly patch?: string }[];
  readonly namespace?: string;
  readonly nameSuffix?: string;
  readonly replacements?: readonly {
    readonly source: Selector & { readonly fieldPath: string };
    readonly targets: readonly { readonly select: Selector; readonly fieldPaths: readonly string[] }[];
  }[];
}

const known = new Set(
  "apiVersion kind resources components generatorOptions configMapGenerator patches namespace nameSuffix replacements".split(
    " ",
  ),
);

/**
 * The objects that `kubectl kustomize` makes of a folder, for as much of kustomize as this repository uses: what is not
 * known here is an error. So tests that run what is deployed need no kustomize; another test holds this against it.
 */
export async function kustomized(folder: string): Promise<readonly KubernetesObject[]> {
  const made = await accumulated(folder, []);
  return made.filter(({ metadata }) => metadata.annotations?.["config.kubernetes.io/local-config"] !== "true");
}

async function accumulated(folder: string, before: readonly KubernetesObject[]): Promise<readonly KubernetesObject[]> {
  const text = await readFile(join(folder, "kustomization.yaml"), "utf8");
  const read: Kustomization = parse(text);
  const strange = Object.keys(read).filter((key) => !known.has(key));
  if (strange.length > 0) throw new Error(`${folder}: this reader knows no ${strange.join(", ")}`);
  let objects = before;
  for (const path of read.resources ?? []) {
    const target = join(folder, path);
    const more = (await stat(target)).isDirectory() ? await kustomized(target) : await objectsIn(target);
    objects = [...objects, ...more];
  }
  for (const path of read.components ?? []) objects = await accumulated(join(folder, path), objects);
  for (const generator of read.configMapGenerator ?? []) {
    if (read.generatorOptions?.disableNameSuffixHash !== true) throw new Error(`${folder}: names would get a hash`);
    const data = await filesOf(folder, generator.files);
    const labels = read.generatorOptions.labels;
    const metadata = { name: generator.name, ...(labels && { labels }) };
    objects =
      generator.behavior === "merge"
        ? objects.map((each) => (selected(each, { kind: "ConfigMap", ...generator }) ? merged(each, { data }) : each))
        : [...objects, { apiVersion: "v1", kind: "ConfigMap", metadata, data } as KubernetesObject]; // as: it has `data` besides
  }
  for (const { target, path, patch } of read.patches ?? []) {
    const written: Plain = parse(path === undefined ? (patch ?? "") : await readFile(join(folder, path), "utf8"));
    objects = objects.map((each) => (selected(each, target) ? patched(each, written) : each));
  }
  const { namespace, nameSuffix = "" } = read;
  objects = objects.map((each) => ({
    ...each,
    metadata: { ...each.metadata, name: each.metadata.name + nameSuffix, ...(namespace && { namespace }) },
  }));
  for (const { source, targets } of read.replacements ?? []) objects = replaced(objects, source, targets);
  return objects;
}

/** The objects that a file holds. */
export async function objectsIn(path: string): Promise<readonly KubernetesObject[]> {
  const documents = parseAllDocuments(await readFile(path, "utf8"));
  return documents.map((document) => document.toJS());
}

async function filesOf(folder: string, files: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const entries = files.map(async (written) => {
    const [left = "", right = left] = written.split("=");
    return [written.includes("=") ? left : basename(left), await readFile(join(folder, right), "utf8")] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

function selected({ kind, metadata }: KubernetesObject, wanted: Selector): boolean {
  return kind === wanted.kind && (wanted.name === undefined || metadata.name === wanted.name);
}

function patched(object: KubernetesObject, patch: Plain): KubernetesObject {
  if (!Array.isArray(patch)) return merged(object, { ...recordOf(patch), ...withoutName(object, patch) });
  return patch.reduce<KubernetesObject>((made, step) => {
    const { path, value } = recordOf(step);
    const keys = String(path).split("/").slice(1);
    return edited(made, keys, () => value ?? null);
  }, object);
}

/** A patch that many objects get does not name them. */
function withoutName({ metadata }: KubernetesObject, patch: Plain) {
  return { metadata: { ...recordOf(recordOf(patch).metadata), name: metadata.name } };
}

function merged(object: KubernetesObject, patch: Plain): KubernetesObject {
  return mergedValue(object as unknown as Plain, patch) as unknown as KubernetesObject; // as: it is plain, and stays what it is
}

function mergedValue(old: Plain | undefined, patch: Plain): Plain {
  if (Array.isArray(patch)) {
    const named = Array.isArray(old) && [...old, ...patch].every((each) => recordOf(each).name !== undefined);
    if (!named) return patch;
    const nameOf = (each: Plain) => recordOf(each).name;
    const fresh = patch.filter((each) => !old.some((other: Plain) => nameOf(other) === nameOf(each)));
    const kept = old.map((each: Plain) => {
      const more = patch.find((other) => nameOf(other) === nameOf(each));
      return more === undefined ? each : mergedValue(each, more);
    });
    return [...fresh, ...kept];
  }
  if (typeof patch !== "object" || patch === null) return patch;
  const base = recordOf(old);
  const entries = Object.entries(patch).map(([key, value]) => [key, mergedValue(base[key], value)]);
  return { ...base, ...Object.fromEntries(entries) };
}

function replaced(
  objects: readonly KubernetesObject[],
  source: Selector & { readonly fieldPath: string },
  targets: readonly { readonly select: Selector; readonly fieldPaths: readonly string[] }[],
): readonly KubernetesObject[] {
  const from = objects.filter((each) => selected(each, source));
  const [only] = from;
  if (only === undefined || from.length > 1) throw new Error(`${source.kind} ${source.name}: found ${from.length}`);
  const whole = only as unknown as Plain; // as: what a file of YAML holds is plain
  const value = keysOf(source.fieldPath).reduce<Plain | undefined>((at, key) => recordOf(at)[key], whole);
  if (value === undefined) throw new Error(`${source.kind} ${source.name} has no ${source.fieldPath}`);
  return targets.reduce((made, { select, fieldPaths }) => {
    if (!made.some((each) => selected(each, select))) throw new Error(`There is no ${select.kind} to write to`);
    return made.map((each) =>
      selected(each, select)
        ? fieldPaths.reduce((object, path) => edited(object, keysOf(path), () => value), each)
        : each,
    );
  }, objects);
}

function keysOf(fieldPath: string): readonly string[] {
  return fieldPath.match(/\[[^\]]+\]|[^.[\]]+/g) ?? [];
}

function edited(object: KubernetesObject, keys: readonly string[], make: () => Plain): KubernetesObject {
  return editedValue(object as unknown as Plain, keys, make) as unknown as KubernetesObject; // as: it is plain, and stays what it is
}

function editedValue(value: Plain | undefined, keys: readonly string[], make: () => Plain): Plain {
  const [key, ...rest] = keys;
  if (key === undefined) return make();
  if (!Array.isArray(value)) return { ...recordOf(value), [key]: editedValue(recordOf(value)[key], rest, make) };
  const [, member, wanted] = /^\[(\w+)=([^\]]+)\]$/.exec(key) ?? [];
  const index = value.findIndex((each, at) =>
    member === undefined ? at === Number(key) : recordOf(each)[member] === wanted,
  );
  if (index < 0) throw new Error(`There is no ${key} in a list`);
  return value.map((each, at) => (at === index ? editedValue(each, rest, make) : each));
}

function recordOf(value: Plain | undefined): Readonly<Record<string, Plain>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, Plain>>) : {}; // as: lists are read by index here
}
