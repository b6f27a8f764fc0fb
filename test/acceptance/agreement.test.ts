import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { expect } from "@jest/globals";
import type { JsonObject, JsonValue, Resource } from "@thoth-iac/model";
import { run } from "../cli/running.ts";
import { isChosen } from "../support/engine-choice.ts";
import { describeOnEngines, type TestEngine } from "../support/engines.ts";
import { providerFolder } from "../support/executables.ts";
import { block, expression, resource as hclResource } from "../support/hcl.ts";
import { documentsOf, inManifests, yamlOf } from "../support/manifests.ts";
import { toldBy } from "../support/manifests-tenant.ts";
import { describeOnPulumi } from "../support/pulumi-engines.ts";
import { shownOf, spelt } from "../support/pulumi-peer-values.ts";
import { type PulumiWorld, pulumiStory } from "../support/pulumi-story.ts";
import { everythingOf } from "../support/sample-values.ts";
import { openWorkspace } from "../support/terraform.ts";
import { declare, everyResource, flavours } from "./pulumi-flavours.ts";

/* The same tenant written for real engines and as manifests: whoever made it, the others take it and have nothing to do. */

const desired = everyResource
  .filter(
    ({ name, succeeds, identity }) => succeeds === undefined && (name === "tenant_settings" || identity.length > 0),
  )
  .map((resource) => [resource, valuesOf(resource)] as const);

/** One of the tools: makes the tenant, or takes it as it is; and says what it would still do. */
interface Tool {
  readonly make: () => Promise<void>;
  readonly take: () => Promise<void>;
  readonly plan: () => Promise<readonly string[]>;
}

describeOnPulumi("one desired tenant, as manifests too,", (pulumi) => {
  describeOnEngines("beside Terraform", (engine) => {
    if (!isChosen(engine)) return;
    for (const maker of ["terraform", "pulumi", "manifests"] as const) {
      pulumiStory(pulumi, `is made by ${maker}, and then nobody has anything left to do`, async (world) => {
        const tools = {
          terraform: await terraformIn(world, engine),
          pulumi: await pulumiIn(world),
          manifests: await manifestsIn(world),
        };
        const { call } = world.govApi;
        await tools[maker].make();
        const made = await toldBy(call);
        expect(await tools[maker].plan()).toEqual([]);
        for (const [name, tool] of Object.entries(tools)) {
          if (name !== maker) await tool.take();
          expect([name, await tool.plan()]).toEqual([name, []]);
          expect([name, await toldBy(call)]).toEqual([name, made]);
        }
        // What the others took for their own has moved nothing under the feet of the first.
        expect(await tools[maker].plan()).toEqual([]);
      });
    }
  });
});

async function terraformIn({ govApi, folder }: PulumiWorld, engine: TestEngine): Promise<Tool> {
  const workspace = join(folder, "workspace");
  await mkdir(workspace);
  const terraform = await openWorkspace({
    engine,
    folder: workspace,
    providerFolder: providerFolder(process.env),
    path: process.env.PATH ?? "",
    env: { THOTH_TENANT_ID: govApi.tenantId, THOTH_GOVAPI_URL: govApi.url, THOTH_API_KEY: govApi.orgApiKey },
  });
  const written = desired.map(([{ name }, values]) => hclResource(`thoth_${name}.it`, values));
  const imports = desired.map(([resource, values]) =>
    block(["import"], { to: expression(`thoth_${resource.name}.it`), id: idOf(resource, values) }),
  );
  return {
    make: async () => {
      await terraform.configure(...written);
      await terraform.apply();
    },
    take: async () => {
      await terraform.configure(...written, ...imports);
      const { changes } = await terraform.plan();
      expect(changes).toEqual(desired.map(([{ name }]) => `import thoth_${name}.it`).toSorted());
      await terraform.apply();
    },
    plan: async () => (await terraform.plan()).changes,
  };
}

async function pulumiIn({ stack }: PulumiWorld): Promise<Tool> {
  const s = await stack();
  const [, plugin] = flavours;
  if (plugin === undefined) throw new Error("There are two flavours.");
  const programOf = (imported: boolean) => async () => {
    for (const [resource, values] of desired)
      declare(plugin, resource, {
        name: resource.name,
        args: spelt(resource, values),
        opts: imported ? { import: idOf(resource, values) } : {},
      });
  };
  let program = programOf(false);
  return {
    make: async () => void (await s.up({ program })),
    take: async () => {
      program = programOf(true);
      const { did } = await s.up({ program });
      expect(did.toSorted()).toEqual(desired.map(([{ name }]) => `import ${name}`).toSorted());
    },
    // It fails if there is anything to do; that it looked is no change.
    plan: async () => {
      const { did } = await s.preview({ program, refresh: true, expectNoChanges: true });
      return did.filter((each) => !each.startsWith("refresh "));
    },
  };
}

async function manifestsIn({ govApi, folder }: PulumiWorld): Promise<Tool> {
  const cwd = join(folder, "manifests");
  await mkdir(cwd);
  const set = desired.map(([resource, values]) => ({ resource, name: "it", values, references: [], dependsOn: [] }));
  await writeFile(join(cwd, "tenant.yaml"), yamlOf(documentsOf(set).documents));
  const env = { THOTH_TENANT_ID: govApi.tenantId, THOTH_GOVAPI_URL: govApi.url, THOTH_API_KEY: govApi.orgApiKey };
  const thothctl = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await run([...args, "-f", "tenant.yaml"], { env, cwd });
    if (code !== 0 && code !== 2) throw new Error(`thothctl ${args.join(" ")} ended with ${code}: ${stderr}`);
    return code === 2 ? [stdout] : [];
  };
  return {
    make: async () => void (await thothctl("apply")),
    take: async () => void (await thothctl("import")),
    plan: () => thothctl("plan", "--detailed-exitcode"),
  };
}

/** All that can be said in each of the three, and is told by GovAPI: what whoever imports it gets to know. */
function valuesOf(resource: Resource): JsonObject {
  const sayable = inManifests(shownOf(resource));
  const seen = sayable.attributes.filter(
    ({ sensitive, local, overlay, input }) => !input || !(sensitive || local || overlay),
  );
  const values = everythingOf({ ...resource, attributes: seen }, 1);
  const named = resource.identity.filter((name) => name.endsWith("_id")).map((name) => [name, "it"] as const);
  return { ...values, ...Object.fromEntries<JsonValue>(named) };
}

/** What imports it: a tenant's one document goes by the tenant. */
function idOf({ identity }: Resource, values: JsonObject): string {
  return identity.length === 0 ? "acme" : identity.map((name) => String(values[name])).join("/");
}
