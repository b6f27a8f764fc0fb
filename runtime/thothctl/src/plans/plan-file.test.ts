import { describe, expect, test } from "@jest/globals";
import type { TenantPlan } from "@thoth-iac/client";
import { type JsonValue, resources } from "@thoth-iac/model";
import fc from "fast-check";
import { type PlanSource, planFileText, planIn } from "./plan-file.ts";
import { stepOf } from "./step-for-tests.ts";

const secret = "hunter2-correct-horse";

const step = stepOf([{ before: "a", after: "b" }], {
  prior: { name: "a", policy_id: "strict", updated_at: "2026-01-01T00:00:00Z" },
});
const secretStep = stepOf([{ attribute: "config", secret: true }], {
  address: "MdmProvider/jamf",
  resource: resources.mdmProvider,
  prior: { provider_name: "jamf", config: { client_secret: secret } },
  wanted: {
    resource: resources.mdmProvider,
    name: "jamf",
    configuration: { provider_name: "jamf", config: { client_secret: secret } },
    references: [],
    after: [],
  },
});

function sourceOf(source: Partial<PlanSource> = {}): PlanSource {
  const plan: TenantPlan = {
    tenant: "acme",
    owner: "default",
    steps: [step, secretStep],
    leftovers: [],
    marks: true,
    warnings: [],
  };
  const options = {
    owner: "default",
    prune: true,
    maxDeletions: 3,
    takeOver: false,
    targets: ["BrowserPolicy/strict"],
  };
  const documents = [
    { kind: "BrowserPolicy", name: "strict", dependsOn: ["X/y"], spec: { name: "b" }, file: "m/a.yaml", document: 2 },
  ];
  return { plan, baseUrl: "https://govapi.example", options, documents, ...source };
}

const text = await planFileText(sourceOf());

/** What was read, or the summary of why not. */
function read(written: string): string {
  const found = planIn(written, "tenant.plan");
  return found.ok ? "read" : (found.diagnostics[0]?.summary ?? "");
}

describe("a saved plan", () => {
  test("is read back as it was written", () => {
    const found = planIn(text, "tenant.plan");
    const { documents, options } = sourceOf();
    expect(found).toMatchObject({
      ok: true,
      value: { tenant: "acme", baseUrl: "https://govapi.example", options, documents },
    });
    expect(found.ok && found.value.steps.map(({ address }) => address)).toEqual([
      "BrowserPolicy/strict",
      "MdmProvider/jamf",
    ]);
    expect(found.ok && found.value.secrets).toEqual([
      { address: "MdmProvider/jamf", attribute: "config", fingerprint: expect.stringMatching(/^pbkdf2-sha256\$/) },
    ]);
  });

  test("is read back whatever its manifests say", async () => {
    const spec = fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()) as fc.Arbitrary<{
      [key: string]: JsonValue;
    }>; // what jsonValue gives is JSON
    await fc.assert(
      fc.asyncProperty(spec, fc.string({ unit: "binary" }), async (made, file) => {
        // What JSON cannot tell apart is no difference: a lone half of a character, and minus zero.
        const plain: { [key: string]: JsonValue } = JSON.parse(Buffer.from(JSON.stringify(made)).toString());
        const documents = [
          { kind: "K", name: "n", dependsOn: [], spec: plain, file: file.toWellFormed(), document: 1 },
        ];
        const found = planIn(await planFileText(sourceOf({ documents })), "tenant.plan");
        expect(found.ok && found.value.documents).toEqual(documents);
      }),
      { numRuns: 30 },
    );
  });

  test("holds no secret, nor what the server writes by itself", () => {
    expect(text).not.toContain(secret);
    expect(text).not.toContain("updated_at");
  });

  test("is refused if a byte of it is flipped, wherever", () => {
    const bytes = Buffer.from(text);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        expect(read(flipped.toString("utf8"))).toMatch(/damaged|no saved plan|newer/);
      }),
    );
  });

  test("is refused if it was cut off, wherever", () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), (length) => {
        expect(read(text.slice(0, length))).toMatch(/damaged|no saved plan/);
      }),
    );
  });

  test.each([
    ["", "This is no saved plan"],
    ["\n", "This is no saved plan"],
    ["apiVersion: thoth/v1\n", "This is no saved plan"],
    ["thoth-plan 2 sha256:00\n{}", "The saved plan is of a newer thothctl"],
    ["thoth-plan 99999999999999999999 sha256:00\n{}", "This is no saved plan"],
    ["thoth-plan 1 sha256:00\n{}", "The saved plan is damaged"],
    [`${text}\n`, "The saved plan is damaged"],
  ])("%j is refused: %s", (written, expected) => {
    expect(read(written)).toBe(expected);
  });
});
