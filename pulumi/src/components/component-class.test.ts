import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import {
  type ComponentResource,
  type ComponentResourceOptions,
  CustomResource,
  type CustomResourceOptions,
  type Inputs,
  isSecret,
  type Output,
  output,
  runtime,
  secret,
} from "@pulumi/pulumi";
import { camelCase } from "@thoth-iac/model";
import fc from "fast-check";
import { dynamicClass } from "../program/dynamic-class.ts";
import { pluginClass } from "../program/plugin-class.ts";
import { Provider } from "../program/provider.ts";
import { dynamicTypeOf, typeOf } from "../tokens.ts";
import { ArgumentsError } from "./arguments-error.ts";
import { type ComponentDefinition, childName, type PartDefinition } from "./component.ts";
import { componentClass } from "./component-class.ts";
import { governedTenant } from "./governed-tenant.ts";

const GovernedTenant = componentClass(governedTenant, dynamicClass);
const PluginTenant = componentClass(governedTenant, pluginClass);

/** The class as plain JavaScript sees it. */
type AnyComponent = new (name: string, args?: unknown, opts?: unknown) => ComponentResource & Record<string, unknown>;
const loosely = (made: unknown) => made as AnyComponent; // what the compiler would have refused is what is tested

const flavours = [
  { flavour: "dynamic", made: loosely(GovernedTenant), typeIn: dynamicTypeOf },
  { flavour: "plugin", made: loosely(PluginTenant), typeIn: typeOf },
] as const;

const rows: readonly (readonly [string, PartDefinition])[] = Object.entries(governedTenant.parts);

/** A tenant that has every part. */
const everything = {
  settings: { complianceProfile: "soc2", shadowHigh: "block" },
  webhook: { webhookEnabled: true, webhookUrl: "https://events.example.com/thoth" },
  siem: { siemProvider: "splunk" },
  webhookTest: { trigger: "v1" },
  mdm: { providerName: "jamf", config: { base_url: "https://acme.jamfcloud.com" } },
  mdmSync: { trigger: "2026-01" },
  browsers: { chrome: { name: "Chrome" }, work: { providerName: "firefox" } },
  browserPolicies: { extensions: { name: "Extensions", providerName: "chrome", policyJson: "{}" } },
  browserEnrollments: { ada: { providerName: "chrome", userId: "ada@example.com", deviceId: "mac-0042" } },
} as const;

interface Seen {
  readonly type: string;
  readonly name: string;
  readonly opts: CustomResourceOptions;
}

let registered: runtime.MockResourceArgs[] = [];
let seen: Seen[] = [];

/** Stands in for Pulumi's engine: every resource is made as it was asked for, or in a preview will be. */
async function engine(isPreview = false): Promise<void> {
  await runtime.setMocks(
    {
      newResource: (args) => {
        registered.push(args);
        return { id: args.custom ? `${args.name}-id` : undefined, state: args.inputs };
      },
      call: ({ inputs }) => inputs,
    },
    "stories",
    "test",
    isPreview,
  );
}

beforeEach(async () => {
  registered = [];
  seen = [];
  runtime.setAllConfig({});
  await engine();
});

afterEach(() => runtime.disconnect());

/** Options that a program gives, by which the test sees all that are registered. */
const watched: ComponentResourceOptions = {
  transformations: [({ type, name, opts }) => void seen.push({ type, name, opts })],
};

function resourcesOf(component: object): readonly CustomResource[] {
  const parts = rows.map(([part]): unknown => Reflect.get(component, part));
  return parts.flatMap((part) => (CustomResource.isInstance(part) ? [part] : Object.values(part ?? {})));
}

async function urnsOf(component: ComponentResource): Promise<readonly string[]> {
  return Promise.all([component, ...resourcesOf(component)].map(({ urn }) => valueIn(urn)));
}

function valueIn<T>(from: Output<T>): Promise<T> {
  return new Promise((resolve) => void from.apply((value) => resolve(value as T))); // nothing in it is an output still
}

