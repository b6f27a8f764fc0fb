import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { decodeJsonValue, decodeSavedValue } from "./cty-json.ts";
import { decodeMsgpackValue, encodeMsgpackValue } from "./cty-msgpack.ts";
import { decodeType, encodeType, type Type } from "./cty-type.ts";
import {
  hasUnknown,
  isDecimal,
  isTyped,
  numberFrom,
  numberText,
  type Path,
  record,
  sameValue,
  typed,
  UNKNOWN,
  type Value,
  ValueError,
} from "./cty-value.ts";
import { decodeMsgpack } from "./msgpack-decode.ts";
import { encodeMsgpack } from "./msgpack-encode.ts";

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const bytesOf = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");
const jsonOf = (text: string) => Buffer.from(text);

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

describe("unknown values", () => {
  test("are read from any extension, with or without what Terraform knows of them", () => {
    expect(decodeMsgpackValue(bytesOf("d4 00 00"), "string")).toBe(UNKNOWN);
    expect(decodeMsgpackValue(bytesOf("c7 07 0c 82 01 c2 03 92 00 c3"), "number")).toBe(UNKNOWN);
    expect(decodeMsgpackValue(bytesOf("d4 63 05"), ["list", "string"])).toBe(UNKNOWN);
  });

  test("are written as the extension 0", () => {
    expect(hexOf(encodeMsgpackValue(UNKNOWN, ["map", "string"]))).toBe("d40000");
    expect(hexOf(encodeMsgpackValue([UNKNOWN, "a"], ["set", "string"]))).toBe("92d40000a161");
  });

  test("stay apart from null", () => {
    expect(decodeMsgpackValue(bytesOf("c0"), "string")).toBeNull();
    expect(hexOf(encodeMsgpackValue(null, "string"))).toBe("c0");
  });
});

describe("numbers", () => {
  test.each(["0", "1", "-1", "0.1", "-0.5", "1e100", "9007199254740991", "1.7976931348623157e308", "1.50", "123000"])(
    "are plain JavaScript numbers where those print the same number: %s",
    (text) => {
      expect(numberFrom(text)).toBe(Number(text));
    },
  );

  test.each([
    "9007199254740993",
    "18446744073709551615",
    "0.10000000000000000000001",
    "1e400",
    "1e-400",
    "3.14159265358979323846",
  ])("keep their text where JavaScript's numbers would lose some of it: %s", (text) => {
    const number = numberFrom(text);
    expect(isDecimal(number) && numberText(number)).toBe(text);
    expect(decodeMsgpack(encodeMsgpackValue(number, "number"))).toBe(text);
  });

  test("go out as integers or as decimal text, never as binary fractions", () => {
    expect(decodeMsgpack(encodeMsgpackValue(7, "number"))).toBe(7);
    expect(decodeMsgpack(encodeMsgpackValue(0.1, "number"))).toBe("0.1");
    expect(hexOf(encodeMsgpackValue(-0, "number"))).toBe("00");
  });

  test("are read exactly from a binary fraction, which is not always the decimal it prints as", () => {
    expect(decodeMsgpackValue(encodeMsgpack(1.5), "number")).toBe(1.5);
    const exact = decodeMsgpackValue(encodeMsgpack(0.1), "number");
    expect(
      isDecimal(exact) && sameValue(exact, numberFrom("0.1000000000000000055511151231257827021181583404541015625")),
    ).toBe(true);
  });

  test("are read exactly from 64-bit integers", () => {
    const number = decodeMsgpackValue(encodeMsgpack(2n ** 63n - 1n), "number");
    expect(isDecimal(number) && number.decimal).toBe("9223372036854775807");
  });

  test.each(["", "abc", "1e", "0x10", "1_000", "Infinity", "NaN", " 1"])("are not read from %j", (text) => {
    expect(() => decodeMsgpackValue(encodeMsgpack(text), "number")).toThrow(ValueError);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])("are not written from %d", (number) => {
    expect(() => encodeMsgpackValue(number, "number")).toThrow(ValueError);
  });

  test("with an exponent as large as it gets cost nothing", () => {
    const number = numberFrom("1e999999999");
    expect(sameValue(number, numberFrom("10e999999998"))).toBe(true);
  });
});

describe("dynamic values", () => {
  // [1, "a", null] as Terraform sends it: the type as bytes of JSON, the null's type unknown.
  const type = JSON.stringify(["tuple", ["number", "string", "dynamic"]]);
  const sent = encodeMsgpack([Buffer.from(type), [1, "a", null]]);

  test("keep their type, so that they go back as they came", () => {
    const value = decodeMsgpackValue(sent, "dynamic");
    expect(isTyped(value) && value.value).toEqual([1, "a", null]);
    expect(hexOf(encodeMsgpackValue(value, "dynamic"))).toBe(hexOf(sent));
  });

  test("are bare where wholly unknown or null, and typed where only their content is unknown", () => {
    expect(decodeMsgpackValue(bytesOf("d4 00 00"), "dynamic")).toBe(UNKNOWN);
    expect(decodeMsgpackValue(bytesOf("c0"), "dynamic")).toBeNull();
    const value = typed("string", UNKNOWN);
    expect(decodeMsgpackValue(encodeMsgpackValue(value, "dynamic"), "dynamic")).toEqual(value);
  });

  test("are refused without a type", () => {
    expect(() => encodeMsgpackValue("bare", "dynamic")).toThrow(ValueError);
    expect(() => decodeMsgpackValue(encodeMsgpack(["string", "text for a type, not bytes"]), "dynamic")).toThrow(
      ValueError,
    );
    expect(() => decodeMsgpackValue(encodeMsgpack([Buffer.from('"text"'), 1]), "dynamic")).toThrow(ValueError);
  });
});

