import { describe, expect, test } from "@jest/globals";
import { ValueError } from "./cty-error.ts";
import { decodeJsonValue, decodeSavedValue } from "./cty-json.ts";
import { encodeMsgpackValue } from "./cty-msgpack.ts";
import type { Type } from "./cty-type.ts";
import { numberFrom, record, sameValue, typed } from "./cty-value.ts";
import { decodeMsgpack } from "./msgpack-decode.ts";

const _hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const _bytesOf = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");
const jsonOf = (text: string) => Buffer.from(text);

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
