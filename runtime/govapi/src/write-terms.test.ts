import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import {
  type JsonObject,
  leaseHeader,
  type Mark,
  type MarkChange,
  markHeader,
  markHeaderValue,
  mostMarkHeaderLength,
} from "@thoth-iac/model";
import fc from "fast-check";
import { type AppForTests, appForTests } from "./app-for-tests.ts";
import { listen } from "./listen.ts";

let whileSending: (() => Promise<unknown>) | undefined;
let sent = 0;
let acme: AppForTests;

beforeEach(async () => {
  whileSending = undefined;
  sent = 0;
  acme = await appForTests({
    limits: { rate: { perSecond: 1e9, burst: 1e9 } },
    send: async () => {
      sent++;
      await whileSending?.();
      return { status: 200, headers: {}, body: "" };
    },
  });
});

afterEach(() => acme.app.close(0));

const mark: Mark = {
  id: "browser_policy:p",
  owner: "baseline",
  address: "BrowserPolicy/p",
  set: [],
  kept: {},
  secrets: {},
};
const policy = { policy_id: "p", name: "P", provider: "chrome", policy: { a: 1 } };
const encoded = (change: unknown) => Buffer.from(JSON.stringify(change)).toString("base64url");
const upsert = (headers: Readonly<Record<string, string>>) =>
  acme.call("POST /thoth/browser/policies", policy, headers);
const along = (change: MarkChange) => ({ [markHeader]: markHeaderValue(change) });
const rowsOf = async (path: string) => (await acme.call(`GET /thoth/${path}`)).body.data as JsonObject[];

async function expectNothing(): Promise<void> {
  expect(await rowsOf("browser/policies")).toEqual([]);
  expect(await rowsOf("marks")).toEqual([]);
}

