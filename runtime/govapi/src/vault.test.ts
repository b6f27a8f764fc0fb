import { randomBytes } from "node:crypto";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createVault } from "./vault.ts";

const key = randomBytes(32);
const vault = createVault(key, randomBytes);

test("sealed text opens to what it was, and shows nothing of it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 4 }), (text) => {
      const sealed = vault.seal(text, "here");
      expect(vault.open(sealed, "here")).toBe(text);
      expect(sealed).not.toContain(text);
      expect(vault.seal(text, "here")).not.toBe(sealed);
    }),
  );
});

test("sealed text does not open elsewhere, with another key, or when a byte of it was changed", () => {
  const sealed = vault.seal("secret", "here");
  expect(() => vault.open(sealed, "there")).toThrow();
  expect(() => createVault(randomBytes(32), randomBytes).open(sealed, "here")).toThrow(/Sealed by key/);
  const [keyId, body = ""] = sealed.split(".");
  for (let at = 0; at < body.length; at += 7) {
    const flipped = `${body.slice(0, at)}${body[at] === "A" ? "B" : "A"}${body.slice(at + 1)}`;
    expect(() => vault.open(`${keyId}.${flipped}`, "here")).toThrow();
  }
});

test("fingerprints are equal for equal texts and one key only", () => {
  expect(vault.fingerprint("a")).toBe(createVault(key, randomBytes).fingerprint("a"));
  expect(vault.fingerprint("a")).not.toBe(vault.fingerprint("b"));
  expect(vault.fingerprint("a")).not.toBe(createVault(randomBytes(32), randomBytes).fingerprint("a"));
});

test("the id of a key gives nothing of the key away", () => {
  expect(key.toString("hex")).not.toContain(vault.keyId);
});
