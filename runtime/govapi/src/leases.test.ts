import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type JsonObject, type JsonValue, leaseHeader, markHeader, markHeaderValue } from "@thoth-iac/model";
import fc from "fast-check";
import { type AppForTests, appForTests } from "./app-for-tests.ts";
import { openSqliteStore } from "./sqlite-store.ts";
import { createVault } from "./vault.ts";

const start = Date.parse("2026-01-01T00:00:00Z");
let clock = start;
let acme: AppForTests;

beforeEach(async () => {
  clock = start;
  acme = await appForTests({ clock: () => clock });
});

afterEach(() => acme.app.close(0));

const path = "/thoth/leases/baseline";
const acquire = (holder: JsonValue, seconds: JsonValue = 30, app = acme) =>
  app.call(`POST ${path}`, { holder, ttl_seconds: seconds });
const renew = (token: JsonValue, seconds: JsonValue = 30, app = acme) =>
  app.call(`PUT ${path}`, { token, ttl_seconds: seconds });
const release = (token: number | string, app = acme) => app.call(`DELETE ${path}?token=${token}`);
const write = (token: number, body: JsonObject = {}, app = acme) =>
  app.call("PUT /thoth/settings", body, { [leaseHeader]: `baseline;${token}` });
const isLost = { status: 409, body: { error: "lease_lost" } };

describe("a lease", () => {
  test("is had by one holder, and another is told who has it, since when and until when", async () => {
    expect(await acquire("ci run 7")).toMatchObject({
      status: 200,
      body: {
        name: "baseline",
        holder: "ci run 7",
        token: 1,
        acquired_at: "2026-01-01T00:00:00.000Z",
        expires_at: "2026-01-01T00:00:30.000Z",
      },
    });
    clock += 1000;
    const refused = await acquire("laptop");
    expect(refused).toMatchObject({ status: 409, body: { error: "lease_held" } });
    expect(refused.body.message).toBe(
      "The lease is held: baseline is held by ci run 7 since 2026-01-01T00:00:00.000Z, and until 2026-01-01T00:00:30.000Z unless it is renewed or given back.",
    );
  });

  test("is the same for the holder that asks again, with a new expiry", async () => {
    await acquire("a");
    clock += 10_000;
    expect((await acquire("a", 60)).body).toMatchObject({
      token: 1,
      acquired_at: "2026-01-01T00:00:00.000Z",
      expires_at: "2026-01-01T00:01:10.000Z",
    });
  });

  test("can be taken once it has expired, at the very moment and not before", async () => {
    await acquire("a", 30);
    clock += 29_999;
    expect((await acquire("b")).status).toBe(409);
    clock += 1;
    expect((await acquire("b")).body).toMatchObject({ holder: "b", token: 2 });
    expect(await renew(1)).toMatchObject(isLost);
    expect((await renew(1)).body.message).toContain("b at 2026-01-01T00:00:30.000Z");
  });

  test("that has expired can be renewed while nobody took it", async () => {
    await acquire("a", 30);
    clock += 60_000;
    expect((await renew(1)).body).toMatchObject({ token: 1, expires_at: "2026-01-01T00:01:30.000Z" });
    expect((await acquire("b")).status).toBe(409);
  });

  test("that was given back can be had at once, and its old token counts no more", async () => {
    await acquire("a");
    expect((await release(1)).status).toBe(200);
    expect(await renew(1)).toMatchObject(isLost);
    expect(await write(1)).toMatchObject(isLost);
    expect((await acquire("a")).body).toMatchObject({ token: 2 });
    for (const gone of [1, 7, 2, 2]) expect((await release(gone)).status).toBe(200);
    expect((await acquire("b")).body).toMatchObject({ token: 3 });
  });

  test.each([4, 3601, 5.5, "30", null, -1, Number.MAX_SAFE_INTEGER, true])(
    "is not given for %p seconds",
    async (seconds) => {
      expect(await acquire("a", seconds)).toMatchObject({ status: 400, body: { attribute: "ttl_seconds" } });
      await acquire("a");
      expect(await renew(1, seconds)).toMatchObject({ status: 400, body: { attribute: "ttl_seconds" } });
    },
  );

  test.each(["", "two\nlines", "x".repeat(201), 7, null, {}, "\ud800"])("is not given to holder %j", async (holder) => {
    expect(await acquire(holder)).toMatchObject({ status: 400, body: { attribute: "holder" } });
  });

  test.each(["", "0", "-1", "1.5", "1e3", "x", "9007199254740993"])("is not given back for token %j", async (token) => {
    expect(await release(token)).toMatchObject({ status: 400, body: { attribute: "token" } });
  });

  test.each(["A", "-a", "a-", "a b", "a".repeat(64), "%2e%2e%2fx"])("cannot be called %s", async (name) => {
    const body = { holder: "a", ttl_seconds: 30 };
    expect(await acme.call(`POST /thoth/leases/${encodeURIComponent(name)}`, body)).toMatchObject({
      status: 400,
      body: { attribute: "name" },
    });
  });
});

