import { describe, expect, test } from "@jest/globals";
import { providerConfiguration, UNKNOWN } from "@thoth-iac/model";
import fc from "fast-check";
import { resolveCommandLine, resolveConfiguration } from "./configuration.ts";
import type { Environment, GivenSettings } from "./given-settings.ts";

const files: { readonly [path: string]: string } = {
  "/key": " thoth_live_file\n",
  "/token": "file.tok.en\n",
  "/empty": " \n",
  "/lines": "one\ntwo",
  "/home/ada/.thoth/admin-token.jwt": "saved.tok.en\n",
};
const readFile = (path: string) => {
  const text = files[path];
  if (text === undefined)
    throw Object.assign(new Error(`no ${path}`), {
      code: path === "/locked" ? "EACCES" : path === "/folder" ? "EISDIR" : "ENOENT",
    });
  return text;
};
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

describe("the provider's credential", () => {
  const credential = async (given: GivenSettings, env: Environment = {}) => {
    const result = await resolve({ tenant_id: "acme", ...given }, env);
    return result.ok && result.value.known ? result.value.connection.credential : result;
  };

  test("is text before its file, and a file where there is no text", async () => {
    expect(await credential({ org_api_key: "text", org_api_key_file: "/missing" })).toMatchObject({
      kind: "org_api_key",
      value: "text",
    });
    expect(await credential({ org_api_key_file: "/key" })).toEqual({
      kind: "org_api_key",
      value: "thoth_live_file",
      source: "the file /key (org_api_key_file)",
    });
    expect(await credential({ admin_bearer_token: "a.b.c", admin_bearer_token_file: "/missing" })).toMatchObject({
      kind: "admin_bearer_token",
      value: "a.b.c",
    });
    expect(await credential({ admin_bearer_token_file: "/token" })).toMatchObject({
      kind: "admin_bearer_token",
      value: "file.tok.en",
    });
  });

  test("is never of both kinds", async () => {
    for (const key of ["org_api_key", "org_api_key_file"]) {
      for (const token of ["admin_bearer_token", "admin_bearer_token_file"]) {
        expect(await credential({ [key]: "/key", [token]: "/token" })).toMatchObject({
          diagnostics: [
            {
              code: "conflicting_attributes",
              attribute: [token],
              detail: expect.stringContaining(`${key} and ${token}`),
            },
          ],
        });
      }
    }
  });

  test("comes from the environment only where none of the four attributes is set", async () => {
    const env = {
      THOTH_API_KEY: "env-key",
      THOTH_ORG_API_KEY: "org-key",
      THOTH_ADMIN_BEARER_TOKEN: "env.tok.en",
      THOTH_ADMIN_BEARER_TOKEN_FILE: "/token",
    };
    expect(await credential({}, env)).toEqual({
      kind: "org_api_key",
      value: "env-key",
      source: "the environment variable THOTH_API_KEY",
    });
    expect(await credential({}, { ...env, THOTH_API_KEY: "" })).toMatchObject({ value: "org-key" });
    expect(await credential({}, { ...env, THOTH_API_KEY: "", THOTH_ORG_API_KEY: undefined })).toMatchObject({
      kind: "admin_bearer_token",
      value: "env.tok.en",
    });
    expect(await credential({}, { THOTH_ADMIN_BEARER_TOKEN_FILE: "/token" })).toMatchObject({
      kind: "admin_bearer_token",
      value: "file.tok.en",
    });
    expect(await credential({ admin_bearer_token: "a.b.c" }, env)).toMatchObject({ value: "a.b.c" });
    expect(await credential({ org_api_key_file: "/missing" }, env)).toMatchObject({ ok: false });
    expect(await credential({ org_api_key: "", admin_bearer_token: null }, env)).toMatchObject({ value: "env-key" });
  });

  test.each([
    ["/missing", "does not exist"],
    ["/locked", "may not be read by this user"],
    ["/folder", "is a folder"],
    ["/empty", "is empty"],
  ])("in the file %s is refused by naming file and attribute, as it %s", async (path, reason) => {
    for (const name of ["org_api_key_file", "admin_bearer_token_file"]) {
      expect(await credential({ [name]: path })).toMatchObject({
        diagnostics: [
          {
            code: "invalid_configuration",
            attribute: [name],
            detail: expect.stringContaining(`${name} names ${path}, which ${reason}`),
          },
        ],
      });
    }
  });

  test("is refused without being shown if no header can carry it", async () => {
    for (const value of ["with blank", "two\nlines", "ünicode", "Bearer x", "x".repeat(20_000)]) {
      const result = await credential({ org_api_key: value });
      expect(result).toMatchObject({ diagnostics: [{ code: "invalid_configuration", attribute: ["org_api_key"] }] });
      expect(JSON.stringify(result)).not.toContain(value);
    }
    expect(await credential({ org_api_key_file: "/lines" })).toMatchObject({ ok: false });
    const result = await credential({ org_api_key: 12345 });
    expect(result).toMatchObject({ diagnostics: [{ code: "invalid_type" }] });
    expect(JSON.stringify(result)).not.toContain("12345");
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

  test("takes its credential from flags, then the environment, then the saved session, in the documented order", async () => {
    const order: readonly (readonly [given: GivenSettings, env: Environment, value: string])[] = [
      [{ admin_bearer_token: "1.1.1" }, {}, "1.1.1"],
      [{ admin_bearer_token_file: "/token" }, {}, "file.tok.en"],
      [{ org_api_key: "flag-key" }, {}, "flag-key"],
      [{}, { THOTH_ADMIN_BEARER_TOKEN: "2.2.2" }, "2.2.2"],
      [{}, { THOTH_ADMIN_BEARER_TOKEN_FILE: "/token" }, "file.tok.en"],
      [{}, { THOTH_ORG_API_KEY: "org-key" }, "org-key"],
      [{}, { THOTH_API_KEY: "api-key" }, "api-key"],
      [{}, { THOTH_AUTH_SESSION_FILE: "/token" }, "file.tok.en"],
      [{}, { HOME: "/home/ada/" }, "saved.tok.en"],
    ];
    for (const [at, [given, , value]] of order.entries()) {
      // Everything that comes later in the order is there too, and loses.
      const env = Object.assign(
        {},
        ...order
          .slice(at)
          .map(([, each]) => each)
          .reverse(),
      );
      expect(await flags({ tenant_id: "acme", ...given }, env)).toMatchObject({ value: { credential: { value } } });
    }
  });

  test("asks for a login where there is none, and names a saved session that cannot be used", async () => {
    for (const env of [{}, { HOME: "/home/bob" }]) {
      expect(await flags({ tenant_id: "acme" }, env)).toMatchObject({
        diagnostics: [
          { code: "unauthenticated", detail: expect.stringMatching(/auth login.*THOTH_API_KEY.*--auth-token/) },
        ],
      });
    }
    expect(await flags({ tenant_id: "acme" }, { THOTH_AUTH_SESSION_FILE: "/empty" })).toMatchObject({
      diagnostics: [{ detail: expect.stringContaining("THOTH_AUTH_SESSION_FILE names /empty, which is empty") }],
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
