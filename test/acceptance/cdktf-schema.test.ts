import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "@jest/globals";
import { providerAddress, schemaJson } from "@thoth-iac/provider";
import { describeOnEngines } from "../support/engines.ts";
import { providerFolder } from "../support/executables.ts";
import { openWorkspace } from "../support/terraform.ts";

describeOnEngines("the schema that bindings are generated from", (engine) => {
  test("is the one that the engine prints of the provider", async () => {
    const folder = await mkdtemp(join(tmpdir(), "thoth-schema-"));
    try {
      const workspace = await openWorkspace({
        ...{ engine, folder, providerFolder: providerFolder(process.env), env: {}, path: process.env.PATH ?? "" },
      });
      await workspace.configure();
      const printed = JSON.parse(await workspace.ok(["providers", "schema", "-json"]));
      const address = providerAddress.replace(
        "terraform.io",
        engine.product === "tofu" ? "opentofu.org" : "terraform.io",
      );
      // Identities and the like are nothing that the frameworks' generators read.
      const { provider, resource_schemas, data_source_schemas } = printed.provider_schemas[address];
      expect({ provider, resource_schemas, data_source_schemas }).toEqual(
        schemaJson().provider_schemas[providerAddress],
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
