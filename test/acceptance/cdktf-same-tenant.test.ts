import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect } from "@jest/globals";
import { isRecord, type JsonObject, type JsonValue, type Resource, resources } from "@thoth-iac/model";
import { type TerraformStack, TerraformVariable } from "cdktf";
import { GovernedFleet, type GovernedFleetProps } from "../../cdktf/src/index.ts";
import { bind, synthesized } from "../support/cdktf.ts";
import { describeOnEngines } from "../support/engines.ts";
import { foundAt, placesOf } from "../support/expected-on-server.ts";
import { block, expression, resource as hclResource } from "../support/hcl.ts";
import { outsideOf } from "../support/outside.ts";
import { type RunningGovApi, startGovApi } from "../support/running-govapi.ts";
import { everythingOf, exampleOf, type Written } from "../support/sample-values.ts";
import { story, type World } from "../support/story.ts";
import type { CommandOptions } from "../support/terraform.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";
import { prepare, signingSecret } from "./prepared.ts";

/* A program on CDKTF, HCL and the model's examples give GovAPI the same. */

const all = Object.values(resources).map((resource) => resource as Resource); // generics are for those who write them
const routes = [
  ...new Set(
    all.flatMap(({ routes: { create, read } }) => {
      if (typeof create === "object" && create.move === "merge") return [create.read];
      return typeof read === "object" && read.move === "find" ? [read.list] : [];
    }),
  ),
];

describeOnEngines("what CDKTF writes", (engine) => {
  describe.each(all)("of $name", (resource) => {
    story(engine, "is what HCL writes and what the model says", async (world) => {
      const { terraform } = world;
      const other = await secondTenant(world);
      await prepare(world, resource);
      await prepare(other, resource);
      const changes = resource.routes.update === undefined ? [] : [everythingOf(resource, 1)];
      for (const written of [exampleOf(resource), ...changes]) {
        await configure(world, (stack) => bind(stack, resource, written));
        await terraform.apply();
        expect((await terraform.plan()).changes).toEqual([]);
        await expectOnServer(world, resource, written);

        await configureByHand(world, hclResource(`thoth_${resource.name}.it`, written));
        // At the same address, what is written by hand finds nothing to do.
        expect((await terraform.plan()).changes).toEqual([]);
        await terraform.apply(other.options);
        expect(await shown(world.govApi)).toEqual(await shown(other.govApi));
      }
    });
  });
});

describeOnEngines("a fleet", (engine) => {
  const device = (name: string) => ({ deviceId: name, userId: `${name}@example.com` });
  const devices = ["mac-1", "mac-2", "mac-0042", "win-7"].map(device);
  const policy = { extension_settings: { "*": { installation_mode: "blocked" } } };
  const fleet: GovernedFleetProps = {
    tenant: { complianceProfile: "soc2", shadowHigh: "block" },
    mdm: { providerName: "kandji", config: { base_url: "https://acme.api.kandji.io" } },
    browsers: {
      chrome: { name: "Chrome", policies: { extensions: { name: "Extensions", enforcementMode: "enforce", policy } } },
      firefox: {},
    },
    devices,
  };
  const enrollments = (browser: string, names: readonly string[], ring: string) =>
    names.map((name) =>
      hclResource(`thoth_browser_enrollment.${browser}_${name}`, {
        provider_name: expression(`thoth_browser_provider.${browser}.provider_name`),
        user_id: `${name}@example.com`,
        device_id: name,
        metadata: { ring },
      }),
    );

  story(engine, "is what somebody writes by hand who has the time, and is tested once", async (world) => {
    const { terraform } = world;
    const other = await secondTenant(world);
    const receiver = await startWebhookReceiver({ secret: signingSecret });
    world.finally(receiver.close);
    world.guard({ name: "the signing secret", text: signingSecret, mayBeIn: /\.tfstate/ });
    const env = { TF_VAR_secret: signingSecret };
    const rings = { canary: { devices: ["mac-2"] }, full: { percent: 100 } };
    await configure(world, (stack) => {
      const secret = new TerraformVariable(stack, "secret", { type: "string", sensitive: true });
      const events = { webhookEnabled: true, webhookUrl: receiver.url, webhookSecret: secret.stringValue };
      new GovernedFleet(stack, "fleet", { ...fleet, events, rings });
    });
    await terraform.apply({ env });
    expect((await terraform.plan({ env })).changes).toEqual([]);
    expect(receiver.deliveries.map(({ verified }) => verified)).toEqual([true]);

    const full = ["mac-1", "mac-0042", "win-7"];
    await configureByHand(
      world,
      block(["variable", "secret"], { type: expression("string"), sensitive: true }),
      hclResource("thoth_governance_settings.it", { compliance_profile: "soc2", shadow_high: "block" }),
      hclResource("thoth_webhook_settings.it", {
        webhook_enabled: true,
        webhook_url: receiver.url,
        webhook_secret: expression("var.secret"),
      }),
      hclResource("thoth_mdm_provider.it", {
        provider_name: "kandji",
        config: { base_url: "https://acme.api.kandji.io" },
      }),
      hclResource("thoth_browser_provider.chrome", { provider_name: "chrome", name: "Chrome" }),
      hclResource("thoth_browser_provider.firefox", { provider_name: "firefox" }),
      hclResource("thoth_browser_policy.extensions", {
        provider_name: expression("thoth_browser_provider.chrome.provider_name"),
        name: "Extensions",
        enforcement_mode: "enforce",
        policy,
      }),
      ...["chrome", "firefox"].flatMap((browser) => [
        ...enrollments(browser, ["mac-2"], "canary"),
        ...enrollments(browser, full, "full"),
      ]),
    );
    await terraform.apply({ ...other.options, env: { ...other.options.env, ...env } });
    expect(await shown(world.govApi)).toEqual(await shown(other.govApi));
  });

  story(engine, "is rolled out ring by ring without replacing anything, and taken back", async (world) => {
    const { terraform } = world;
    const roll = async (rings: GovernedFleetProps["rings"]) => {
      await configure(world, (stack) => new GovernedFleet(stack, "fleet", { ...fleet, ...(rings && { rings }) }));
      const { changes } = await terraform.apply();
      const kinds = changes.map((change) => change.split(" ")[0] ?? "");
      return { create: 0, update: 0, delete: 0, replace: 0, ...countsOf(kinds) };
    };
    const none = { create: 0, update: 0, delete: 0, replace: 0 };
    const enrolled = async () => {
      const rows = rowsIn((await world.govApi.call("GET /thoth/browser/enrollments")).body);
      return rows
        .filter(({ status, provider }) => provider === "chrome" && status !== "disabled")
        .map((row) => row.device_id);
    };
    await roll({});
    expect(await enrolled()).toEqual([]);
    // By the hashes of their ids mac-0042 stands at 3, mac-1 at 12, mac-2 at 65 and win-7 at 76 percent.
    expect(await roll({ canary: { percent: 5 } })).toEqual({ ...none, create: 2 });
    expect(await enrolled()).toEqual(["mac-0042"]);
    expect(await roll({ canary: { percent: 5 }, pilot: { percent: 20 } })).toEqual({ ...none, create: 2 });
    expect(await roll({ canary: { percent: 20 }, full: { percent: 100 } })).toEqual({ ...none, create: 4, update: 2 });
    expect((await enrolled()).toSorted()).toEqual(["mac-0042", "mac-1", "mac-2", "win-7"]);
    expect(await roll({ canary: { percent: 5 } })).toEqual({ ...none, delete: 6 });
    expect(await enrolled()).toEqual(["mac-0042"]);
  });
});

