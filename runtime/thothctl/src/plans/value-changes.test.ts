import { describe, expect, test } from "@jest/globals";
import { type JsonValue, pathText, sameValue, UNKNOWN } from "@thoth-iac/model";
import fc from "fast-check";
import { memberChanges, valueChanges } from "./value-changes.ts";

const json = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<JsonValue>(null, true, 1, "a", "b"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom("a", "b", "c.d", "*"), tie("value"), { maxKeys: 3 }),
  ),
})).value;

describe("the parts in which values differ", () => {
  test("are none for equal values, and some for others", () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        expect(valueChanges(before, before)).toEqual([]);
        expect(valueChanges(before, after).length > 0).toBe(!sameValue(before, after));
      }),
    );
  });

  test("never tell a part that is the same", () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        for (const change of valueChanges(before, after)) {
          if (change.before === undefined || change.after === undefined) continue;
          expect(sameValue(change.before, change.after)).toBe(false);
        }
      }),
    );
  });

  test.each<[string, JsonValue, JsonValue, readonly string[]]>([
    ["one member deep inside", { a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, ["a.c: 2 -> 3"]],
    ["members that come and go", { a: 1 }, { b: 2 }, ["a: 1 -> ", "b:  -> 2"]],
    ["an item put before others", ["a", "b"], ["c", "a", "b"], ["[0]:  -> c"]],
    ["an item taken out", ["a", "b", "c"], ["a", "c"], ["[1]: b -> "]],
    ["a member of an item", [{ n: 1 }, { n: 2, m: 0 }], [{ n: 1 }, { n: 3, m: 0 }], ["[1].n: 2 -> 3"]],
    ["another kind of value", { a: { b: 1 } }, { a: "x" }, ['a: {"b":1} -> x']],
    ["an object that was not there", {}, { a: { b: { c: 1, d: 2 } } }, ["a.b.c:  -> 1", "a.b.d:  -> 2"]],
    ["an empty object", {}, { a: {} }, ["a:  -> {}"]],
  ])("are told by their paths: %s", (_, before, after, expected) => {
    const text = (value: unknown) =>
      value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
    const told = valueChanges(before, after).map(
      (change) => `${pathText(change.path)}: ${text(change.before)} -> ${text(change.after)}`,
    );
    expect(told).toEqual(expected);
  });

  test("are told where the new one is not known yet", () => {
    expect(valueChanges({ a: 1, b: 2 }, { a: UNKNOWN, b: 2 })).toEqual([{ path: ["a"], before: 1, after: UNKNOWN }]);
    expect(valueChanges([1, 2], [1, UNKNOWN])).toEqual([{ path: [1], before: 2, after: UNKNOWN }]);
  });
});

test("lists without order differ in what only one of them has", () => {
  expect(memberChanges(["a", "b"], ["b", "a"], ["x"])).toEqual([]);
  expect(memberChanges(["a", "b"], ["c", "b"], ["x"])).toEqual([
    { path: ["x"], before: "a", after: undefined },
    { path: ["x"], before: undefined, after: "c" },
  ]);
});
