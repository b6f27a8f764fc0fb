import { afterEach, describe, expect, test } from "@jest/globals";
import type { JsonValue } from "@thoth-iac/model";
import { type GovApiInMemory, govApiInMemory } from "./govapi.ts";
import { type Jamf, type JamfComputer, type JamfOptions, startJamf } from "./jamf.ts";

const open: { close: () => Promise<void> }[] = [];
const waits: number[] = [];

afterEach(async () => {
  waits.length = 0;
  for (const { close } of open.splice(0)) await close();
});

function computers(count: number): readonly JamfComputer[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${index + 1}`,
    ...(index % 5 !== 0 && { user: `user${index}@example.com` }),
  }));
}

async function started(options: JamfOptions): Promise<{ jamf: Jamf; govapi: GovApiInMemory }> {
  const jamf = await startJamf(options);
  const govapi = await govApiInMemory({
    allowPrivateTargets: true,
    wait: async (milliseconds) => void waits.push(milliseconds),
  });
  open.push(govapi.app, jamf);
  return { jamf, govapi };
}

function configured({ url, clientId, clientSecret }: Jamf): JsonValue {
  return { provider: "jamf", config: { base_url: url, client_id: clientId, client_secret: clientSecret } };
}

async function synced(govapi: GovApiInMemory, provider = "jamf"): Promise<{ readonly [name: string]: JsonValue }> {
  const started = await govapi.call(`POST /thoth/mdm/providers/${provider}/sync`, {});
  const { job_id } = started.body as { job_id: string };
  for (;;) {
    const { body } = await govapi.call(`GET /thoth/mdm/sync-jobs/${job_id}`);
    const job = body as { readonly [name: string]: JsonValue };
    if (job.status === "succeeded" || job.status === "failed") return job;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function firstProvider(govapi: GovApiInMemory): Promise<JsonValue | undefined> {
  const { body } = await govapi.call("GET /thoth/mdm/providers");
  return (body as { data: JsonValue[] }).data[0];
}

describe("a sync with Jamf", () => {
  test("reads every page once and counts devices without a user", async () => {
    const { jamf, govapi } = await started({ computers: computers(250) });
    await govapi.call("POST /thoth/mdm/providers", configured(jamf));
    const job = await synced(govapi);
    expect(job).toMatchObject({
      provider: "jamf",
      status: "succeeded",
      synced_endpoints: 250,
      unassigned_count: 50,
      error: null,
    });
    expect(jamf.requests.filter(({ path }) => path === "/api/oauth/token")).toHaveLength(1);
    expect(jamf.requests.filter(({ path }) => path.startsWith("/api/v1/computers-inventory"))).toHaveLength(3);
    expect(await firstProvider(govapi)).toMatchObject({
      status: "connected",
      last_sync_status: "succeeded",
      last_sync_job_id: job.job_id,
      last_sync_at: job.completed_at,
      synced_endpoints: 250,
    });
  });

  test("counts a device once that appears on two pages", async () => {
    const { jamf, govapi } = await started({ computers: computers(150), shifting: true });
    await govapi.call("POST /thoth/mdm/providers", configured(jamf));
    expect(await synced(govapi)).toMatchObject({ status: "succeeded", synced_endpoints: 150 });
  });

  test("signs in again when a token stops working between two pages", async () => {
    const { jamf, govapi } = await started({ computers: computers(300), usesPerToken: 2 });
    await govapi.call("POST /thoth/mdm/providers", configured(jamf));
    expect(await synced(govapi)).toMatchObject({ status: "succeeded", synced_endpoints: 300 });
    expect(jamf.requests.filter(({ path }) => path === "/api/oauth/token")).toHaveLength(2);
  });

  test("waits as long as Retry-After says, and survives passing failures", async () => {
    const faults = [
      { on: "inventory", fault: "rate_limited", retryAfter: 7 },
      { on: "inventory", fault: "server_error" },
      { on: "inventory", fault: "hang_up" },
    ] as const;
    const { jamf, govapi } = await started({ computers: computers(3), faults });
    await govapi.call("POST /thoth/mdm/providers", configured(jamf));
    expect(await synced(govapi)).toMatchObject({ status: "succeeded", synced_endpoints: 3 });
    expect(waits).toHaveLength(3);
    expect(waits[0]).toBe(7000);
  });

  test.each([
    ["the client may not read computers", [{ on: "inventory", fault: "forbidden" }], "Read Computers"],
    ["the inventory is broken JSON", [{ on: "inventory", fault: "broken_json" }], "not a JSON object"],
    ["an answer is without end", [{ on: "inventory", fault: "huge" }], "longer than"],
    ["Jamf stays out of order", Array(5).fill({ on: "inventory", fault: "server_error" }), "HTTP 500"],
    ["a new token is refused too", Array(2).fill({ on: "inventory", fault: "unauthorized" }), "refused a new token"],
  ] satisfies [string, JamfOptions["faults"] & object, string][])(
    "fails clearly when %s",
    async (_, faults, reason) => {
      const { jamf, govapi } = await started({ computers: computers(3), faults });
      await govapi.call("POST /thoth/mdm/providers", configured(jamf));
      const job = await synced(govapi);
      expect(job).toMatchObject({ status: "failed", error: expect.stringContaining(reason) });
      expect(JSON.stringify(job)).not.toContain(jamf.clientSecret);
      expect(await firstProvider(govapi)).toMatchObject({ status: "error", last_error: job.error });
    },
  );

  test("fails clearly when the secret is wrong, without telling it", async () => {
    const { jamf, govapi } = await started({});
    await govapi.call("POST /thoth/mdm/providers", {
      provider: "jamf",
      config: { base_url: jamf.url, client_id: jamf.clientId, client_secret: "wrong-secret-value" },
    });
    const job = await synced(govapi);
    expect(job).toMatchObject({ status: "failed", error: expect.stringContaining("check client_id, client_secret") });
    expect(JSON.stringify(job)).not.toContain("wrong-secret-value");
  });

  test("fails clearly when the configuration lacks something", async () => {
    const { govapi } = await started({});
    await govapi.call("POST /thoth/mdm/providers", {
      provider: "jamf",
      config: { base_url: "https://acme.jamfcloud.com" },
    });
    expect(await synced(govapi)).toMatchObject({
      status: "failed",
      error: "The configuration of jamf lacks client_id.",
    });
  });

  test("runs again after a failure", async () => {
    const { jamf, govapi } = await started({ computers: computers(2), faults: [{ on: "token", fault: "forbidden" }] });
    await govapi.call("POST /thoth/mdm/providers", configured(jamf));
    expect(await synced(govapi)).toMatchObject({ status: "failed" });
    expect(await synced(govapi)).toMatchObject({ status: "succeeded", synced_endpoints: 2 });
    expect(await firstProvider(govapi)).not.toHaveProperty("last_error");
  });
});

describe("a sync", () => {
  test.each(["intune", "kandji", "workspace_one", "custom"])(
    "of %s says in the job that it is not supported yet",
    async (provider) => {
      const { govapi } = await started({});
      await govapi.call("POST /thoth/mdm/providers", {
        provider,
        config: { base_url: "https://mdm.example.com", api_token: "t" },
      });
      expect(await synced(govapi, provider)).toMatchObject({
        status: "failed",
        error: expect.stringContaining("not supported yet by the embedded control plane"),
      });
    },
  );

  test("of an integration that does not exist is not found", async () => {
    const { govapi } = await started({});
    expect(await govapi.call("POST /thoth/mdm/providers/jamf/sync", {})).toMatchObject({
      status: 404,
      body: { error: "not_found" },
    });
  });

  test("of a disabled integration is a conflict", async () => {
    const { jamf, govapi } = await started({});
    await govapi.call("POST /thoth/mdm/providers", configured(jamf));
    await govapi.call("POST /thoth/mdm/providers", { provider: "jamf", enabled: false });
    expect(await govapi.call("POST /thoth/mdm/providers/jamf/sync", {})).toMatchObject({
      status: 409,
      body: { error: "conflict" },
    });
  });
});
