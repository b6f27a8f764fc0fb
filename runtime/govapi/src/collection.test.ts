import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { JsonObject, JsonValue } from "@thoth-iac/model";
import { type AppForTests, appForTests } from "./app-for-tests.ts";

let clock = 0;
let acme: AppForTests;

beforeEach(async () => {
  clock = Date.parse("2026-01-01T00:00:00Z");
  acme = await appForTests({ clock: () => clock });
});

afterEach(() => acme.app.close(0));

const enroll = { provider: "chrome", user_id: "ada@example.com", device_id: "mac-1" };
const policy = {
  name: "Block",
  provider: "chrome",
  policy: { extension_settings: { "*": { installation_mode: "blocked" } } },
};
const upsert = (path: string, body: JsonValue) => acme.call(`POST /thoth/${path}`, body);
const rows = async (path: string) => (await acme.call(`GET /thoth/${path}`)).body.data as JsonObject[];

describe("an upsert", () => {
  test("makes an object with defaults and an id of its own, and the list has it", async () => {
    const made = await upsert("browser/enrollments", enroll);
    expect(made).toMatchObject({
      status: 200,
      body: {
        ...enroll,
        enrollment_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        created_at: "2026-01-01T00:00:00.000Z",
      },
    });
    expect(await rows("browser/enrollments")).toEqual([made.body]);
    expect((await upsert("browser/providers", { provider: "chrome" })).body).toMatchObject({ enabled: true });
    expect((await upsert("browser/policies", policy)).body).toMatchObject({ active: true });
  });

  test("keeps what is absent, clears what is null, replaces what is given", async () => {
    const { body } = await upsert("browser/enrollments", { ...enroll, browser_profile: "Work", metadata: { a: 1 } });
    const id = { enrollment_id: body.enrollment_id ?? null };
    clock += 1000;
    const updated = await upsert("browser/enrollments", { ...id, browser_profile: null, status: "disabled" });
    expect(updated.body).toEqual({
      ...enroll,
      ...id,
      metadata: { a: 1 },
      status: "disabled",
      created_at: "2026-01-01T00:00:00.000Z",
      updated_at: "2026-01-01T00:00:01.000Z",
    });
    expect(await rows("browser/enrollments")).toHaveLength(1);
  });

  test("with an id that nobody has yet makes an object of that id", async () => {
    expect((await upsert("browser/enrollments", { ...enroll, enrollment_id: "mine/1" })).body).toMatchObject({
      enrollment_id: "mine/1",
    });
  });

  test("that changes nothing moves neither version nor time", async () => {
    const first = await upsert("browser/policies", { ...policy, policy_id: "p" });
    clock += 1000;
    const again = await upsert("browser/policies", { ...policy, policy_id: "p" });
    expect(again.body).toEqual(first.body);
  });

  test("ignores members that the model does not know, and those that only the server decides", async () => {
    const answer = await upsert("mdm/providers", {
      provider: "jamf",
      typo: 1,
      status: "connected",
      synced_endpoints: 99,
      created_at: "1970-01-01T00:00:00Z",
    });
    expect(answer.body).toEqual({
      provider: "jamf",
      enabled: true,
      status: "configured",
      synced_endpoints: 0,
      created_at: "2026-01-01T00:00:00.000Z",
      updated_at: "2026-01-01T00:00:00.000Z",
    });
  });

  test.each([
    ["browser/enrollments", {}, "provider"],
    ["browser/enrollments", { ...enroll, provider: "edge" }, "provider"],
    ["browser/enrollments", { ...enroll, user_id: null }, "user_id"],
    ["browser/enrollments", { ...enroll, status: "gone" }, "status"],
    ["browser/enrollments", { ...enroll, last_seen_at: "yesterday" }, "last_seen_at"],
    ["browser/enrollments", { ...enroll, metadata: [] }, "metadata"],
    ["browser/enrollments", { ...enroll, enrollment_id: "" }, "enrollment_id"],
    ["browser/enrollments", { ...enroll, enrollment_id: 5 }, "enrollment_id"],
    ["browser/enrollments", { ...enroll, enrollment_id: "a\u0000b" }, "enrollment_id"],
    ["browser/enrollments", { ...enroll, enrollment_id: "\ud800" }, "enrollment_id"],
    ["browser/policies", { name: "p", provider: "chrome" }, "policy"],
    ["browser/policies", { ...policy, policy: "{}" }, "policy"],
    ["browser/policies", { ...policy, version: 0 }, "version"],
    ["browser/policies", { ...policy, active: "true" }, "active"],
    ["browser/policies", { ...policy, enforcement_mode: "block" }, "enforcement_mode"],
    ["browser/providers", { provider: "chrome", status: "odd" }, "status"],
    ["mdm/providers", { name: "x" }, "provider"],
    ["mdm/providers", { provider: "Jamf" }, "provider"],
    ["mdm/providers", { provider: "jamf", config: "base_url" }, "config"],
  ])("to %s refuses %j and says where the mistake is", async (path, body, attribute) => {
    expect(await upsert(path, body)).toMatchObject({ status: 400, body: { attribute } });
    expect(await rows(path)).toEqual([]);
  });
});

