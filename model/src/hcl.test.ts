import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { expression, hclBlock } from "./hcl.ts";

describe("HCL", () => {
  test("has each text in quotes, on one line, and nothing in it that would be computed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const [, line = "", last] = hclBlock("x", { a: text }).split("\n");
        expect(last).toBe("}");
        const quoted = line.slice("  a = ".length);
        expect(quoted).toMatch(/^"([^"\\]|\\["\\nrt]|\\u[0-9a-f]{4}|\\U[0-9a-f]{8})*"$/);
        expect(textOf(quoted)).toBe(text);
      }),
    );
  });

  test("marks a sign before a brace twice, so that it is no template", () => {
    expect(hclBlock("x", { a: "${b}%{c}$d", "${e}": 1 })).toBe('x {\n  a       = "$${b}%%{c}$d"\n  "$${e}" = 1\n}');
  });

  test("takes no JSON for an expression", () => {
    expect(hclBlock("x", { a: { expression: "file(1)" } })).toBe('x {\n  a = {\n    expression = "file(1)"\n  }\n}');
    expect(hclBlock("x", { a: expression("var.b") })).toBe("x {\n  a = var.b\n}");
  });
});

/** What HCL takes a text in quotes for. */
function textOf(quoted: string): string {
  const plain = quoted.slice(1, -1).replace(/([$%])\1(?=\{)/g, "$1");
  return plain.replace(/\\(?:u(.{4})|U(.{8})|(.))/g, (_, short?: string, long?: string, letter = "") => {
    const code = short ?? long;
    return code === undefined ? (letters[letter] ?? letter) : String.fromCodePoint(Number.parseInt(code, 16));
  });
}

const letters: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
