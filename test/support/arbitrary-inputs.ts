import {
  type Attribute,
  type AttributeType,
  type Group,
  type JsonValue,
  type Resource,
  type Rules,
  rulesOf,
  type Value,
  type Values,
} from "@thoth-iac/model";
import fc from "fast-check";

/** Valid inputs of a resource or a data source, of every kind that its attributes and the rules between them allow. */
export function arbitraryInputs(owner: Pick<Resource, "attributes"> & Rules): fc.Arbitrary<Values> {
  const inputs = owner.attributes.filter((attribute) => attribute.input);
  const { exactlyOneOf, atMostOneOf, requiredWith } = rulesOf(owner);
  return fc
    .record({
      values: fc.record(
        Object.fromEntries(inputs.map((attribute) => [attribute.name, arbitraryOf(attribute, inputs)])),
      ),
      wanted: fc.subarray(inputs.map(({ name }) => name)),
      choice: fc.nat(),
    })
    .map(({ values, wanted, choice }) => {
      const chosen = new Set([...inputs.filter((one) => one.required).map(({ name }) => name), ...wanted]);
      const keep = (group: Group, kept: string | undefined) => {
        for (const name of group) if (name !== kept) chosen.delete(name);
        if (kept !== undefined) chosen.add(kept);
      };
      for (const group of exactlyOneOf) keep(group, group[choice % group.length]);
      for (const group of atMostOneOf) {
        const given = group.filter((name) => chosen.has(name));
        keep(group, given[choice % Math.max(1, given.length)]);
      }
      for (const { name, needs } of requiredWith) if (!needs.every((other) => chosen.has(other))) chosen.delete(name);
      return Object.fromEntries(Object.entries(values).filter(([name]) => chosen.has(name)));
    });
}

/** The second inputs, with the first's in those whose change would need another instance. */
export function ofSameInstance(
  resource: Pick<Resource, "attributes" | "routes">,
  first: Values,
  second: Values,
): Values {
  const fixed = resource.attributes
    .filter((one) => one.requiresReplace || (resource.routes.update === undefined && !one.local))
    .map(({ name }) => name);
  const changed = Object.entries(second).filter(([name]) => !fixed.includes(name));
  return Object.fromEntries([...changed, ...Object.entries(first).filter(([name]) => fixed.includes(name))]);
}

/**
 * A value that the attribute accepts. JSON text whose twin has a type is of that type too, with members perhaps that
 * the type does not know.
 */
export function arbitraryOf({ type, twin }: Attribute, inputs: readonly Attribute[]): fc.Arbitrary<Value> {
  const typed = inputs.find(({ name }) => name === twin)?.type;
  if (type.kind !== "json_text" || typed?.kind !== "list") return arbitraryValue(type);
  return fc
    .tuple(arbitraryValue(typed), fc.boolean())
    .map(([items, more]) =>
      JSON.stringify(items, (_, item) => (more && typeof item?.header === "string" ? { ...item, note: "more" } : item)),
    );
}

/** A value that the type accepts. */
function arbitraryValue(type: AttributeType): fc.Arbitrary<Value> {
  switch (type.kind) {
    case "string":
      return arbitraryText(type);
    case "integer":
      return fc.integer({ min: type.minimum ?? -1_000_000, max: type.maximum ?? 1_000_000 });
    case "number":
      return fc.double({ min: type.minimum ?? -1e9, max: type.maximum ?? 1e9, noNaN: true });
    case "bool":
      return fc.boolean();
    case "json":
      return arbitraryJson(type.root);
    case "json_text":
      return fc
        .tuple(arbitraryJson(type.root), fc.constantFrom("", " ", "\t"))
        .map(([value, indent]) => JSON.stringify(value, undefined, indent));
    case "list":
      return fc.array(arbitraryValue(type.element), lengths(type));
    case "set":
      return fc.uniqueArray(arbitraryValue(type.element), {
        ...lengths(type),
        selector: (item) => JSON.stringify(item),
      });
    case "map":
      return fc.dictionary(arbitraryKey, arbitraryValue(type.element), { maxKeys: 3, noNullPrototype: true });
    case "object":
      return arbitraryObject(type.attributes);
  }
}

/** What GovAPI sees of blank texts, and of texts that only differ by what is not seen, is not what is tried here. */
const arbitraryWord = fc
  .string({ minLength: 1, maxLength: 12, unit: "grapheme-ascii" })
  .filter((text) => text.trim() === text);

const arbitraryKey = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z][a-z0-9_.]{0,8}$/) },
  { weight: 1, arbitrary: fc.constantFrom("constructor", "toString", "*", "ä b", "api_token") },
);

function arbitraryText(type: Extract<AttributeType, { kind: "string" }>): fc.Arbitrary<string> {
  if (type.enum) return fc.constantFrom(...type.enum);
  if (type.format === "date-time") return arbitraryTime;
  if (type.pattern !== undefined) {
    const pattern = new RegExp(type.pattern, "u");
    return fc.webUrl({ validSchemes: ["https"], withQueryParameters: true }).filter((url) => pattern.test(url));
  }
  return type.minLength === undefined
    ? fc.oneof({ weight: 1, arbitrary: fc.constant("") }, { weight: 6, arbitrary: arbitraryWord })
    : arbitraryWord;
}

/** Times with and without fractions, in UTC and elsewhere. */
const arbitraryTime = fc
  .tuple(
    fc.date({ min: new Date("2000-01-01T00:00:00Z"), max: new Date("2090-01-01T00:00:00Z"), noInvalidDate: true }),
    fc.constantFrom("Z", "+02:00", "-05:30"),
    fc.boolean(),
  )
  .map(([date, zone, fraction]) => {
    const text = date.toISOString().slice(0, -1);
    return `${fraction ? text : text.replace(/\.\d+$/, "")}${zone}`;
  });

function arbitraryJson(root: "object" | "array" | undefined): fc.Arbitrary<JsonValue> {
  const value = fc
    .jsonValue({ maxDepth: 2 })
    .map(asJson)
    .filter((made) => !JSON.stringify(made).includes("__proto__"));
  const object = fc.dictionary(arbitraryKey, value, { maxKeys: 4, noNullPrototype: true });
  const array = fc.array(value, { maxLength: 3 });
  return root === "object" ? object : root === "array" ? array : fc.oneof(value, object, array);
}

function asJson(value: unknown): JsonValue {
  // Greater whole numbers are refused, since they are not kept exactly.
  const exact = (_: string, inner: unknown) =>
    typeof inner === "number" && Number.isInteger(inner) && !Number.isSafeInteger(inner) ? 0 : inner;
  return JSON.parse(JSON.stringify(value), exact);
}

function lengths({ minItems, maxItems }: { readonly minItems?: number; readonly maxItems?: number }) {
  return { minLength: minItems ?? 0, maxLength: Math.min(maxItems ?? 4, 4) };
}

function arbitraryObject(attributes: readonly Attribute[]): fc.Arbitrary<Value> {
  return fc.record(Object.fromEntries(attributes.map(({ name, type }) => [name, arbitraryValue(type)])), {
    requiredKeys: attributes.filter((attribute) => attribute.required).map(({ name }) => name),
  });
}
