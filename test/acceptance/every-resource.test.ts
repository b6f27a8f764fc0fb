import { describe, expect } from "@jest/globals";
import { type JsonValue, type Resource, resources } from "@thoth-iac/model";
import { describeOnEngines } from "../support/engines.ts";
import { foundAt, placesOf } from "../support/expected-on-server.ts";
import { block, expression, resource as hclResource } from "../support/hcl.ts";
import { type Outside, outsideOf } from "../support/outside.ts";
import { everythingOf, exampleOf, leastOf, type Written } from "../support/sample-values.ts";
import { story, type World } from "../support/story.ts";
import { prepare } from "./prepared.ts";

describeOnEngines("every resource", (engine) => {
  describe.each(Object.values<Resource>(resources))("$name", (resource) => {
    const address = `thoth_${resource.name}.it`;
    const configured = (written: Written) => hclResource(address, written);

    story(
      engine,
      "is made, changed in every attribute, cleared, and each time plans nothing afterwards",
      async (world) => {
        const { terraform } = world;
        const untouched = (await world.govApi.call("GET /thoth/settings")).body;
        await prepare(world, resource);
        const versions = [exampleOf(resource), everythingOf(resource, 1), everythingOf(resource, 2), leastOf(resource)];
        let before: Written = {};
        for (const [at, written] of versions.entries()) {
          await terraform.configure(configured(written));
          const { changes } = await terraform.apply();
          if (at === 0) expect(changes).toEqual([`create ${address}`]);
          else if (JSON.stringify(before) !== JSON.stringify(written)) expect(changes).toEqual([`update ${address}`]);
          await expectSettled(world, resource, written);
          before = written;
        }
        if (resource.routes.update === undefined) return;
        const least = placesOf(resource, leastOf(resource)).map(({ path }) => path);
        const dropped = placesOf(resource, everythingOf(resource, 2)).filter(({ path }) => !least.includes(path));
        expect(await stillThere(await outside(world, resource), { dropped, untouched })).toEqual([]);
      },
    );

    if (resource.routes.update !== undefined) {
      story(engine, "is brought back when somebody changes it outside", async (world) => {
        const { terraform } = world;
        const written = everythingOf(resource, 1);
        await terraform.configure(configured(written));
        await terraform.apply();
        await (await outside(world, resource)).change(everythingOf(resource, 2));
        const { changes, drift } = await terraform.plan();
        expect({ changes, drift }).toEqual({ changes: [`update ${address}`], drift: [`update ${address}`] });
        await terraform.apply();
        await expectSettled(world, resource, written);
      });
    }

    if (resource.routes.read !== undefined) {
      story(engine, "is imported whole, by command and by block, and then plans nothing", async (world) => {
        const { terraform } = world;
        await prepare(world, resource);
        const written = toldBy(resource, { ...exampleOf(resource), ...everythingOf(resource, 1) });
        await terraform.configure(configured(written));
        await terraform.apply();
        const state = (await terraform.state()).at(address);
        const id = String(resource.identity.map((name) => state[name])[0] ?? world.govApi.tenantId);
        await terraform.ok(["state", "rm", address]);
        await terraform.ok(["import", "-no-color", address, id]);
        expect((await terraform.plan()).changes).toEqual([]);
        expect(withoutForms(resource, (await terraform.state()).at(address))).toEqual(withoutForms(resource, state));

        await terraform.ok(["state", "rm", address]);
        await terraform.configure(block(["import"], { to: expression(address), id }), configured(written));
        const imported = await terraform.apply();
        expect(imported.changes).toEqual([`import ${address}`]);
        expect((await terraform.plan()).changes).toEqual([]);
        await expectSettled(world, resource, written);
      });
    }

    story(
      engine,
      "is replaced when it is tainted, leaves on the server what it should when destroyed, and can be made again",
      async (world) => {
        const { terraform } = world;
        const untouched = (await world.govApi.call("GET /thoth/settings")).body;
        await prepare(world, resource);
        const written = exampleOf(resource);
        await terraform.configure(configured(written));
        await terraform.apply();
        await terraform.ok(["taint", address]);
        expect((await terraform.plan()).changes).toEqual([`replace ${address}`]);
        await terraform.apply();
        await expectSettled(world, resource, written);
        const left = await outside(world, resource);
        const identity = identityIn(resource, (await terraform.state()).at(address));
        await terraform.destroy();
        expect((await terraform.state()).instances).toEqual([]);
        await expectLeft(resource, left, { written, untouched });

        const { delete: verb } = resource.routes;
        if (typeof verb !== "object" || verb.move !== "write") return;
        await terraform.configure(configured({ ...leastOf(resource), ...identity }));
        await terraform.apply();
        expect((await terraform.plan()).changes).toEqual([]);
        expect(await left.look()).not.toMatchObject(verb.body);
      },
    );
  });
});

