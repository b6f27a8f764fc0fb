import { join } from "node:path";
import { expect } from "@jest/globals";
import { type ComponentResourceOptions, type ResourceTransform, secret } from "@pulumi/pulumi";
import type { ComponentDefinition } from "../../pulumi/src/components/component.ts";
import { componentClass } from "../../pulumi/src/components/component-class.ts";
import { governedTenant } from "../../pulumi/src/components/governed-tenant.ts";
import * as dynamic from "../../pulumi/src/index.ts";
import * as plugin from "../../pulumi/src/plugin.ts";
import { dynamicClass } from "../../pulumi/src/program/dynamic-class.ts";
import { startJamf } from "../support/jamf.ts";
import { describeOnPulumi } from "../support/pulumi-engines.ts";
import type { PulumiOutcome } from "../support/pulumi-outcome.ts";
import { type PulumiWorld, pulumiStory } from "../support/pulumi-story.ts";
import { startGovApi } from "../support/running-govapi.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";

type TenantArgs = NonNullable<ConstructorParameters<typeof plugin.GovernedTenant>[1]>;
type TenantClass = new (name: string, args: TenantArgs, opts?: ComponentResourceOptions) => unknown;

const flavours: readonly (readonly [string, TenantClass])[] = [
  ["dynamic", dynamic.GovernedTenant],
  ["plugin", plugin.GovernedTenant],
];

const webhookSecret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

/** Arguments that give every part, for servers that the story has started. */
async function everything(world: PulumiWorld): Promise<TenantArgs> {
  const receiver = await startWebhookReceiver({ secret: webhookSecret });
  const jamf = await startJamf({ computers: [{ id: "1" }, { id: "2" }] });
  world.finally(() => receiver.close());
  world.finally(() => jamf.close());
  world.guard({ name: "the webhook's secret", text: webhookSecret });
  world.guard({ name: "Jamf's secret", text: jamf.clientSecret });
  return {
    settings: { complianceProfile: "soc2", shadowHigh: "block" },
    webhook: { webhookEnabled: true, webhookUrl: receiver.url, webhookSecret },
    siem: { siemProvider: "splunk" },
    webhookTest: { trigger: "v1" },
    mdm: {
      providerName: "jamf",
      config: { base_url: jamf.url, client_id: jamf.clientId, client_secret: secret(jamf.clientSecret) },
    },
    mdmSync: { trigger: "v1", pollIntervalSeconds: 1 },
    browsers: { chrome: { name: "Chrome" }, work: { providerName: "firefox" } },
    browserPolicies: { extensions: { name: "Extensions", providerName: "chrome", policyJson: "{}" } },
    browserEnrollments: { ada: { providerName: "chrome", userId: "ada@example.com", deviceId: "mac-0042" } },
  };
}

const parts = [
  "browserEnrollments-ada",
  "browserPolicies-extensions",
  "browsers-chrome",
  "browsers-work",
  "mdm",
  "mdmSync",
  "settings",
  "siem",
  "webhook",
  "webhookTest",
];
const all = (verb: string) => [`${verb} acme`, ...parts.map((part) => `${verb} acme-${part}`)];

/** What was done; the engine tells of a component twice, when it is made and when it is complete. */
function once({ did }: PulumiOutcome): readonly string[] {
  return [...new Set(did)];
}

