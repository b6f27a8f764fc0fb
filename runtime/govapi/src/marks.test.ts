import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type JsonObject, type Mark, type MarkChange, markHeader, markHeaderValue, markId } from "@thoth-iac/model";
import fc from "fast-check";
import { type AppForTests, appForTests } from "./app-for-tests.ts";
import { changeMark } from "./marks.ts";
import { provision } from "./provision.ts";

let clock = 0;
let acme: AppForTests;

beforeEach(async () => {
  clock = Date.parse("2026-01-01T00:00:00Z");
  acme = await appForTests({ clock: () => clock });
});

afterEach(() => acme.app.close(0));

const mark: Mark = {
  id: markId("browser_policy", ["block"]),
  owner: "baseline",
  address: "BrowserPolicy/block",
  set: ["name", "policy"],
  kept: { policy: { a: null } },
  secrets: { token: "pbkdf2-sha256$100000$00$11" },
};
const body = (of: Mark): JsonObject => ({ ...of });
const route = (method: string, id: string, query = "") => `${method} /thoth/marks/${encodeURIComponent(id)}${query}`;
const put = (of: Mark, query = "") => acme.call(route("PUT", of.id, query), body(of));
const marks = async () => (await acme.call("GET /thoth/marks")).body.data;
const policies = async () => (await acme.call("GET /thoth/browser/policies")).body.total;
const policy = { policy_id: "block", name: "Block", provider: "chrome", policy: { a: 1 } };
const along = (change: MarkChange) => ({ [markHeader]: markHeaderValue(change) });
const upsert = (headers: Readonly<Record<string, string>>, of: JsonObject = policy) =>
  acme.call("POST /thoth/browser/policies", of, headers);

describe("a mark", () => {
  test("is kept, listed, replaced and dropped; dropping what is gone succeeds", async () => {
    expect(await put(mark)).toMatchObject({ status: 200, body: mark });
    expect(await marks()).toEqual([mark]);
    const { secrets: _, ...rest } = mark;
    const again: Mark = { ...rest, set: [], secrets: {}, outcome: "succeeded" };
    expect((await put(again)).status).toBe(200);
    expect(await marks()).toEqual([again]);
    for (let time = 0; time < 2; time++) {
      expect((await acme.call(route("DELETE", mark.id, "?owner=baseline"))).status).toBe(200);
      expect(await marks()).toEqual([]);
    }
  });

  test("of another owner is left alone, and the refusal names the owner", async () => {
    await put(mark);
    const theirs = { ...mark, owner: "team-b" };
    for (const refused of [await put(theirs), await acme.call(route("DELETE", mark.id, "?owner=team-b"))]) {
      expect(refused).toMatchObject({ status: 409, body: { error: "not_owned" } });
      expect(refused.body.message).toContain("belongs to owner baseline");
    }
    expect((await put(theirs, "?take_over=false")).status).toBe(409);
    expect(await marks()).toEqual([mark]);
    expect((await put(theirs, "?take_over=true")).status).toBe(200);
    expect(await marks()).toEqual([theirs]);
  });

  test("has the id of an instance with any identity, through the path and back", async () => {
    const identity = fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(identity, async (parts) => {
        const odd = { ...mark, id: markId("browser_policy", parts) };
        expect(await put(odd)).toMatchObject({ status: 200, body: { id: odd.id } });
        expect(await marks()).toEqual([odd]);
        expect((await acme.call(route("DELETE", odd.id, "?owner=baseline"))).status).toBe(200);
        expect(await marks()).toEqual([]);
      }),
    );
  });
});

describe("a mark that comes along with a write", () => {
  test("is put and dropped with it", async () => {
    expect((await upsert(along({ put: mark }))).status).toBe(200);
    expect(await marks()).toEqual([mark]);
    const off = await upsert(along({ drop: { id: mark.id, owner: "baseline" } }), { ...policy, active: false });
    expect(off).toMatchObject({ status: 200, body: { active: false } });
    expect(await marks()).toEqual([]);
  });

  test("is not made if the write is refused", async () => {
    expect((await upsert(along({ put: mark }), { ...policy, provider: 1 })).status).toBe(400);
    expect(await marks()).toEqual([]);
  });

  test("of another owner refuses the write, unless it is taken over", async () => {
    await put({ ...mark, owner: "team-b" });
    const refused = await upsert(along({ put: mark }));
    expect(refused).toMatchObject({ status: 409, body: { error: "not_owned" } });
    expect(refused.body.message).toContain("team-b");
    expect((await upsert(along({ drop: { id: mark.id, owner: "baseline" } }))).status).toBe(409);
    expect(await policies()).toBe(0);
    expect((await upsert(along({ put: mark, takeOver: true }))).status).toBe(200);
    expect(await marks()).toEqual([mark]);
  });
});

