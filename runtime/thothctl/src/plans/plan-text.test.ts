import { describe, expect, test } from "@jest/globals";
import type { AttributeChange, Step, TenantPlan } from "@thoth-iac/client";
import { type Resource, resources, UNKNOWN } from "@thoth-iac/model";
import { planLines } from "./plan-text.ts";
import { stepOf } from "./step-for-tests.ts";

const same = (text: string) => text;
const style = {
  strong: same,
  faint: same,
  added: same,
  changed: same,
  removed: same,
  started: same,
  error: same,
  warning: same,
};

function planOf(steps: readonly Step[], leftovers: readonly Step[] = []): TenantPlan {
  return { tenant: "acme", owner: "default", steps, leftovers, marks: true, warnings: [] };
}

/** The lines of the changes of one policy. */
function told(change: Partial<AttributeChange>, step: Partial<Step> = {}, columns?: number): readonly string[] {
  const lines = planLines(planOf([stepOf([change], step)]), { columns, style });
  return lines.slice(1, lines.indexOf(""));
}

describe("a change", () => {
  test.each<[string, Partial<AttributeChange>, readonly string[]]>([
    ["of a text", { before: "a", after: "b" }, ['      ~ name  "a" -> "b"']],
    ["of a text that was not there", { kind: "set", after: "b" }, ['      + name  "b"']],
    ["that clears", { kind: "cleared", before: "a" }, ['      - name  "a" -> (cleared)']],
    ["that is not known yet", { before: "a", after: UNKNOWN }, ['      ~ name  "a" -> (known after apply)']],
    ["of a secret", { secret: true }, ["      ~ name  (secret) -> (another secret)"]],
    ["that sets a secret", { kind: "set", secret: true }, ["      + name  (secret)"]],
    ["that clears a secret", { kind: "cleared", secret: true }, ["      - name  (secret) -> (cleared)"]],
    [
      "that needs a new instance",
      { before: "a", after: "b", replaces: true },
      ['      ~ name  "a" -> "b"  (needs a new instance)'],
    ],
    [
      "inside JSON",
      { attribute: "policy", before: { a: { b: 1, c: 2 } }, after: { a: { b: 1, c: 3 } } },
      ["      ~ policy.a.c  2 -> 3"],
    ],
    [
      "inside JSON that is written as text, with other spaces and another order",
      { attribute: "policy_json", before: '{"a":1,"b":2}', after: '{ "b": 3, "a": 1 }' },
      ["      ~ policy_json.b  2 -> 3"],
    ],
    [
      "of text of many lines",
      { before: "one\ntwo\nthree\n", after: "one\nTWO\nthree\n" },
      ["      ~ name", "            one", "          - two", "          + TWO", "            three"],
    ],
    [
      "with characters that a terminal would obey",
      { before: "\u001b[2J", after: "\u009b\u202e" },
      ['      ~ name  "\\u001b[2J" -> "\\u009b\\u202e"'],
    ],
    [
      "with such a key",
      { attribute: "policy", before: {}, after: { "\u001b]0;x\u0007": 1 } },
      ['      + policy["\\u001b]0;x\\u0007"]  1'],
    ],
  ])("%s", (_, change, expected) => {
    expect(told(change)).toEqual(expected);
  });

  test("of a secret that the mark knows of is no first one", () => {
    const mark = { id: "", owner: "", address: "", set: [], kept: {}, secrets: { name: "pbkdf2-sha256$1$00$00" } };
    expect(told({ kind: "set", secret: true }, { mark })).toEqual(["      ~ name  (secret) -> (another secret)"]);
  });

  test("of a list without order tells what comes and goes", () => {
    const change = { attribute: "regulatory_regimes", before: ["soc2", "gdpr"], after: ["hipaa", "soc2"] };
    expect(told(change, { resource: resources.governanceSettings })).toEqual([
      '      - regulatory_regimes  "gdpr"',
      '      + regulatory_regimes  "hipaa"',
    ]);
  });

  test("that does not fit beside its name stands below it", () => {
    const change = { before: "a".repeat(40), after: "b".repeat(40) };
    expect(told(change, {}, 120)).toHaveLength(1);
    expect(told(change, {}, 80)).toEqual([
      "      ~ name",
      `             "${"a".repeat(40)}"`,
      `          -> "${"b".repeat(40)}"`,
    ]);
  });
});

describe("a step", () => {
  test("tells what it does, to what, and why", () => {
    const steps = [
      stepOf([{ kind: "set", after: "x" }], { action: "create" }),
      stepOf([], { action: "adopt", because: "It is there already." }),
      stepOf([], { action: "none" }),
    ];
    expect(planLines(planOf(steps), { columns: 80, style })).toEqual([
      "  + create   BrowserPolicy/strict",
      '      + name  "x"',
      "",
      "  = adopt    BrowserPolicy/strict",
      "      It is there already.",
      "",
      "Plan: 1 to create, 1 to adopt; 1 unchanged.",
    ]);
  });

  test("names the identity where it is another than the manifest's name", () => {
    const [line] = planLines(planOf([stepOf([], { identity: "pol-1" })]), { columns: 80, style });
    expect(line).toBe("  ~ update   BrowserPolicy/strict  (pol-1)");
  });

  test("tells of a text of which only the end of the last line differs", () => {
    const change = { attribute: "policy", before: { note: "one\ntwo" }, after: { note: "one\ntwo\n" } };
    expect(planLines(planOf([stepOf([change])]), { columns: 80, style }).slice(1, 3)).toEqual([
      "      ~ policy.note  (only line feeds at its end)",
      "",
    ]);
  });

  test.each<[Resource, string]>([
    [resources.browserPolicy, "GovAPI never deletes it: active becomes false."],
    [resources.browserEnrollment, "GovAPI never deletes it: status becomes disabled."],
    [resources.webhookSettings, "Its settings are cleared; the other settings stay."],
    [resources.webhookTest, "It stays on the server, and is only forgotten."],
  ])("that removes tells what that means (%#)", (resource, sentence) => {
    const lines = planLines(planOf([stepOf([], { action: "remove", resource })]), { columns: 80, style });
    expect(lines).toContain(`      ${sentence}`);
  });

  test("cannot make a terminal obey by its address, its identity or its reason", () => {
    const step = stepOf([], { address: "X/\u001b[2J", identity: "\u009b", because: "a\r\u001b]0;x" });
    for (const line of planLines(planOf([step], [step]), { columns: 80, style })) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    }
  });
});

test("a plan that changes nothing says so, and what it leaves alone", () => {
  const steps = [stepOf([], { action: "none" }), stepOf([], { action: "none", because: "It belongs to nobody." })];
  expect(planLines(planOf(steps), { columns: 80, style })).toEqual([
    "Left as they are:",
    "      BrowserPolicy/strict",
    "        It belongs to nobody.",
    "",
    "No changes: the tenant is what the manifests say (2 instances).",
  ]);
});

test("leftovers are named, with what removal would mean", () => {
  const lines = planLines(planOf([], [stepOf([], { action: "remove" })]), { columns: 80, style });
  expect(lines.slice(0, 2)).toEqual([
    "No longer in any manifest; --prune removes them:",
    "      BrowserPolicy/strict  GovAPI never deletes it: active becomes false.",
  ]);
});
