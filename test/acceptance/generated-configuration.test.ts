import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { type Resource, resources } from "@thoth-iac/model";
import { describeOnEngines } from "../support/engines.ts";
import { block, expression } from "../support/hcl.ts";
import { outsideOf } from "../support/outside.ts";
import { everythingOf, exampleOf, type Written } from "../support/sample-values.ts";
import { story } from "../support/story.ts";
import { withJamf } from "./prepared.ts";

const given: Readonly<Record<string, Written>> = {
  browser_policy: { policy_id: "p" },
  browser_enrollment: { enrollment_id: "e" },
};

describeOnEngines("a configuration that the engine writes from what is imported", (engine) => {
  story(engine, "is valid as it is, and plans nothing", async (world) => {
    const { terraform, govApi } = world;
    await withJamf(world);
    const found: (readonly [address: string, id: string])[] = [];
    for (const resource of Object.values<Resource>(resources)) {
      // The single settings resource and the four would own the same attributes.
      if (resource.routes.read === undefined || resource.name === "tenant_settings") continue;
      const address = `thoth_${resource.name}.it`;
      if (resource.routes.update === undefined) {
        const { body } = await govApi.call("POST /thoth/mdm/providers/jamf/sync");
        found.push([address, String(Object(body).job_id)]);
        continue;
      }
      const all = { ...exampleOf(resource), ...everythingOf(resource, 1), ...given[resource.name] };
      const identity = Object.fromEntries(resource.identity.map((name) => [name, all[name] ?? null]));
      await outsideOf(govApi, resource, identity).change(all);
      found.push([address, String(Object.values(identity)[0] ?? govApi.tenantId)]);
    }
    expect(found.length).toBeGreaterThan(8);
    await terraform.configure(...found.map(([to, id]) => block(["import"], { to: expression(to), id })));
    const plan = await terraform.plan({ args: ["-generate-config-out=generated.tf"] });
    expect(plan.changes).toEqual(found.map(([address]) => `import ${address}`).toSorted());
    expect(await readFile(join(terraform.folder, "generated.tf"), "utf8")).toContain("thoth_browser_policy");
    await terraform.apply();
    expect((await terraform.plan()).changes).toEqual([]);
  });
});