describe("objects", () => {
  const type: Type = ["object", { id: "string", rules: ["list", ["object", { limit: "number" }]] }];

  const pathOf = (action: () => unknown): Path | undefined => {
    try {
      action();
    } catch (error) {
      return error instanceof ValueError ? error.path : undefined;
    }
    return undefined;
  };

  test.each<[string, Value, Path]>([
    ["an attribute is missing", record([["id", "x"]]), ["rules"]],
    [
      "an attribute is too many",
      record([
        ["id", "x"],
        ["rules", null],
        ["extra", 1],
      ]),
      ["extra"],
    ],
    [
      "an attribute has another type",
      record([
        ["id", 7],
        ["rules", null],
      ]),
      ["id"],
    ],
    [
      "an inner attribute has another type",
      record([
        ["id", "x"],
        ["rules", [record([["limit", "many"]])]],
      ]),
      ["rules", 0, "limit"],
    ],
    ["a list stands for an object", [], []],
  ])("are not written where %s, and the error says where", (_what, value, path) => {
    expect(pathOf(() => encodeMsgpackValue(value, type))).toEqual(path);
  });

  test.each<[string, object, Path]>([
    ["an attribute is missing", { id: "x" }, ["rules"]],
    ["an attribute is too many", { id: "x", rules: null, extra: 1 }, ["extra"]],
    ["an inner attribute has another type", { id: "x", rules: [{ limit: "many" }] }, ["rules", 0, "limit"]],
  ])("are not read where %s, and the error says where", (_what, sent, path) => {
    const raw = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(raw)
        : typeof value === "object" && value !== null
          ? new Map(Object.entries(value).map(([key, one]) => [key, raw(one)]))
          : value;
    // The loop above gives nothing but what MessagePack can say.
    const bytes = encodeMsgpack(raw(sent) as Parameters<typeof encodeMsgpack>[0]);
    expect(pathOf(() => decodeMsgpackValue(bytes, type))).toEqual(path);
  });

  test("never put a value into an error, for it may be a secret", () => {
    const bytes = encodeMsgpack("s3cr3t");
    for (const wrong of ["bool", "number", "dynamic", ["list", "string"], type] as const)
      expect(() => decodeMsgpackValue(bytes, wrong)).toThrow(
        expect.not.objectContaining({ message: expect.stringContaining("s3cr3t") }),
      );
  });
});

describe("sets", () => {
  test("lose elements that are there twice, but not two unknown ones, which may differ", () => {
    const value = ["a", "b", "a", UNKNOWN, UNKNOWN];
    expect(decodeMsgpackValue(encodeMsgpackValue(value, ["set", "string"]), ["set", "string"])).toEqual([
      "a",
      "b",
      UNKNOWN,
      UNKNOWN,
    ]);
  });
});

describe("saved state", () => {
  const type: Type = [
    "object",
    {
      id: "string",
      limit: "number",
      labels: ["map", "string"],
      inner: ["object", { a: "bool", b: "string" }],
      any: "dynamic",
    },
  ];

  test("is read by the present schema: what is not there is null, what has no place is told", () => {
    const saved = jsonOf('{"id":"x","old":{"a":1},"inner":{"a":true,"gone":2},"labels":{"__proto__":"y"}}');
    const { value, unexpected } = decodeSavedValue(saved, type);
    expect(unexpected).toEqual([["old"], ["inner", "gone"]]);
    const inner = record([
      ["a", true],
      ["b", null],
    ]);
    const expected = record([
      ["id", "x"],
      ["limit", null],
      ["labels", record([["__proto__", "y"]])],
      ["inner", inner],
      ["any", null],
    ]);
    expect(sameValue(value, expected)).toBe(true);
  });

  test("keeps numbers beyond 2^53 exact", () => {
    const { value } = decodeSavedValue(jsonOf('{"a":9007199254740993,"b":0.1,"c":1e400,"d":12}'), ["map", "number"]);
    expect(
      sameValue(
        value,
        record(
          ["a", "b", "c", "d"].map((key, index) => [
            key,
            numberFrom(["9007199254740993", "0.1", "1e400", "12"][index] ?? ""),
          ]),
        ),
      ),
    ).toBe(true);
    expect(decodeMsgpack(encodeMsgpackValue(value, ["map", "number"]))).toEqual(
      new Map<string, unknown>([
        ["a", "9007199254740993"],
        ["b", "0.1"],
        ["c", "1e400"],
        ["d", 12],
      ]),
    );
  });

  test("gives dynamic values with their type", () => {
    const { value } = decodeSavedValue(jsonOf('{"type":["tuple",["number","string"]],"value":[1,"a"]}'), "dynamic");
    expect(value).toEqual(typed(["tuple", ["number", "string"]], [1, "a"]));
  });

  test("is read as Terraform reads it where another primitive type was saved", () => {
    const { value } = decodeSavedValue(jsonOf('[1.50,true,"2"]'), ["tuple", ["string", "string", "number"]]);
    expect(value).toEqual(["1.5", "true", 2]);
  });

  test.each([
    "",
    "{",
    '{"id":',
    "[1]",
    '"text"',
    '{"id":{}}',
    '{"limit":"many"}',
    '{"any":{"type":"nonsense","value":1}}',
    '{"any":1}',
    "[".repeat(1_000),
  ])("is refused where it is broken: %j", (text) => {
    expect(() => decodeSavedValue(jsonOf(text), type)).toThrow(ValueError);
  });

  test("is refused with an unknown attribute where a request brings it", () => {
    expect(() => decodeJsonValue(jsonOf('{"a":true,"b":null,"c":1}'), ["object", { a: "bool", b: "string" }])).toThrow(
      ValueError,
    );
  });
});