describe("a list", () => {
  const several = async (count: number) => {
    for (let index = 0; index < count; index++)
      await upsert("browser/enrollments", {
        ...enroll,
        enrollment_id: `e${index}`,
        status: index % 2 === 0 ? "active" : "pending",
      });
  };
  const ids = async (query: string) => (await rows(`browser/enrollments${query}`)).map((row) => row.enrollment_id);

  test("keeps the order in which its objects were made, whichever changed last", async () => {
    await several(3);
    await upsert("browser/enrollments", { enrollment_id: "e0", status: "disabled" });
    expect(await ids("")).toEqual(["e0", "e1", "e2"]);
  });

  test("is filtered by what the data sources offer, and by nothing else", async () => {
    await several(4);
    expect(await ids("?status=pending")).toEqual(["e1", "e3"]);
    expect(await ids("?status=pending&provider=chrome")).toEqual(["e1", "e3"]);
    expect(await ids("?provider=firefox")).toEqual([]);
    expect(await ids("?user_id=nobody")).toHaveLength(4);
  });

  test("comes in pages when asked for, filtered or not", async () => {
    await several(5);
    const page = (await acme.call("GET /thoth/browser/enrollments?page=2&per_page=2")).body;
    expect(page).toMatchObject({ total: 5, page: 2, per_page: 2 });
    expect(await ids("?page=2&per_page=2")).toEqual(["e2", "e3"]);
    expect(await ids("?page=3&per_page=2")).toEqual(["e4"]);
    expect(await ids("?page=4&per_page=2")).toEqual([]);
    expect(await ids("?status=active&page=2&per_page=2")).toEqual(["e4"]);
  });

  test("says nothing of pages when it is whole", async () => {
    await several(2);
    expect(Object.keys((await acme.call("GET /thoth/browser/enrollments")).body)).toEqual(["data", "total"]);
  });

  test("of more than fits is told in pages that together are the whole", async () => {
    await acme.store.write(async (session) => {
      for (let index = 0; index < 2300; index++) {
        await session.putRecord({
          tenant: "acme",
          kind: "/thoth/browser/enrollments",
          id: `e${index}`,
          document: { enrollment_id: `e${index}` },
          secret: {},
          at: "",
        });
      }
    });
    const first = (await acme.call("GET /thoth/browser/enrollments")).body;
    expect(first).toMatchObject({ total: 2300, page: 1, per_page: 1000 });
    const pages = await Promise.all([1, 2, 3].map((page) => ids(`?page=${page}&per_page=1000`)));
    expect(new Set(pages.flat()).size).toBe(2300);
    expect(pages[0]).toEqual((first.data as JsonObject[]).map((row) => row.enrollment_id));
  });

  test.each(["?page=0", "?page=-1", "?page=x", "?per_page=0", "?per_page=1001", "?page=1e3", "?page="])(
    "refuses the page %s",
    async (query) => {
      expect((await acme.call(`GET /thoth/browser/enrollments${query}`)).status).toBe(400);
    },
  );
});
