import { describe, expect, test } from "@jest/globals";
import { resources } from "@thoth-iac/model";
import fc from "fast-check";
import { attributeFlagsOf, flagsByName } from "./attribute-flags.ts";
import type { FlagValues } from "./command.ts";
import { inputsFrom } from "./flag-inputs.ts";

const policy = attributeFlagsOf(resources.browserPolicy);
const settings = attributeFlagsOf(resources.tenantSettings);
const files: { readonly [path: string]: string } = {
  "policy.json": '{"a": 1}',
  secret: "s3cret-text\n",
  broken: "{ s3cret-text",
};

async function readFile(path: string): Promise<string> {
  const text = files[path];
  if (text === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
  return text;
}

const read = (flags: typeof policy, written: FlagValues) => inputsFrom(flags, written, readFile);

describe("the flags of attributes", () => {
  test("are named after GovAPI's words, and forms of one value share a flag", () => {
    expect(policy.map(({ name }) => name)).toEqual([
      ...["policy-id", "name", "provider", "enforcement-mode", "active", "version", "policy-file", "metadata-file"],
      ...["created-by", "updated-by"],
    ]);
  });

  test("are said to be required where the model requires the attribute or one of its forms", () => {
    const required = policy.filter(({ flag }) => flag.required).map(({ name }) => name);
    expect(required).toEqual(["name", "provider", "policy-file"]);
  });

  test("show what values are accepted", () => {
    expect(flagsByName(settings)["shadow-low"]?.choices).toEqual(["allow", "step_up", "block"]);
  });

  test("offer a file for each secret", () => {
    const secrets = resources.tenantSettings.attributes.filter(
      ({ sensitive, writeOnly, type }) => sensitive && !writeOnly && type.kind === "string",
    );
    const names = settings.map(({ name }) => name);
    expect(secrets.length).toBeGreaterThan(0);
    for (const { name } of secrets) expect(names).toContain(`${name.replaceAll("_", "-")}-file`);
  });
});

describe("what is written for flags", () => {
  test("becomes the attributes' values, in their types", async () => {
    const written = { name: "x", active: "FALSE", version: "3", "policy-file": "policy.json" };
    expect(await read(policy, written)).toEqual({
      ok: true,
      value: { name: "x", active: false, version: 3, policy: { a: 1 } },
    });
  });

  test("may repeat lists and maps", async () => {
    const written = { "regulatory-regime": ["soc2", "hipaa"], "tool-risk-override": ["a=low", "b=c=high"] };
    expect(await read(settings, written)).toEqual({
      ok: true,
      value: { regulatory_regimes: ["soc2", "hipaa"], tool_risk_overrides: { a: "low", b: "c=high" } },
    });
  });

  test("accepts words in any letter case, with hyphens for underscores", async () => {
    expect(await read(settings, { "shadow-low": "Step-Up" })).toEqual({ ok: true, value: { shadow_low: "step_up" } });
  });

  test("takes a secret from a file without its line break", async () => {
    expect(await read(settings, { "webhook-secret-file": "secret" })).toEqual({
      ok: true,
      value: { webhook_secret: "s3cret-text" },
    });
  });

  test("never quotes what a file of secrets holds", async () => {
    const broken = await read(attributeFlagsOf(resources.mdmProvider), { "config-file": "broken" });
    expect(broken).toMatchObject({ ok: false, diagnostics: [{ code: "malformed_json" }] });
    expect(JSON.stringify(broken)).not.toContain("s3cret");
  });

  test("is refused all at once where several flags are wrong", async () => {
    const wrong = await read(policy, { active: "maybe", version: "one", "policy-file": "nowhere" });
    expect(wrong).toMatchObject({
      ok: false,
      diagnostics: [{ attribute: ["active"] }, { attribute: ["version"] }, { attribute: ["policy"] }],
    });
  });

  test("is a number or refused, never something else", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        const result = await read(policy, { version: text });
        if (result.ok) expect(Number.isNaN(result.value.version)).toBe(false);
        else expect(result.diagnostics).toMatchObject([{ attribute: ["version"] }]);
      }),
    );
  });
});
