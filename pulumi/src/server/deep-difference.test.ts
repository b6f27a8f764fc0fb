import { expect, test } from "@jest/globals";
import { type JsonValue, UNKNOWN, type Value } from "@thoth-iac/model";
import fc from "fast-check";
import { type DeepDifference, deepDifferences } from "./deep-difference.ts";
import { propertyPathText } from "./property-path.ts";

function told(before: Value, after: Value): Record<string, string> {
  return Object.fromEntries(
    deepDifferences(before, after, ["p"]).map(({ path, kind }) => [propertyPathText(path), kind]),
  );
}

test("names the deepest places, and what became of each", () => {
  const before = { extension_settings: { "*": { installation_mode: "blocked" } }, tags: ["a", "b"], gone: 1 };
  const after = { extension_settings: { "*": { installation_mode: "allowed" } }, tags: ["a", "c", "d"], fresh: {} };
  expect(told(before, after)).toEqual({
    'p.extension_settings["*"].installation_mode': "UPDATE",
    "p.tags[1]": "UPDATE",
    "p.tags[2]": "ADD",
    "p.gone": "DELETE",
    "p.fresh": "ADD",
  });
});

test("a value that changes its kind is one difference", () => {
  expect(told({ a: [1] }, { a: { b: 1 } })).toEqual({ "p.a": "UPDATE" });
  expect(told("text", 1)).toEqual({ p: "UPDATE" });
  expect(told([null], ["x"])).toEqual({ "p[0]": "UPDATE" });
});

test("what is unknown differs from everything, and only there", () => {
  expect(told({ a: 1, b: "x" }, { a: 1, b: UNKNOWN })).toEqual({ "p.b": "UPDATE" });
  expect(told(null, UNKNOWN)).toEqual({ p: "ADD" });
});

test("a name that the engine cannot read in a path makes the object around it the place", () => {
  expect(told({ in: { "a\\b": 1, c: 1 } }, { in: { "a\\b": 1, c: 2 } })).toEqual({ "p.in": "UPDATE" });
});

const trees = fc.letrec<{ tree: JsonValue }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<JsonValue>("a", "b", 0, 1, true, false),
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom("x", "y", "*", "a.b", 'q"'), tie("tree"), { maxKeys: 4 }),
  ),
})).tree;

test("equal values differ nowhere", () => {
  fc.assert(fc.property(trees, (tree) => expect(deepDifferences(tree, structuredClone(tree), ["p"])).toEqual([])));
});

test("the one value becomes the other where all the places that differ are taken over, and no two are nested", () => {
  fc.assert(
    fc.property(trees, trees, (before, after) => {
      const differences = deepDifferences(before, after, []);
      expect(differences.reduce((tree, place) => takenOver(tree, after, place), before)).toEqual(after);
      const texts = differences.map(({ path }) => JSON.stringify(path).slice(0, -1));
      for (const text of texts) expect(texts.filter((other) => `${other},`.startsWith(`${text},`))).toEqual([text]);
    }),
    { numRuns: 1000 },
  );
});

/** The tree with what the other one has at a place, the items that are deleted taken from the end. */
function takenOver(tree: JsonValue, from: JsonValue, { path, kind }: DeepDifference): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return from;
  const source = Object.getOwnPropertyDescriptor(Object(from), step)?.value as JsonValue;
  if (Array.isArray(tree)) {
    const items = [...tree] as JsonValue[];
    if (rest.length === 0 && kind === "DELETE") items.length = Math.min(items.length, Number(step));
    else items[Number(step)] = takenOver(items[Number(step)] ?? null, source, { path: rest, kind });
    return items;
  }
  const members = { ...(tree as Record<string, JsonValue>) };
  if (rest.length === 0 && kind === "DELETE") delete members[String(step)];
  else members[String(step)] = takenOver(members[String(step)] ?? null, source, { path: rest, kind });
  return members;
}