function inputsOf(name: string): Inputs {
  const found = registered.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} was not registered`);
  return found.inputs;
}

const namesOf = (resources: unknown) => [resources].flat().map((one) => Reflect.get(Object(one), "__name"));

describe("the names of a tenant's resources, which stacks hold", () => {
  test("are for good in the dynamic flavour", async () => {
    const inside = "urn:pulumi:test::stories::thoth:index:GovernedTenant$pulumi-nodejs:dynamic/thoth";
    expect(await urnsOf(new GovernedTenant("acme", everything))).toEqual([
      "urn:pulumi:test::stories::thoth:index:GovernedTenant::acme",
      `${inside}:TenantSettings::acme-settings`,
      `${inside}:WebhookSettings::acme-webhook`,
      `${inside}:SiemSettings::acme-siem`,
      `${inside}:WebhookTest::acme-webhookTest`,
      `${inside}:MdmProvider::acme-mdm`,
      `${inside}:MdmSync::acme-mdmSync`,
      `${inside}:BrowserProvider::acme-browsers-chrome`,
      `${inside}:BrowserProvider::acme-browsers-work`,
      `${inside}:BrowserPolicy::acme-browserPolicies-extensions`,
      `${inside}:BrowserEnrollment::acme-browserEnrollments-ada`,
    ]);
  });

  test("are for good in the plugin's flavour", async () => {
    const inside = "urn:pulumi:test::stories::thoth:index:GovernedTenant$thoth";
    expect(await urnsOf(new PluginTenant("acme", everything))).toEqual([
      "urn:pulumi:test::stories::thoth:index:GovernedTenant::acme",
      `${inside}:governance/tenantSettings:TenantSettings::acme-settings`,
      `${inside}:governance/webhookSettings:WebhookSettings::acme-webhook`,
      `${inside}:governance/siemSettings:SiemSettings::acme-siem`,
      `${inside}:governance/webhookTest:WebhookTest::acme-webhookTest`,
      `${inside}:mdm/provider:Provider::acme-mdm`,
      `${inside}:mdm/sync:Sync::acme-mdmSync`,
      `${inside}:browser/provider:Provider::acme-browsers-chrome`,
      `${inside}:browser/provider:Provider::acme-browsers-work`,
      `${inside}:browser/policy:Policy::acme-browserPolicies-extensions`,
      `${inside}:browser/enrollment:Enrollment::acme-browserEnrollments-ada`,
    ]);
  });
});

describe.each(flavours)("a governed tenant, $flavour", ({ made, typeIn }) => {
  test("without any part is a component and nothing else", async () => {
    const component = new made("bare");
    expect(await urnsOf(component)).toEqual(["urn:pulumi:test::stories::thoth:index:GovernedTenant::bare"]);
    expect(component).not.toHaveProperty("settings");
    expect(component.browsers).toEqual({});
  });

  test.each(rows)("with the part %s alone makes its resource and no other", async (part, { resource, many, keyed }) => {
    const example = Object.entries(resource.example).map(([name, value]) => [camelCase(name), value]);
    const args = Object.fromEntries(example.filter(([name]) => name !== keyed));
    const component = new made("acme", { [part]: many ? { chrome: args } : args }, watched);
    await urnsOf(component);
    expect(registered.map(({ type }) => type)).toEqual([governedTenant.type, typeIn(resource)]);
    const child = component[part];
    expect(CustomResource.isInstance(many ? Reflect.get(Object(child), "chrome") : child)).toBe(true);
    expect(seen.map(({ opts }) => [opts.parent === component, opts.dependsOn])).toEqual([
      [false, undefined],
      [true, undefined],
    ]);
  });

  test("says nothing of its own to the engine, where a secret of a part would lie open", async () => {
    const component = new made("acme", { webhook: { webhookSecret: "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=" } });
    await urnsOf(component);
    expect(inputsOf("acme")).toEqual({});
  });

  test("makes each resource after those that it needs, and says so only where the table does", async () => {
    const component = new made("acme", everything, watched);
    await urnsOf(component);
    const waits = seen.flatMap(({ name, opts }) => (opts.dependsOn ? [[name, namesOf(opts.dependsOn)]] : []));
    expect(waits).toEqual([
      ["acme-webhookTest", ["acme-settings", "acme-webhook"]],
      ["acme-mdmSync", ["acme-mdm"]],
      ["acme-browserPolicies-extensions", ["acme-browsers-chrome", "acme-browsers-work"]],
      ["acme-browserEnrollments-ada", ["acme-browsers-chrome", "acme-browsers-work"]],
    ]);
  });

  test.each([true, false])("fills in what its parts say of one another (preview: %s)", async (isPreview) => {
    await engine(isPreview);
    await urnsOf(new made("acme", everything));
    expect(inputsOf("acme-mdmSync")).toMatchObject({ providerName: "jamf" });
    expect(inputsOf("acme-browsers-chrome")).toMatchObject({ name: "Chrome", providerName: "chrome" });
    expect(inputsOf("acme-browsers-work")).toMatchObject({ providerName: "firefox" });
  });

  test("lets a sync name another MDM system than the one beside it", async () => {
    await urnsOf(new made("acme", { mdm: everything.mdm, mdmSync: { providerName: "intune" } }));
    expect(inputsOf("acme-mdmSync")).toMatchObject({ providerName: "intune" });
  });

  test("takes values that are known later, and keeps secrets secret", async () => {
    const webhookSecret = secret("whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=");
    const component = new made("acme", { webhook: { webhookSecret, webhookUrl: output("https://a.example.com") } });
    await urnsOf(component);
    expect(inputsOf("acme-webhook")).toMatchObject({ webhookUrl: "https://a.example.com" });
    expect(await isSecret(Reflect.get(Object(component.webhook), "webhookSecret"))).toBe(true);
  });

  test("changes its resources as the program asks, by a change or by a function", async () => {
    const args = {
      ...everything,
      transform: {
        settings: { args: { shadowHigh: "step_up" }, opts: { protect: true } },
        browsers: ({ name, key, args: given }: { name: string; key: string; args: Inputs }) =>
          key === "chrome" ? { args: { name: `${given.name} of ${name}` }, opts: { retainOnDelete: true } } : undefined,
      },
    };
    await urnsOf(new made("acme", args, watched));
    expect(inputsOf("acme-settings")).toMatchObject({ complianceProfile: "soc2", shadowHigh: "step_up" });
    expect(inputsOf("acme-browsers-chrome")).toMatchObject({ name: "Chrome of acme-browsers-chrome" });
    expect(inputsOf("acme-browsers-work").name).toBeUndefined();
    const options = new Map(seen.map(({ name, opts }) => [name, opts]));
    expect(options.get("acme-settings")).toMatchObject({ protect: true });
    expect(options.get("acme-browsers-chrome")).toMatchObject({ retainOnDelete: true });
    expect(options.get("acme-browsers-work")?.retainOnDelete).toBeUndefined();
  });

  test("adds what a change waits for to what the table says", async () => {
    const other = new made("other", { settings: {} });
    const args = { ...everything, transform: { webhookTest: { opts: { dependsOn: other.settings } } } };
    await urnsOf(new made("acme", args, watched));
    const wait = seen.find(({ name }) => name === "acme-webhookTest")?.opts.dependsOn;
    expect(namesOf(wait)).toEqual(["acme-settings", "acme-webhook", "other-settings"]);
  });

  test("leaves the arguments as they were, whatever a function does to its own copy", async () => {
    const args = {
      ...structuredClone(everything),
      transform: { mdm: ({ args: given }: { args: Inputs }) => void Object.assign(given, { enabled: false }) },
    };
    const before = JSON.stringify(args);
    await urnsOf(new made("acme", freeze(args)));
    expect(JSON.stringify(args)).toBe(before);
    expect(inputsOf("acme-mdm").enabled).toBeUndefined();
  });

  test("knows a component of its class and no other", () => {
    const { isInstance } = made as unknown as typeof GovernedTenant; // the two differ in the types of their arguments
    expect(isInstance(new made("acme"))).toBe(true);
    expect(isInstance({})).toBe(false);
    expect(made.name).toBe("GovernedTenant");
  });
});

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
}

describe("a connection of the component's own", () => {
  test.each(["provider", "providers"])("is that of its resources, given as %s", async (option) => {
    const connection = new Provider("globex", { tenantId: "globex" });
    const opts = { [option]: option === "provider" ? connection : [connection] };
    await urnsOf(new PluginTenant("acme", everything, opts));
    const children = registered.filter(({ custom, name }) => custom && name.startsWith("acme-"));
    expect(children).toHaveLength(10);
    const reference = "urn:pulumi:test::stories::pulumi:providers:thoth::globex::globex-id";
    expect([...new Set(children.map(({ provider }) => provider))]).toEqual([reference]);
  });
});

test("any parts and keys make one resource each, of the names that the rule gives", async () => {
  const keys = fc.uniqueArray(
    fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom("__proto__", "constructor", "a-b")),
  );
  const subset = fc.subarray(rows.filter(([part]) => part !== "mdmSync").map(([part]) => part));
  await fc.assert(
    fc.asyncProperty(subset, keys, async (chosen, names) => {
      registered = [];
      const args = chosen.map((part) => {
        const given: Inputs = Reflect.get(everything, part);
        const [one = {}] = Object.values(given);
        const isMany = rows.some(([name, { many }]) => name === part && many);
        return [
          part,
          isMany ? Object.fromEntries(names.map((key) => [key, { ...one, providerName: "chrome" }])) : given,
        ];
      });
      await urnsOf(new (loosely(GovernedTenant))("acme", Object.fromEntries(args)));
      const expected = rows
        .filter(([part]) => chosen.includes(part))
        .flatMap(([part, { many }]) =>
          many ? names.map((key) => childName("acme", part, key)) : [childName("acme", part)],
        );
      expect(
        registered
          .slice(1)
          .map(({ name }) => name)
          .toSorted(),
      ).toEqual(expected.toSorted());
      expect(new Set(expected).size).toBe(expected.length);
    }),
    { numRuns: 8 },
  );
});

describe("a part that had another name in an earlier version", () => {
  const renamed = {
    ...governedTenant,
    parts: {
      hook: { ...governedTenant.parts.webhook, formerly: ["webhook", "notifications"] },
      engines: { ...governedTenant.parts.browsers, formerly: ["browsers"] },
    },
  } as const satisfies ComponentDefinition;
  const Renamed = componentClass(renamed, dynamicClass);

  test("keeps its resources: each has the names that it had, and the other flavour's type", async () => {
    const component = new Renamed("acme", { hook: {}, engines: { chrome: {} } }, watched);
    expect(await valueIn(component.hook?.urn ?? output(""))).toMatch(/::acme-hook$/);
    const aliases = new Map(seen.map(({ name, opts }) => [name, opts.aliases]));
    expect(aliases.get("acme-hook")).toEqual([
      { type: "thoth:governance/webhookSettings:WebhookSettings" },
      { name: "acme-webhook" },
      { name: "acme-notifications" },
    ]);
    expect(aliases.get("acme-engines-chrome")).toEqual([
      { type: "thoth:browser/provider:Provider" },
      { name: "acme-browsers-chrome" },
    ]);
  });
});

describe("wrong arguments from plain JavaScript", () => {
  const refused = (args: unknown): ArgumentsError => {
    try {
      new (loosely(GovernedTenant))("acme", args);
    } catch (thrown) {
      if (thrown instanceof ArgumentsError) return thrown;
      throw thrown;
    }
    throw new Error("nothing was wrong");
  };

  test("are told all at once, each with component, part and property, and make nothing", async () => {
    const { message } = refused({
      browserz: {},
      settings: { shadowHigh: "stop", complianceProfil: "soc2" },
      webhook: "https://events.example.com",
      mdmSync: {},
      browsers: { chrme: {}, chrome: [] },
      browserEnrollments: { ada: { providerName: "chrome" } },
      transform: { sim: {} },
    });
    expect(message.split("\n")).toEqual([
      'GovernedTenant "acme": ',
      "  browserz: There is no part of this name. Did you mean browsers?",
      "  transform.sim: There is no part of this name. Did you mean siem?",
      "  webhook: Expected an object; found a string.",
      "  browsers.chrome: Expected an object; found a list.",
      expect.stringMatching(/^ {2}settings\.complianceProfil: Unknown attribute\. .*Did you mean complianceProfile\?$/),
      expect.stringMatching(/^ {2}settings\.shadowHigh: .*"allow", "step_up", "block".*"stop"/),
      "  mdmSync.providerName: Give it, or the part mdm to take it from.",
      expect.stringMatching(/^ {2}browsers\.chrme\.providerName: .*"chrome", "firefox".*"chrme"/),
      expect.stringMatching(/^ {2}browserEnrollments\.ada\.userId: Missing required attribute\./),
      expect.stringMatching(/^ {2}browserEnrollments\.ada\.deviceId: Missing required attribute\./),
    ]);
    expect(registered).toEqual([]);
  });

  test.each<readonly [string, unknown, string]>([
    ["a text in place of all", "soc2", "The arguments must be an object; found a string."],
    ["a list in place of all", [], "The arguments must be an object; found a list."],
    ["an empty key", { browsers: { "": {} } }, "browsers: A key must not be empty: the resource is named after it."],
    [
      "a change that is none",
      { mdm: everything.mdm, transform: { mdm: { arg: {} } } },
      "transform.mdm: A change is an object of args and opts, or a function that gives one; found an object.",
    ],
    ["a promised change", { mdm: everything.mdm, transform: { mdm: async () => ({}) } }, "transform.mdm: A change is"],
    ["changes that are none", { transform: true }, "transform: Expected an object; found a boolean."],
    [
      "a key that is not known",
      { siem: output({}) },
      "siem: Expected an object; found an output, and what it holds must be known when the program runs: give outputs inside it.",
    ],
  ])("are told: %s", (_, args, said) => {
    expect(refused(args).message).toContain(said);
  });

  test("are told: a resource in place of one of its values", () => {
    const { chrome } = new GovernedTenant("other", { browsers: { chrome: {} } }).browsers;
    const args = { browserEnrollments: { ada: { ...everything.browserEnrollments.ada, providerName: chrome } } };
    expect(refused(args).message).toMatch(/browserEnrollments\.ada\.providerName: .*object/);
  });

  test("are told: two parts that give one setting different values, without the values", () => {
    const first = "whsec_Zmlyc3QtZmlyc3QtZmlyc3Q=";
    const { message, failures } = refused({
      settings: { webhookEnabled: false, webhookSecret: first, siemProvider: "splunk" },
      webhook: { webhookEnabled: true, webhookSecret: "whsec_c2Vjb25kLXNlY29uZA==" },
      siem: { siemProvider: "splunk" },
    });
    expect(failures).toEqual([
      {
        property: "webhook.webhookEnabled",
        reason: "settings.webhookEnabled gives this setting of the tenant another value. Give it in one part only.",
      },
      {
        property: "webhook.webhookSecret",
        reason: "settings.webhookSecret gives this setting of the tenant another value. Give it in one part only.",
      },
    ]);
    expect(message).not.toContain("whsec");
  });

  test("are not suspected where a value is known only later", async () => {
    const webhookEnabled = output(true);
    const args = { settings: { webhookEnabled: false }, webhook: { webhookEnabled } };
    expect(await urnsOf(new GovernedTenant("acme", args))).toHaveLength(3);
  });
});

describe("the table", () => {
  const names = rows.map(([part]) => part);

  test.each(rows)("has %s after the parts that it needs, by names that its resource knows", (part, row) => {
    const earlier = names.slice(0, names.indexOf(part));
    expect(earlier).toEqual(expect.arrayContaining([...(row.after ?? []), ...Object.values(row.takes ?? {})]));
    const inputs = row.resource.attributes.filter(({ input }) => input).map(({ name }) => camelCase(name));
    expect(inputs).toEqual(expect.arrayContaining([...Object.keys(row.takes ?? {}), row.keyed ?? inputs[0]]));
    expect(row.description).toMatch(/^[A-Z].*\.$/);
  });

  test("has no part named like something else of a component", () => {
    const others = Object.getOwnPropertyNames(Object.getPrototypeOf(GovernedTenant.prototype));
    expect(names.filter((name) => [...others, "urn", "transform"].includes(name) || name.includes("-"))).toEqual([]);
  });
});

test("the compiler knows what each part takes and gives", () => {
  const chrome = { providerName: "chrome" } as const;
  const component = new GovernedTenant("acme", {
    settings: { shadowHigh: output("block" as const), toolRiskOverrides: { "crm.delete": "high" } },
    mdm: { providerName: "jamf", adopt: true },
    browsers: { chrome: {} },
    transform: {
      browsers: { opts: { protect: false } },
      mdm: ({ args }) => ({ args: { name: `${args.providerName}` } }),
    },
  });
  const shadow: Output<"allow" | "step_up" | "block" | undefined> | undefined = component.settings?.shadowHigh;
  const browser: Output<"chrome" | "firefox" | "safari" | "island"> | undefined =
    component.browsers.chrome?.providerName;
  expect([shadow, browser].every((each) => each !== undefined)).toBe(true);
  const wrong = () => [
    // @ts-expect-error a part that is not in the table
    new GovernedTenant("a", { browserz: {} }),
    // @ts-expect-error a value that is not accepted
    new GovernedTenant("b", { settings: { shadowHigh: "stop" } }),
    // @ts-expect-error an MDM system without its name
    new GovernedTenant("c", { mdm: {} }),
    // @ts-expect-error what only the dynamic flavour takes
    new PluginTenant("d", { browsers: { chrome: { ...chrome, adopt: true } } }),
    // @ts-expect-error a change of a part that is not in the table
    new GovernedTenant("e", { transform: { browserz: {} } }),
    // @ts-expect-error a part that may not be there
    component.webhook.webhookUrl,
  ];
  expect(wrong).toThrow(ArgumentsError);
});
