import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { queries, resources, routesOf } from "@thoth-iac/model";
import { type AppForTests, appForTests } from "./app-for-tests.ts";
import type { LogEntry } from "./world.ts";

let clock = Date.parse("2026-01-01T00:00:00Z");
let log: LogEntry[] = [];
let acme: AppForTests;

beforeEach(async () => {
  clock = Date.parse("2026-01-01T00:00:00Z");
  log = [];
  acme = await appForTests({ clock: () => clock, log: (entry) => void log.push(entry) });
});

afterEach(() => acme.app.close(0));

const settings = "http://govapi.test/acme/thoth/settings";

describe("every route of the model", () => {
  const routes = [
    ...new Set([
      ...Object.values(resources).flatMap(({ routes }) => routesOf(routes)),
      ...Object.values(queries).map(({ route }) => route),
    ]),
  ];
  const filled = (route: string) => route.replace(/\{\w+\}/g, "some-id");

  test.each(routes)("is served, and only to those who have a credential: %s", async (route) => {
    const [method = "", path = ""] = filled(route).split(" ");
    const body = method === "GET" ? {} : { body: "{}", headers: { "content-type": "application/json" } };
    const stranger = await acme.ask(`http://govapi.test/acme${path}`, { method, ...body });
    expect(stranger).toMatchObject({ status: 401, body: { error: "unauthenticated" } });
    expect(stranger.headers.get("www-authenticate")).toContain("Bearer");
    const known = await acme.call(filled(route), method === "GET" ? undefined : {});
    expect([200, 202, 400, 404]).toContain(known.status);
    expect(known.body).not.toMatchObject({ message: expect.stringContaining("No such route") });
  });

  test.each(routes)("tells which methods it takes: %s", async (route) => {
    const [, path = ""] = filled(route).split(" ");
    const answer = await acme.call(`DELETE ${path}`);
    expect(answer).toMatchObject({ status: 405, body: { error: "method_not_allowed" } });
    expect(answer.headers.get("allow")).toContain(route.split(" ")[0]);
  });
});

describe("a credential", () => {
  const answered = async (headers: Readonly<Record<string, string>>, url = settings, method = "GET") =>
    acme.ask(url, { method, headers });

  test("of either kind is taken, and both at once are not", async () => {
    const token = await acme.app.issueAdminToken({ tenant: "acme", expiresInSeconds: 60 });
    expect((await answered({ "x-api-key": acme.orgApiKey })).status).toBe(200);
    expect((await answered({ authorization: `Bearer ${token}` })).status).toBe(200);
    const both = await answered({ "x-api-key": acme.orgApiKey, authorization: `Bearer ${token}` });
    expect(both).toMatchObject({ status: 400, body: { error: "invalid_configuration" } });
  });

  test.each([
    [
      "an unknown key",
      { "x-api-key": "thoth_org_0000000000000000_000000000000000000000000000000000000000000000000deadbeef" },
    ],
    ["another text as key", { "x-api-key": "hello" }],
    ["an empty key", { "x-api-key": "" }],
    ["a token that is none", { authorization: "Bearer abc" }],
    ["another scheme", { authorization: "Basic YTpi" }],
    ["a very long key", { "x-api-key": "k".repeat(10_000) }],
  ])("that is %s is refused", async (_, headers) => {
    expect(await answered(headers)).toMatchObject({ status: 401, body: { error: "unauthenticated" } });
  });

  test("stops working when its time is over", async () => {
    const token = await acme.app.issueAdminToken({ tenant: "acme", expiresInSeconds: 60 });
    clock += 59_000;
    expect((await answered({ authorization: `Bearer ${token}` })).status).toBe(200);
    clock += 1000;
    expect(await answered({ authorization: `Bearer ${token}` })).toMatchObject({
      status: 401,
      body: { message: expect.stringContaining("expired") },
    });
  });

  test("of a key that expired or was revoked stops working", async () => {
    const { makeOrgKey } = await import("./org-key.ts");
    const { randomBytes } = await import("node:crypto");
    const base = { tenant: "acme", permissions: ["read"], createdAt: "", lastUsedAt: undefined };
    for (const end of [
      { expiresAt: "2025-12-31T00:00:00.000Z", revokedAt: undefined },
      { expiresAt: undefined, revokedAt: "2025-12-31T00:00:00.000Z" },
    ]) {
      const { id, hash, text } = makeOrgKey(randomBytes);
      await acme.store.write((session) => session.addKey({ id, hash, ...base, ...end }));
      expect((await answered({ "x-api-key": text })).status).toBe(401);
    }
  });

  test("does nothing in another tenant, whether that exists or not", async () => {
    const token = await acme.app.issueAdminToken({ tenant: "other", expiresInSeconds: 60 });
    expect(await answered({ authorization: `Bearer ${token}` })).toMatchObject({
      status: 403,
      body: { error: "forbidden" },
    });
    expect((await answered({ "x-api-key": acme.orgApiKey }, "http://govapi.test/other/thoth/settings")).status).toBe(
      403,
    );
    expect((await answered({ "x-api-key": acme.orgApiKey }, "http://govapi.test/ACME/thoth/settings")).status).toBe(
      403,
    );
  });

  test("that may only read cannot write", async () => {
    const token = await acme.app.issueAdminToken({ tenant: "acme", expiresInSeconds: 60, role: "viewer" });
    expect((await acme.call("GET /thoth/settings", undefined, { authorization: `Bearer ${token}` })).status).toBe(200);
    expect((await acme.call("PUT /thoth/settings", {}, { authorization: `Bearer ${token}` })).status).toBe(403);
    expect(
      (await acme.call("POST /thoth/mdm/providers/jamf/sync", {}, { authorization: `Bearer ${token}` })).status,
    ).toBe(403);
  });

  test("is noted as used once a minute, not at every request", async () => {
    const id = acme.orgApiKey.split("_")[2] ?? "";
    const lastUse = async () => (await acme.store.read((session) => session.key(id)))?.lastUsedAt;
    await acme.call("GET /thoth/settings");
    const first = await lastUse();
    clock += 30_000;
    await acme.call("GET /thoth/settings");
    expect(await lastUse()).toBe(first);
    clock += 30_000;
    await acme.call("GET /thoth/settings");
    expect(await lastUse()).toBe("2026-01-01T00:01:00.000Z");
  });

  test("is asked for nowhere when authentication is skipped, and still only for the tenant there is", async () => {
    const open = await appForTests({ skipAuth: true });
    expect((await open.ask(settings)).status).toBe(200);
    expect((await open.ask("http://govapi.test/other/thoth/settings")).status).toBe(404);
    await open.app.close(0);
  });
});

