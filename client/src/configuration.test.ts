import { describe, expect, test } from "@jest/globals";
import { providerConfiguration, UNKNOWN } from "@thoth-iac/model";
import fc from "fast-check";
import { resolveCommandLine, resolveConfiguration } from "./configuration.ts";
import type { Environment, GivenSettings } from "./given-settings.ts";
import { readFile } from "./test-files.ts";

const resolve = (given: GivenSettings, env: Environment = {}) => resolveConfiguration(given, env, readFile);
const flags = (given: GivenSettings, env: Environment = {}) => resolveCommandLine(given, env, readFile);
const least = { tenant_id: "acme", org_api_key: "thoth_live_text" };

describe("the provider's connection", () => {
  test("has the reference's defaults", async () => {
    expect(await resolve(least)).toEqual({
      ok: true,
      value: {
        known: true,
        connection: {
          tenantId: "acme",
          baseUrl: "https://grid.acme.atensecurity.com",
          credential: { kind: "org_api_key", value: "thoth_live_text", source: "org_api_key" },
          retry: { maxAttempts: 4, baseDelayMs: 300, maxDelayMs: 5000 },
          requestTimeoutMs: 30_000,
          insecureSkipTlsVerify: false,
        },
      },
    });
  });

  test("takes every setting as given", async () => {
    const given = {
      ...least,
      apex_domain: "nommos.space",
      retry_max_attempts: 10,
      retry_base_delay_ms: 50,
      retry_max_delay_ms: 100,
      request_timeout_seconds: 600,
      insecure_skip_tls_verify: true,
    };
    expect(await resolve(given)).toMatchObject({
      value: {
        connection: {
          baseUrl: "https://grid.acme.nommos.space",
          retry: { maxAttempts: 10, baseDelayMs: 50, maxDelayMs: 100 },
          requestTimeoutMs: 600_000,
          insecureSkipTlsVerify: true,
        },
      },
      warnings: [{ severity: "warning", attribute: ["insecure_skip_tls_verify"] }],
    });
  });

  test("takes tenant, apex and base URL from the environment where the block says nothing", async () => {
    const env = { THOTH_TENANT_ID: "umbrella", THOTH_APEX_DOMAIN: "cawlo.dev" };
    const given = { org_api_key: "k", tenant_id: null, apex_domain: " " };
    expect(await resolve(given, env)).toMatchObject({
      value: { connection: { tenantId: "umbrella", baseUrl: "https://grid.umbrella.cawlo.dev" } },
    });
    const withUrl = { ...env, THOTH_GOVAPI_URL: "http://127.0.0.1:8080/" };
    expect(await resolve(given, withUrl)).toMatchObject({
      value: { connection: { baseUrl: "http://127.0.0.1:8080" } },
    });
    expect(await resolve({ ...given, apex_domain: "nommos.space" }, withUrl)).toMatchObject({
      value: { connection: { baseUrl: "https://grid.umbrella.nommos.space" } },
    });
    expect(await resolve({ ...given, api_base_url: "https://mine.example" }, withUrl)).toMatchObject({
      value: { connection: { baseUrl: "https://mine.example" } },
    });
  });

  test("has one base URL under two names, which may not disagree", async () => {
    expect(await resolve({ ...least, api_base_url: "https://a.example/x/" })).toMatchObject({
      value: { connection: { baseUrl: "https://a.example/x" } },
    });
    expect(
      await resolve({ ...least, api_base_url: "https://a.example/", govapi_url: "https://a.example" }),
    ).toMatchObject({ ok: true });
    expect(
      await resolve({ ...least, api_base_url: "https://a.example", govapi_url: "https://b.example" }),
    ).toMatchObject({
      diagnostics: [{ code: "conflicting_attributes", attribute: ["api_base_url"] }],
    });
    expect(
      await resolve({ ...least, api_base_url: "http://a.example", govapi_url: "https://a.example" }),
    ).toMatchObject({
      diagnostics: [{ code: "invalid_configuration", attribute: ["api_base_url"] }],
    });
  });

  test("needs a tenant that can be one, and says every fault at once", async () => {
    expect(await resolve({})).toMatchObject({
      diagnostics: [
        { code: "invalid_configuration", attribute: ["tenant_id"] },
        { code: "invalid_configuration", summary: "No credential is given" },
      ],
    });
    expect(await resolve({ ...least, tenant_id: "a/b" })).toMatchObject({
      diagnostics: [{ attribute: ["tenant_id"] }],
    });
    expect(await resolve({ ...least, tenant_id: "a.b" })).toMatchObject({
      diagnostics: [{ attribute: ["tenant_id"] }],
    });
    expect(await resolve({ ...least, tenant_id: "a.b", govapi_url: "https://x.example" })).toMatchObject({ ok: true });
    expect(await resolve({ ...least, apex_domain: "https://x" })).toMatchObject({
      diagnostics: [{ attribute: ["apex_domain"] }],
    });
  });

  const numbers = providerConfiguration.flatMap((row) =>
    "range" in row ? [[row.name, row.range[0], row.range[1]] as const] : [],
  );
  test.each(numbers)("refuses %s outside of %i to %i, and what is no whole number", async (name, low, high) => {
    for (const value of [low, high]) expect((await resolve({ ...least, [name]: value })).ok).toBe(true);
    for (const value of [low - 1, high + 1]) {
      expect(await resolve({ ...least, [name]: value })).toMatchObject({
        diagnostics: [{ code: "invalid_value", attribute: [name] }],
      });
    }
    for (const value of [low + 0.5, "4", true]) {
      expect(await resolve({ ...least, [name]: value })).toMatchObject({
        diagnostics: [{ code: "invalid_type", attribute: [name] }],
      });
    }
  });
});

