import {
  type Attribute,
  type AttributeType,
  camelCase,
  encode,
  isRecord,
  type JsonObject,
  type JsonValue,
  type Resource,
} from "@thoth-iac/model";
import type fc from "fast-check";
import { viewOf } from "../../pulumi/src/view.ts";
import { arbitraryInputs } from "./arbitrary-inputs.ts";
import { everythingOf, exampleOf, leastOf } from "./sample-values.ts";

/** The resource without what Pulumi does not show, in the model's own spelling. */
export function shownOf(resource: Resource): Resource {
  const names = new Set(viewOf(resource).attributes.map(({ name }) => name));
  return { ...resource, attributes: resource.attributes.filter(({ name }) => names.has(camelCase(name))) };
}

/** Values in the model's spelling, as a program of Pulumi writes them. Keys of maps and of free JSON stay as they are. */
export function spelt(resource: Pick<Resource, "attributes">, values: JsonObject): JsonObject {
  return speltMembers(resource.attributes, values);
}

/** Every input of a resource set, as a program of Pulumi writes them; neighbouring turns differ. */
export function everything(resource: Resource, turn: number): JsonObject {
  return spelt(resource, everythingOf(shownOf(resource), turn));
}

/** A value that differs from the one of turn 0. */
export function another(resource: Resource, name: string): JsonValue {
  const attribute = resource.attributes.find((one) => camelCase(one.name) === name);
  return attribute === undefined ? null : speltValue(attribute.type, otherValue(resource, attribute));
}

function otherValue(resource: Resource, { name, type }: Attribute): JsonValue {
  const [value, ...others] = [0, 2, 1].map((turn) => everythingOf(shownOf(resource), turn)[name] ?? null);
  const differing = others.find((other) => other !== null && JSON.stringify(other) !== JSON.stringify(value));
  if (differing !== undefined) return differing;
  const choices = type.kind === "string" ? type.enum : undefined;
  return choices?.find((one) => one !== value) ?? `${String(value)} other`;
}

/** The least that a program has to write. */
export function least(resource: Resource): JsonObject {
  return spelt(resource, leastOf(shownOf(resource)));
}

/** The example as a program of Pulumi writes it. */
export function example(resource: Resource): JsonObject {
  return spelt(resource, exampleOf(resource));
}

/**
 * Programs of every kind that the resource's attributes and the rules between them allow, save those that have GovAPI
 * call an address made up at random.
 */
export function arbitraryPrograms(resource: Resource): fc.Arbitrary<JsonObject> {
  const calling = resource.afterWrite?.when;
  return arbitraryInputs(shownOf(resource)).map((values) => {
    // as: the arbitrary makes known values only, which are JSON.
    const kept = Object.entries(values as JsonObject).filter(([name]) => name !== calling);
    return spelt(resource, Object.fromEntries(kept));
  });
}

function speltMembers(attributes: readonly Attribute[], values: JsonObject): JsonObject {
  const entries = Object.entries(values).map(([name, value]) => {
    const attribute = attributes.find((one) => one.name === name);
    return [camelCase(name), attribute === undefined ? value : speltValue(attribute.type, value)];
  });
  return Object.fromEntries(entries);
}

function speltValue(type: AttributeType, value: JsonValue): JsonValue {
  if (type.kind === "object" && isRecord(value)) return speltMembers(type.attributes, value);
  if ("element" in type && Array.isArray(value)) return value.map((item: JsonValue) => speltValue(type.element, item));
  return value;
}

/** The same value as somebody else would have written it: other blanks, another order where none is meant, another time zone. */
export function inOtherWords({ attributes }: Pick<Resource, "attributes">, name: string, value: JsonValue): JsonValue {
  const attribute = attributes.find((one) => one.name === name);
  if (attribute === undefined) return value;
  const { type, unordered, hyphenIsUnderscore } = attribute;
  if (type.kind === "json_text" && typeof value === "string")
    return JSON.stringify(reversed(JSON.parse(value)), undefined, 3);
  if (type.kind === "json" || type.kind === "map") return reversed(value);
  if ((unordered || type.kind === "set") && Array.isArray(value)) return value.toReversed();
  if (typeof value !== "string" || type.kind !== "string") return value;
  if (type.format === "date-time")
    return new Date(Date.parse(value) + 7_200_000).toISOString().replace(/\.\d+Z/, "+02:00");
  return hyphenIsUnderscore ? value.replaceAll("_", "-") : value;
}

/** Objects with their members in the opposite order. */
function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reversed);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

/** A body that says other values than those of turn 0 over what is there, and the names that a program has for them. */
export function otherBody(
  resource: Resource,
  base: JsonObject,
): { readonly body: JsonObject; readonly changed: readonly string[] } {
  const values = everythingOf(shownOf(resource), 0);
  const visible = resource.attributes.filter(
    ({ name, input, wire, sensitive, overlay, requiresReplace }) =>
      input && wire !== undefined && !sensitive && !overlay && !requiresReplace && values[name] !== undefined,
  );
  const others = Object.fromEntries(visible.map((attribute) => [attribute.name, otherValue(resource, attribute)]));
  return { body: encode(visible, others, { base }), changed: visible.map(({ name }) => camelCase(name)) };
}
