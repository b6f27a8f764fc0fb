import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { expect } from "@jest/globals";
import { isRecord, type JsonValue, type Resource } from "@thoth-iac/model";
import { isChosen } from "../support/engine-choice.ts";
import { describeOnEngines } from "../support/engines.ts";
import { providerFolder } from "../support/executables.ts";
import { resource as hclResource } from "../support/hcl.ts";
import { describeOnPulumi } from "../support/pulumi-engines.ts";
import { shownOf, spelt } from "../support/pulumi-peer-values.ts";
import { pulumiStory } from "../support/pulumi-story.ts";
import { type RunningGovApi, startGovApi } from "../support/running-govapi.ts";
import { everythingOf, leastOf, type Written } from "../support/sample-values.ts";
import { openWorkspace } from "../support/terraform.ts";
import { declare, everyResource, flavours, type PulumiFlavour } from "./pulumi-flavours.ts";

const routes = [
  "GET /thoth/settings",
  "GET /thoth/mdm/providers",
  "GET /thoth/browser/providers",
  "GET /thoth/browser/policies",
  "GET /thoth/browser/enrollments",
];

/** The resources that keep what they are given; actions leave nothing that could be compared. */
const lasting = everyResource.filter(
  ({ name, routes: { create } }) =>
    !["mdm_sync", "webhook_test"].includes(name) &&
    // All settings in one, in place of the slices.
    (name === "tenant_settings" || typeof create === "string"),
);

describeOnPulumi("one desired tenant", (pulumi) => {
  describeOnEngines("beside Terraform", (engine) => {
    if (!isChosen(engine)) return;
    pulumiStory(
      pulumi,
      "becomes the same by either flavour and by Terraform: made, changed, cleared and removed",
      async ({ folder, stack, finally: afterwards }) => {
        const places = await Promise.all(
          ["dynamic", "plugin", "terraform"].map(async (name) => {
            const govApi = await startGovApi(join(folder, `govapi-of-${name}`));
            afterwards(govApi.close);
            return { name, govApi };
          }),
        );
        const at = (name: string): RunningGovApi => {
          const found = places.find((place) => place.name === name);
          if (found === undefined) throw new Error(`No place for ${name}`);
          return found.govApi;
        };
        const workspace = join(folder, "workspace");
        await mkdir(workspace);
        const terraform = await openWorkspace({
          engine,
          folder: workspace,
          providerFolder: providerFolder(process.env),
          path: process.env.PATH ?? "",
          env: {
            THOTH_TENANT_ID: "acme",
            THOTH_GOVAPI_URL: at("terraform").url,
            THOTH_API_KEY: at("terraform").orgApiKey,
          },
        });
        const stacks = [];
        for (const flavour of flavours) {
          const { url, orgApiKey } = at(flavour.name);
          const s = await stack({ config: { "thoth:govapiUrl": url }, secrets: { "thoth:orgApiKey": orgApiKey } });
          stacks.push({ flavour, s });
        }
        const expectAgreement = async () => {
          const [first, ...others] = await Promise.all(places.map(({ govApi }) => shownBy(govApi)));
          for (const other of others) expect(other).toEqual(first);
          return first;
        };
        const seen: unknown[] = [];
        for (const version of [everythingAt(1), everythingAt(2), leastOfAll]) {
          for (const { flavour, s } of stacks) await s.up({ program: programOf(flavour, version) });
          await terraform.configure(...lasting.map((one) => hclResource(`thoth_${one.name}.it`, version(one))));
          await terraform.apply();
          seen.push(await expectAgreement());
        }
        expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(3);
        for (const { s } of stacks) await s.destroy();
        await terraform.destroy();
        await expectAgreement();
      },
    );
  });
});

type Version = (resource: Resource) => Written;

function everythingAt(turn: number): Version {
  return (resource) => ({ ...everythingOf(shownOf(resource), turn), ...idOf(resource) });
}

function leastOfAll(resource: Resource): Written {
  return { ...leastOf(shownOf(resource)), ...idOf(resource) };
}

/** An identity that does not differ from one server to the other. */
function idOf({ identity }: Resource): Written {
  return Object.fromEntries(identity.filter((name) => name.endsWith("_id")).map((name) => [name, "it"]));
}

function programOf(flavour: PulumiFlavour, version: Version) {
  return async () => {
    for (const resource of lasting)
      declare(flavour, resource, { name: "it", args: spelt(resource, version(resource)) });
  };
}

async function shownBy({ call }: RunningGovApi): Promise<JsonValue> {
  const bodies = await Promise.all(routes.map(async (route) => (await call(route)).body));
  return bodies.map(timeless);
}

/** What does not depend on when and by whose key it was written. */
function timeless(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(timeless);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([name]) => !/^(created|updated)_(at|by)$/.test(name));
  return Object.fromEntries(kept.map(([name, member]) => [name, timeless(member)]));
}
