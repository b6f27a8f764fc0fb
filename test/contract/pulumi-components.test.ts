import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import aliases from "@pulumi/pulumi/proto/alias_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import type { JsonObject } from "@thoth-iac/model";
import { asked, objectOf, type PulumiPeer, startPeer, structOf } from "../support/pulumi-peer.ts";
import { asSecret, unknownValue } from "../support/pulumi-peer-marks.ts";
import { type MonitorOptions, type ResourceMonitor, startMonitor } from "../support/resource-monitor.ts";

const signature = "4dabf18193072939515e22adb298388d";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const referenceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
const component = "thoth:index:GovernedTenant";
const prefix = `urn:pulumi:dev::stories::${component}`;

let plugin: PulumiPeer;
const monitors: ResourceMonitor[] = [];

beforeAll(async () => {
  plugin = await startPeer("plugin");
});
afterAll(() => plugin.close());
afterEach(() => {
  for (const monitor of monitors.splice(0)) monitor.close();
});

async function monitored(options: Partial<MonitorOptions> = {}): Promise<ResourceMonitor> {
  const monitor = await startMonitor({ stack: "dev", ...options });
  monitors.push(monitor);
  return monitor;
}

type Request = InstanceType<typeof messages.ConstructRequest>;
type Response = InstanceType<typeof messages.ConstructResponse>;

function requestOf(monitor: ResourceMonitor, inputs: JsonObject, name = "acme"): Request {
  const request = new messages.ConstructRequest();
  request.setProject("stories").setStack("dev").setParallel(16).setMonitorendpoint(monitor.address);
  request.setType(component).setName(name).setInputs(structOf(inputs)).setAcceptsOutputValues(true);
  return request;
}

function constructed(request: Request): Promise<Response> {
  return asked<Response>((callback) => plugin.client.construct(request, callback));
}

function named(monitor: ResourceMonitor, name: string) {
  const found = monitor.registered.find((request) => request.getName() === name);
  if (found === undefined) throw new Error(`${name} was not registered`);
  return found;
}

describe("a component that another language asks for", () => {
  test("is registered with its resources, on the plugin's own types, and answered with them", async () => {
    const monitor = await monitored();
    const inputs = { settings: { complianceProfile: "soc2" }, browsers: { chrome: { name: "Chrome" } } };
    const response = await constructed(requestOf(monitor, inputs));
    expect(monitor.registered.map((one) => [one.getType(), one.getName(), one.getParent()])).toEqual([
      [component, "acme", ""],
      ["thoth:governance/tenantSettings:TenantSettings", "acme-settings", `${prefix}::acme`],
      ["thoth:browser/provider:Provider", "acme-browsers-chrome", `${prefix}::acme`],
    ]);
    expect(named(monitor, "acme").getRemote()).toBe(false);
    expect(objectOf(named(monitor, "acme-settings").getObject())).toMatchObject({ complianceProfile: "soc2" });
    expect(response.getUrn()).toBe(`${prefix}::acme`);
    const state = objectOf(response.getState());
    expect(state.settings).toMatchObject({
      [signature]: referenceSignature,
      urn: `${prefix}$thoth:governance/tenantSettings:TenantSettings::acme-settings`,
      id: "acme-settings-id",
    });
    expect(Object.keys(state).sort()).toEqual(["browserEnrollments", "browserPolicies", "browsers", "settings"]);
    expect(monitor.outputs.get(`${prefix}::acme`)).toMatchObject({ settings: { id: "acme-settings-id" } });
  });

  test("keeps secrets secret, deep within its arguments", async () => {
    const monitor = await monitored();
    const secret = "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
    const output = { [signature]: outputSignature, value: secret, secret: true, dependencies: [] };
    const response = await constructed(requestOf(monitor, { webhook: { webhookSecret: output } }));
    expect(objectOf(named(monitor, "acme-webhook").getObject())).toMatchObject({ webhookSecret: asSecret(secret) });
    expect(JSON.stringify(objectOf(response.getState()))).not.toContain(secret);
  });

  test("takes in a preview what is not known yet", async () => {
    const monitor = await monitored({ isPreview: true });
    const unknown = { [signature]: outputSignature, dependencies: [] };
    const request = requestOf(monitor, { webhook: { webhookUrl: unknown }, settings: {} });
    await constructed(request.setDryrun(true));
    const { webhookUrl } = objectOf(named(monitor, "acme-webhook").getObject());
    expect([unknownValue, expect.objectContaining({ [signature]: outputSignature })]).toContainEqual(webhookUrl);
  });

  test("lives by the options that the program gives it", async () => {
    const monitor = await monitored();
    const request = requestOf(monitor, { settings: {} });
    const reference = "urn:pulumi:dev::stories::pulumi:providers:thoth::other::provider-id";
    request.setParent("urn:pulumi:dev::stories::app:index:App::app").setProtect(true);
    request.getProvidersMap().set("thoth", reference);
    request.setDependenciesList(["urn:pulumi:dev::stories::app:index:Before::before"]);
    await constructed(request);
    const [made, settings] = [named(monitor, "acme"), named(monitor, "acme-settings")];
    expect(made.getParent()).toBe("urn:pulumi:dev::stories::app:index:App::app");
    expect(made.getProtect()).toBe(true);
    expect(made.getDependenciesList()).toEqual(["urn:pulumi:dev::stories::app:index:Before::before"]);
    expect(settings.getProvider()).toBe(reference);
    expect(settings.getProtect()).toBe(true);
  });

  test("takes former names", async () => {
    const monitor = await monitored();
    const request = requestOf(monitor, { settings: {} });
    request.setAliasesList([new aliases.Alias().setUrn(`${prefix}::former`)]);
    await constructed(request);
    expect(
      named(monitor, "acme")
        .getAliasesList()
        .map((alias) => alias.getUrn()),
    ).toEqual([`${prefix}::former`]);
  });
});

