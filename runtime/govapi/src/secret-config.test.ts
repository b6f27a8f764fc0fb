import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { JsonObject } from "@thoth-iac/model";
import { type AppForTests, appForTests } from "./app-for-tests.ts";

let acme: AppForTests;

beforeEach(async () => {
  acme = await appForTests();
});

afterEach(() => acme.app.close(0));

const upsert = (path: string, body: JsonObject) => acme.call(`POST /thoth/${path}`, body);
const rows = async (path: string) => (await acme.call(`GET /thoth/${path}`)).body.data;
const stored = (kind: string, id: string) =>
  acme.store.read((session) => session.record({ tenant: "acme", kind: `/thoth/${kind}`, id }));

describe("the configuration of an integration", () => {
  const config = {
    base_url: "https://acme.jamfcloud.com",
    client_id: "thoth",
    client_secret: "hush",
    nested: { password: "psst", kept: 1 },
  };
  const shown = { base_url: config.base_url, client_id: "thoth", nested: { kept: 1 } };
  const write = (more: JsonObject) => upsert("mdm/providers", { provider: "jamf", ...more });
  const secret = async () => (await stored("mdm/providers", "jamf"))?.secret.config;

  test("is answered without its secrets, and stored apart from the rest", async () => {
    const answer = await write({ config });
    expect(answer.body).toMatchObject({ config: shown });
    for (const body of [answer.body, await rows("mdm/providers")])
      expect(JSON.stringify(body)).not.toMatch(/hush|psst/);
    expect(await secret()).toEqual(config);
    expect((await stored("mdm/providers", "jamf"))?.document).not.toHaveProperty("config");
  });

  test("stays when an upsert does not mention it, and goes when it is null", async () => {
    await write({ config });
    await write({ name: "Jamf" });
    expect(await secret()).toEqual(config);
    await write({ config: null });
    expect(await secret()).toBeUndefined();
  });

  test("keeps its secret when it is written back as it was read, or masked", async () => {
    await write({ config });
    await write({ config: shown });
    expect(await secret()).toEqual(config);
    await write({ config: { ...config, client_secret: "********", nested: { password: "<redacted>", kept: 1 } } });
    expect(await secret()).toEqual(config);
    await write({ config: { ...shown, client_secret: null } });
    expect(await secret()).toEqual({ ...shown, nested: { password: "psst", kept: 1 } });
  });

  test("does not hand a stored secret to an address that is new", async () => {
    await write({ config });
    const masked = await write({
      config: { ...config, base_url: "https://evil.example.com", client_secret: "********" },
    });
    expect(masked).toMatchObject({ status: 400, body: { attribute: "config.client_secret" } });
    await write({ config: { base_url: "https://evil.example.com", client_id: "thoth" } });
    expect(await secret()).toEqual({ base_url: "https://evil.example.com", client_id: "thoth" });
  });

  test("may be sent flat, as the operator does", async () => {
    const answer = await upsert("mdm/providers", {
      provider: "kandji",
      endpoint_url: "https://acme.api.kandji.io",
      api_key: "hush",
    });
    expect(answer.body).toMatchObject({ provider: "kandji", config: { base_url: "https://acme.api.kandji.io" } });
    expect(answer.body).not.toHaveProperty("api_key");
    expect((await stored("mdm/providers", "kandji"))?.secret.config).toEqual({
      base_url: "https://acme.api.kandji.io",
      api_token: "hush",
    });
  });

  test("of a browser is answered whole, or not at all when it holds a secret", async () => {
    expect((await upsert("browser/providers", { provider: "chrome", config: { tenant: "acme" } })).body).toMatchObject({
      config: { tenant: "acme" },
    });
    expect(
      (await upsert("browser/providers", { provider: "island", config: { tenant: "acme", api_token: "hush" } })).body,
    ).not.toHaveProperty("config");
  });

  test("moves the integration's state", async () => {
    expect((await write({ config })).body).toMatchObject({ status: "configured" });
    expect((await write({ enabled: false })).body).toMatchObject({ status: "disabled" });
    expect((await write({ enabled: true })).body).toMatchObject({ status: "configured" });
  });
});
