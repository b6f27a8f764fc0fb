import {
  type Attribute,
  type AttributeType,
  canonicalJson,
  type JsonValue,
  type Resource,
  rulesOf,
} from "@thoth-iac/model";

/** What a person might write, by attribute name. */
export type Written = { readonly [name: string]: JsonValue };

/** The example of a resource, as plain values. */
export function exampleOf(resource: Resource): Written {
  return JSON.parse(JSON.stringify(resource.example));
}

/** The least that a resource takes: what is required, and what tells instances apart, from its example. */
export function leastOf(resource: Resource): Written {
  const example = exampleOf(resource);
  const forms = (resource.exactlyOneOf ?? []).flat();
  const isKept = ({ name, required, requiresReplace }: Attribute) =>
    required || requiresReplace === true || forms.includes(name);
  return Object.fromEntries(
    resource.attributes.filter(isKept).flatMap(({ name }) => (name in example ? [[name, example[name] ?? null]] : [])),
  );
}

/**
 * Every input of a resource set: what cannot change as in its example, the rest to a sample that differs from one turn
 * to the next. Of forms of one value, even turns take the first and odd turns the second.
 */
export function everythingOf(resource: Resource, turn: number): Written {
  const fixed = resource.attributes.filter(({ requiresReplace }) => requiresReplace).map(({ name }) => name);
  const example = exampleOf(resource);
  const { exactlyOneOf, atMostOneOf } = rulesOf(resource);
  const chosen = (name: string) =>
    [...exactlyOneOf, ...atMostOneOf].every((group) => {
      const forms = group.filter((other) => !isWriteOnly(resource, other));
      return !group.includes(name) || name === forms[turn % forms.length];
    });
  const inputs = resource.attributes.filter(
    ({ name, input, writeOnly, requiredWith }) => input && !writeOnly && !requiredWith && chosen(name),
  );
  return Object.fromEntries(
    inputs.flatMap((attribute) => {
      const { name } = attribute;
      if (fixed.includes(name)) return name in example ? [[name, example[name] ?? null]] : [];
      return [[name, sampleOf(attribute, { turn, among: resource.attributes })]];
    }),
  );
}

function isWriteOnly(resource: Resource, name: string): boolean {
  return resource.attributes.some((attribute) => attribute.name === name && attribute.writeOnly);
}

/** Which sample is wanted, and the attributes among which a twin is found. */
interface Wanted {
  readonly turn: number;
  readonly among: readonly Attribute[];
}

/** A value that an attribute accepts; neighbouring turns give different ones. */
function sampleOf(attribute: Attribute, { turn, among }: Wanted): JsonValue {
  const { name, type, twin, wire } = attribute;
  if (type.kind !== "json_text") return sample(type, name, turn);
  const form = among.find((other) => other.name === twin || (other !== attribute && isAt(other, wire)));
  const inner: AttributeType = form && form.type.kind !== "json_text" ? form.type : { ...type, kind: "json" };
  return canonicalJson(sample(inner, name, turn));
}

function isAt(other: Attribute, wire: readonly string[] | undefined): boolean {
  return other.wire !== undefined && other.wire.join(".") === wire?.join(".") && !other.writeOnly;
}

function sample(type: AttributeType, name: string, turn: number): JsonValue {
  switch (type.kind) {
    case "bool":
      return turn % 2 === 1;
    case "integer":
    case "number": {
      const least = type.minimum ?? 1;
      const value = Math.ceil(least) + 1 + turn;
      return Math.min(value, (type.maximum ?? Number.POSITIVE_INFINITY) - (turn % 2));
    }
    case "string":
      return text(type, name, turn);
    case "json":
    case "json_text": {
      const object = {
        [`x_${name}`]: `text ${turn}`,
        x_nested: { flag: turn % 2 === 0, list: [turn, "\u00e9", true] },
      };
      return type.root === "array" ? [object] : object;
    }
    case "list":
    case "set":
      return [sample(type.element, `${name}_a`, turn), sample(type.element, `${name}_b`, turn + 1)];
    case "map":
      return { first: sample(type.element, name, turn), [`turn-${turn}`]: sample(type.element, name, turn + 1) };
    case "object":
      return Object.fromEntries(type.attributes.map((inner) => [inner.name, sample(inner.type, inner.name, turn)]));
  }
}

function text(type: Extract<AttributeType, { kind: "string" }>, name: string, turn: number): string {
  if (type.enum) return type.enum[turn % type.enum.length] ?? "";
  if (type.format === "date-time") return `2026-02-0${1 + (turn % 9)}T04:05:06Z`;
  return type.pattern === undefined ? `${name} ${turn}` : `https://${name.replaceAll("_", "-")}-${turn}.example.com/x`;
}
