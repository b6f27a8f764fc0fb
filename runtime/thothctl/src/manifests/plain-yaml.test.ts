import { describe, expect, test } from "@jest/globals";
import { type JsonValue, sameValue } from "@thoth-iac/model";
import fc from "fast-check";
import * as yaml from "yaml";
import { plainDocument } from "./plain-yaml.ts";
import { slicesOf } from "./slices.ts";
import { readByLibrary } from "./yaml-document.ts";

const runs = 3_000;

/** What both ways of reading make of every document of a text, the plain one where it reads it at all. */
function bothWays(text: string): readonly (readonly [JsonValue | undefined, ReturnType<typeof readByLibrary>])[] {
  return slicesOf({ name: "tried.yaml", text }).map((slice) => [
    plainDocument({ text, start: slice.start, end: slice.end }),
    readByLibrary(yaml, slice),
  ]);
}

function disagreements(text: string): readonly unknown[] {
  return bothWays(text).filter(
    ([plain, read]) => plain !== undefined && !("value" in read && sameValue(plain, read.value)),
  );
}

/** Texts that look like words, numbers, keys and what else YAML gives a meaning to. */
const word = fc.oneof(
  fc.constantFrom(
    ...["yes", "null", "~", "true", "0x1F", "0o17", "012", "1e3", ".5", "5.", "-0", "+1", ".inf", ".NaN", "1_000", "-"],
    ...[
      "---",
      "...",
      "a: b",
      "a #b",
      "a#b",
      "#a",
      "- a",
      "2026-01-01",
      "12:30:45",
      "<<",
      "__proto__",
      "*a",
      "&a",
      "!a",
    ],
    ...[
      "|",
      ">",
      "%a",
      "@a",
      "`a",
      "? a",
      ": a",
      "a:",
      "a,b",
      "[a",
      "{a",
      "'a",
      '"a',
      "a'b",
      "ä",
      "😀",
      "\u2028",
      "a\tb",
    ],
    ...["", " ", "  a", "a  ", "a\nb", "a\n\nb\n", "\n", "a\r\nb", "9007199254740993", "https://a.example/b?c=d#e"],
  ),
  fc.string({ maxLength: 8, unit: "grapheme" }),
  fc.stringMatching(/^[a-z0-9 .:_/#-]{0,12}$/),
);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    word,
    fc.constantFrom(null, true, false),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(word, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

const written = fc
  .tuple(
    value,
    fc.record({
      indent: fc.constantFrom(2, 4),
      indentSeq: fc.boolean(),
      collectionStyle: fc.constantFrom("any" as const, "block" as const, "flow" as const),
      defaultStringType: fc.constantFrom(
        "PLAIN" as const,
        "QUOTE_DOUBLE" as const,
        "QUOTE_SINGLE" as const,
        "BLOCK_LITERAL" as const,
      ),
      lineWidth: fc.constantFrom(0, 20, 80),
    }),
    fc.constantFrom("yaml" as const, "json" as const, "indented" as const),
  )
  .map(([made, { collectionStyle, ...options }, how]) =>
    how === "yaml"
      ? yaml.stringify(made, { ...options, collectionStyle })
      : (JSON.stringify(made, undefined, how === "json" ? 0 : 2) ?? "null"),
  );

/** A text with some of its characters replaced by those that mean something. */
const damaged = fc
  .tuple(
    written,
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat({ max: 2 }),
        fc.constantFrom(..." \n\t:-#,[]{}'\"|>&*!%@?~\\\r0a", ": ", " #", "\n ", "\n- ", "---\n", "\n  ", "\r\n"),
      ),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([text, edits]) =>
    edits.reduce((before, [at, gone, put]) => {
      const place = before.length === 0 ? 0 : at % (before.length + 1);
      return before.slice(0, place) + put + before.slice(place + gone);
    }, text),
  );

const jumble = fc
  .array(
    fc.constantFrom(
      ...[
        "a",
        "b",
        "a:",
        "a: ",
        "- ",
        "-",
        "\n",
        "\n  ",
        "\n    ",
        " ",
        "#c",
        " # c",
        "[",
        "]",
        "{",
        "}",
        ", ",
        '"x"',
        "'y'",
      ],
      ...["|", "|-", "1", "true", "null", "---", "...", "\t", "x y", ":", "\r\n", "? ", "&a ", "*a", "\n\n"],
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(""));

describe("what is read the plain way is what the library reads", () => {
  test.each([
    ["texts that a library wrote", written],
    ["the same texts, damaged", damaged],
    ["parts of YAML in any order", jumble],
  ])("in %s", (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(disagreements(text)).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
});

test("manifests as people write them are read the plain way", () => {
  const text = `# The baseline.
apiVersion: thoth/v1
kind: GovernanceSettings # one per tenant
metadata:
  name: baseline
  labels: {team: "security", 'tier': one}
spec:
  regulatory_regimes:
  - soc2
  - gdpr
  shadow_high: block
  secret_broker_enabled: true
  secret_broker_auth_bindings:
    - host_pattern: "*.figma.com"
      header: Authorization
      secret_ref: op://design/figma/token
  extra_settings: {limits: [1, 2.5, -3], note: it's, empty: {}, none: []}
  model_router_default_model:
  policy_json: |
    {"a": 1,

     "b": 2}
---
apiVersion: thoth/v1
`;
  for (const ended of [text, text.replaceAll("\n", "\r\n")]) {
    for (const [plain, read] of bothWays(ended)) {
      expect(plain).toBeDefined();
      expect(read).toEqual({ value: plain });
    }
  }
});

test("JSON over several lines is read the plain way", () => {
  const made = { apiVersion: "v1", kind: "List", items: [{ a: [1, null, "x\ny"], b: { c: true } }] };
  const text = JSON.stringify(made, undefined, 2);
  expect(plainDocument({ text, start: 0, end: text.length })).toEqual(made);
});

test.each([
  ["a key that stands twice", "a: 1\na: 2\n"],
  ["an anchor", "a: &x 1\nb: *x\n"],
  ["a tag", "a: !!binary aGk=\n"],
  ["a merge key", "a: {<<: {b: 1}}\n"],
  ["a tab for indentation", "a:\n\tb: 1\n"],
  ["a number that is not exact", "a: 12345678901234567890\n"],
  ["a member named __proto__", "__proto__: 1\n"],
  ["a text that goes on in the next line", "a: b\n  c\n"],
])("%s is left to the library", (_, text) => {
  expect(plainDocument({ text, start: 0, end: text.length })).toBeUndefined();
});