describe("a request", () => {
  test("to /healthz needs no credential", async () => {
    expect(await acme.ask("http://govapi.test/healthz")).toMatchObject({ status: 200, body: { status: "ok" } });
  });

  test("by HEAD is answered like GET, without a body", async () => {
    const answer = await acme.call("HEAD /thoth/settings");
    expect(answer).toMatchObject({ status: 200, body: {} });
    expect(answer.headers.get("etag")).toBe('"0"');
  });

  test("to a path that is no route gets a flat error with an id that the answer's header repeats", async () => {
    const answer = await acme.call("GET /thoth/nothing");
    expect(answer).toMatchObject({ status: 404, body: { error: "not_found", message: expect.any(String) } });
    expect(answer.body.request_id).toBe(answer.headers.get("x-request-id"));
  });

  test.each([
    ["not JSON", "{", "application/json", 400, "malformed_json"],
    ["no UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), "application/json", 400, "malformed_json"],
    ["a list", "[]", "application/json", 400, "invalid_type"],
    ["of another type", "a=b", "application/x-www-form-urlencoded", 415, "unsupported_media_type"],
    ["of no type", "{}", "", 415, "unsupported_media_type"],
    ["nested too deeply", `{"a":${"[".repeat(100)}${"]".repeat(100)}}`, "application/json", 400, "invalid_value"],
    [
      "nested far too deeply",
      `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`,
      "application/json",
      400,
      "invalid_value",
    ],
    ["with a number that JSON cannot keep", '{"a":1e999}', "application/json", 400, "invalid_value"],
    ["with a whole number that is not exact", '{"a":12345678901234567890}', "application/json", 400, "invalid_value"],
    ["with a member named __proto__", '{"a":{"__proto__":{"x":1}}}', "application/json", 400, "invalid_value"],
    ["too large", JSON.stringify({ a: "x".repeat(1_048_577) }), "application/json", 413, "payload_too_large"],
  ])("whose body is %s is refused", async (_, body, type, status, code) => {
    const headers = { "x-api-key": acme.orgApiKey, ...(type !== "" && { "content-type": type }) };
    const init = { method: "PUT", headers, body: typeof body === "string" && type === "" ? Buffer.from(body) : body };
    expect(await acme.ask(settings, init)).toMatchObject({ status, body: { error: code } });
  });

  test("whose body says nothing of its length is refused once it is too long", async () => {
    let sent = 0;
    const chunk = Buffer.alloc(65_536, " ");
    const body = new ReadableStream({
      pull: (controller) => {
        sent += chunk.length;
        controller.enqueue(chunk);
      },
    });
    const headers = { "x-api-key": acme.orgApiKey, "content-type": "application/json" };
    const init: RequestInit & { duplex: "half" } = { method: "PUT", headers, body, duplex: "half" };
    expect((await acme.ask(settings, init)).status).toBe(413);
    expect(sent).toBeLessThan(3_000_000);
  });

  test("that comes too often is told when to come again", async () => {
    const small = await appForTests({ clock: () => clock, limits: { rate: { perSecond: 1, burst: 2 } } });
    const statuses = [];
    for (let count = 0; count < 3; count++) statuses.push((await small.call("GET /thoth/settings")).status);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await small.call("GET /thoth/settings");
    expect(refused).toMatchObject({ body: { error: "rate_limited" } });
    clock += Number(refused.headers.get("retry-after")) * 1000;
    expect((await small.call("GET /thoth/settings")).status).toBe(200);
    await small.app.close(0);
  });

  test("that meets a failure of the store gets no inner detail, and the log names it by the same id", async () => {
    await acme.store.close();
    const answer = await acme.call("GET /thoth/settings");
    expect(answer).toMatchObject({ status: 500, body: { error: "server_error" } });
    expect(JSON.stringify(answer.body)).not.toMatch(/sqlite|database|destroyed/i);
    expect(log).toContainEqual(
      expect.objectContaining({ event: "request_failed", request_id: answer.body.request_id }),
    );
    acme = await appForTests();
  });

  test("is refused with a time to come again while the server stops", async () => {
    await acme.app.close(0);
    const answer = await acme.call("GET /thoth/settings");
    expect(answer).toMatchObject({ status: 503, body: { error: "unavailable" } });
    expect(answer.headers.get("retry-after")).toBe("5");
  });
});
