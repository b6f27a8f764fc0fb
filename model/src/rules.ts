import type { Attribute } from "./attributes.ts";
import type { Group, Resource, Rules } from "./resource.ts";

/** Every rule between attributes of one owner, those included that follow from the attributes themselves. */
export interface AllRules {
  /** Of each group exactly one is set. */
  readonly exactlyOneOf: readonly Group[];
  /** Of each group at most one is set. */
  readonly atMostOneOf: readonly Group[];
  /** What may only be set together with others. */
  readonly requiredWith: readonly { readonly name: string; readonly needs: readonly string[] }[];
}

/**
 * The rules between a resource's attributes: those that its definition states, and that forms of one value (JSON as
 * text and as an object, a secret and its write-only twin) exclude one another.
 */
export function rulesOf(owner: Pick<Resource, "attributes"> & Rules): AllRules {
  const inputs = owner.attributes.filter((attribute) => attribute.input);
  const exactlyOneOf = owner.exactlyOneOf ?? [];
  const stated = new Set(exactlyOneOf.map(keyOf));
  return {
    exactlyOneOf,
    atMostOneOf: [...(owner.conflictsWith ?? []), ...formsOfOneValue(inputs)].filter(
      (group) => !stated.has(keyOf(group)),
    ),
    requiredWith: inputs.flatMap(({ name, requiredWith }) => (requiredWith ? [{ name, needs: requiredWith }] : [])),
  };
}

function keyOf(group: Group): string {
  return [...group].sort().join();
}

/** Attributes that GovAPI keeps in one place. */
function formsOfOneValue(inputs: readonly Attribute[]): readonly Group[] {
  const places = Map.groupBy(
    inputs.filter((attribute) => attribute.wire !== undefined),
    (attribute) => (attribute.wire ?? []).join("."),
  );
  return [...places.values()].filter((group) => group.length > 1).map((group) => group.map(({ name }) => name));
}
