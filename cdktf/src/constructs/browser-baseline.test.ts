import { expect, test } from "@jest/globals";
import { App, TerraformStack, Testing } from "cdktf";
import { BrowserBaseline, type BrowserBaselineProps } from "./browser-baseline.ts";
import { ThothProvider } from "./thoth-provider.ts";

function emptyStack(): TerraformStack {
  const stack = new TerraformStack(new App(), "prod");
  new ThothProvider(stack, "thoth", {});
  return stack;
}

function synthesized(stack: TerraformStack) {
  return JSON.parse(Testing.synth(stack, true));
}

function resourcesOf(props: BrowserBaselineProps) {
  const stack = emptyStack();
  new BrowserBaseline(stack, "browser", props);
  return synthesized(stack).resource;
}

const extensions = { extension_settings: { "*": { installation_mode: "blocked" } } };

test("what is of the browser is made after it, by a reference to its name", () => {
  expect(
    resourcesOf({
      providerName: "chrome",
      name: "Chrome",
      policies: { extensions: { name: "Extensions", enforcementMode: "enforce", policy: extensions } },
      enrollments: { ada: { userId: "ada@example.com", deviceId: "mac-0042", status: "active" } },
    }),
  ).toEqual({
    thoth_browser_provider: { browser_7F3A1CF2: { provider_name: "chrome", name: "Chrome" } },
    thoth_browser_policy: {
      "browser_Policy-extensions_EB2DED3A": {
        name: "Extensions",
        provider_name: "${thoth_browser_provider.browser_7F3A1CF2.provider_name}",
        enforcement_mode: "enforce",
        policy: extensions,
      },
    },
    thoth_browser_enrollment: {
      "browser_Enrollment-ada_9D83A665": {
        provider_name: "${thoth_browser_provider.browser_7F3A1CF2.provider_name}",
        user_id: "ada@example.com",
        device_id: "mac-0042",
        status: "active",
      },
    },
  });
});

test.each(["chrome", "firefox", "safari", "island"])("there is a baseline for %s", (providerName) => {
  const made = resourcesOf({ providerName, policies: { one: { name: "One", policyJson: "{}" } } });
  expect(Object.values(made.thoth_browser_provider)).toEqual([{ provider_name: providerName }]);
  expect(Object.values(made.thoth_browser_policy)).toHaveLength(1);
});

test("any key has an address of its own, at which it stays wherever it stands", () => {
  const keys = ["a b", "a/b", "a--b", "a%0020b", "ab", "é", "\ud800", "", "constructor", "__proto__", "Resource"];
  const addressesOf = (names: readonly string[]) => {
    const policies = Object.fromEntries(names.map((name) => [name, { name: `of ${name}`, policyJson: "{}" }]));
    const made: Record<string, { name: string }> = resourcesOf({
      providerName: "chrome",
      policies,
    }).thoth_browser_policy;
    return Object.fromEntries(Object.entries(made).map(([address, { name }]) => [name, address]));
  };
  const addresses = addressesOf(keys);
  expect(Object.keys(addresses)).toHaveLength(keys.length);
  expect(new Set(Object.values(addresses)).size).toBe(keys.length);
  expect(addressesOf(keys.toReversed().slice(3))).toEqual(
    Object.fromEntries(keys.slice(0, -3).map((key) => [`of ${key}`, addresses[`of ${key}`]])),
  );
});

test("its policies and enrollments are at hand by their keys", () => {
  const stack = emptyStack();
  const baseline = new BrowserBaseline(stack, "browser", {
    providerName: "safari",
    policies: { strict: { name: "Strict", policyJson: "{}" } },
    enrollments: { bob: { userId: "bob@example.com", deviceId: "mac-1" } },
  });
  baseline.policies.strict?.addOverride("lifecycle.prevent_destroy", true);
  expect(Object.keys(baseline.enrollments)).toEqual(["bob"]);
  expect(Object.values(synthesized(stack).resource.thoth_browser_policy)).toMatchObject([
    { lifecycle: { prevent_destroy: true } },
  ]);
});

test("a browser that is managed elsewhere makes nothing", () => {
  const stack = emptyStack();
  const imported = BrowserBaseline.fromBrowserBaselineAttributes(stack, "browser", { providerName: "island" });
  expect(imported.providerName).toBe("island");
  expect(synthesized(stack).resource).toBeUndefined();
});
