import { createHash } from "node:crypto";
import type { FleetDevice, FleetRing, FleetRings } from "./constructs/fleet-props.ts";
import { isPlain, isResolvedLater } from "./written.ts";

/** The rings, in the order in which they are rolled out. */
export const ringNames = ["canary", "pilot", "full"] as const;

/** The name of a ring. */
export type RingName = (typeof ringNames)[number];

/** A device that is enrolled, and the ring that it is in. */
export interface Enrolled {
  readonly device: FleetDevice;
  readonly name: RingName;
  readonly ring: FleetRing;
}

const everybody: FleetRings = { full: { percent: 100 } };

/**
 * The devices that the rings reach, each in the first one that does; a device that a ring names is in that one. What is
 * not of its type is left out: it stops the synthesis.
 */
export function enrolledDevices(devices: unknown, rings: unknown = everybody): readonly Enrolled[] {
  const given = ringNames.flatMap((name) => {
    const ring = isPlain(rings) ? rings[name] : undefined;
    return isPlain(ring) ? [{ name, ring: ring as FleetRing }] : []; // each use below looks before it takes
  });
  return devicesIn(devices).flatMap((device) => {
    const found =
      given.find(({ ring }) => namesIn(ring.devices).includes(device.deviceId)) ??
      given.find(({ ring }) => typeof ring.percent === "number" && placeOf(device.deviceId) < ring.percent);
    return found === undefined ? [] : [{ device, ...found }];
  });
}

/** The devices that have an id. */
export function devicesIn(written: unknown): readonly FleetDevice[] {
  if (!Array.isArray(written)) return [];
  return written.filter((device) => isPlain(device) && typeof device.deviceId === "string");
}

/** The texts in a list that is known. */
export function namesIn(written: unknown): readonly string[] {
  if (!Array.isArray(written) || isResolvedLater(written)) return [];
  return written.filter((name) => typeof name === "string");
}

/** Where a device stands in the fleet, from 0 to less than 100: by its id alone, so that it never moves. */
function placeOf(deviceId: string): number {
  return (createHash("sha256").update(deviceId).digest().readUInt32BE(0) / 2 ** 32) * 100;
}