describe("a header that changes a mark", () => {
  const { owner: _, ...unowned } = mark;
  test.each<[string, string, string]>([
    ["nothing", "", "base64url"],
    ["JSON as it is", '{"put":1}', "base64url"],
    ["padding", `${encoded({ put: mark })}=`, "base64url"],
    ["two values", `${encoded({ put: mark })}, ${encoded({ put: mark })}`, "base64url"],
    ["text that is not JSON", Buffer.from("{").toString("base64url"), "must be JSON in UTF-8"],
    ["bytes that are not UTF-8", Buffer.from([0x22, 0xff, 0x22]).toString("base64url"), "must be JSON in UTF-8"],
    ["a list", encoded([mark]), "must be a JSON object"],
    ["neither change", encoded({}), "either put or drop"],
    ["both changes", encoded({ put: mark, drop: mark }), "either put or drop"],
    ["a put that is no object", encoded({ put: null }), "At put: A mark must be a JSON object."],
    ["a mark without owner", encoded({ put: unowned }), "At put.owner: owner must be 1 to 63 small letters"],
    ["an owner with capitals", encoded({ put: { ...mark, owner: "Team" } }), "At put.owner"],
    ["an owner that is too long", encoded({ put: { ...mark, owner: "a".repeat(64) } }), "At put.owner"],
    ["an id with a slash", encoded({ put: { ...mark, id: "a/b" } }), "At put.id"],
    ["an empty id", encoded({ put: { ...mark, id: "" } }), "At put.id"],
    ["an id that is too long", encoded({ put: { ...mark, id: "a".repeat(4097) } }), "At put.id"],
    ["an address of two lines", encoded({ put: { ...mark, address: "a\nb" } }), "At put.address"],
    ["a set that is no list", encoded({ put: { ...mark, set: {} } }), "At put.set"],
    ["a set of numbers", encoded({ put: { ...mark, set: [1] } }), "At put.set"],
    ["kept that is no object", encoded({ put: { ...mark, kept: [] } }), "At put.kept"],
    ["secrets that are no texts", encoded({ put: { ...mark, secrets: { a: {} } } }), "At put.secrets"],
    ["another outcome", encoded({ put: { ...mark, outcome: "perhaps" } }), "At put.outcome"],
    ["a takeOver that is a text", encoded({ put: mark, takeOver: "yes" }), "takeOver must be true or false"],
    ["a drop without owner", encoded({ drop: { id: "a" } }), "At drop.owner"],
    ["a drop without id", encoded({ drop: { owner: "a" } }), "At drop.id"],
    ["a member named __proto__", Buffer.from('{"put":{"__proto__":{}}}').toString("base64url"), "__proto__"],
    ["a number that is too large", encoded({ put: { ...mark, kept: { n: 2 ** 60 } } }), "too large to be kept exactly"],
    ["deep nesting", Buffer.from(`{"put":${"[".repeat(65)}${"]".repeat(65)}}`).toString("base64url"), "64 levels"],
    ["more than it may be long", "A".repeat(mostMarkHeaderLength + 1), `may have ${mostMarkHeaderLength}`],
  ])("with %s is refused, says what is wrong, and nothing is written", async (_, value, says) => {
    const refused = await upsert({ [markHeader]: value });
    expect(refused.status).toBe(400);
    expect(refused.body.message).toContain(says);
    expect(refused.body.message).toMatch(/x-thoth-mark/);
    // It is a path in the body, where nothing is at fault.
    expect(refused.body).not.toHaveProperty("attribute");
    await expectNothing();
  });

  test("is decoded as it was encoded, whatever the mark holds", async () => {
    const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).filter((text) => !/[\p{Cc}]/u.test(text));
    const marks = fc.record({
      id: fc.constant(mark.id),
      owner: fc.stringMatching(/^[a-z0-9]([a-z0-9._-]{0,20}[a-z0-9])?$/),
      address: name,
      set: fc.array(name, { maxLength: 5 }),
      kept: fc.dictionary(
        name.filter((key) => key !== "__proto__"),
        fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), name, fc.array(name, { maxLength: 3 })),
        { noNullPrototype: true, maxKeys: 4 },
      ),
      secrets: fc.dictionary(
        name.filter((key) => key !== "__proto__"),
        name,
        { noNullPrototype: true, maxKeys: 3 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(marks, async (one) => {
        expect((await upsert(along({ put: one, takeOver: true }))).status).toBe(200);
        expect(await rowsOf("marks")).toEqual([one]);
      }),
    );
  });

  test("that is random is refused with 400, and nothing is written", async () => {
    const value = fc.oneof(
      fc.json().map((text) => Buffer.from(text).toString("base64url")),
      fc.base64String().map((text) => text.replaceAll("=", "")),
      fc.stringMatching(/^[ -~]{0,40}$/),
    );
    await fc.assert(
      fc.asyncProperty(value, async (text) => {
        expect((await upsert({ [markHeader]: text })).status).toBe(400);
      }),
      { numRuns: 300 },
    );
    await expectNothing();
  });

  test("means nothing to a request that reads", async () => {
    const read = await acme.call("GET /thoth/browser/policies", undefined, { [markHeader]: "?", [leaseHeader]: "?" });
    expect(read.status).toBe(200);
  });
});

describe("a header that names a lease", () => {
  test.each(["", "baseline", "baseline;", ";1", "baseline;0", "baseline;01", "baseline;1;2", "baseline; 1", "Base;1"])(
    "as %j is refused, and nothing is written",
    async (value) => {
      const refused = await upsert({ [leaseHeader]: value, ...along({ put: mark }) });
      expect(refused).toMatchObject({ status: 400, body: { error: "invalid_value" } });
      expect(refused.body.message).toContain("<name>;<token>");
      await expectNothing();
    },
  );

  test("that is lost leaves the mark as it was, too", async () => {
    const refused = await upsert({ [leaseHeader]: "baseline;1", ...along({ put: mark }) });
    expect(refused).toMatchObject({ status: 409, body: { error: "lease_lost" } });
    await expectNothing();
  });
});

