import type { Reference, Wanted } from "@thoth-iac/client";
import { type AttributePath, type Diagnostic, failure, type Place, type Result, success } from "@thoth-iac/model";
import { type Instance, instanceOf } from "./instance.ts";
import { type ManifestFault, mostFaults } from "./manifest-fault.ts";
import type { Loaded, LoadOptions } from "./manifest-set.ts";
import { placeAt } from "./places.ts";
import type { Source } from "./plain-manifest.ts";
import { takenAttribute } from "./reference-faults.ts";
import { secretReader } from "./secret-texts.ts";
import { setFaults } from "./set-faults.ts";
import type { Find } from "./yaml-document.ts";

/** What a set is made with. */
export interface SetOptions extends LoadOptions {
  /** Finds the parts of a document; absent if there are none. */
  readonly find?: Find;
  /** Whether all manifests could be read: only then can it be said what is not among them. */
  readonly whole: boolean;
}

/** The instances that manifests want, checked each by itself and all together; none if not all could be read. */
export async function wantedSet(sources: readonly Source[], options: SetOptions): Promise<Result<Loaded>> {
  const read = secretReader(options.world);
  const resolve = options.secrets === "resolve" ? read : undefined;
  const instances: Instance[] = [];
  for (const source of sources) {
    const made = instanceOf(source, resolve);
    instances.push(made instanceof Promise ? await made : made);
  }
  const locate = locator(options.find);
  const faults = [...instances.flatMap((instance) => instance.faults), ...setFaults(instances, options.whole)];
  if (faults.length > 0 || !options.whole)
    return failure(...faults.slice(0, mostFaults).map((fault) => located(fault, locate)));
  const byAddress = new Map(instances.map((instance) => [instance.address, instance]));
  const hidden = hiddenIn(byAddress);
  return success({
    wanted: instances.map((instance) => wantedOf(instance, byAddress, hidden.get(instance.address) ?? [])),
    documents: sources.map(({ manifest }) => manifest),
    tenants: [],
    placeOf: (address, path) => {
      const source = byAddress.get(address)?.source;
      return source && locate(source, path === undefined ? ["metadata", "name"] : ["spec", ...path], true);
    },
  });
}

type Locate = (source: Source, path: AttributePath, atKey: boolean) => Place | undefined;

function locator(find: SetOptions["find"]): Locate {
  return ({ written }, path, atKey) => {
    if (written === undefined || find === undefined) return undefined;
    const { slice, root, elsewhere = (given) => given } = written;
    const whole = [...root, ...elsewhere(path)];
    const found = find(slice, whole);
    // What is not written is missed where it would stand: at the key of what would hold it.
    return placeAt(slice.file, atKey || found.depth < whole.length ? found.key : found.value);
  };
}

function located({ source, path, atKey, diagnostic }: ManifestFault, locate: Locate): Diagnostic {
  const place = locate(source, path, atKey);
  const { kind, name } = source.manifest;
  return { ...diagnostic, instance: `${kind}/${name}`, ...(place !== undefined && { place }) };
}

/** Attributes that are not shown, by instance: those that something comes into from outside, and those that refer to such. */
function hiddenIn(byAddress: ReadonlyMap<string, Instance>): ReadonlyMap<string, readonly string[]> {
  const found = new Map([...byAddress].map(([address, { hidden }]) => [address, new Set(hidden)]));
  const references = [...byAddress.values()].flatMap(({ address, references: own }) =>
    own.map((use) => ({ from: address, name: String(use.path[0]), use })),
  );
  for (let before = -1, now = 0; before !== now; ) {
    before = now;
    for (const { from, name, use } of references) {
      const target = byAddress.get(use.to);
      const taken = target && takenAttribute(use, target.resource);
      if (taken !== undefined && found.get(use.to)?.has(taken)) found.get(from)?.add(name);
    }
    now = [...found.values()].reduce((sum, { size }) => sum + size, 0);
  }
  return new Map([...found].map(([address, names]) => [address, [...names]]));
}

function wantedOf(instance: Instance, byAddress: ReadonlyMap<string, Instance>, hidden: readonly string[]): Wanted {
  const { resource, source, configuration } = instance;
  const references = instance.references.map(({ path, to, ...use }): Reference => {
    const target = byAddress.get(to)?.resource;
    const attribute = target && takenAttribute(use, target);
    if (attribute === undefined) throw new Error(`The reference to ${to} was not checked`);
    return { path, to, attribute };
  });
  const { name, dependsOn } = source.manifest;
  return { resource, name, configuration, references, after: dependsOn, ...(hidden.length > 0 && { hidden }) };
}
