import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { covers, isSpeakable, type PropertyPath, parsePropertyPath, propertyPathText } from "./property-path.ts";

// From the comment above parsePropertyPath in sdk/go/common/resource/properties_path.go of pulumi/pulumi.
test.each<[string, PropertyPath]>([
  ["root", ["root"]],
  ["root.nested", ["root", "nested"]],
  ['root["nested"]', ["root", "nested"]],
  ['root["double"].nest', ["root", "double", "nest"]],
  ["root.array[100]", ["root", "array", 100]],
  ["root.array[0][1].nested", ["root", "array", 0, 1, "nested"]],
  ['root["key with \\"escaped\\" quotes"]', ["root", 'key with "escaped" quotes']],
  ['["root key with a ."][100]', ["root key with a .", 100]],
  ["root.array[*].field", ["root", "array", "*", "field"]],
  ["foo-bar", ["foo-bar"]],
])("reads %s as the engine does", (text, path) => {
  expect(parsePropertyPath(text)).toEqual(path);
});

test.each(["", 'a["b', "a[", "a[x]", "a[1", 'a["b"'])("takes %j for no path", (text) => {
  expect(parsePropertyPath(text)).toBeUndefined();
});

const names = fc.string({ minLength: 0, maxLength: 6 }).filter(isSpeakable);
const paths = fc
  .tuple(names, fc.array(fc.oneof(names, fc.nat(20)), { maxLength: 4 }))
  .map(([root, rest]): PropertyPath => [root, ...rest]);

test("a path that is written is read as what it was", () => {
  fc.assert(fc.property(paths, (path) => expect(parsePropertyPath(propertyPathText(path))).toEqual(path)));
});

test("any text at all is read or refused, and never thrown at", () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'a.[]"\\*1') }), (text) => void parsePropertyPath(text)));
});

test("a path covers itself and what is beneath it, any step by a star", () => {
  expect(covers(["a"], ["a", "b", 0])).toBe(true);
  expect(covers(["a", "*", "c"], ["a", 3, "c"])).toBe(true);
  expect(covers(["*"], ["a", "b"])).toBe(true);
  expect(covers(["a", "b"], ["a"])).toBe(false);
  expect(covers(["a", "b"], ["a", "c"])).toBe(false);
});
