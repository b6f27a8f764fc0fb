import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { baseUrlOf, isLoopback, productUrlOf, tenantOf } from "./base-url.ts";

const given = (value: string) => ({ value, name: "govapi_url", attribute: "govapi_url" });

describe("the base URL", () => {
  test("keeps its path and loses its trailing slashes", () => {
    expect(baseUrlOf(given("https://api.example:8443/base/path//"))).toEqual({
      ok: true,
      value: "https://api.example:8443/base/path",
    });
    expect(baseUrlOf(given(" https://api.example/ "))).toEqual({ ok: true, value: "https://api.example" });
  });

  test("may be plain http on loopback, however that is written, and nowhere else", () => {
    for (const host of ["127.0.0.1:8080", "localhost", "[::1]:1", "127.9.9.9", "127.1", "0x7f.1", "LOCALHOST"]) {
      expect(baseUrlOf(given(`http://${host}`)).ok).toBe(true);
    }
    for (const host of [
      "example.com",
      "127.0.0.1.example.com",
      "10.0.0.1",
      "localhost.example",
      "128.0.0.1",
      "[::2]",
      "0.0.0.0",
    ]) {
      expect(baseUrlOf(given(`http://${host}`))).toMatchObject({
        ok: false,
        diagnostics: [{ code: "invalid_configuration", attribute: ["govapi_url"] }],
      });
    }
  });

  test("refuses passwords, queries, fragments and other schemes, and repeats no password", () => {
    for (const url of [
      "https://user:hunter2@x.example",
      "https://hunter2@x.example",
      "https://x.example?key=hunter2",
      "https://x.example/#hunter2",
      "ftp://x.example",
      "hunter2",
      "",
    ]) {
      const result = baseUrlOf(given(url));
      expect(result.ok).toBe(false);
      expect(JSON.stringify(result)).not.toContain("hunter2");
    }
  });

  test("is one that gives itself again", () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ["https"] }), (url) => {
        const once = baseUrlOf(given(url));
        if (!once.ok) throw new Error(`refused ${url}`);
        expect(baseUrlOf(given(once.value))).toEqual(once);
        expect(once.value.endsWith("/")).toBe(false);
      }),
    );
  });

  test("never lets plain http out to an address beyond loopback", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(baseUrlOf(given(`http://${address}`)).ok).toBe(isLoopback(new URL(`http://${address}`).hostname));
        expect(isLoopback(new URL(`http://${address}`).hostname)).toBe(address.startsWith("127."));
      }),
    );
  });
});

describe("the product's host", () => {
  const derive = (tenant: string, apex: string) =>
    productUrlOf({ value: tenant, name: "tenant_id" }, { value: apex, name: "apex_domain" });

  test("is grid, tenant, apex", () => {
    expect(derive("Acme-1", "nommos.space")).toEqual({ ok: true, value: "https://grid.acme-1.nommos.space" });
  });

  test("is refused where tenant or apex would make it another host", () => {
    for (const [tenant, apex] of [
      ["acme.evil", "a.com"],
      ["acme", "https://a.com"],
      ["acme", "a.com/x"],
      ["acme", "a.com:1"],
      ["a@b", "a.com"],
      ["-a", "a.com"],
      ["acme", "a..com"],
      ["acme", ""],
    ] as const) {
      expect(derive(tenant, apex).ok).toBe(false);
    }
  });
});

describe("a tenant", () => {
  test("is text that can stand in a path", () => {
    for (const slug of ["acme", "acme-1", "a_b", "a.b"])
      expect(tenantOf({ value: slug, name: "tenant_id" }).ok).toBe(true);
    for (const slug of ["", ".", "..", "a/b", "a b", "a%2f", "a?b", "ä"])
      expect(tenantOf({ value: slug, name: "tenant_id" }).ok).toBe(false);
  });
});