describe("several components at once", () => {
  test("are made each at its own engine, with its own settings", async () => {
    const both = await Promise.all(["one", "two"].map((stack) => monitored({ stack, isPreview: stack === "two" })));
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) => {
        const [monitor] = both.slice(at % 2);
        if (monitor === undefined) throw new Error("there are two");
        return constructed(
          requestOf(monitor, { settings: {}, browsers: { chrome: {} } }, `t${at}`).setDryrun(at % 2 === 1),
        );
      }),
    );
    for (const [at, monitor] of both.entries()) {
      const mine = answers.map((_, index) => `t${index}`).filter((_, index) => index % 2 === at);
      const roots = monitor.registered.filter((one) => !one.getCustom()).map((one) => one.getName());
      expect(roots.sort()).toEqual(mine);
      expect(monitor.registered).toHaveLength(15);
    }
    const stacks = answers.map((answer) => answer.getUrn().split(":")[2]);
    expect(stacks).toEqual(answers.map((_, at) => (at % 2 === 0 ? "one" : "two")));
  });

  test("fail each for itself, with what the engine said", async () => {
    let release: (() => void) | undefined;
    const ready = new Promise<void>((resolve) => {
      release = resolve;
    });
    const [broken, sound] = [await monitored({ refused: ["bad-settings"] }), await monitored({ ready })];
    const other = constructed(requestOf(sound, { settings: {} }, "good"));
    await expect(constructed(requestOf(broken, { settings: {} }, "bad"))).rejects.toThrow(
      /failed to register new resource bad-settings .*the engine cannot make bad-settings/,
    );
    release?.();
    expect((await other).getUrn()).toBe(`${prefix}::good`);
  });
});

describe("a component that cannot be", () => {
  test("is told of with what the engine said", async () => {
    const monitor = await monitored({ refused: ["acme"] });
    await expect(constructed(requestOf(monitor, {}))).rejects.toThrow(/the engine cannot make acme/);
  });

  test("is refused with all that is wrong with its arguments, of which no value is shown", async () => {
    const monitor = await monitored();
    const inputs = { browsers: { chrome: { enabeld: true } }, webhook: { webhookSecret: 12345 }, mdmm: {} };
    const refused = constructed(requestOf(monitor, inputs));
    await expect(refused).rejects.toThrow(/mdmm: .*Did you mean mdm\?/);
    await expect(refused).rejects.toThrow(/webhook\.webhookSecret: /);
    await expect(refused).rejects.toThrow(/browsers\.chrome\.enabeld: .*Did you mean enabled\?/);
    await expect(refused).rejects.not.toThrow(/12345/);
    expect(monitor.registered).toEqual([]);
  });

  test("is told by name if there is none like it", async () => {
    const monitor = await monitored();
    const request = requestOf(monitor, {}).setType("thoth:index:GovernedTenent");
    await expect(constructed(request)).rejects.toThrow(
      /no component "thoth:index:GovernedTenent"\. Did you mean thoth:index:GovernedTenant\?/,
    );
  });
});
