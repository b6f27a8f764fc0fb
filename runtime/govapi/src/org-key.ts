import { createHash, timingSafeEqual } from "node:crypto";
import { crc32 } from "node:zlib";
import type { Random } from "./world.ts";

/** A new organization key. `text` is shown once; the store keeps `id` and `hash` only. */
export interface NewOrgKey {
  readonly id: string;
  readonly text: string;
  readonly hash: string;
}

// The checksum lets a secret scanner tell a key from text that merely looks like one, without asking a server.
const pattern = /^(thoth_org_([0-9a-f]{16})_[0-9a-f]{48})([0-9a-f]{8})$/;

/** Makes an organization key: prefix, id, 192 random bits, checksum. */
export function makeOrgKey(random: Random): NewOrgKey {
  const id = Buffer.from(random(8)).toString("hex");
  const unchecked = `thoth_org_${id}_${Buffer.from(random(24)).toString("hex")}`;
  const text = `${unchecked}${checksum(unchecked)}`;
  return { id, text, hash: hashOrgKey(text) };
}

/** The id inside the text of a key, or nothing when the text cannot be one. */
export function orgKeyId(text: string): string | undefined {
  const [, unchecked, id, sum] = pattern.exec(text) ?? [];
  return unchecked !== undefined && checksum(unchecked) === sum ? id : undefined;
}

/** Whether a key's text is the one that a stored hash was made from; takes equally long either way. */
export function matchesOrgKey(text: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOrgKey(text), "hex"), Buffer.from(hash, "hex"));
}

// At 192 random bits a slow hash would cost time and add nothing.
function hashOrgKey(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}
