import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { describeOnPulumi } from "../support/pulumi-engines.ts";
import { installedForPulumi } from "../support/pulumi-packages.ts";
import { pulumiStory } from "../support/pulumi-story.ts";

/** A program that ends itself, as a machine short of memory would, once its first policy is made and while it has more to say. */
const program = `
const pulumi = require("@pulumi/pulumi");
const thoth = require("@thoth-iac/pulumi");
const policy = (name, providerName) => new thoth.BrowserPolicy(name, { name, providerName, policy: { url_blocklist: [name] } });
const first = policy("first", "chrome");
if (new pulumi.Config("stories").getBoolean("killed")) first.id.apply(() => process.kill(process.pid, "SIGKILL"));
policy("second", first.providerName);
`;

describeOnPulumi(
  "a program that is killed",
  (engine) => {
    pulumiStory(
      engine,
      "leaves in state what was made, and the next update makes the rest and nothing twice",
      async (world) => {
        const { govApi, stack, folder } = world;
        const source = join(folder, "source");
        await mkdir(source);
        await writeFile(join(source, "Pulumi.yaml"), "name: stories\nruntime: nodejs\n");
        await writeFile(join(source, "package.json"), '{ "name": "stories", "main": "index.js" }\n');
        await writeFile(join(source, "index.js"), program);
        const packages = await installedForPulumi(folder);
        const stories = await stack({ source, packages, env: { NODE_OPTIONS: "" } });
        const names = async () => {
          const { body } = await govApi.call("GET /thoth/browser/policies");
          return JSON.parse(JSON.stringify(body)).data.map(({ name }: { readonly name: string }) => name);
        };
        await stories.run(["config", "set", "stories:killed", "true"]);
        await stories.refused("up", {});
        expect(await names()).toEqual(["first"]);
        await stories.run(["config", "set", "stories:killed", "false"]);
        const { did } = await stories.up();
        expect(did).toEqual(["create second"]);
        expect((await names()).toSorted()).toEqual(["first", "second"]);
        await stories.up({ expectNoChanges: true });
        await stories.destroy();
      },
    );
  },
  ["nodejs"],
);
