import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type AppForTests, appForTests } from "./app-for-tests.ts";

let acme: AppForTests;

beforeAll(async () => {
  acme = await appForTests();
});

afterAll(() => acme.app.close(0));

test("hostile credentials are refused, and never break anything", async () => {
  const ascii = fc.string({ unit: "binary-ascii" }).map((value) => value.replace(/[^\x21-\x7e]/g, "x"));
  const credential = fc.oneof(
    ascii.map((value) => ({ "x-api-key": value })),
    ascii.map((value) => ({ authorization: `Bearer ${value}` })),
    fc.tuple(fc.json(), fc.json()).map(([head, claims]) => ({
      authorization: `Bearer ${[head, claims, "x"].map((part) => Buffer.from(part).toString("base64url")).join(".")}`,
    })),
  );
  await fc.assert(
    fc.asyncProperty(credential, async (headers) => {
      expect((await acme.ask("http://govapi.test/acme/thoth/settings", { headers })).status).toBe(401);
    }),
    { numRuns: 300 },
  );
});
