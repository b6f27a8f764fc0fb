import type { Found } from "@thoth-iac/client";
import {
  type Attribute,
  isAbsent,
  type JsonValue,
  jsonInForm,
  jsonOf,
  known,
  type Resource,
  samePlace,
  sameValue,
  type Values,
  withoutNulls,
} from "@thoth-iac/model";
import { looksLikeReference } from "./reference-alike.ts";
import { sharesDocument } from "./unknown-members.ts";

/** Inputs by name, as a configuration writes them. */
export type Inputs = { readonly [name: string]: JsonValue };

/**
 * The inputs that a configuration would have to give for an instance, secrets aside, in the model's order. Of forms of
 * one value the one that says all of it in the language's own way is taken; what GovAPI counts up by itself is left to it.
 */
export function writtenInputs({ resource, state, mark }: Found): Inputs {
  const inputs = resource.attributes.filter(
    (attribute) => isKept(attribute) && (!isCounted(attribute) || mark?.set.includes(attribute.name)),
  );
  const written = inputs.filter(
    (attribute) => !isAbsent(state[attribute.name]) && isBestForm(attribute, inputs, state),
  );
  return Object.fromEntries(written.map((attribute) => [attribute.name, inputOf(attribute, state)]));
}

/** An input that GovAPI keeps and tells. */
function isKept({ input, sensitive, overlay, wire }: Attribute): boolean {
  return input && wire !== undefined && !sensitive && !overlay;
}

/** What GovAPI counts up where nobody says it. */
function isCounted({ output, stable }: Attribute): boolean {
  return output && stable === false;
}

function inputOf({ name, type }: Attribute, state: Values): JsonValue {
  const value = known(state[name]) ?? null;
  // In typed values null stands for what was left out; in free JSON it is a value.
  return type.kind === "list" || type.kind === "set" || type.kind === "object" ? withoutNulls(value) : value;
}

function isBestForm(attribute: Attribute, inputs: readonly Attribute[], state: Values): boolean {
  const forms = inputs.filter((other) => samePlace(attribute, other) && !isAbsent(state[other.name]));
  const text = forms.find(({ type }) => type.kind === "json_text");
  const isExact = (form: Attribute) =>
    text === undefined || (saysAllOf(form, text, state) && !looksLikeReference(inputOf(form, state)));
  const best = forms.find((form) => form !== text && isExact(form)) ?? text;
  return best === undefined || best === attribute;
}

/** A typed form lacks the members that the type does not know. */
function saysAllOf(form: Attribute, text: Attribute, state: Values): boolean {
  const whole = jsonOf(state[text.name]);
  return sameValue(jsonInForm(form, inputOf(form, state)), whole);
}

/** Resources of which none keeps its slice of a shared document wholly within another's: of those the widest stays. */
export function widest(resources: readonly Resource[]): readonly Resource[] {
  return resources.filter((one) => !resources.some((other) => other !== one && isWithin(one, other)));
}

function isWithin(one: Resource, other: Resource): boolean {
  if (!sharesDocument(one, other) || placesOf(one).size >= placesOf(other).size) return false;
  return [...placesOf(one)].every((place) => placesOf(other).has(place));
}

function placesOf({ attributes }: Resource): ReadonlySet<string> {
  return new Set(attributes.flatMap(({ input, wire }) => (input && wire ? [wire.join(".")] : [])));
}
