import { expect, test } from "@jest/globals";
import { parse } from "./parse.ts";
import { governanceSettings } from "./resources/governance-settings.ts";

test("refuses an overlay that says something else than an attribute, for the attribute would drift for ever", () => {
  const parsed = parse(governanceSettings, {
    shadow_low: "allow",
    extra_settings_json: JSON.stringify({ shadow_policy: { low: "block" } }),
  });
  expect(parsed).toMatchObject({
    ok: false,
    diagnostics: [{ code: "conflicting_attributes", attribute: ["extra_settings_json"] }],
  });
});

test("takes an overlay that says the same as an attribute, or something that no attribute says", () => {
  const same = {
    shadow_low: "allow",
    extra_settings: { shadow_policy: { low: "allow" }, mcp_control: { enabled: true } },
  };
  expect(parse(governanceSettings, same)).toEqual({ ok: true, value: same });
});
