import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { attributesOf, json, jsonText } from "./attributes.ts";

const none = z.object({});

function only(schema: z.ZodType) {
  const [attribute] = attributesOf(z.object({ it: schema }), none);
  return attribute;
}

test("a plain input is required, an optional one is not, one with a default is decided when it is left out", () => {
  expect(only(z.string())).toMatchObject({ required: true, input: true, output: false });
  expect(only(z.string().optional())).toMatchObject({ required: false, output: false });
  expect(only(z.boolean().default(true))).toMatchObject({ required: false, output: true, default: true });
});

test("what is named among inputs and outputs is both, and what only the server sets comes last", () => {
  const both = z.string().optional();
  const made = attributesOf(z.object({ a: both, b: z.string() }), z.object({ c: z.int(), a: both }));
  expect(made.map(({ name, input, output }) => [name, input, output])).toEqual([
    ["a", true, true],
    ["b", true, false],
    ["c", false, true],
  ]);
});

test.each([
  [z.string().min(2).max(4), { kind: "string", minLength: 2, maxLength: 4 }],
  [z.string().regex(/^a/), { kind: "string", pattern: "^a" }],
  [z.enum(["a", "b"]), { kind: "string", enum: ["a", "b"] }],
  [z.int().min(1).max(9), { kind: "integer", minimum: 1, maximum: 9 }],
  [z.int(), { kind: "integer" }],
  [z.number().min(0.5), { kind: "number", minimum: 0.5 }],
  [z.boolean(), { kind: "bool" }],
  [z.array(z.string()).min(1), { kind: "list", element: { kind: "string" }, minItems: 1 }],
  [z.array(z.string()).meta({ uniqueItems: true }), { kind: "set", element: { kind: "string" } }],
  [z.record(z.string(), z.int()), { kind: "map", element: { kind: "integer" } }],
  [json(), { kind: "json" }],
  [jsonText().meta({ root: "array" }), { kind: "json_text", root: "array" }],
] as const)("a type is told with its limits %#", (schema, type) => {
  expect(only(schema)?.type).toEqual(type);
});

test("members of an object are attributes themselves", () => {
  const made = only(z.object({ a: z.string().meta({ description: "A." }), b: z.int().optional() }));
  expect(made?.type).toMatchObject({
    kind: "object",
    attributes: [
      { name: "a", description: "A.", required: true },
      { name: "b", required: false },
    ],
  });
});

test("its place is its name, unless it says another or none", () => {
  expect(only(z.string())?.wire).toEqual(["it"]);
  expect(only(z.string().meta({ wire: "a.b" }))?.wire).toEqual(["a", "b"]);
  expect(only(z.string().meta({ wire: "" }))?.wire).toEqual([]);
  for (const meta of [{ wire: false }, { local: true }, { value: "{tenant}" }, { count: "data" }] as const)
    expect(only(z.string().meta(meta))?.wire).toBeUndefined();
});

describe("a mistake in a definition is an error", () => {
  test.each([
    ["a misspelt key", z.string().meta({ descripton: "A." }), "descripton"],
    ["a limit that is not itself accepted", z.number().positive(), "least or greatest"],
    ["a type that not every face can say", z.union([z.string(), z.int()]), "does not know the type"],
    ["a date", z.date(), "does not know the type"],
  ])("%s", (_, schema, word) => {
    expect(() => only(schema)).toThrow(word);
  });
});
