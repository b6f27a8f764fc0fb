import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { ValueError } from "./cty-error.ts";
import { decodeMsgpackValue, encodeMsgpackValue } from "./cty-msgpack.ts";
import { decodeType, encodeType, type Type } from "./cty-type.ts";
import { hasUnknown, numberFrom, record, sameValue, typed, UNKNOWN, type Value } from "./cty-value.ts";

const name = fc.oneof(fc.constantFrom("__proto__", "constructor", "id", "0"), fc.string({ maxLength: 8 }));

const { type: anyType } = fc.letrec<{ type: Type }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<Type>("string", "number", "bool", "dynamic"),
    fc.tuple(fc.constantFrom("list" as const, "set" as const, "map" as const), tie("type")),
    fc.tuple(fc.constant("object" as const), fc.dictionary(name, tie("type"), { maxKeys: 4 })),
    fc.tuple(fc.constant("tuple" as const), fc.array(tie("type"), { maxLength: 3 })),
  ),
}));

const decimalText = fc
  .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.integer({ min: -30, max: 30 }))
  .map(([digits, power]) => `${digits}e${power}`);

/** Values of a type, null and unknown among them at every level. */
function valuesOf(type: Type, depth = 0): fc.Arbitrary<Value> {
  return fc.oneof(
    { weight: 8, arbitrary: knownValuesOf(type, depth) },
    { weight: 1, arbitrary: fc.constantFrom<Value>(null, UNKNOWN) },
  );
}

function knownValuesOf(type: Type, depth: number): fc.Arbitrary<Value> {
  if (type === "string") return fc.string({ unit: "grapheme" });
  if (type === "bool") return fc.boolean();
  if (type === "number") return fc.oneof(fc.maxSafeInteger(), decimalText.map(numberFrom));
  if (type === "dynamic")
    return depth > 3
      ? fc.constant(null)
      : anyType.chain((inner) => valuesOf(inner, depth + 1).map((value) => typed(inner, value)));
  const [kind, inner] = type;
  if (kind === "list") return fc.array(valuesOf(inner, depth + 1), { maxLength: 4 });
  if (kind === "set") return fc.uniqueArray(valuesOf(inner, depth + 1), { maxLength: 4, comparator: sameValue });
  if (kind === "map")
    return fc.dictionary(name, valuesOf(inner, depth + 1), { maxKeys: 4 }).map((map) => record(Object.entries(map)));
  if (kind === "tuple")
    return inner.length === 0 ? fc.constant([]) : fc.tuple(...inner.map((element) => valuesOf(element, depth + 1)));
  const attributes = Object.entries(inner);
  return fc
    .tuple(...attributes.map(([, attribute]) => valuesOf(attribute, depth + 1)))
    .map((values) => record(attributes.map(([attribute], index) => [attribute, values[index] ?? null])));
}

describe("values", () => {
  test("read back what they wrote, whatever their type", () => {
    fc.assert(
      fc.property(
        anyType.chain((type) => fc.tuple(fc.constant(type), valuesOf(type))),
        ([type, value]) => {
          const read = decodeMsgpackValue(encodeMsgpackValue(value, type), type);
          expect(sameValue(read, value)).toBe(true);
          expect(hasUnknown(read)).toBe(hasUnknown(value));
        },
      ),
      { numRuns: 500 },
    );
  });

  test("keep their type through its JSON", () => {
    fc.assert(
      fc.property(anyType, (type) => expect(JSON.stringify(decodeType(encodeType(type)))).toBe(JSON.stringify(type))),
    );
  });

  test.each([["map"], ["list", "text"], ["object", null], ["tuple", {}], "text", 7, null, {}])(
    "have no type %j",
    (type) => {
      expect(() => decodeType(JSON.stringify(type))).toThrow(ValueError);
    },
  );
});
