import type { Attribute } from "./attributes.ts";
import { type Diagnostic, error } from "./diagnostic.ts";
import type { Group, Resource, Rules } from "./resource.ts";
import { isAbsent, known, sameValue, UNKNOWN, type Values, withoutNulls } from "./value.ts";
import { jsonInForm } from "./wire.ts";

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
export function rulesOf(owner: RuledOwner): AllRules {
  const found = rulesByOwner.get(owner) ?? findRules(owner);
  rulesByOwner.set(owner, found);
  return found;
}

type RuledOwner = Pick<Resource, "attributes"> & Rules;

/** Programs have thousands of instances of one resource, and each is held to the same rules. */
const rulesByOwner = new WeakMap<RuledOwner, AllRules>();

function findRules(owner: RuledOwner): AllRules {
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

/** What is wrong with the values by the rules between the attributes. */
export function checkRules(owner: RuledOwner, values: Values): Diagnostic[] {
  const isSet = (name: string) => !isAbsent(values[name]);
  const { exactlyOneOf, atMostOneOf, requiredWith } = rulesOf(owner);
  const exactly = exactlyOneOf.flatMap((group) => {
    const given = group.filter(isSet);
    if (given.length === 1 || sayTheSame(owner, given, values)) return [];
    // An unknown may turn out to be null, so two of which one is unknown are not yet wrong.
    if (given.length > 1 && given.some((name) => values[name] === UNKNOWN)) return [];
    const detail = `Exactly one of ${group.join(", ")} must be set; ${given.length === 0 ? "none is" : `${given.join(" and ")} are`}.`;
    return [
      error(given.length === 0 ? "missing_attribute" : "conflicting_attributes", {
        summary: "Exactly one is needed",
        detail,
        attribute: [given[1] ?? group[0] ?? ""],
      }),
    ];
  });
  const conflicts = atMostOneOf.flatMap((group) => {
    const given = group.filter((name) => isSet(name) && values[name] !== UNKNOWN);
    if (given.length < 2 || sayTheSame(owner, given, values)) return [];
    return [
      error("conflicting_attributes", {
        summary: "Attributes exclude one another",
        detail: `Only one of ${group.join(", ")} may be set; ${given.join(" and ")} are.`,
        attribute: [given[1] ?? ""],
      }),
    ];
  });
  const required = requiredWith
    .filter(({ name }) => isSet(name))
    .flatMap(({ name, needs }) =>
      needs
        .filter((other) => !isSet(other))
        .map((other) =>
          error("missing_attribute", {
            summary: "Attribute needs another",
            detail: `${name} has no effect without ${other}; set ${other} or remove ${name}.`,
            attribute: [name],
          }),
        ),
    );
  return [...exactly, ...conflicts, ...required];
}

/** Twins that agree contradict nothing: engines that write a configuration from state write both. */
function sayTheSame(owner: Pick<Resource, "attributes">, names: Group, values: Values): boolean {
  const forms = owner.attributes.filter(({ name, twin }) => twin !== undefined && names.includes(name));
  const [first, ...others] = forms.map((attribute) => jsonInForm(attribute, known(values[attribute.name]) ?? null));
  if (first === undefined || forms.length < 2 || forms.length !== names.length) return false;
  return others.every((other) => other !== undefined && sameValue(withoutNulls(first), withoutNulls(other)));
}
