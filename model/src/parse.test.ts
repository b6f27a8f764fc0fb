import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { attributesOf, json, jsonText } from "./attributes.ts";
import { type Parsed, parse } from "./parse.ts";
import { UNKNOWN, type Values } from "./value.ts";

const shape: Parsed = {
  name: "thing",
  attributes: attributesOf(
    z.object({
      name: z.string().min(1),
      mode: z.enum(["observe", "enforce"]).optional(),
      count: z.int().min(1).max(9).optional(),
      ratio: z.number().optional(),
      at: z.iso.datetime({ offset: true }).optional(),
      secret: z.enum(["right"]).optional().meta({ sensitive: true, wire: "secret" }),
      secret_wo: z.string().optional().meta({ sensitive: true, writeOnly: true, wire: "secret" }),
      secret_wo_version: z
        .int()
        .optional()
        .meta({ wire: false, requiredWith: ["secret_wo"] }),
      rules: z
        .array(z.object({ host: z.string().min(1), prefix: z.string().optional() }))
        .optional()
        .meta({ twin: "rules_json", wire: "rules" }),
      rules_json: jsonText().optional().meta({ root: "array", twin: "rules", wire: "rules" }),
      labels: z.record(z.string(), z.enum(["a", "b"])).optional(),
      free: json().optional().meta({ root: "object" }),
    }),
    z.object({ id: z.string() }),
  ),
};

function faultsOf(written: unknown, owner: Parsed = shape) {
  const parsed = parse(owner, written);
  return parsed.ok ? [] : parsed.diagnostics.map(({ code, attribute = [] }) => `${code} ${attribute.join(".")}`);
}

function detailOf(written: Values): string {
  const parsed = parse(shape, written);
  return parsed.ok ? "" : parsed.diagnostics.map(({ detail }) => detail).join(" ");
}

test("everything that is wrong is told at once", () => {
  expect(
    faultsOf({ mode: "obsrve", count: 10, nmae: "x", labels: { x: "c" }, rules: [{ prefix: "p" }], id: "1" }),
  ).toEqual([
    "unknown_attribute nmae",
    "unknown_attribute id",
    "missing_attribute name",
    "invalid_value mode",
    "invalid_value count",
    "missing_attribute rules.0.host",
    "invalid_value labels.x",
  ]);
});

test.each([
  [{ name: 1 }, "invalid_type name"],
  [{ name: "" }, "invalid_value name"],
  [{ name: "a", count: 1.5 }, "invalid_value count"],
  [{ name: "a", ratio: Number.NaN }, "invalid_value ratio"],
  [{ name: "a", at: "2026-13-01T00:00:00Z" }, "invalid_value at"],
  [{ name: "a", rules: {} }, "invalid_type rules"],
  [{ name: "a", rules: [null] }, "invalid_type rules.0"],
  [{ name: "a", rules: [{ host: "h", hots: "h" }] }, "unknown_attribute rules.0.hots"],
  [{ name: "a", rules_json: "[" }, "malformed_json rules_json"],
  [{ name: "a", rules_json: "{}" }, "invalid_type rules_json"],
  [{ name: "a", rules_json: '[{"prefix":"p"}]' }, "missing_attribute rules_json"],
  [{ name: "a", rules_json: "[1]" }, "invalid_type rules_json"],
  [{ name: "a", free: [] }, "invalid_type free"],
  [{ name: "a", free: { big: 2 ** 60 } }, "invalid_value free"],
  [{ name: "a", free: JSON.parse('{"__proto__": {}}') }, "invalid_value free"],
  [{ name: "a", rules_json: '[{"host":"h","n":9007199254740993}]' }, "invalid_value rules_json"],
  [{ name: "a", secret: "right", secret_wo: "b" }, "conflicting_attributes secret_wo"],
  [{ name: "a", rules: [], rules_json: '[{"host":"h"}]' }, "conflicting_attributes rules_json"],
  [{ name: "a", secret_wo_version: 1 }, "missing_attribute secret_wo_version"],
  ["text", "invalid_type "],
])("%j is refused: %s", (written, fault) => {
  expect(faultsOf(written)).toEqual([fault]);
});

test("JSON text may have members that its twin does not know", () => {
  expect(faultsOf({ name: "a", rules_json: '[{"host":"h","more":1}]' })).toEqual([]);
});

test("twins that say the same contradict nothing, as in a configuration that an engine wrote from state", () => {
  const written = { name: "a", rules: [{ host: "h", prefix: null }], rules_json: ' [{"host": "h"}]' };
  expect(faultsOf(written)).toEqual([]);
});

test("what is absent is left out, and null is absent", () => {
  expect(parse(shape, { name: "a", mode: null })).toEqual({ ok: true, value: { name: "a" } });
  expect(faultsOf({ name: null })).toEqual(["missing_attribute name"]);
});

test("what is not known yet passes, wholly or in part, and is checked when it is known", () => {
  const written = {
    name: UNKNOWN,
    mode: UNKNOWN,
    rules: [{ host: UNKNOWN }],
    free: { a: UNKNOWN },
    labels: { a: UNKNOWN },
  };
  expect(parse(shape, written)).toEqual({ ok: true, value: written });
  expect(faultsOf({ name: "a", rules: [{ host: UNKNOWN, prefix: 1 }] })).toEqual(["invalid_type rules.0.prefix"]);
});

test("a sensitive value is never shown, not even where it is wrong or nearly right", () => {
  for (const secret of ["hunter2", "rihgt", 7]) {
    const detail = detailOf({ name: "a", secret } as Values); // wrong on purpose
    expect(detail).not.toBe("");
    expect(detail).not.toContain(String(secret));
    expect(detail).not.toContain("Did you mean");
  }
});

test("a word that is nearly right is recognized", () => {
  expect(detailOf({ name: "a", mode: "obsrve" })).toContain('Did you mean "observe"?');
  expect(detailOf({ name: "a", labls: {} })).toContain("Did you mean labels?");
  expect(detailOf({ name: "a", zzz: 1 })).toContain("Known here: name, mode");
});

describe("exactly one of a group", () => {
  const owner: Parsed = {
    name: "thing",
    attributes: attributesOf(z.object({ a: z.string().optional(), b: z.string().optional() }), z.object({})),
    exactlyOneOf: [["a", "b"]],
  };
  test.each([
    [{}, ["missing_attribute a"]],
    [{ a: "1" }, []],
    [{ a: "1", b: "2" }, ["conflicting_attributes b"]],
    [{ a: "1", b: UNKNOWN }, []],
    [{ a: UNKNOWN, b: UNKNOWN }, []],
  ])("%# is judged", (written, faults) => {
    expect(faultsOf(written, owner)).toEqual(faults);
  });
});