/** A tenant with nothing in it, which the same workspace reaches by these options, with a state of its own. */
interface OtherTenant extends Pick<World, "govApi" | "finally" | "guard"> {
  readonly options: CommandOptions;
}

async function secondTenant(world: World): Promise<OtherTenant> {
  const govApi = await startGovApi(join(world.folder, "other"));
  world.finally(govApi.close);
  world.guard({ name: "the other organization's key", text: govApi.orgApiKey });
  const env = { THOTH_GOVAPI_URL: govApi.url, THOTH_API_KEY: govApi.orgApiKey };
  const { finally: onEnd, guard } = world;
  return { govApi, finally: onEnd, guard, options: { env, args: ["-state=other.tfstate"] } };
}

async function configure({ terraform }: World, make: (stack: TerraformStack) => void): Promise<void> {
  await rm(join(terraform.folder, "main.tf"), { force: true });
  await writeFile(join(terraform.folder, "cdk.tf.json"), JSON.stringify(await synthesized(make)));
}

async function configureByHand({ terraform }: World, ...parts: readonly string[]): Promise<void> {
  await rm(join(terraform.folder, "cdk.tf.json"), { force: true });
  await terraform.configure(...parts);
}

async function expectOnServer({ govApi, terraform }: World, resource: Resource, written: Written): Promise<void> {
  if (resource.routes.read === undefined) return;
  const state = (await terraform.state()).at(`thoth_${resource.name}.it`);
  const identity = Object.fromEntries(resource.identity.map((name) => [name, state[name] ?? null]));
  const seen = await outsideOf(govApi, resource, identity).look();
  const wanted = placesOf(resource, written);
  expect(foundAt(seen ?? null, wanted)).toEqual(wanted);
}

/** All that GovAPI tells of a tenant, save for what it makes up: times, identifiers, and the ports of stand-ins. */
async function shown({ call }: RunningGovApi): Promise<JsonObject> {
  const answers = await Promise.all(
    routes.map(async (route) => [route, comparable((await call(route)).body)] as const),
  );
  return Object.fromEntries(answers);
}

function comparable(value: JsonValue): JsonValue {
  if (typeof value === "string") return value.replace(/127\.0\.0\.1:\d+/, "127.0.0.1");
  if (Array.isArray(value))
    return value.map(comparable).toSorted((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
  if (!isRecord(value)) return value;
  const members = Object.entries(value).filter(
    ([name]) => !/(_at|_by|_id)$|^id$/.test(name) || /^(user|device)_id$/.test(name),
  );
  return Object.fromEntries(members.map(([name, member]) => [name, comparable(member)]));
}

function textOf(value: JsonValue): string {
  return JSON.stringify(value);
}

function rowsIn(body: JsonValue): readonly Readonly<Record<string, unknown>>[] {
  const rows: JsonValue = isRecord(body) ? (body.data ?? []) : [];
  return Array.isArray(rows) ? rows.filter(isRecord) : [];
}

function countsOf(kinds: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries([...Map.groupBy(kinds, (kind) => kind)].map(([kind, members]) => [kind, members.length]));
}
