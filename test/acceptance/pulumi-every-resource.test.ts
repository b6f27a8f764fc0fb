import { expect } from "@jest/globals";
import type { JsonObject, JsonValue, Resource } from "@thoth-iac/model";
import { foundAt, placesOf } from "../support/expected-on-server.ts";
import { startJamf } from "../support/jamf.ts";
import { outsideOf } from "../support/outside.ts";
import { describeOnPulumi } from "../support/pulumi-engines.ts";
import { shownOf, spelt } from "../support/pulumi-peer-values.ts";
import { type PulumiWorld, pulumiStory } from "../support/pulumi-story.ts";
import { everythingOf, type Written } from "../support/sample-values.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";
import { signingSecret } from "./prepared.ts";
import { declare, everyResource, flavours, type PulumiFlavour } from "./pulumi-flavours.ts";

describeOnPulumi("every resource", (engine) => {
  for (const flavour of flavours) {
    pulumiStory(
      engine,
      `is made, left alone, changed, brought back and removed by the ${flavour.name} flavour`,
      async (world) => {
        const { govApi } = world;
        const desired = await desiredOf(world);
        const names = [...desired.keys()].map(({ name }) => name);
        const changing = [...desired.keys()].filter(({ routes }) => routes.update).map(({ name }) => name);
        const all = (verb: string, of = names) => of.map((name) => `${verb} ${name}`).toSorted();
        const callsOf = async (run: () => Promise<unknown>) => {
          const before = govApi.proxy.requests.length;
          await run();
          return govApi.proxy.requests.slice(before).map(({ route }) => route);
        };
        const stack = await world.stack({ program: programOf(flavour, desired, 0) });

        expect(await callsOf(async () => expect((await stack.preview()).did).toEqual(all("create")))).toEqual([]);
        const made = await stack.up();
        expect(made.did).toEqual(all("create"));
        const ids = new Map(made.steps.map(({ name, id }) => [name, id ?? ""]));
        const outside = (resource: Resource) => outsideOf(govApi, resource, identityOf(resource, ids));
        const expectOnServer = async (turn: number) => {
          for (const [resource, written] of desired) {
            if (resource.routes.update === undefined) continue;
            const places = placesOf(resource, written(turn));
            const found: JsonValue = (await outside(resource).look()) ?? null;
            expect({ of: resource.name, places: foundAt(found, places) }).toEqual({ of: resource.name, places });
          }
        };
        await expectOnServer(0);
        expect(await callsOf(async () => expect((await stack.up()).did).toEqual([]))).toEqual([]);

        const changed = { program: programOf(flavour, desired, 2) };
        expect((await stack.up(changed)).did).toEqual(all("update", changing));
        await expectOnServer(2);

        for (const resource of desired.keys())
          if (resource.routes.update) await outside(resource).change(seenOf(resource, 1));
        const looked = await callsOf(async () => expect((await stack.refresh()).did).toEqual(all("update", changing)));
        expect(looked.filter((route) => !route.startsWith("GET "))).toEqual([]);
        await stack.refused("preview", { ...changed, expectNoChanges: true });
        expect((await stack.up(changed)).did).toEqual(all("update", changing));
        await expectOnServer(2);
        await stack.preview({ ...changed, expectNoChanges: true, refresh: true });

        expect((await stack.destroy()).did).toEqual(all("delete"));
        for (const resource of desired.keys()) {
          const { delete: verb } = resource.routes;
          if (typeof verb === "object" && verb.move === "write")
            expect(await outside(resource).look()).toMatchObject(verb.body);
        }
      },
    );
  }
});

/** What a tenant is to have of each resource, by turn, in the model's own spelling. */
type Desired = ReadonlyMap<Resource, (turn: number) => Written>;

/** All resources that get on with one another, with whatever they stand on in place. */
async function desiredOf(world: PulumiWorld): Promise<Desired> {
  const jamf = await startJamf({ computers: [{ id: "1", user: "ada@example.com" }] });
  world.finally(jamf.close);
  const receiver = await startWebhookReceiver({ secret: signingSecret });
  world.finally(receiver.close);
  world.guard({ name: "Jamf's client secret", text: jamf.clientSecret });
  world.guard({ name: "the signing secret", text: signingSecret });
  const real: Readonly<Record<string, (turn: number) => Written>> = {
    mdm_provider: () => ({
      config: { base_url: jamf.url, client_id: jamf.clientId, client_secret: jamf.clientSecret },
      enabled: true,
    }),
    mdm_sync: () => ({ trigger: "once", wait_for_completion: true, poll_interval_seconds: 1, timeout_seconds: 60 }),
    webhook_settings: (turn) => ({
      webhook_enabled: turn === 0,
      webhook_url: receiver.url,
      webhook_secret: signingSecret,
    }),
  };
  // It is all that the other settings are.
  const peaceful = everyResource.filter(({ name }) => name !== "tenant_settings");
  return new Map(
    peaceful.map((resource) => {
      const written = (turn: number) => everythingOf(shownOf(resource), turn);
      for (const { name, sensitive } of resource.attributes) {
        for (const value of sensitive ? [written(0)[name], written(2)[name]] : [])
          if (typeof value === "string")
            world.guard({ name: `${resource.name}.${name}`, text: value, mayBeIn: /^govapi\// });
      }
      return [
        resource,
        (turn: number) => {
          const { config_json: _text, ...values } = written(turn);
          const own = real[resource.name];
          return own === undefined ? written(turn) : { ...values, ...own(turn) };
        },
      ];
    }),
  );
}

/** A program of one instance of each resource, under the resource's own name. */
function programOf(flavour: PulumiFlavour, desired: Desired, turn: number) {
  return async () => {
    const made = new Map<string, ReturnType<typeof declare>>();
    for (const [resource, written] of desired) {
      const before = [made.get(resource.name.replace("_sync", "_provider").replace("_test", "_settings"))];
      const dependsOn = before.filter((one) => one !== undefined);
      const args: JsonObject = spelt(resource, written(turn));
      made.set(resource.name, declare(flavour, resource, { name: resource.name, args, opts: { dependsOn } }));
    }
  };
}

/** What somebody else can write of a resource. */
function seenOf(resource: Resource, turn: number): Written {
  const isSeen = ({ input, local, sensitive, overlay }: Resource["attributes"][number]) =>
    input && !local && !sensitive && !overlay;
  const names = resource.attributes.filter(isSeen).map(({ name }) => name);
  return Object.fromEntries(
    Object.entries(everythingOf(shownOf(resource), turn)).filter(([name]) => names.includes(name)),
  );
}

function identityOf({ name, identity }: Resource, ids: ReadonlyMap<string, string>): Written {
  return Object.fromEntries(identity.map((part) => [part, ids.get(name) ?? ""]));
}
