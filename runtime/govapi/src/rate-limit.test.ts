import { expect, test } from "@jest/globals";
import { createRateLimit } from "./rate-limit.ts";

test("a burst is let through, then the steady rate, and each tenant has its own", () => {
  let now = 1_000_000;
  const limit = createRateLimit({ perSecond: 2, burst: 3 }, () => now);
  expect([limit("a"), limit("a"), limit("a"), limit("a")]).toEqual([0, 0, 0, 1]);
  expect(limit("b")).toBe(0);
  now += 500;
  expect([limit("a"), limit("a")]).toEqual([0, 1]);
  now += 60_000;
  expect([limit("a"), limit("a"), limit("a"), limit("a")]).toEqual([0, 0, 0, 1]);
});

test("the wait that is told is enough", () => {
  let now = 0;
  const limit = createRateLimit({ perSecond: 0.1, burst: 1 }, () => now);
  limit("a");
  const seconds = limit("a");
  expect(seconds).toBe(10);
  now += seconds * 1000;
  expect(limit("a")).toBe(0);
});

test("a clock that is set back takes nothing away", () => {
  let now = 10_000;
  const limit = createRateLimit({ perSecond: 1, burst: 2 }, () => now);
  limit("a");
  now = 0;
  expect(limit("a")).toBe(0);
});
