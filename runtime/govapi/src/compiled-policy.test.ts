import { expect, test } from "@jest/globals";
import { compiledPolicy } from "./compiled-policy.ts";

const neutral = { extension_settings: { "*": { installation_mode: "blocked" } }, url_blocklist: ["chat.example.com"] };

test("Chrome gets policies by their own names, with what is inside untouched", () => {
  expect(compiledPolicy("chrome", neutral)).toEqual({
    ExtensionSettings: { "*": { installation_mode: "blocked" } },
    URLBlocklist: ["chat.example.com"],
  });
});

test("Firefox gets them under policies", () => {
  expect(compiledPolicy("firefox", { extension_settings: {}, generative_ai: { Enabled: false } })).toEqual({
    policies: { ExtensionSettings: {}, GenerativeAI: { Enabled: false } },
  });
});

test("a policy in the vendor's form stays as it is", () => {
  expect(compiledPolicy("chrome", { ExtensionSettings: {}, "3rdparty": { extensions: {} } })).toEqual({
    ExtensionSettings: {},
    "3rdparty": { extensions: {} },
  });
  expect(compiledPolicy("firefox", { policies: { ExtensionSettings: {} } })).toEqual({
    policies: { ExtensionSettings: {} },
  });
});

test.each(["safari", "island", "a browser of tomorrow", "constructor"])(
  "%s gets the policy as it was written",
  (browser) => {
    expect(compiledPolicy(browser, neutral)).toEqual(neutral);
  },
);
