import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type AppForTests, appForTests } from "./app-for-tests.ts";

let clock = 0;
let acme: AppForTests;

beforeEach(async () => {
  clock = Date.parse("2026-01-01T00:00:00Z");
  acme = await appForTests({ clock: () => clock });
});

afterEach(() => acme.app.close(0));

describe("an Idempotency-Key", () => {
  const policy = { name: "p", provider: "chrome", policy: { a: 1 } };
  const make = (key: string, body: object = policy) =>
    acme.call("POST /thoth/browser/policies", { ...body }, { "idempotency-key": key });
  const count = async () => (await acme.call("GET /thoth/browser/policies")).body.total;

  test("makes a repeated creation one creation, also when both arrive at once", async () => {
    const answers = await Promise.all([make("k"), make("k"), make("k")]);
    expect(new Set(answers.map(({ body }) => body.policy_id)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get("idempotency-replayed") === "true")).toHaveLength(2);
    expect(await count()).toBe(1);
  });

  test("that was used for another request is a conflict", async () => {
    await make("k");
    expect(await make("k", { ...policy, name: "q" })).toMatchObject({ status: 409, body: { error: "conflict" } });
    expect(await count()).toBe(1);
  });

  test("is forgotten after a day", async () => {
    await make("k");
    clock += 24 * 3600 * 1000;
    await make("k");
    expect(await count()).toBe(2);
  });

  test("of a refused request does not stand in the way of the corrected one", async () => {
    expect((await make("k", { provider: "chrome" })).status).toBe(400);
    expect((await make("k")).status).toBe(200);
  });

  test("belongs to its caller", async () => {
    await make("k");
    const token = await acme.app.issueAdminToken({ tenant: "acme", expiresInSeconds: 60 });
    await acme.call("POST /thoth/browser/policies", policy, {
      "idempotency-key": "k",
      authorization: `Bearer ${token}`,
    });
    expect(await count()).toBe(2);
  });

  test.each(["", "a b", "é", "x".repeat(256)])("that is no key is refused (%#)", async (key) => {
    expect((await make(key)).status).toBe(400);
  });
});
