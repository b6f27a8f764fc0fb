import { describe, expect, test } from "@jest/globals";
import { App, Fn, Lazy, TerraformLocal, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { Construct } from "constructs";
import fc from "fast-check";
import * as bindings from "../bindings/cdktf/index.ts";
import {
  dataBrowserPoliciesInputs,
  type GovernanceSettingsProps,
  governanceSettingsInputs,
  mdmProviderInputs,
} from "../bindings/cdktf/props/index.ts";
import { ThothProvider } from "./constructs/thoth-provider.ts";
import { ThothTenant } from "./constructs/thoth-tenant.ts";
import { configOf, type Part } from "./part.ts";
import { checkedProps } from "./validation.ts";

function emptyStack(): TerraformStack {
  const stack = new TerraformStack(new App(), "prod");
  new ThothProvider(stack, "thoth", {});
  return stack;
}

/** Makes something in a stack as a program in JavaScript might, and gives what the synthesis says is wrong. */
function faultsOf(make: (stack: TerraformStack) => unknown): readonly string[] {
  const stack = emptyStack();
  make(stack);
  try {
    Testing.synth(stack, true);
    return [];
  } catch (error) {
    const lines = String(error)
      .split("\n")
      .map((line) => line.trim());
    return lines.filter((line) => line.startsWith("["));
  }
}

// What the compiler would refuse is what these tests are about.
const tenantOf = (props: unknown) => (stack: TerraformStack) => new ThothTenant(stack, "tenant", props as never);

describe("bad props", () => {
  test("are told all at once, with the construct, the prop, what was found and what is wanted", () => {
    const faults = faultsOf(
      tenantOf({
        complianceProfile: "soc3",
        regulatoryRegimes: "soc2",
        toolRiskOverrides: { shell: "enormous" },
        secretBrokerAuthBindings: [{ hostPattern: "api.figma.com", header: "X-Token" }],
        pamRequestTimeoutSeconds: 301,
        pamEnabled: "yes",
      }),
    );
    const wanted = [
      /^\[prod\/tenant\] complianceProfile must be one of "soc2",.*; found "soc3"/,
      /^\[prod\/tenant\] regulatoryRegimes must be a list .*; found a string/,
      /^\[prod\/tenant\] toolRiskOverrides\.shell must be one of "low",.*; found "enormous"/,
      /^\[prod\/tenant\] secretBrokerAuthBindings\[0\]\.secretRef is required/,
      /^\[prod\/tenant\] pamEnabled must be true or false; found a string/,
      /^\[prod\/tenant\] pamRequestTimeoutSeconds must be a number from 0\.1 to 300; found 301/,
    ];
    expect(faults).toEqual(wanted.map((pattern) => expect.stringMatching(pattern)));
  });

  test("that do not exist are told with the nearest that does", () => {
    expect(faultsOf(tenantOf({ shadowHihg: "block" }))).toEqual([
      "[prod/tenant] there is no prop shadowHihg; did you mean shadowHigh?",
    ]);
    expect(faultsOf(tenantOf({ shadow_high: "block" }))).toEqual([
      "[prod/tenant] there is no prop shadow_high; did you mean shadowHigh?",
    ]);
  });

  test.each([
    ["a text", "soc2", "a string"],
    ["a list", ["soc2"], "a list"],
    ["a function", () => ({}), "a function"],
    ["a number", 5, "a number"],
  ])("that are %s are told as such", (_, props, found) => {
    expect(faultsOf(tenantOf(props))).toEqual([`[prod/tenant] the props must be an object; found ${found}`]);
  });

  test("that are null are none", () => {
    expect(faultsOf(tenantOf(null))).toEqual([]);
    expect(faultsOf(tenantOf({ shadowHigh: null, regulatoryRegimes: undefined }))).toEqual([]);
  });

  test.each([
    ["a function", () => "block", /a function$/],
    [
      "a construct",
      new TerraformStack(new App(), "other"),
      /the construct TerraformStack itself: write one of its attributes/,
    ],
    ["an object of a class", new Date(0), /an object of the class Date$/],
    ["a bigint", 5n, /a bigint$/],
    ["a symbol", Symbol("a"), /a symbol$/],
  ])("that hold %s are told, where the framework would give up", (_, value, told) => {
    const [fault = "", ...others] = faultsOf(tenantOf({ shadowHigh: value }));
    expect(fault).toMatch(/^\[prod\/tenant\] shadowHigh: no configuration can hold /);
    expect(fault).toMatch(told);
    expect(others).toEqual([]);
  });

  test("that hold themselves are told, where the framework would not come back", () => {
    const circle: Record<string, unknown> = {};
    circle.again = { circle };
    expect(faultsOf(tenantOf({ extraSettings: circle }))).toEqual([
      "[prod/tenant] extraSettings.again.circle: no configuration can hold an object that it is itself a part of",
    ]);
  });

  test("of the provider are told as well", () => {
    const make = (stack: TerraformStack) =>
      new ThothProvider(stack, "second", { retryMaxAttempts: 0, tenant: "acme", orgApiKey: "k", alias: "eu" } as never);
    expect(faultsOf(make)).toEqual([
      "[prod/second] there is no prop tenant; did you mean tenantId?",
      expect.stringMatching(/^\[prod\/second\] retryMaxAttempts must be a whole number from 1 to 10; found 0/),
      expect.stringMatching(/^\[prod\/second\] orgApiKey is a secret/),
    ]);
  });

  test("of several constructs are told together", () => {
    const faults = faultsOf((stack) => {
      new ThothTenant(stack, "one", { shadowLow: "maybe" });
      new ThothTenant(stack, "two", { shadowLow: "perhaps" });
    });
    expect(faults.map((fault) => fault.split(" ")[0])).toEqual(["[prod/one]", "[prod/two]"]);
  });

  test("never end in another error than the one that names them", () => {
    const anything = fc.oneof(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withTypedArray: true,
        withNullPrototype: true,
        withSparseArray: true,
      }),
      fc.func(fc.anything()),
    );
    const props = fc.dictionary(fc.constantFrom(...governanceSettingsInputs, "pamEnabled", "other"), anything);
    fc.assert(
      fc.property(fc.oneof(props, anything), (given) => {
        const stack = emptyStack();
        tenantOf(given)(stack);
        try {
          Testing.synth(stack, true);
        } catch (error) {
          expect(String(error)).toMatch(/^Error: Validation failed with the following errors:/);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("what is known only later", () => {
  test("is let through, whatever is wanted: texts, numbers, lists, maps, truths and parts of them", () => {
    const faults = faultsOf((stack) => {
      const variable = (name: string, type = "string") => new TerraformVariable(stack, name, { type });
      new ThothTenant(stack, "tenant", {
        complianceProfile: variable("profile").stringValue,
        regulatoryRegimes: variable("regimes", "list(string)").listValue,
        toolRiskOverrides: { shell: variable("risk").stringValue },
        secretBrokerEnabled: variable("enabled", "bool").booleanValue,
        secretBrokerAllowedHosts: ["a.example", `${variable("host").stringValue}.example`],
        pamRequestTimeoutSeconds: variable("seconds", "number").numberValue,
        pamRequestUrl: `https://${variable("domain").stringValue}/challenge`,
        extraSettings: Token.asAnyMap(variable("extra", "map(any)").value),
        modelRouterDefaultModel: Lazy.stringValue({ produce: () => "later" }),
        modelRouterAllowedModels: Fn.split(",", variable("models").stringValue),
        shadowLow: new TerraformLocal(stack, "low", "allow").asString,
        shadowHigh: "${var.profile}",
      });
    });
    expect(faults).toEqual([]);
  });

  test("does not hide what is wrong beside it", () => {
    const faults = faultsOf((stack) => {
      const host = new TerraformVariable(stack, "host", {});
      new ThothTenant(stack, "tenant", { secretBrokerAllowedHosts: [host.stringValue, ""], shadowLow: "maybe" });
    });
    expect(faults).toEqual([
      expect.stringContaining("shadowLow must be"),
      expect.stringContaining("secretBrokerAllowedHosts[1] must be"),
    ]);
  });

  test("is no text that merely looks like it", () => {
    expect(faultsOf(tenantOf({ shadowLow: "$${var.low}" }))).toEqual([expect.stringContaining("shadowLow must be")]);
  });
});

describe("a secret", () => {
  const mdm: Part = { type: bindings.mdmProvider.MdmProvider.tfResourceType, inputs: mdmProviderInputs };
  const integrationOf = (config: unknown) => (stack: TerraformStack) =>
    checkedProps(new Construct(stack, "mdm"), { providerName: "jamf", ...(config as object) }, { parts: [mdm] });

  test("written as a text is refused, and the way to write it is told, but not the text", () => {
    const [fault, ...others] = faultsOf(tenantOf({ pamCallbackSecret: "whsec_abc" }));
    expect(fault).toContain("[prod/tenant] pamCallbackSecret is a secret");
    expect(fault).toContain('new TerraformVariable(this, "pam_callback_secret", { type: "string", sensitive: true })');
    expect(fault).not.toContain("whsec_abc");
    expect(others).toEqual([]);
  });

  test.each([
    ["an object", { config: { base_url: "https://jamf.example", client_secret: "s3cret" } }, "config.client_secret"],
    ["an object within", { config: { auth: [{ apiToken: "s3cret" }] } }, "config.auth[0].apiToken"],
    ["JSON text", { configJson: JSON.stringify({ client_secret: "s3cret" }) }, "configJson"],
    ["what is never kept", { configWo: { password: "s3cret" }, configWoVersion: 1 }, "configWo.password"],
  ])("in the middle of %s is refused, by its name", (_, config, path) => {
    expect(faultsOf(integrationOf(config))).toEqual([expect.stringContaining(`[prod/mdm] ${path} is a secret`)]);
  });

  test("from a variable is let through, in every form", () => {
    const faults = faultsOf((stack) => {
      const secret = new TerraformVariable(stack, "secret", { sensitive: true }).stringValue;
      new ThothTenant(stack, "tenant", { pamCallbackSecret: secret });
      checkedProps(
        new Construct(stack, "a"),
        { providerName: "jamf", config: { client_secret: secret } },
        { parts: [mdm] },
      );
      checkedProps(
        new Construct(stack, "b"),
        { providerName: "jamf", configJson: JSON.stringify({ client_secret: secret }) },
        { parts: [mdm] },
      );
      checkedProps(
        new Construct(stack, "c"),
        { providerName: "jamf", configJson: Fn.jsonencode({ client_secret: secret }) },
        { parts: [mdm] },
      );
    });
    expect(faults).toEqual([]);
  });
});

describe("a part", () => {
  test("may be a data source, of whose inputs the same is told", () => {
    const policies = bindings.dataThothBrowserPolicies.DataThothBrowserPolicies.tfResourceType;
    const part: Part = { type: policies, dataSource: true, inputs: dataBrowserPoliciesInputs };
    const faults = faultsOf((stack) =>
      checkedProps(new Construct(stack, "x"), { providerName: "opera" }, { parts: [part] }),
    );
    expect(faults).toEqual([expect.stringContaining("[prod/x] providerName must be one of")]);
  });

  const renamed: Part = {
    type: bindings.governanceSettings.GovernanceSettings.tfResourceType,
    inputs: governanceSettingsInputs,
    renamed: { complianceProfile: "profile" },
    set: ["shadowCritical"],
  };

  test("takes its inputs from the props that they are renamed to", () => {
    const props = { profile: "soc2", shadowCritical: "allow", shadowLow: undefined, other: 1 };
    expect(configOf<GovernanceSettingsProps>(renamed, props)).toEqual({ complianceProfile: "soc2" });
  });

  test("names the props, and not the inputs that they are renamed from or that no prop sets", () => {
    const faults = faultsOf((stack) =>
      checkedProps(new Construct(stack, "x"), { profile: "soc3", shadowCritical: "block" }, { parts: [renamed] }),
    );
    expect(faults).toEqual([
      expect.stringContaining("[prod/x] there is no prop shadowCritical"),
      expect.stringContaining("[prod/x] profile must be one of"),
    ]);
  });
});