describe("a setting known only after apply", () => {
  test("never lets another one of the environment take its place (defect 23)", async () => {
    const env = {
      THOTH_API_KEY: "env-key",
      THOTH_TENANT_ID: "env-tenant",
      THOTH_GOVAPI_URL: "https://env.example",
      THOTH_APEX_DOMAIN: "env.example",
    };
    for (const name of providerConfiguration.map((row) => row.name)) {
      expect(await resolve({ ...least, [name]: UNKNOWN }, env)).toMatchObject({
        ok: true,
        value: {
          known: false,
          reason: { code: "invalid_configuration", attribute: [name], detail: expect.stringContaining(name) },
        },
      });
    }
    expect(await resolve({ tenant_id: "acme", org_api_key: UNKNOWN }, env)).toMatchObject({ value: { known: false } });
  });

  test("hides no fault of the others", async () => {
    expect(await resolve({ ...least, tenant_id: UNKNOWN, retry_max_attempts: 0 })).toMatchObject({
      ok: false,
      diagnostics: [{ attribute: ["retry_max_attempts"] }],
    });
  });
});

describe("thothctl's connection", () => {
  test("waits 20 seconds, and speaks of flags", async () => {
    expect(await flags(least)).toMatchObject({
      value: { requestTimeoutMs: 20_000, credential: { source: "--org-api-key" } },
    });
    expect(await flags({ ...least, request_timeout_seconds: 601 })).toMatchObject({
      diagnostics: [{ summary: expect.stringContaining("--timeout-seconds") }],
    });
    expect(await flags({ tenant_id: "acme", admin_bearer_token: "a.b.c", org_api_key: "k" })).toMatchObject({
      diagnostics: [{ detail: expect.stringContaining("--auth-token and --org-api-key") }],
    });
    expect(await flags({ org_api_key: "k" })).toMatchObject({
      diagnostics: [{ detail: expect.stringContaining("--tenant-id") }],
    });
  });
});

test("no value that is given makes a connection fail otherwise than by diagnostics, or shows a secret", async () => {
  const value = fc.oneof(
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(UNKNOWN),
    fc.constant("s3cr3t-value"),
  );
  const given = fc.record(Object.fromEntries(providerConfiguration.map(({ name }) => [name, value])), {
    requiredKeys: [],
  });
  await fc.assert(
    fc.asyncProperty(given, async (settings) => {
      const result = await resolve({ ...settings, org_api_key: "s3cr3t value" });
      expect(result.ok && result.value.known).toBe(false);
      const { org_api_key: _, ...rest } = settings;
      if (!Object.values(rest).includes("s3cr3t-value")) expect(JSON.stringify(result)).not.toContain("s3cr3t");
    }),
  );
});