describeOnPulumi("a governed tenant", (engine) => {
  for (const [flavour, GovernedTenant] of flavours) {
    pulumiStory(engine, `is made of all its parts, left alone, changed and removed (${flavour})`, async (world) => {
      const args = await everything(world);
      const program = (over: TenantArgs = {}, opts: ComponentResourceOptions = {}) => ({
        program: async () => void new GovernedTenant("acme", { ...args, ...over }, opts),
      });
      const stack = await world.stack(program());
      const requests = () => world.govApi.proxy.requests.length;
      const before = requests();
      expect(once(await stack.preview())).toEqual(all("create"));
      expect(requests()).toBe(before);

      const made = await stack.up();
      expect(once(made)).toEqual(all("create"));
      const place = (name: string) => made.steps.findIndex((step) => step.name === `acme-${name}`);
      expect(place("webhookTest")).toBeGreaterThan(Math.max(place("webhook"), place("settings")));
      expect(place("mdmSync")).toBeGreaterThan(place("mdm"));
      expect(place("browserPolicies-extensions")).toBeGreaterThan(place("browsers-work"));
      expect((await world.govApi.call("GET /thoth/settings")).body).toMatchObject({
        compliance_profile: "soc2",
        webhook: { enabled: true },
        siem: { provider: "splunk" },
      });
      const { deployment } = await stack.exportState();
      const component = deployment.resources.find(({ urn }: { urn: string }) => urn.endsWith("::acme"));
      expect(component).toMatchObject({ type: "thoth:index:GovernedTenant" });
      expect(component).not.toHaveProperty("inputs.webhook");
      expect(Object.keys(component.outputs)).toEqual(expect.arrayContaining(Object.keys(governedTenant.parts)));

      expect((await stack.up()).did).toEqual([]);
      expect((await stack.refresh()).did).toEqual([]);

      const changed = program({ settings: { complianceProfile: "healthcare" }, siem: undefined, mdmSync: undefined });
      expect(once(await stack.up(changed))).toEqual([
        "delete acme-mdmSync",
        "delete acme-siem",
        "update acme-settings",
      ]);

      const noted: string[] = [];
      const disable: ResourceTransform = ({ name, props, opts }) => {
        noted.push(name);
        return name === "acme-browsers-work" ? { props: { ...props, enabled: false }, opts } : undefined;
      };
      expect(once(await stack.up(program({}, { transforms: [disable] })))).toEqual([
        "create acme-mdmSync",
        "create acme-siem",
        "update acme-browsers-work",
        "update acme-settings",
      ]);
      expect(noted.toSorted()).toEqual(["acme", ...parts.map((part) => `acme-${part}`)]);

      expect(once(await stack.destroy())).toEqual(all("delete"));
    });
  }

  pulumiStory(
    engine,
    "keeps its resources when a part is given another name, or the program another one to it",
    async (world) => {
      const before = { mdm: { providerName: "custom" }, browsers: { chrome: {} } } as const;
      const stack = await world.stack({ program: async () => void new dynamic.GovernedTenant("acme", before) });
      await stack.up();
      const { mdm, browsers } = governedTenant.parts;
      const renamed = {
        ...governedTenant,
        parts: { devices: { ...mdm, formerly: ["mdm"] }, engines: { ...browsers, formerly: ["browsers"] } },
      } as const satisfies ComponentDefinition;
      const Renamed = componentClass(renamed, dynamicClass);
      const after = { devices: before.mdm, engines: before.browsers };
      const { did } = await stack.up({
        program: async () => void new Renamed("tenant", after, { aliases: [{ name: "acme" }] }),
      });
      expect(did).toEqual([]);
      const { deployment } = await stack.exportState();
      const names = deployment.resources.map(({ urn }: { urn: string }) => urn.slice(urn.lastIndexOf("::") + 2));
      expect(names).toEqual(expect.arrayContaining(["tenant", "tenant-devices", "tenant-engines-chrome"]));
      expect(names).not.toContain("acme-mdm");
    },
  );

  pulumiStory(engine, "moves from one flavour to the other and back, and keeps its resources", async (world) => {
    const args = await everything(world);
    const as = (GovernedTenant: TenantClass) => ({ program: async () => void new GovernedTenant("acme", args) });
    const stack = await world.stack(as(dynamic.GovernedTenant));
    await stack.up();
    const before = world.govApi.proxy.requests.length;
    expect((await stack.up(as(plugin.GovernedTenant))).did).toEqual([]);
    const calls = world.govApi.proxy.requests.slice(before).map(({ route }) => route);
    expect(calls.filter((route) => !route.startsWith("GET "))).toEqual([]);
    expect((await stack.refresh()).ok).toBe(true);
    await stack.up(as(dynamic.GovernedTenant));
    expect((await stack.up(as(dynamic.GovernedTenant))).did).toEqual([]);
    await stack.destroy();
  });

  pulumiStory(engine, "tells all that is wrong with its arguments in one message, and makes nothing", async (world) => {
    const wrong = { browsers: { chrme: {} }, mdmSync: {}, settings: { shadowHigh: "stop" } };
    const stack = await world.stack({
      // as: what the compiler would have refused is what is tested.
      program: async () => void new dynamic.GovernedTenant("acme", wrong as TenantArgs),
    });
    const { printed } = await stack.refused("preview");
    expect(printed).toMatch(/GovernedTenant "acme"/);
    expect(printed).toMatch(/settings\.shadowHigh: .*"stop"/);
    expect(printed).toMatch(/mdmSync\.providerName: Give it, or the part mdm/);
    expect(printed).toMatch(/browsers\.chrme\.providerName: .*Did you mean "chrome"/);
    expect(world.govApi.proxy.requests).toEqual([]);
  });

  pulumiStory(
    engine,
    "is one of two in a program, each made through the connection that it is given",
    async (world) => {
      const other = await startGovApi(join(world.folder, "other"), "globex");
      world.finally(() => other.close());
      world.guard({ name: "the other organization's key", text: other.orgApiKey });
      const connections = [world.govApi, other];
      const stack = await world.stack({
        program: async () => {
          for (const { tenantId, url, orgApiKey } of connections) {
            const provider = new plugin.Provider(tenantId, { tenantId, govapiUrl: url, orgApiKey });
            const settings = { settings: { shadowHigh: tenantId === "acme" ? "block" : "step_up" } } as const;
            new plugin.GovernedTenant(`${tenantId}-tenant`, { ...settings, browsers: { chrome: {} } }, { provider });
          }
        },
        config: { "thoth:tenantId": "nobody", "thoth:govapiUrl": "http://127.0.0.1:9" },
      });
      await stack.up();
      const shadows = connections.map(async ({ call }) => (await call("GET /thoth/settings")).body);
      expect(await Promise.all(shadows)).toMatchObject([
        { shadow_policy: { high: "block" } },
        { shadow_policy: { high: "step_up" } },
      ]);
      expect((await other.call("GET /thoth/browser/providers")).body).toMatchObject({ data: [{ provider: "chrome" }] });
      expect((await stack.up()).did).toEqual([]);
      await stack.destroy();
    },
  );
});
