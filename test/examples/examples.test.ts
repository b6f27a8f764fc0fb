import { cp, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { describeOnEngines } from "../support/engines.ts";
import { story, type World } from "../support/story.ts";

const examples = resolve(import.meta.dirname, "..", "..", "examples");

/** The examples that are tried here. */
const triedHere = ["reference-migration", "settings-minimal"];

/** Those that are tried by a command, or by tests of their own: quickstarts, Pulumi's in each language, CDKTF's, YAML's. */
const triedElsewhere = [
  "cdktf-gitops",
  "cdktf-quickstart",
  "gitops",
  "gitops-quickstart",
  "gitops-github",
  "gitops-gitlab",
  "pulumi-go",
  "pulumi-plugin",
  "pulumi-python",
  "pulumi-quickstart",
  "quickstart",
];

test("every example is run by a test", async () => {
  expect((await readdir(examples)).toSorted()).toEqual([...triedElsewhere, ...triedHere].toSorted());
});

describeOnEngines("examples", (engine) => {
  story(
    engine,
    "settings-minimal: writes its three settings, and shows the server's defaults beside them",
    async (world) => {
      const { terraform, govApi } = world;
      await place("settings-minimal", world);
      expect((await terraform.apply()).changes).toEqual([
        "create thoth_tenant_settings.this",
        "read data.thoth_tenant_settings.effective",
      ]);
      expect((await govApi.call("GET /thoth/settings")).body).toMatchObject({
        compliance_profile: "soc2",
        shadow_policy: { critical: "block" },
      });
      expect(JSON.parse(await terraform.ok(["output", "-json", "shadow_policy"]))).toEqual({
        low: "allow",
        medium: "step_up",
        high: "block",
        critical: "block",
      });
      expect((await terraform.plan()).changes).toEqual([]);
      await terraform.destroy();
    },
  );

  story(engine, "reference-migration: going from JSON text to objects changes nothing", async (world) => {
    const { terraform, govApi } = world;
    await place("reference-migration/before", world);
    await terraform.apply();
    const before = await govApi.call("GET /thoth/browser/policies");
    expect((await terraform.plan()).changes).toEqual([]);
    await place("reference-migration/after", world);
    expect((await terraform.plan()).changes).toEqual([]);
    await terraform.apply();
    expect((await govApi.call("GET /thoth/browser/policies")).body).toEqual(before.body);
  });
});

async function place(example: string, { terraform }: World): Promise<void> {
  await cp(join(examples, example), terraform.folder, { recursive: true });
}
