import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { textTable } from "./text-table.ts";

const columns = ["a", "b", "c"].map((key) => ({
  heading: key.toUpperCase(),
  cell: (row: { readonly [key: string]: string }) => row[key] ?? "",
}));

describe("a table", () => {
  test("aligns its columns, and shows what is absent as a dash", () => {
    const { head, lines } = textTable(columns, [{ a: "one", b: "two" }, { a: "three" }], undefined);
    expect([head, ...lines]).toEqual(["A       B", "one     two", "three   -"]);
  });

  test("leaves out columns that are empty in every row", () => {
    expect(textTable(columns, [{ a: "1", c: "3" }], undefined).head).toBe("A   C");
  });

  test("leaves out the last columns where they do not fit, and names them", () => {
    const rows = [{ a: "x".repeat(10), b: "y".repeat(10), c: "z".repeat(10) }];
    expect(textTable(columns, rows, 23)).toMatchObject({ head: "A            B", leftOut: ["C"] });
    expect(textTable(columns, rows, 1)).toMatchObject({ head: "A", leftOut: ["B", "C"] });
  });

  test("keeps to its width, one line per row, whatever the cells hold", () => {
    const cell = fc.string({ maxLength: 20, unit: "binary" });
    fc.assert(
      fc.property(
        fc.array(fc.record({ a: cell, b: cell, c: cell }), { minLength: 1 }),
        fc.integer({ min: 21, max: 80 }),
        (rows, width) => {
          const { lines } = textTable(columns, rows, width);
          expect(lines).toHaveLength(rows.length);
          for (const line of lines) {
            expect([...line].length).toBeLessThanOrEqual(width);
            // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
            expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
          }
        },
      ),
    );
  });
});
