import { type Attribute, documentOf, isAbsent, isRecord, jsonOf, type Value } from "@thoth-iac/model";
import { faultOf, type Instance, whereOf } from "./instance.ts";
import type { ManifestFault } from "./manifest-fault.ts";

/** A place of the tenant's settings document that a manifest sets. */
interface SetPlace {
  readonly instance: Instance;
  readonly attribute: string;
  readonly place: readonly string[];
}

/**
 * Places of one document that two manifests set: each would overwrite the other's value, for ever. Resources share a
 * document where they are merged into it.
 */
export function settingsFaults(instances: readonly Instance[]): readonly ManifestFault[] {
  const places = instances.filter(({ resource }) => documentOf(resource.routes) !== undefined).flatMap(placesOf);
  return places.flatMap((place, at) => {
    const before = places.slice(0, at).find((other) => areOne(place, other));
    return before === undefined ? [] : [setTwice(before, place)];
  });
}

function placesOf(instance: Instance): readonly SetPlace[] {
  const { resource, configuration } = instance;
  return resource.attributes.flatMap((attribute) => {
    const value = configuration[attribute.name];
    if (!attribute.input || attribute.wire === undefined || isAbsent(value)) return [];
    return wiresOf(attribute, value).map((place) => ({ instance, attribute: attribute.name, place }));
  });
}

function wiresOf(attribute: Attribute, value: Value): readonly (readonly string[])[] {
  const wire = attribute.wire ?? [];
  if (!attribute.overlay) return [wire];
  return leavesOf(jsonOf(value) ?? null).map((path) => [...wire, ...path]);
}

function leavesOf(value: Value): readonly (readonly string[])[] {
  if (!isRecord(value)) return [[]];
  return Object.entries(value).flatMap(([key, member]) => leavesOf(member).map((path) => [key, ...path]));
}

/** The same place, or one within the other. Within one manifest the model judges. */
function areOne(one: SetPlace, other: SetPlace): boolean {
  if (one.instance === other.instance || one.instance.resource === other.instance.resource) return false;
  const length = Math.min(one.place.length, other.place.length);
  return one.place.slice(0, length).join(".") === other.place.slice(0, length).join(".");
}

function setTwice(first: SetPlace, second: SetPlace): ManifestFault {
  const { instance, attribute, place } = second;
  const whole = place.join(".");
  return faultOf(instance, {
    path: ["spec", attribute],
    code: "malformed_manifest",
    summary: "Two manifests set one setting",
    detail: `${attribute} sets ${whole} of the tenant's settings, which ${first.instance.address} (${whereOf(first.instance)}) sets with ${first.attribute}. Remove one of them.`,
    attribute: [attribute],
  });
}