describe("a repeated request", () => {
  test("does nothing again to the mark, even when that has been dropped since", async () => {
    const headers = { "idempotency-key": "k", ...along({ put: mark }) };
    const first = await upsert(headers);
    await acme.call(`DELETE /thoth/marks/${mark.id}?owner=baseline`);
    const again = await upsert(headers);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await rowsOf("marks")).toEqual([]);
  });

  test("is another request if its mark is another", async () => {
    const key = { "idempotency-key": "k" };
    await upsert({ ...key, ...along({ put: mark }) });
    for (const other of [along({ put: { ...mark, set: ["name"] } }), {}]) {
      expect(await upsert({ ...key, ...other })).toMatchObject({ status: 409, body: { error: "conflict" } });
    }
    expect(await rowsOf("marks")).toEqual([mark]);
  });

  test("that was refused for its lease is tried again under the same key", async () => {
    const headers = { "idempotency-key": "k", [leaseHeader]: "baseline;1", ...along({ put: mark }) };
    expect((await upsert(headers)).status).toBe(409);
    await acme.call("POST /thoth/leases/baseline", { holder: "a", ttl_seconds: 30 });
    expect((await upsert(headers)).status).toBe(200);
    expect(await rowsOf("marks")).toEqual([mark]);
  });
});

describe("a request that speaks to another server", () => {
  const run: Mark = { ...mark, id: "webhook_test:t", outcome: "succeeded" };
  const tested = (headers: Readonly<Record<string, string>>) =>
    acme.call("POST /thoth/settings/webhook/test", {}, headers);

  beforeEach(() => acme.call("PUT /thoth/settings", { webhook: { enabled: true, url: "https://x.example.com" } }));

  test.each([{}, { "idempotency-key": "k" }])("has its mark changed after success, once (%j)", async (key) => {
    expect(await tested({ ...key, ...along({ put: run }) })).toMatchObject({ status: 200 });
    expect(await rowsOf("marks")).toEqual([run]);
    await acme.call(`DELETE /thoth/marks/${run.id}?owner=baseline`);
    await tested({ ...key, ...along({ put: run }) });
    const isReplayed = "idempotency-key" in key;
    expect(sent).toBe(isReplayed ? 1 : 2);
    expect(await rowsOf("marks")).toEqual(isReplayed ? [] : [run]);
  });

  test("is not made if it is refused, if the mark is another's, or if the lease is lost", async () => {
    await acme.call("PUT /thoth/settings", {});
    expect(await tested(along({ put: run }))).toMatchObject({ status: 400, body: { error: "webhook_not_configured" } });
    await acme.call("PUT /thoth/settings", { webhook: { enabled: true, url: "https://x.example.com" } });
    expect((await tested({ [leaseHeader]: "baseline;1", ...along({ put: run }) })).status).toBe(409);
    expect(await rowsOf("marks")).toEqual([]);
    const theirs = { ...run, owner: "team-b" };
    await acme.call(`PUT /thoth/marks/${run.id}`, theirs);
    expect(await tested(along({ put: run }))).toMatchObject({ status: 409, body: { error: "not_owned" } });
    expect(await rowsOf("marks")).toEqual([theirs]);
    expect(sent).toBe(0);
  });

  test("whose lease is lost while it runs changes no mark, and says that it was done", async () => {
    await acme.call("POST /thoth/leases/baseline", { holder: "a", ttl_seconds: 30 });
    whileSending = () => acme.call("DELETE /thoth/leases/baseline?token=1");
    const told = await tested({ [leaseHeader]: "baseline;1", ...along({ put: run }) });
    expect(told).toMatchObject({ status: 409, body: { error: "lease_lost" } });
    expect(told.body.message).toContain("What was asked for was done, but not marked.");
    expect(await rowsOf("marks")).toEqual([]);
  });
});

test("a server takes the longest header over its socket, refuses a longer one, and cuts off what has no end", async () => {
  const { url, close } = await listen(acme.app, { host: "127.0.0.1", port: 0 });
  const asked = (value: string) =>
    fetch(`${url}/acme/thoth/browser/policies`, {
      method: "POST",
      headers: { "x-api-key": acme.orgApiKey, "content-type": "application/json", [markHeader]: value },
      body: JSON.stringify(policy),
    });
  const filled = (length: number) => markHeaderValue({ put: { ...mark, kept: { filler: "x".repeat(length) } } });
  const room = Math.floor(((mostMarkHeaderLength - filled(0).length) * 3) / 4);
  expect(filled(room).length).toBeGreaterThan(mostMarkHeaderLength - 4);
  expect((await asked(filled(room))).status).toBe(200);
  expect((await asked(filled(room + 4))).status).toBe(400);
  expect((await asked("A".repeat(20_000))).status).toBe(431);
  expect((await asked(filled(room))).status).toBe(200);
  await close(0);
});
