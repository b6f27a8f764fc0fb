import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { delayOf, isRetryable, retryAfterOf } from "./retry.ts";

const policy = { maxAttempts: 4, baseDelayMs: 300, maxDelayMs: 5000 };

describe("retry", () => {
  test("waits anywhere between nothing and a bound that doubles up to the longest delay", () => {
    const bounds = [300, 600, 1200, 2400, 4800, 5000, 5000];
    for (const [at, bound] of bounds.entries()) {
      expect(delayOf(policy, { attempt: at + 1, random: () => 0 })).toBe(0);
      expect(delayOf(policy, { attempt: at + 1, random: () => 0.5 })).toBe(bound / 2);
    }
  });

  test("never comes back before the server asked for", () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.integer({ min: 1, max: 10 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (retryAfterMs, attempt, chance) => {
          const delay = delayOf(policy, { attempt, retryAfterMs, random: () => chance });
          expect(delay).toBeGreaterThanOrEqual(retryAfterMs);
          expect(delay).toBeLessThanOrEqual(retryAfterMs + policy.baseDelayMs);
        },
      ),
    );
  });

  test("tries again after overload and failure, and after a conflict only when told to come back", () => {
    expect([429, 500, 502, 503, 504].every((status) => isRetryable(status, undefined))).toBe(true);
    expect([400, 401, 403, 404, 405, 409, 410, 412, 413, 501].some((status) => isRetryable(status, undefined))).toBe(
      false,
    );
    expect(isRetryable(409, 1000)).toBe(true);
    expect(isRetryable(400, 1000)).toBe(false);
  });
});

describe("Retry-After", () => {
  const now = Date.UTC(2026, 10, 21, 6, 0, 0);

  test("counts seconds", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seconds) => expect(retryAfterOf(` ${seconds} `, now)).toBe(seconds * 1000)),
    );
  });

  test("reads each of HTTP's three forms of a date, all in universal time", () => {
    expect(retryAfterOf("Sat, 21 Nov 2026 06:00:30 GMT", now)).toBe(30_000);
    expect(retryAfterOf("Saturday, 21-Nov-26 06:00:30 GMT", now)).toBe(30_000);
    expect(retryAfterOf("Sat Nov 21 06:00:30 2026", now)).toBe(30_000);
    expect(retryAfterOf("Tue Dec  1 06:00:00 2026", now)).toBe(10 * 24 * 3_600_000);
  });

  test("reads back every date that HTTP can write", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (second) => {
        const ahead = retryAfterOf(new Date(second * 1000).toUTCString(), 0);
        expect(ahead).toBe(second * 1000);
      }),
    );
  });

  test("takes a moment that is past as no wait", () => {
    expect(retryAfterOf("Sat, 21 Nov 2026 05:00:00 GMT", now)).toBe(0);
  });

  test("says nothing for what is neither, and never gives a number that is none", () => {
    for (const text of [undefined, null, "", "soon", "-1", "1.5", "Sat, 99 Nov 2026 06:00:30 GMT", "2026-11-21"]) {
      expect(retryAfterOf(text, now)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        const ahead = retryAfterOf(text, now);
        expect(ahead === undefined || (Number.isFinite(ahead) && ahead >= 0)).toBe(true);
      }),
    );
  });
});
