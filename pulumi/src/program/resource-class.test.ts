import { beforeEach, describe, expect, test } from "@jest/globals";
import {
  type CustomResource,
  type CustomResourceOptions,
  type Input,
  type Inputs,
  isUnknown,
  type Output,
  output,
  type ResourceTransformationArgs,
  runtime,
  secret,
} from "@pulumi/pulumi";
import { camelCase, type Resource, resources, version } from "@thoth-iac/model";
import { classNameOf, dynamicTypeOf, typeOf } from "../tokens.ts";
import { inputsOf, propertiesOf, viewOf } from "../view.ts";
import { dynamicClass } from "./dynamic-class.ts";
import { pluginClass } from "./plugin-class.ts";

type AnyInstance = CustomResource & Readonly<Record<string, Output<unknown>>>;

/** A class of any resource, as plain JavaScript sees it. */
interface AnyClass {
  new (name: string, args?: unknown, opts?: CustomResourceOptions): AnyInstance;
  get(name: string, id: Input<string>, opts?: CustomResourceOptions): AnyInstance;
  isInstance(value: unknown): boolean;
}

const owners: readonly Resource[] = Object.values(resources).map((one) => one as Resource); // for the loops below
const rows = owners.flatMap((owner) => [
  { flavour: "dynamic", name: owner.name, owner, made: dynamicClass(owner) as unknown as AnyClass },
  { flavour: "plugin", name: owner.name, owner, made: pluginClass(owner) as unknown as AnyClass },
]);
const { browserPolicy, webhookSettings } = resources;
const DynamicPolicy = dynamicClass(browserPolicy);
const PluginPolicy = pluginClass(browserPolicy);
const policyArgs = { name: "One", providerName: "chrome", policy: { a: 1 } } as const;

let registered: runtime.MockResourceArgs[] = [];
let constructed: { readonly opts: CustomResourceOptions }[] = [];

beforeEach(() => {
  registered = [];
  constructed = [];
  runtime.setAllConfig({});
});

/** Stands in for Pulumi's engine: what is asked for is made, with what a server decided. */
async function engine({ isPreview = false, decided = {} }: { isPreview?: boolean; decided?: Inputs } = {}) {
  const newResource = (args: runtime.MockResourceArgs) => {
    registered.push(args);
    return { id: args.id || `${args.name}-id`, state: { ...args.inputs, ...decided } };
  };
  await runtime.setMocks({ newResource, call: ({ inputs }) => inputs }, "stories", "test", isPreview);
}

/** A program's options, by which the test sees all that are registered. */
function watched(more: CustomResourceOptions = {}): CustomResourceOptions {
  const watch = (seen: ResourceTransformationArgs) => {
    constructed.push(seen);
    return undefined;
  };
  return { ...more, transformations: [watch] };
}

function argsOf(owner: Resource): Inputs {
  return Object.fromEntries(Object.entries(owner.example).map(([name, value]) => [camelCase(name), value]));
}

/** What the engine was asked for. */
async function requestOf(resource: CustomResource): Promise<runtime.MockResourceArgs> {
  const urn = await valueIn(resource.urn);
  const found = registered.find(({ name }) => urn.endsWith(`::${name}`));
  if (found === undefined) throw new Error(`${urn} was not registered`);
  return found;
}

function valueIn<T>(from: Output<T>): Promise<T> {
  return new Promise((resolve) => {
    from.apply((value) => resolve(value as T)); // nothing in it is an output still
  });
}

/** Whether an output has its value, or only will have it. The SDK itself asks so, though its types do not tell. */
function isKnown(value: unknown): Promise<boolean> {
  return (value as { readonly isKnown: Promise<boolean> }).isKnown;
}

/** Inputs as they were sent, without the marks on secrets. */
function plain(inputs: Inputs): Inputs {
  const entries = Object.entries(inputs).map(([name, value]) => [name, secretIn(value) ? value.value : value]);
  return Object.fromEntries(entries);
}

function secretIn(value: unknown): value is { readonly value: unknown } {
  return (
    typeof value === "object" && value !== null && Object.values(value).includes("1b47061264138c4ac30d75fd1eb44270")
  );
}

