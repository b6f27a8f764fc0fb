import {
  type Attribute,
  documentOf,
  isRecord,
  type JsonValue,
  jsonOf,
  type Mark,
  type Resource,
} from "@thoth-iac/model";
import { keptOf, setIn } from "./marked.ts";
import { idOf, markedBy } from "./survey.ts";
import type { Wanted } from "./wanted.ts";

/** A place in a shared document, keys from its root. */
export type DocumentPlace = readonly string[];

/** Who says what in documents that several instances write: what one no longer says, another may say now. */
export interface Claims {
  /** The places that others than this instance say something of. */
  readonly ofOthers: (resource: Resource, id: string | undefined) => readonly DocumentPlace[];
}

/** The claims of what is wanted, and of what is marked and stays. */
export function claimsOf(wanted: readonly Wanted[], staying: readonly Mark[]): Claims {
  const claims = [
    ...wanted.flatMap((one) => {
      const { resource, configuration } = one;
      const document = documentOf(resource.routes);
      if (document === undefined) return [];
      const said = { set: setIn(configuration), kept: keptOf(resource, configuration) };
      return [{ id: idOf(one), document, places: placesOf(resource, said) }];
    }),
    ...staying.flatMap((mark) => {
      const resource = markedBy(mark)?.resource;
      if (resource === undefined) return [];
      const document = documentOf(resource.routes);
      return document === undefined ? [] : [{ id: mark.id, document, places: placesOf(resource, mark) }];
    }),
  ];
  return {
    ofOthers: (resource, id) => {
      const document = documentOf(resource.routes);
      if (document === undefined) return [];
      return claims.filter((claim) => claim.document === document && claim.id !== id).flatMap(({ places }) => places);
    },
  };
}

/** True if one of the places is the attribute's own, or above or beneath it. */
export function isClaimed({ wire }: Pick<Attribute, "wire">, places: readonly DocumentPlace[]): boolean {
  return wire !== undefined && places.some((place) => touches(place, wire));
}

/** A shape without the members that others say something of. */
export function withoutClaimed(
  shape: JsonValue,
  places: readonly DocumentPlace[],
  above: DocumentPlace = [],
): JsonValue {
  if (places.length === 0 || !isRecord(shape)) return shape;
  const members = Object.entries(shape).flatMap(([key, member]): [string, JsonValue][] => {
    const here = [...above, key];
    if (isRecord(member) && Object.keys(member).length > 0) return [[key, withoutClaimed(member, places, here)]];
    return places.some((place) => touches(place, here)) ? [] : [[key, member]];
  });
  return Object.fromEntries(members);
}

function placesOf({ attributes }: Resource, { set, kept }: Pick<Mark, "set" | "kept">): readonly DocumentPlace[] {
  const plain = attributes.filter(({ name, overlay }) => !overlay && set.includes(name));
  const laid = attributes.filter(({ overlay }) => overlay).flatMap(({ name }) => leavesOf(jsonOf(kept[name])));
  return [...plain.flatMap(({ wire }) => (wire === undefined ? [] : [wire])), ...laid];
}

function leavesOf(value: JsonValue | undefined, above: DocumentPlace = []): readonly DocumentPlace[] {
  if (value === undefined || !isRecord(value) || Object.keys(value).length === 0)
    return above.length === 0 ? [] : [above];
  return Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...above, key]));
}

function touches(one: DocumentPlace, other: DocumentPlace): boolean {
  return one.slice(0, other.length).every((key, at) => key === other[at]);
}
