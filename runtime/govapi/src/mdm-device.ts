import { createHash } from "node:crypto";
import type { StoredEndpoint } from "./store.ts";

/** A device as every MDM system's inventory can tell it. */
export interface Device {
  /** The MDM system's own identifier of the device. */
  readonly id: string;
  readonly hostname: string;
  readonly os: "macos" | "windows" | "linux";
  readonly osVersion: string;
  readonly serialNumber: string;
  /** Who uses it; nothing when nobody is assigned. */
  readonly user: string | undefined;
  readonly lastContactAt: string | undefined;
}

/** Fails with a message for people; nothing in it is secret. */
export class InventoryError extends Error {
  override readonly name = "InventoryError";
}

/** The endpoint that a device is. The same device of the same MDM system is always the same endpoint. */
export function endpointOf(
  device: Device,
  at: { readonly tenant: string; readonly provider: string; readonly seenAt: string },
): StoredEndpoint {
  const { tenant, provider, seenAt } = at;
  const id = `ep_${createHash("sha256")
    .update(JSON.stringify([provider, device.id]))
    .digest("hex")
    .slice(0, 24)}`;
  const document = {
    endpoint_id: id,
    device_id: device.id,
    hostname: device.hostname,
    os: device.os,
    os_version: device.osVersion,
    serial_number: device.serialNumber,
    user_id: device.user ?? null,
    last_contact_at: device.lastContactAt ?? null,
    enrollment: provider,
  };
  return { tenant, id, provider, document, seenAt };
}
