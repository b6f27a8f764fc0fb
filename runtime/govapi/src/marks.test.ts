import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type JsonObject, type Mark, type MarkChange, markHeader, markHeaderValue, markId } from "@thoth-iac/model";
import fc from "fast-check";
import { type AppForTests, appForTests } from "./app-for-tests.ts";

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