describe("marks", () => {
  test("are listed in pages", async () => {
    const ids = Array.from({ length: 2100 }, (_, index) => markId("browser_policy", [`p${index}`]));
    await acme.store.write(async (session) => {
      for (const id of ids)
        await changeMark({ tenant: "acme", change: { put: { ...mark, id } }, now: "2026" }, session);
    });
    const page = async (query: string) => (await acme.call(`GET /thoth/marks${query}`)).body;
    expect(await page("")).toMatchObject({ total: 2100, page: 1, per_page: 1000 });
    const pages = await Promise.all(["", "?page=2", "?page=3"].map(page));
    const listed = pages.flatMap(({ data }) => data as unknown as Mark[]);
    expect(listed.map(({ id }) => id)).toEqual(ids);
    expect(listed.at(-1)).toEqual({ ...mark, id: ids.at(-1) });
    expect((await acme.call("GET /thoth/marks?per_page=1001")).status).toBe(400);
  });

  test("of one tenant are unknown to another, and so are its leases", async () => {
    await put(mark);
    await acme.call("POST /thoth/leases/baseline", { holder: "a", ttl_seconds: 30 });
    const { orgApiKey = "" } = await provision(acme.store, "globex", { clock: () => clock, random: randomBytes });
    const globex = (method: string, path: string, sent?: JsonObject) =>
      acme.ask(`http://govapi.test/globex/thoth/${path}`, {
        method,
        headers: { "x-api-key": orgApiKey, "content-type": "application/json" },
        ...(sent && { body: JSON.stringify(sent) }),
      });
    expect((await globex("GET", "marks")).body).toEqual({ data: [], total: 0 });
    expect((await globex("DELETE", `marks/${mark.id}?owner=baseline`)).status).toBe(200);
    expect((await globex("PUT", `marks/${mark.id}`, body({ ...mark, owner: "team-b" }))).status).toBe(200);
    expect((await globex("POST", "leases/baseline", { holder: "b", ttl_seconds: 30 })).body).toMatchObject({
      token: 1,
    });
    expect((await globex("DELETE", "leases/baseline?token=1")).status).toBe(200);
    expect(await marks()).toEqual([mark]);
    expect((await acme.call("PUT /thoth/leases/baseline", { token: 1, ttl_seconds: 30 })).status).toBe(200);
    for (const asked of [
      () => acme.call("GET /thoth/marks", undefined, { "x-api-key": orgApiKey }),
      () => acme.call(route("PUT", mark.id), body(mark), { "x-api-key": orgApiKey }),
      () => acme.call("POST /thoth/leases/baseline", { holder: "b", ttl_seconds: 30 }, { "x-api-key": orgApiKey }),
    ]) {
      expect((await asked()).status).toBe(403);
    }
  });

  test("can be read with a credential that may only read, and not changed", async () => {
    const token = await acme.app.issueAdminToken({ tenant: "acme", expiresInSeconds: 60, role: "viewer" });
    const viewer = { authorization: `Bearer ${token}` };
    expect((await acme.call("GET /thoth/marks", undefined, viewer)).status).toBe(200);
    for (const [asked, sent] of [
      [route("PUT", mark.id), body(mark)],
      [route("DELETE", mark.id, "?owner=baseline"), undefined],
      ["POST /thoth/leases/baseline", { holder: "a", ttl_seconds: 30 }],
      ["PUT /thoth/leases/baseline", { token: 1, ttl_seconds: 30 }],
      ["DELETE /thoth/leases/baseline?token=1", undefined],
    ] as const) {
      expect((await acme.call(asked, sent, viewer)).status).toBe(403);
    }
    expect((await acme.call("GET /thoth/marks")).body.total).toBe(0);
  });

  test("keep fingerprints of secrets encrypted", async () => {
    await put(mark);
    const stored = await acme.store.read((session) => session.records({ tenant: "acme", kind: "/thoth/marks" }));
    expect(stored).toMatchObject([{ secret: { secrets: mark.secrets } }]);
    expect(JSON.stringify(stored.map(({ document }) => document))).not.toContain("pbkdf2");
  });

  test.each<[string, JsonObject, string]>([
    ["another id than the path", { ...body(mark), id: "other" }, "id"],
    ["no owner", { ...body(mark), owner: null }, "owner"],
    ["too much to keep", { ...body(mark), kept: { a: "x".repeat(70_000) } }, ""],
  ])("with %s are refused", async (_, sent, attribute) => {
    const refused = await acme.call(route("PUT", mark.id), sent);
    expect(refused).toMatchObject({ status: 400, body: { error: "invalid_value" } });
    expect(refused.body.attribute ?? "").toBe(attribute);
    expect(await marks()).toEqual([]);
  });

  test.each(["", "?owner=", "?owner=No", "?owner=a%20b"])("are not dropped with the query %j", async (query) => {
    expect(await acme.call(route("DELETE", mark.id, query))).toMatchObject({
      status: 400,
      body: { attribute: "owner" },
    });
  });

  test.each(["1", "yes", ""])("are not taken over with take_over=%s", async (flag) => {
    expect(await put(mark, `?take_over=${flag}`)).toMatchObject({ status: 400, body: { attribute: "take_over" } });
  });
});