/** The values that GovAPI gives back: neither secrets nor what only steers the tool. */
function toldBy(resource: Resource, written: Written): Written {
  const told = resource.attributes.filter(({ sensitive, local, overlay }) => !sensitive && !local && !overlay);
  const names = told.map(({ name }) => name);
  return Object.fromEntries(Object.entries(written).filter(([name]) => names.includes(name)));
}

/** JSON by meaning, and no attribute that steers only the tool: of those, import cannot know. */
function withoutForms(resource: Resource, state: Written): Written {
  const entries = resource.attributes
    .filter(({ local, overlay }) => !local && !overlay)
    .map(({ name, type }): [string, JsonValue] => {
      const value = state[name] ?? null;
      return [name, type.kind === "json_text" && typeof value === "string" ? JSON.parse(value) : value];
    });
  return Object.fromEntries(entries);
}

async function outside(world: World, resource: Resource): Promise<Outside> {
  const state = (await world.terraform.state()).at(`thoth_${resource.name}.it`);
  return outsideOf(world.govApi, resource, identityIn(resource, state));
}

function identityIn(resource: Resource, state: Written): Written {
  return Object.fromEntries(resource.identity.map((name) => [name, state[name] ?? null]));
}

/** The server has what was written, and a plan finds nothing to do. */
async function expectSettled(world: World, resource: Resource, written: Written): Promise<void> {
  expect((await world.terraform.plan()).changes).toEqual([]);
  if (resource.routes.read === undefined) return;
  const seen = await (await outside(world, resource)).look();
  const wanted = placesOf(resource, written);
  expect(foundAt(seen ?? null, wanted)).toEqual(wanted);
}

/** What should have gone from the server and has not, unless it is what holds for a tenant that nobody has touched. */
async function stillThere(
  { look }: Outside,
  { dropped, untouched }: { readonly dropped: ReturnType<typeof placesOf>; readonly untouched: JsonValue },
): Promise<readonly string[]> {
  const found = foundAt((await look()) ?? null, dropped);
  const fresh = foundAt(untouched, dropped);
  const same = found.filter(({ value }, at) => {
    const text = JSON.stringify(value);
    return text === JSON.stringify(dropped[at]?.value) && text !== JSON.stringify(fresh[at]?.value);
  });
  return same.map(({ path, value }) => `${path} is still ${JSON.stringify(value)}`);
}

async function expectLeft(
  resource: Resource,
  left: Outside,
  { written, untouched }: { readonly written: Written; readonly untouched: JsonValue },
): Promise<void> {
  const { delete: verb } = resource.routes;
  if (typeof verb !== "object") return;
  if (verb.move === "write") expect(await left.look()).toMatchObject(verb.body);
  if (verb.move === "merge")
    expect(await stillThere(left, { dropped: placesOf(resource, written), untouched })).toEqual([]);
  if (verb.move === "forget" && resource.routes.read !== undefined)
    expect(await left.look()).toMatchObject({ status: "succeeded" });
}
