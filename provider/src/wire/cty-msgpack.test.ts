import { describe, expect, test } from "@jest/globals";
import { type Path, ValueError } from "./cty-error.ts";
import { decodeMsgpackValue, encodeMsgpackValue } from "./cty-msgpack.ts";
import type { Type } from "./cty-type.ts";
import {
  isDecimal,
  isTyped,
  numberFrom,
  numberText,
  record,
  sameValue,
  typed,
  UNKNOWN,
  type Value,
} from "./cty-value.ts";
import { decodeMsgpack } from "./msgpack-decode.ts";
import { encodeMsgpack } from "./msgpack-encode.ts";

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const bytesOf = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");
const _jsonOf = (text: string) => Buffer.from(text);

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