describe("a write under a lease", () => {
  test("is made while the token is the present one, also when the lease has expired and nobody took it", async () => {
    await acquire("a", 5);
    expect((await write(1, { n: 1 })).status).toBe(200);
    clock += 60_000;
    expect((await write(1, { n: 2 })).body).toMatchObject({ n: 2 });
  });

  test("is refused with nothing written once another has the lease", async () => {
    await acquire("a", 5);
    clock += 5000;
    await acquire("b", 5);
    expect(await write(1, { n: 1 })).toMatchObject(isLost);
    expect(await write(3, { n: 1 })).toMatchObject(isLost);
    expect((await acme.call("GET /thoth/settings")).body).not.toHaveProperty("n");
    expect((await write(2, { n: 2 })).body).toMatchObject({ n: 2 });
  });

  test("is refused for a lease that was never given out, and for one of another name", async () => {
    expect(await write(1)).toMatchObject(isLost);
    await acquire("a");
    const other = await acme.call("PUT /thoth/settings", {}, { [leaseHeader]: "other;1" });
    expect(other).toMatchObject(isLost);
  });

  test("may be one of a mark, and of each other kind", async () => {
    await acquire("a");
    const mark = { id: "x:1", owner: "baseline", address: "X/1", set: [], kept: {}, secrets: {} };
    const provider = { provider: "jamf", config: { base_url: "https://x.example.com", client_secret: "s" } };
    const writes = [
      (token: number) => acme.call("PUT /thoth/marks/x:1", mark, { [leaseHeader]: `baseline;${token}` }),
      (token: number) =>
        acme.call("DELETE /thoth/marks/x:1?owner=baseline", undefined, { [leaseHeader]: `baseline;${token}` }),
      (token: number) => acme.call("POST /thoth/mdm/providers", provider, { [leaseHeader]: `baseline;${token}` }),
      (token: number) => acme.call("POST /thoth/mdm/providers/jamf/sync", {}, { [leaseHeader]: `baseline;${token}` }),
    ];
    for (const made of writes) {
      expect(await made(2)).toMatchObject(isLost);
      expect((await made(1)).status).toBeLessThan(300);
    }
  });
});

