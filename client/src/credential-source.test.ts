import { describe, expect, test } from "@jest/globals";
import { resolveCommandLine, resolveConfiguration } from "./configuration.ts";
import type { Environment, GivenSettings } from "./given-settings.ts";
import { readFile } from "./test-files.ts";

const resolve = (given: GivenSettings, env: Environment = {}) => resolveConfiguration(given, env, readFile);
const flags = (given: GivenSettings, env: Environment = {}) => resolveCommandLine(given, env, readFile);

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

describe("thothctl's credential", () => {
  test("comes from flags, then the environment, then the saved session, in the documented order", async () => {
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

  test("has to be made by a login where there is none, and a saved session that cannot be used is named", async () => {
    for (const env of [{}, { HOME: "/home/bob" }]) {
      expect(await flags({ tenant_id: "acme" }, env)).toMatchObject({
        diagnostics: [
          {
            code: "unauthenticated",
            detail: expect.stringMatching(/THOTH_API_KEY.*THOTH_ADMIN_BEARER_TOKEN_FILE.*--auth-token/),
          },
        ],
      });
    }
    expect(await flags({ tenant_id: "acme" }, { THOTH_AUTH_SESSION_FILE: "/empty" })).toMatchObject({
      diagnostics: [{ detail: expect.stringContaining("THOTH_AUTH_SESSION_FILE names /empty, which is empty") }],
    });
  });
});
