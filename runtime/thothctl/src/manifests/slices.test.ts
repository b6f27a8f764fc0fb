import { expect, test } from "@jest/globals";
import fc from "fast-check";
import * as yaml from "yaml";
import { slicesOf } from "./slices.ts";

function textsOf(text: string): readonly string[] {
  return slicesOf({ name: "a.yaml", text }).map(({ start, end }) => text.slice(start, end));
}

test("documents are divided where the library divides them", () => {
  const line = fc.constantFrom(
    ...[
      "a: 1",
      "b:",
      "  c: 2",
      "- d",
      "# e",
      "",
      "---",
      "--- # f",
      "--- g",
      "--- |",
      "  h",
      "...",
      "----",
      "--- --- i",
      " ---",
    ],
    ...["k: |", "  ---", "x: y"],
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 10 }), fc.constantFrom("\n", "\r\n"), (lines, ending) => {
      const text = lines.join(ending);
      const whole = yaml.parseAllDocuments(text, { logLevel: "silent" });
      // Where something is wrong, each may say so in its own place.
      fc.pre(Array.isArray(whole) && whole.every(({ errors }) => errors.length === 0));
      const values = Array.isArray(whole) ? whole.map((document) => document.toJS()) : [];
      const divided = textsOf(text).map((each) => yaml.parse(each, { logLevel: "silent" }));
      const isWritten = (value: unknown) => value !== null;
      expect(divided.filter(isWritten)).toEqual(values.filter(isWritten));
    }),
    { numRuns: 3_000 },
  );
});

test("what stands in no document is none, and documents are counted from one", () => {
  const text = "# head\n---\n\n---\na: 1\n---\n# nothing\n...\n---\nb: 2\n";
  expect(slicesOf({ name: "a.yaml", text }).map(({ number }) => number)).toEqual([1, 2]);
  expect(textsOf(text)).toEqual(["---\na: 1\n", "---\nb: 2\n"]);
});

test("directives belong to the document that they stand before", () => {
  expect(textsOf("%YAML 1.2\n# x\n---\na: 1\n...\n%YAML 1.2\n---\nb: 2\n")).toEqual([
    "%YAML 1.2\n# x\n---\na: 1\n",
    "%YAML 1.2\n---\nb: 2\n",
  ]);
});