describe.each(rows)("the $flavour class of $name", ({ flavour, owner, made }) => {
  const view = viewOf(owner);
  const [type, aliasType] =
    flavour === "dynamic" ? [dynamicTypeOf(owner), typeOf(owner)] : [typeOf(owner), dynamicTypeOf(owner)];

  test("registers the type, the arguments and the other flavour's type", async () => {
    await engine();
    const request = await requestOf(new made("one", argsOf(owner), watched()));
    const { __provider: text, ...inputs } = request.inputs;
    expect(request.type).toBe(type);
    expect(plain(inputs)).toEqual(argsOf(owner));
    expect(text).toBe(
      flavour === "dynamic"
        ? `exports.handler=()=>require("@thoth-iac/pulumi/runtime").v1("${owner.name}")`
        : undefined,
    );
    expect(constructed[0]?.opts.aliases).toEqual([{ type: aliasType }]);
    expect(constructed[0]?.opts.version).toBe(flavour === "plugin" ? version : undefined);
    expect(made.name).toBe(classNameOf(owner));
  });

  test("has an output for every property, which a preview does not know yet", async () => {
    for (const isPreview of [true, false]) {
      await engine({ isPreview });
      const instance = new made(`one-${isPreview}`, argsOf(owner));
      await requestOf(instance);
      for (const { name } of propertiesOf(view)) {
        const isGiven = Object.hasOwn(argsOf(owner), name);
        expect([name, await isKnown(instance[name])]).toEqual([name, isGiven || !isPreview]);
      }
    }
  });

  test("encrypts what the model calls a secret, as an input and as an output", async () => {
    await engine();
    const sensitive = propertiesOf(view).filter((property) => property.sensitive);
    const args = Object.fromEntries(sensitive.map(({ name }) => [name, "hush"]));
    const { inputs } = await requestOf(new made("one", { ...argsOf(owner), ...args }, watched()));
    expect(sensitive.filter(({ name }) => !secretIn(inputs[name]))).toEqual([]);
    expect(constructed[0]?.opts.additionalSecretOutputs).toEqual(sensitive.map(({ name }) => name));
  });

  test("reads what exists, with nothing but its id", async () => {
    await engine({ decided: { tenantId: "acme" } });
    const found = made.get("one", "the-id");
    const { id, inputs, type: asked } = await requestOf(found);
    expect([asked, id, Object.keys(inputs)]).toEqual([type, "the-id", flavour === "dynamic" ? ["__provider"] : []]);
    expect(await valueIn(found.tenantId ?? output(""))).toBe("acme");
  });

  test("knows its own instances", async () => {
    await engine();
    const other = new (flavour === "dynamic" ? PluginPolicy : DynamicPolicy)("other", policyArgs);
    expect([new made("one", argsOf(owner)), other, undefined, {}].map((one) => made.isInstance(one))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test("refuses what lacks a required argument, or is no object, and says which", async () => {
    await engine();
    const required = inputsOf(view).filter((input) => input.required);
    for (const { name } of required) {
      const { [name]: _left, ...rest } = argsOf(owner);
      expect(() => new made("one", rest)).toThrow(new TypeError(`${classNameOf(owner)} "one": ${name} must be given.`));
    }
    for (const args of ["text", ["list"], 1]) {
      expect(() => new made("one", args)).toThrow(
        /"one": the arguments must be an object; found a (string|list|number)\./,
      );
    }
    if (required.length === 0) expect((await requestOf(new made("none"))).name).toBe("none");
    else expect(() => new made("one")).toThrow(/must be given\.$/);
  });
});

describe.each([
  { flavour: "dynamic", Policy: DynamicPolicy },
  { flavour: "plugin", Policy: PluginPolicy },
])("a program of the $flavour flavour", ({ Policy }) => {
  test("may give what is known later, at any depth", async () => {
    await engine();
    const other = new Policy("other", policyArgs);
    const policy = { list: [output(1), Promise.resolve({ deep: other.name })], absent: undefined };
    const { inputs } = await requestOf(new Policy("one", { ...policyArgs, policy, name: other.name }));
    expect([inputs.name, inputs.policy]).toEqual(["One", { list: [1, { deep: "One" }] }]);
  });

  test("may give what a preview does not know", async () => {
    await engine({ isPreview: true });
    const other = new Policy("other", policyArgs);
    const one = new Policy("one", { ...policyArgs, name: other.createdBy });
    const { inputs } = await requestOf(one);
    expect(isUnknown(inputs.name)).toBe(true);
    expect(await isKnown(one.name)).toBe(false);
  });

  test("gives away no secret by the other form of an argument, nor by what GovAPI makes of it", async () => {
    await engine();
    const { inputs } = await requestOf(
      new Policy("one", { ...policyArgs, policy: { a: { b: secret(1) } } }, watched()),
    );
    expect(inputs.policy).toMatchObject({ value: { a: { b: 1 } } });
    await requestOf(new Policy("two", { ...policyArgs, metadataJson: Promise.resolve("{}") }, watched()));
    await requestOf(new Policy("three", policyArgs, watched()));
    expect(constructed.map(({ opts }) => opts.additionalSecretOutputs)).toEqual([
      ["policyJson", "compiledPolicyJson"],
      ["metadata", "compiledPolicyJson"],
      [],
    ]);
  });

  test("keeps its own options and arguments, and sees neither changed", async () => {
    await engine();
    const opts = Object.freeze(
      watched({ aliases: Object.freeze(["urn:old"]) as string[], additionalSecretOutputs: ["name"], protect: true }),
    );
    const args = Object.freeze({ ...policyArgs, policy: Object.freeze({ a: secret(1) }) });
    await requestOf(new Policy("one", args, opts));
    const { aliases, additionalSecretOutputs, protect } = constructed[0]?.opts ?? {};
    expect(aliases).toEqual([expect.objectContaining({ type: expect.any(String) }), "urn:old"]);
    expect({ additionalSecretOutputs, protect }).toEqual({
      additionalSecretOutputs: ["policyJson", "compiledPolicyJson", "name"],
      protect: true,
    });
  });
});

describe("a dynamic resource", () => {
  test("is remembered by a text that is as short as it can be", async () => {
    await engine();
    const { inputs } = await requestOf(new DynamicPolicy("one", policyArgs));
    // A stack of 500 resources writes it half a million times.
    expect(inputs.__provider).toHaveLength(77);
  });

  test("that was adopted outlives the stack, unless the program says otherwise", async () => {
    await engine();
    for (const [adopt, opts] of [
      [true, {}],
      [false, {}],
      [true, { retainOnDelete: false }],
    ] as const) {
      new DynamicPolicy("one", { ...policyArgs, policyId: "p", adopt }, watched(opts));
    }
    expect(constructed.map(({ opts }) => opts.retainOnDelete)).toEqual([true, undefined, false]);
  });

  test("brings the text that Pulumi's SDK makes, where the stack asks for it", async () => {
    await engine();
    runtime.setAllConfig({ "thoth:serializedProvider": "true" });
    const { inputs } = await requestOf(new DynamicPolicy("one", policyArgs));
    const handler: { exports: { handler?: () => unknown } } = { exports: {} };
    const asked: string[] = [];
    const require = (door: string) => ({ v1: (name: string) => asked.push(door, name) });
    new Function("exports", "require", inputs.__provider)(handler.exports, require);
    handler.exports.handler?.();
    expect(asked).toEqual(["@thoth-iac/pulumi/runtime", "browser_policy"]);
  });
});

test("a secret that is given as one stays one", async () => {
  await engine();
  const Webhook = dynamicClass(webhookSettings);
  const { inputs } = await requestOf(new Webhook("one", { webhookSecret: secret("hush"), webhookUrl: secret("u") }));
  expect([secretIn(inputs.webhookSecret), secretIn(inputs.webhookUrl), secretIn(inputs.__provider)]).toEqual([
    true,
    true,
    false,
  ]);
});