/** What is asked of a lease; `age` is how many holders ago a token was the present one. */
type Step =
  | { readonly kind: "acquire"; readonly holder: string; readonly seconds: number }
  | { readonly kind: "renew" | "release" | "write"; readonly age: number }
  | { readonly kind: "wait"; readonly seconds: number }
  | { readonly kind: "restart" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("acquire" as const),
      holder: fc.constantFrom("a", "b", "c"),
      seconds: fc.integer({ min: 5, max: 20 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom("renew" as const, "release" as const, "write" as const),
      age: fc.constantFrom(0, 0, 0, 1, 2, -1),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("wait" as const), seconds: fc.integer({ min: 1, max: 15 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: "restart" as const }) },
);

/** A lease as one would explain it: a number that grows with each holder, and until when whose it is. */
interface Reference {
  readonly token: number;
  readonly holder: string | undefined;
  readonly until: number;
}

function expected(now: Reference, step: Step): { readonly next: Reference; readonly answer: JsonObject } {
  const refused = (word: string) => ({ next: now, answer: { error: word } });
  if (step.kind === "acquire") {
    if (now.holder !== undefined && now.holder !== step.holder && now.until > clock) return refused("lease_held");
    const token = now.holder === step.holder ? now.token : now.token + 1;
    const next = { token, holder: step.holder, until: clock + step.seconds * 1000 };
    return { next, answer: { token, holder: step.holder, expires_at: new Date(next.until).toISOString() } };
  }
  if (step.kind === "wait" || step.kind === "restart") return { next: now, answer: {} };
  const token = now.token - step.age;
  if (step.kind === "release") {
    if (token < 1) return refused("invalid_value");
    return { next: step.age === 0 ? { ...now, holder: undefined } : now, answer: { name: "baseline" } };
  }
  if (token < 1) return refused("invalid_value");
  if (step.age !== 0 || now.holder === undefined) return refused("lease_lost");
  if (step.kind === "write") return { next: now, answer: {} };
  const next = { ...now, until: clock + 30_000 };
  return { next, answer: { token, expires_at: new Date(next.until).toISOString() } };
}

const folder = mkdtempSync(join(tmpdir(), "govapi-leases-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("whatever is asked in whatever order, a lease is what its explanation says, also across restarts", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const file = join(folder, `${++run}.db`);
      const vault = createVault(new Uint8Array(32), randomBytes);
      const open = async () => appForTests({ clock: () => clock }, await openSqliteStore(file, vault));
      clock = start;
      let app = await open();
      let now: Reference = { token: 0, holder: undefined, until: 0 };
      let counter: number | undefined;
      for (const [index, one] of steps.entries()) {
        const { next, answer } = expected(now, one);
        if (one.kind === "wait") clock += one.seconds * 1000;
        else if (one.kind === "restart") {
          await app.app.close(0);
          app = await open();
        } else if (one.kind === "acquire") {
          expect((await acquire(one.holder, one.seconds, app)).body).toMatchObject(answer);
        } else {
          const token = now.token - one.age;
          const body = { counter: index };
          const told =
            one.kind === "write"
              ? await write(token, body, app)
              : await (one.kind === "renew" ? renew(token, 30, app) : release(token, app));
          expect(told.body).toMatchObject(answer);
          if (one.kind === "write" && told.status === 200) counter = index;
          expect((await app.call("GET /thoth/settings")).body.counter).toBe(counter);
        }
        now = next;
      }
      await app.app.close(0);
    }),
    { numRuns: 60 },
  );
}, 60_000);

test("of many who write at once under leases that expire under them, none writes once another has the lease", async () => {
  let leases = 0;
  let refusals = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 6 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 1500 })),
      async (holders, ticks) => {
        // Time goes on with every look at the clock, so that leases end in the middle of everything.
        const app = await appForTests({ clock: () => (clock += ticks.next().value) });
        /** Tokens of leases that were given, by what the mark says that came along. */
        const given = new Map<string, number>();
        const noted = (address: string) => {
          const put = { id: encodeURIComponent(address), owner: "baseline", address, set: [], kept: {}, secrets: {} };
          return { [markHeader]: markHeaderValue({ put }) };
        };
        const holder = async (writes: number, index: number) => {
          for (let turn = 0; turn < 8; turn++) {
            const name = `lease of ${index}, ${turn}`;
            const wish = { holder: `${index}`, ttl_seconds: 5 };
            const lease = await app.call(`POST ${path}`, wish, noted(name));
            if (lease.status !== 200) continue;
            const token = Number(lease.body.token);
            given.set(name, token);
            for (let count = 0; count < writes; count++) {
              const headers = { [leaseHeader]: `baseline;${token}`, ...noted(`${token} ${index} ${turn} ${count}`) };
              const told = await app.call("PUT /thoth/settings", { count }, headers);
              if (told.status === 200) continue;
              expect(told).toMatchObject(isLost);
              refusals++;
              break;
            }
          }
        };
        await Promise.all(holders.map(holder));
        // Marks are listed in the order in which they were made, each in the transaction of what it came along with.
        const marks = (await app.call("GET /thoth/marks")).body.data as { address: string }[];
        let present = 0;
        for (const { address } of marks) {
          const taken = given.get(address);
          if (taken === undefined) expect([address, Number.parseInt(address, 10)]).toEqual([address, present]);
          else present = taken;
        }
        leases += new Set(given.values()).size;
        await app.app.close(0);
      },
    ),
    { numRuns: 60 },
  );
  // Leases did change hands, and late writes did come.
  expect(leases).toBeGreaterThan(100);
  expect(refusals).toBeGreaterThan(50);
}, 60_000);
