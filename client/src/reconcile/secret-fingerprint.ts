const iterations = 100_000;

/**
 * What is remembered of a secret so that a change of it is seen: salted and slow to guess (PBKDF2, RFC 8018), and
 * different each time it is made.
 */
export async function fingerprintOf(secret: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return `pbkdf2-sha256$${iterations}$${hexOf(salt)}$${await derived(secret, salt, iterations)}`;
}

/** True if the fingerprint was made of this secret. */
export async function matchesFingerprint(fingerprint: string, secret: string): Promise<boolean> {
  const [scheme, rounds = "", salt = "", hash = ""] = fingerprint.split("$");
  const count = Number(rounds);
  // A mark comes from outside: no number in it may keep this machine busy for hours.
  if (scheme !== "pbkdf2-sha256" || !(count > 0 && count <= 1_000_000) || !/^([0-9a-f]{2})+$/.test(salt)) return false;
  return (await derived(secret, bytesOf(salt), count)) === hash;
}

async function derived(secret: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<string> {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, key, 256);
  return hexOf(new Uint8Array(bits));
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
