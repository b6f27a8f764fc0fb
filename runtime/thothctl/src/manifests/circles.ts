import { faultOf, type Instance } from "./instance.ts";
import type { ManifestFault } from "./manifest-fault.ts";
import { needsOf } from "./reference-faults.ts";

/** The most circles that are told, and the most addresses of one. */
const mostTold = 20;

interface Visit {
  readonly instance: Instance;
  readonly needs: readonly string[];
  next: number;
}

/** Circles of instances that each need the next. They are walked without recursion: chains may be as long as the set. */
export function circlesOf(byAddress: ReadonlyMap<string, Instance>): readonly ManifestFault[] {
  const faults: ManifestFault[] = [];
  const done = new Set<string>();
  for (const start of byAddress.values()) {
    const way: Visit[] = [];
    const positions = new Map<string, number>();
    const enter = (instance: Instance) => {
      positions.set(instance.address, way.length);
      way.push({ instance, needs: needsOf(instance), next: 0 });
    };
    if (!done.has(start.address)) enter(start);
    for (let here = way.at(-1); here !== undefined; here = way.at(-1)) {
      const need = here.needs[here.next++];
      const instance = need === undefined ? undefined : byAddress.get(need);
      if (need === undefined) {
        way.pop();
        positions.delete(here.instance.address);
        done.add(here.instance.address);
      } else if (instance !== undefined && !done.has(need) && need !== here.instance.address) {
        const position = positions.get(need);
        if (position === undefined) enter(instance);
        else if (faults.length < mostTold) faults.push(circle(way.slice(position).map((visit) => visit.instance)));
      }
    }
  }
  return faults;
}

function circle(instances: readonly Instance[]): ManifestFault {
  const [first] = instances;
  const last = instances.at(-1) ?? first;
  if (first === undefined || last === undefined) throw new Error("A circle has at least one instance");
  const addresses = instances.map(({ address }) => address);
  const named = addresses.length > mostTold ? [...addresses.slice(0, mostTold - 1), "...", last.address] : addresses;
  const { path, attribute } = wayTo(last, first.address);
  return faultOf(last, {
    path,
    code: "malformed_manifest",
    summary: "Manifests need one another in a circle",
    detail: `${[...named, first.address].join(" needs ")}. Remove one of these references or dependsOn.`,
    ...(attribute !== undefined && { attribute }),
  });
}

function wayTo({ source, references }: Instance, address: string) {
  const reference = references.find(({ to }) => to === address);
  if (reference !== undefined) return { path: ["spec", ...reference.path], attribute: reference.path };
  return { path: ["metadata", "dependsOn", source.manifest.dependsOn.indexOf(address)], attribute: undefined };
}
