import { describe, expect, test } from "@jest/globals";
import { App, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import type { Construct } from "constructs";
import fc from "fast-check";
import { BrowserBaseline } from "./browser-baseline.ts";
import { GovernedFleet } from "./governed-fleet.ts";
import { MdmIntegration } from "./mdm-integration.ts";
import { SiemWebhook } from "./siem-webhook.ts";
import { ThothProvider } from "./thoth-provider.ts";
import { ThothTenant } from "./thoth-tenant.ts";

/** A class of constructs as plain JavaScript sees it. */
type AnyConstruct = new (scope: Construct, id: string, props?: unknown) => Construct;

/** What the compiler would refuse is what is tested. */
const constructs = { ThothTenant, SiemWebhook, MdmIntegration, BrowserBaseline, GovernedFleet } as unknown as Readonly<
  Record<"ThothTenant" | "SiemWebhook" | "MdmIntegration" | "BrowserBaseline" | "GovernedFleet", AnyConstruct>
>;

function emptyStack(): TerraformStack {
  const stack = new TerraformStack(new App(), "prod");
  new ThothProvider(stack, "thoth", {});
  return stack;
}

/** What the synthesis says is wrong with the props of a construct. */
function faultsOf(name: keyof typeof constructs, props?: unknown, stack = emptyStack()): readonly string[] {
  new constructs[name](stack, "it", props);
  return faultsIn(stack);
}

function faultsIn(stack: TerraformStack): readonly string[] {
  try {
    Testing.synth(stack, true);
    return [];
  } catch (error) {
    const lines = String(error).split("\n");
    expect(lines[0]).toBe("Error: Validation failed with the following errors:");
    return lines.flatMap((line) => (line.startsWith("  [") ? [line.trim()] : []));
  }
}

const circle: Record<string, unknown> = { name: "round" };
circle.self = circle;

describe("a webhook", () => {
  test("tells all that is wrong at once", () => {
    expect(
      faultsOf("SiemWebhook", {
        webhookUrl: "http://events.example.com",
        webhookEnabled: "yes",
        webhookSecret: "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz",
        siemProvider: "",
        siemWebhookSecretWoVersion: 1.5,
        sendTest: 1,
        testTriger: "v1",
      }),
    ).toEqual([
      "[prod/it] there is no prop testTriger; did you mean testTrigger?",
      expect.stringMatching(/^\[prod\/it\] webhookEnabled must be true or false; found a string/),
      expect.stringMatching(/^\[prod\/it\] webhookUrl must be an https URL .*found "http:\/\/events/),
      expect.stringMatching(/^\[prod\/it\] webhookSecret is a secret, .* new TerraformVariable\(/),
      expect.stringMatching(/^\[prod\/it\] siemProvider must be a string that is not empty; found ""/),
      expect.stringMatching(/^\[prod\/it\] siemWebhookSecretWoVersion must be a whole number.*; found 1.5/),
      expect.stringMatching(/^\[prod\/it\] siemWebhookSecretWoVersion has no effect without siemWebhookSecretWo/),
      "[prod/it] sendTest must be true or false, known when the program is synthesized; found a number",
    ]);
  });

  test("must know whether a test is sent, since that decides what is made", () => {
    expect(faultsOf("SiemWebhook", { sendTest: Token.asAny("${var.on}") })).toEqual([
      "[prod/it] sendTest must be true or false, known when the program is synthesized; found a token",
    ]);
  });
});

describe("an MDM integration", () => {
  test("tells all that is wrong at once", () => {
    expect(
      faultsOf("MdmIntegration", {
        providerName: "jam",
        config: { base_url: "https://acme.jamfcloud.com", client_secret: "in the clear" },
        configJson: '{"api_token":"in the clear"}',
        pollIntervalSeconds: 301,
        timeoutSeconds: "60",
      }),
    ).toEqual([
      expect.stringMatching(/^\[prod\/it\] providerName must be one of "jamf",.*; found "jam". Did you mean "jamf"/),
      expect.stringMatching(/^\[prod\/it\] Only one of configJson, config, configWo may be set/),
      expect.stringMatching(/^\[prod\/it\] configJson is a secret/),
      expect.stringMatching(/^\[prod\/it\] config.client_secret is a secret/),
      expect.stringMatching(/^\[prod\/it\] pollIntervalSeconds must be a whole number from 1 to 300; found 301/),
      expect.stringMatching(/^\[prod\/it\] timeoutSeconds must be a whole number from 1 to 3600; found a string/),
    ]);
  });

  test("without its system says that it is required", () => {
    for (const props of [undefined, null, {}]) {
      expect(faultsOf("MdmIntegration", props)).toEqual([
        expect.stringMatching(/^\[prod\/it\] providerName is required: one of "jamf"/),
      ]);
    }
  });

  test("takes tokens wherever Terraform resolves them", () => {
    const stack = emptyStack();
    const text = new TerraformVariable(stack, "text", { type: "string" });
    const number = new TerraformVariable(stack, "number", { type: "number" });
    const props = {
      providerName: text.stringValue,
      config: text.value,
      enabled: text.value,
      syncTrigger: text.stringValue,
      timeoutSeconds: number.numberValue,
      pollIntervalSeconds: text.value,
    };
    expect(faultsOf("MdmIntegration", props, stack)).toEqual([]);
  });
});

describe("a browser", () => {
  test("tells all that is wrong at once, each policy and enrollment by its key", () => {
    expect(
      faultsOf("BrowserBaseline", {
        providerName: "opera",
        policies: {
          one: { name: "One", enforcementMode: "observe", policy: {}, policyJson: "[]" },
          two: { name: "Two", providerName: "chrome" },
          three: [],
          four: { name: "Four", policy: { server: { api_key: "in the clear" } } },
        },
        enrollments: { "a b": { userId: "ada@example.com", deviceId: 7, lastSeenAt: "yesterday" }, bob: null },
      }),
    ).toEqual([
      expect.stringMatching(/^\[prod\/it\] providerName must be one of "chrome",.*; found "opera"/),
      expect.stringMatching(/^\[prod\/it\] policies.one: enforcementMode must be one of "monitor", "enforce"; found/),
      expect.stringMatching(/^\[prod\/it\] policies.one: policyJson must be JSON text of an object; found a list/),
      expect.stringMatching(/^\[prod\/it\] policies.one: Exactly one of policyJson, policy must be set; .* are/),
      expect.stringMatching(/^\[prod\/it\] policies.two: there is no prop providerName/),
      expect.stringMatching(/^\[prod\/it\] policies.two: Exactly one of policyJson, policy must be set; none is/),
      "[prod/it] policies.three must be an object; found a list",
      expect.stringMatching(/^\[prod\/it\] policies.four: policy.server.api_key is a secret/),
      expect.stringMatching(/^\[prod\/it\] enrollments\["a b"\]: deviceId must be a string .*; found a number/),
      expect.stringMatching(/^\[prod\/it\] enrollments\["a b"\]: lastSeenAt must be an RFC 3339 time.*"yesterday"/),
    ]);
  });

  test("has each device of a user once, and each id once", () => {
    const ada = { userId: "ada@example.com", deviceId: "mac-0042" };
    const policy = { name: "One", policyJson: "{}", policyId: "bp_1" };
    const enrollments = { one: ada, two: { ...ada }, three: { ...ada, browserProfile: "work" } };
    expect(
      faultsOf("BrowserBaseline", { providerName: "chrome", enrollments, policies: { one: policy, two: policy } }),
    ).toEqual([
      '[prod/it] policies.two is the same as policies.one: both have policyId "bp_1"; keep one of them',
      '[prod/it] enrollments.two is the same as enrollments.one: both have deviceId "mac-0042", userId "ada@example.com"; keep one of them',
    ]);
  });

  test("must know the keys of its policies, since they are made of them", () => {
    const policies = Token.asAny("${var.policies}");
    expect(faultsOf("BrowserBaseline", { providerName: "chrome", policies })).toEqual([
      "[prod/it] policies must be an object that has props under each key; found a token",
    ]);
  });
});

describe("a fleet", () => {
  const ada = { deviceId: "mac-0042", userId: "ada@example.com" };
  const bob = { deviceId: "mac-1", userId: "bob@example.com" };
  const fleetOf = (rings: unknown) => faultsOf("GovernedFleet", { devices: [ada, bob], rings });

  test("takes percentages that grow from ring to ring, and no others", () => {
    expect(fleetOf({ canary: { percent: 5 }, pilot: { percent: 25 }, full: { percent: 100 } })).toEqual([]);
    expect(fleetOf({ canary: { percent: 5 }, pilot: { percent: 5 } })).toEqual([]);
    expect(fleetOf({ canary: { percent: 30 }, pilot: { percent: 20 }, full: { percent: 10 } })).toEqual([
      "[prod/it] rings.pilot.percent includes the rings before it, so it must be at least 30, as rings.canary.percent is; found 20",
      "[prod/it] rings.full.percent includes the rings before it, so it must be at least 20, as rings.pilot.percent is; found 10",
    ]);
    expect(fleetOf({ canary: { percent: 30 }, pilot: { devices: [] }, full: { percent: 10 } })).toEqual([
      "[prod/it] rings.full.percent includes the rings before it, so it must be at least 30, as rings.canary.percent is; found 10",
    ]);
    expect(fleetOf({ canary: { percent: -1 }, pilot: { percent: 101 } })).toEqual([
      "[prod/it] rings.canary.percent must be a number from 0 to 100; found -1.",
      "[prod/it] rings.pilot.percent must be a number from 0 to 100; found 101.",
    ]);
  });

  test("must know its percentages and its devices, since they decide what is made", () => {
    const stack = emptyStack();
    const number = new TerraformVariable(stack, "number", { type: "number" });
    const props = {
      devices: [{ deviceId: number.stringValue, userId: number.stringValue }],
      rings: { canary: { percent: number.numberValue }, pilot: { devices: number.listValue } },
    };
    const why = "must be known when the program is synthesized, since it decides what is made; found a token";
    expect(faultsOf("GovernedFleet", props, stack)).toEqual([
      `[prod/it] devices[0].deviceId ${why}`,
      `[prod/it] rings.canary.percent ${why}`,
      `[prod/it] rings.pilot.devices ${why}`,
    ]);
  });

  test("has rings that are either a percentage or a list of devices", () => {
    expect(fleetOf({ canary: { percent: 5, devices: ["mac-1"] }, pilot: {} })).toEqual([
      "[prod/it] rings.canary must have exactly one of percent, devices; found both",
      "[prod/it] rings.pilot must have exactly one of percent, devices; found none",
    ]);
  });

  test("has each device once, and each in one ring", () => {
    expect(
      faultsOf("GovernedFleet", {
        devices: [ada, bob, ada],
        rings: { canary: { devices: ["mac-1", "mac-1"] }, full: { devices: ["mac-1", "mac-0043"] } },
      }),
    ).toEqual([
      '[prod/it] devices[2].deviceId: a device of the fleet is listed once; found "mac-0042", which is devices[0].deviceId already',
      '[prod/it] rings.canary.devices[1]: a device is in one ring; found "mac-1", which is rings.canary.devices[0] already',
      '[prod/it] rings.full.devices[0]: a device is in one ring; found "mac-1", which is rings.canary.devices[0] already',
      '[prod/it] rings.full.devices[1]: must be one of those in devices; found "mac-0043"; did you mean "mac-0042"?',
    ]);
  });

  test("tells what is wrong with each of its parts by the part's own path", () => {
    expect(
      faultsOf("GovernedFleet", {
        tenant: { shadowHigh: "deny" },
        events: [],
        mdm: { providerName: "jamf", config: { client_secret: "in the clear" } },
        browsers: { opera: {}, chrome: { enrollments: {}, enabled: "no" }, safari: 5 },
        devices: [{ ...ada, browsers: ["crome"] }, 5, { userId: "eve@example.com" }],
        rings: { canari: { percent: 5 } },
      }),
    ).toEqual([
      "[prod/it] browsers.chrome.enrollments: the rings make them; remove it",
      "[prod/it] browsers.safari must be an object; found a number",
      expect.stringMatching(/^\[prod\/it\] devices\[1\] must be an object with deviceId, userId,.*; found a number/),
      expect.stringMatching(/^\[prod\/it\] devices\[2\].deviceId is required/),
      '[prod/it] devices[0].browsers: must be one of those in browsers; found "crome"; did you mean "chrome"?',
      expect.stringMatching(/^\[prod\/it\] There is no attribute canari. Did you mean canary/),
      expect.stringMatching(
        /^\[prod\/it\/Tenant\] shadowHigh must be one of "allow", "step_up", "block"; found "deny"/,
      ),
      "[prod/it/Events] the props must be an object; found a list",
      expect.stringMatching(/^\[prod\/it\/Mdm\] config.client_secret is a secret/),
      expect.stringMatching(/^\[prod\/it\/Browser-opera\] providerName must be one of .*; found "opera"/),
      expect.stringMatching(/^\[prod\/it\/Browser-chrome\] enabled must be true or false; found a string/),
    ]);
  });
});

describe("two constructs of one id", () => {
  test.each(Object.keys(constructs))("are refused where the second %s is made", (name) => {
    const stack = emptyStack();
    const made = constructs[name as keyof typeof constructs]; // the key is one of those
    new made(stack, "it", { providerName: "custom" });
    expect(() => new made(stack, "it", { providerName: "custom" })).toThrow(/already a Construct with name 'it'/);
  });
});

describe("props of any shape", () => {
  const shapes: readonly (readonly [string, unknown])[] = [
    ["a list", []],
    ["a function", () => 1],
    ["a class", App],
    ["a circle", circle],
    ["a construct", new App()],
    ["a symbol", Symbol("it")],
    ["a big number", 10n],
    ["no number", Number.NaN],
    ["a date", new Date(0)],
    ["a map", new Map([["a", 1]])],
    ["a set", new Set([1])],
    ["an object that is no text", { toString: 5, [Symbol.toPrimitive]: 5 }],
    ["an object without a prototype", Object.create(null)],
    ["a promise", Promise.resolve(1)],
  ];
  const names = Object.keys(constructs) as readonly (keyof typeof constructs)[]; // it has no others

  test.each(names.flatMap((name) => shapes.map(([title, shape]) => [name, title, shape] as const)))(
    "%s of %s, and of it in every prop, is told",
    (name, _, shape) => {
      const props = [
        "complianceProfile", "extraSettings", "regulatoryRegimes", "webhookUrl", "webhookSecret", "webhookEnabled", "sendTest",
        "testTrigger", "siemProvider", "providerName", "config", "configJson", "syncTrigger", "timeoutSeconds", "policies",
        "enrollments", "browsers", "devices", "rings", "tenant", "events", "mdm",
      ]; // biome-ignore format: one list
      expect(() => faultsOf(name, shape)).not.toThrow();
      const wrong = [shape, { a: shape }, [shape]].map((value) => props.map((prop) => [prop, value] as const));
      for (const entries of wrong) {
        const faults = faultsOf(name, Object.fromEntries(entries));
        expect(faults.length).toBeGreaterThan(0);
        expect(faults.filter((fault) => !fault.startsWith("[prod/it"))).toEqual([]);
      }
    },
  );

  test("any value at all ends in errors that name the construct, never in another one", () => {
    const props = fc.dictionary(
      fc.constantFrom(
        "policies",
        "enrollments",
        "browsers",
        "devices",
        "rings",
        "mdm",
        "events",
        "config",
        "webhookUrl",
      ),
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, maxDepth: 4 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), props, (name, given) => {
        for (const fault of faultsOf(name, given)) expect(fault).toMatch(/^\[prod\/it/);
      }),
      { numRuns: 60 },
    );
  });

  test.each(names)("%s fails the synthesis of the whole app in the same way", (name) => {
    for (const [, shape] of shapes) {
      const app = Testing.app();
      const stack = new TerraformStack(app, "prod");
      new ThothProvider(stack, "thoth", {});
      new constructs[name](stack, "it", {
        providerName: shape,
        tenant: shape,
        sendTest: shape,
        complianceProfile: shape,
      });
      expect(() => app.synth()).toThrow(/Validation failed|\[prod\/it/);
    }
  });
});
