import { describe, expect, test } from "@jest/globals";
import { jsonOfStruct, type StructMessage } from "@thoth-iac/grpc";
import type { JsonObject } from "@thoth-iac/model";
import { checkConfiguration, configurationDifference } from "./provider-configuration.ts";

const signature = "4dabf18193072939515e22adb298388d";
const secretly = (value: string) => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", value });
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const world = {
  env: {},
  fetch: () => Promise.reject(new Error("a check calls nothing")),
  readFile: () => Promise.reject(new Error("ENOENT")),
  log: () => {},
  attribution: { via: "pulumi", name: "test", version: "0" },
};

describe("a provider's properties are checked", () => {
  test.each<[string, JsonObject, string, RegExp]>([
    ["a misspelt setting", { tenantld: "acme" }, "", /setting tenantld\. Did you mean tenantId\?/],
    ["a setting that nothing resembles", { colour: "red" }, "", /setting colour\. Known are tenantId, /],
    ["a number that is none", { retryMaxAttempts: "many" }, "retryMaxAttempts", /expected a whole number/],
    ["a number out of range", { retryMaxAttempts: 99 }, "retryMaxAttempts", /from 1 to 10/],
    ["a truth value that is none", { insecureSkipTlsVerify: "perhaps" }, "insecureSkipTlsVerify", /true or false/],
    [
      "two base URLs that differ",
      { tenantId: "acme", orgApiKey: "thoth_org_1_2", govapiUrl: "https://a.example", apiBaseUrl: "https://b.example" },
      "apiBaseUrl",
      /give one of them/,
    ],
  ])("%s is refused, by name", async (_, given, property, reason) => {
    const { failures = [] } = await checkConfiguration(world, given);
    expect(failures).toEqual([{ property, reason: expect.stringMatching(reason) }]);
  });

  test("of a sensitive setting the engine gets no name by which it would show the value", async () => {
    const { failures = [] } = await checkConfiguration(world, { orgApiKey: 12345 });
    expect(failures).toEqual([{ property: "", reason: expect.stringMatching(/thoth:orgApiKey/) }]);
    expect(JSON.stringify(failures)).not.toContain("12345");
  });

  test("what the engine adds passes, as do texts that stand for numbers, and what is not known yet", async () => {
    const given = {
      tenantId: unknown,
      retryMaxAttempts: "3",
      insecureSkipTlsVerify: "false",
      version: "0.1.100",
      pluginDownloadURL: "x",
      // A stack that comes from the dynamic flavour may have it.
      serializedProvider: "true",
      __internal: {},
    };
    const { inputs, failures } = await checkConfiguration(world, given);
    expect(failures).toBeUndefined();
    const { __internal: _, ...kept } = given;
    expect(inputs && jsonOfStruct(inputs as StructMessage)).toEqual(kept);
  });

  test("credentials go back as secrets, whether they came as such or not", async () => {
    const { inputs } = await checkConfiguration(world, {
      orgApiKey: "k",
      tenantId: "acme",
      govapiUrl: secretly("https://x.example"),
    });
    expect(inputs && jsonOfStruct(inputs as StructMessage)).toEqual({
      orgApiKey: secretly("k"),
      tenantId: "acme",
      govapiUrl: secretly("https://x.example"),
    });
  });

  test("nothing is missing before it is needed: it may come from the environment", async () => {
    expect((await checkConfiguration(world, {})).failures).toBeUndefined();
  });
});

describe("a change of the configuration", () => {
  const differs = (before: JsonObject, after: JsonObject, tenantOfEnvironment?: string) =>
    configurationDifference({ before, after, tenantOfEnvironment });
  const kinds = { add: 0, addReplace: 1, delete: 2, deleteReplace: 3, update: 4, updateReplace: 5 };

  test.each<[string, JsonObject, JsonObject, string | undefined, boolean]>([
    ["another tenant", { tenantId: "a" }, { tenantId: "b" }, undefined, true],
    [
      "another tenant, the old one as the dynamic flavour keeps it",
      { "thoth:tenantId": "a" },
      { tenantId: "b" },
      undefined,
      true,
    ],
    ["another tenant by the environment", { tenantId: "a" }, {}, "b", true],
    [
      "the same tenant in another spelling",
      { "thoth:tenantId": "a", "dyn:n": "1" },
      { tenantId: "a" },
      undefined,
      false,
    ],
    ["the same tenant, now from the environment", { tenantId: "a" }, {}, "a", false],
    ["a tenant that is not told any more", { tenantId: "a" }, {}, undefined, false],
    ["a tenant that is told now", {}, { tenantId: "a" }, undefined, false],
    ["a tenant that is not known yet", { tenantId: "a" }, { tenantId: unknown }, "b", false],
    ["another credential", { tenantId: "a", orgApiKey: "k" }, { tenantId: "a", orgApiKey: "l" }, undefined, false],
    ["another address", { govapiUrl: "https://a.example" }, { govapiUrl: "https://b.example" }, undefined, false],
  ])("%s", (_, before, after, environment, replaces) => {
    const difference = differs(before, after, environment);
    expect(difference.replaces).toEqual(replaces ? ["tenantId"] : []);
    const replacing = Object.values(difference.detailedDiff ?? {}).filter(({ kind = 0 }) => kind % 2 === 1);
    expect(replacing).toHaveLength(replaces ? 1 : 0);
  });

  test("is told setting by setting", () => {
    const difference = differs(
      { tenantId: "a", orgApiKey: "k", apexDomain: "x" },
      { tenantId: "a", orgApiKey: "l", govapiUrl: "u" },
    );
    expect(difference.changes).toBe(2);
    expect(difference.diffs).toEqual(["apexDomain", "govapiUrl", "orgApiKey"]);
    expect(difference.detailedDiff).toEqual({
      apexDomain: { kind: kinds.delete, inputDiff: true },
      govapiUrl: { kind: kinds.add, inputDiff: true },
      orgApiKey: { kind: kinds.update, inputDiff: true },
    });
  });

  test("is none where only the flavour changes", () => {
    expect(
      differs({ "thoth:tenantId": "a", "thoth:orgApiKey": "k" }, { tenantId: "a", orgApiKey: "k", version: "1" })
        .changes,
    ).toBe(1);
  });
});
