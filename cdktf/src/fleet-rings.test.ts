import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { FleetRings } from "./constructs/fleet-props.ts";
import { enrolledDevices } from "./fleet-rings.ts";

const named = (...ids: readonly string[]) => ids.map((deviceId) => ({ deviceId, userId: `${deviceId}@example.com` }));

/** The ring of each device that one reaches. */
function ringsOf(ids: readonly string[], rings?: FleetRings): Readonly<Record<string, string>> {
  return Object.fromEntries(enrolledDevices(named(...ids), rings).map(({ device, name }) => [device.deviceId, name]));
}

const deviceIds = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 40 });
const percent = fc.integer({ min: 0, max: 100 });

describe("a ring that is a percentage", () => {
  // By `printf %s mac-1 | sha256sum`: the first eight digits, as a part of 2 to the power of 32.
  test.each([
    ["mac-0042", 3.4089],
    ["mac-1", 12.1322],
    ["win-7", 75.6514],
    ["é", 29.1402],
  ])("has %s in it from %d percent on, for good", (id, place) => {
    expect(ringsOf([id], { canary: { percent: Math.floor(place) } })).toEqual({});
    expect(ringsOf([id], { canary: { percent: Math.ceil(place) } })).toEqual({ [id]: "canary" });
  });

  test("keeps every device that it has when it grows, and when other devices come and go", () => {
    fc.assert(
      fc.property(deviceIds, deviceIds, percent, percent, (ids, others, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const before = Object.keys(ringsOf(ids, { canary: { percent: less } }));
        const after = Object.keys(ringsOf([...new Set([...others, ...ids])], { canary: { percent: more } }));
        expect(after).toEqual(expect.arrayContaining(before));
      }),
    );
  });

  test("reaches about its part of a large fleet", () => {
    const ids = Array.from({ length: 10_000 }, (_, at) => `device-${at}`);
    for (const part of [1, 10, 50, 99]) {
      const reached = Object.keys(ringsOf(ids, { full: { percent: part } })).length;
      expect(Math.abs(reached / 100 - part)).toBeLessThan(1.5);
    }
    expect(Object.keys(ringsOf(ids, { full: { percent: 0 } }))).toEqual([]);
    expect(Object.keys(ringsOf(ids, { full: { percent: 100 } }))).toHaveLength(ids.length);
  });

  test("includes the rings before it, which keep their devices", () => {
    fc.assert(
      fc.property(deviceIds, percent, percent, percent, (ids, ...parts) => {
        const [canary = 0, pilot = 0, full = 0] = parts.toSorted((one, other) => one - other);
        const all = { canary: { percent: canary }, pilot: { percent: pilot }, full: { percent: full } };
        const rings = ringsOf(ids, all);
        const reaches = (ring: FleetRings) => Object.keys(ringsOf(ids, ring)).toSorted();
        expect(Object.keys(rings).toSorted()).toEqual(reaches({ full: { percent: full } }));
        expect(ids.filter((id) => rings[id] === "canary").toSorted()).toEqual(reaches({ canary: { percent: canary } }));
      }),
    );
  });
});

test("a ring that names its devices has these, whatever the rings before it reach", () => {
  const rings = { canary: { percent: 100 }, pilot: { devices: ["mac-1"] } };
  expect(ringsOf(["mac-0042", "mac-1"], rings)).toEqual({ "mac-0042": "canary", "mac-1": "pilot" });
});

test("without rings every device is in the last one", () => {
  expect(ringsOf(["mac-0042", "mac-1"])).toEqual({ "mac-0042": "full", "mac-1": "full" });
});

test("what is no ring and no device reaches nobody and throws nothing", () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (devices, rings) => {
      for (const { device } of enrolledDevices(devices, rings)) expect(typeof device.deviceId).toBe("string");
    }),
  );
});
