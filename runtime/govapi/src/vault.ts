import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from "node:crypto";
import type { Random } from "./world.ts";

/** Encrypts what must not lie readable in the store. */
export interface Vault {
  /** Tells keys apart without giving any of them away. */
  readonly keyId: string;
  /** `context` names the place the text is kept; sealed text moved to another place does not open. */
  readonly seal: (text: string, context: string) => string;
  readonly open: (sealed: string, context: string) => string;
  /** A keyed fingerprint: equal texts give equal ones, and nobody without the key can test a guess. */
  readonly fingerprint: (text: string) => string;
  /** Secret bytes for a purpose: always the same, and unrelated to those for another. */
  readonly derive: (purpose: string, bytes: number) => Uint8Array;
}

const ivBytes = 12;
const tagBytes = 16;

/** A vault over a 32-byte master key (AES-256-GCM, a fresh nonce for each text). */
export function createVault(masterKey: Uint8Array, random: Random): Vault {
  if (masterKey.length !== 32) throw new RangeError("A vault key has exactly 32 bytes.");
  const sealingKey = subkey(masterKey, "seal");
  const fingerprintKey = subkey(masterKey, "fingerprint");
  const derivingKey = subkey(masterKey, "derive");
  const keyId = createHash("sha256").update(subkey(masterKey, "id")).digest("hex").slice(0, 16);
  return {
    keyId,
    seal: (text, context) => {
      const iv = random(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", sealingKey, iv).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `${keyId}.${sealed.toString("base64url")}`;
    },
    open: (sealed, context) => {
      const [sealedBy, body] = sealed.split(".");
      if (sealedBy !== keyId || body === undefined)
        throw new Error(`Sealed by key ${sealedBy}, but the key here is ${keyId}.`);
      const bytes = Buffer.from(body, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", sealingKey, bytes.subarray(0, ivBytes)).setAAD(
        Buffer.from(context),
      );
      decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
      return (
        decipher.update(bytes.subarray(ivBytes, bytes.length - tagBytes), undefined, "utf8") + decipher.final("utf8")
      );
    },
    fingerprint: (text) => createHmac("sha256", fingerprintKey).update(text).digest("hex"),
    derive: (purpose, bytes) => new Uint8Array(hkdfSync("sha256", derivingKey, "", purpose, bytes)),
  };
}

function subkey(masterKey: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", masterKey, "", `thoth govapi ${purpose}`, 32));
}
