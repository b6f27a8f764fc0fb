import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { JsonObject } from "@thoth-iac/model";
import { type AppForTests, appForTests } from "./app-for-tests.ts";

let acme: AppForTests;

beforeEach(async () => {
  acme = await appForTests();
});

afterEach(() => acme.app.close(0));

const policy = {
  name: "Block",
  provider: "chrome",
  policy: { extension_settings: { "*": { installation_mode: "blocked" } } },
};
const upsert = (path: string, body: JsonObject) => acme.call(`POST /thoth/${path}`, body);

describe("a browser policy", () => {
  const write = (more: JsonObject) => upsert("browser/policies", { ...policy, policy_id: "p", ...more });

  test("always has a compiled form, a version and writers", async () => {
    expect((await write({})).body).toMatchObject({
      version: 1,
      created_by: acme.orgApiKey.split("_")[2],
      updated_by: acme.orgApiKey.split("_")[2],
      compiled_policy: { ExtensionSettings: { "*": { installation_mode: "blocked" } } },
    });
    expect((await write({ policy_id: "f", provider: "firefox" })).body).toMatchObject({
      compiled_policy: { policies: { ExtensionSettings: {} } },
    });
  });

  test("counts its version up with each change of content, unless one is given", async () => {
    await write({});
    expect((await write({ name: "Other" })).body).toMatchObject({ version: 2 });
    expect((await write({ name: "Other" })).body).toMatchObject({ version: 2 });
    expect((await write({ name: "Other", version: 9 })).body).toMatchObject({ version: 9 });
    expect((await write({ name: "Again" })).body).toMatchObject({ version: 10 });
    expect((await write({ name: "And again", version: null })).body).toMatchObject({ version: 11 });
  });

  test("remembers who made it and tells who changed it last", async () => {
    await write({ created_by: "ada", updated_by: "ada" });
    expect((await write({ name: "Other" })).body).toMatchObject({
      created_by: "ada",
      updated_by: acme.orgApiKey.split("_")[2],
    });
    expect((await write({ updated_by: "bob" })).body).toMatchObject({ created_by: "ada", updated_by: "bob" });
  });

  test("is disabled by id alone", async () => {
    await write({});
    expect((await upsert("browser/policies", { policy_id: "p", active: false })).body).toMatchObject({
      active: false,
      name: "Block",
    });
  });
});
