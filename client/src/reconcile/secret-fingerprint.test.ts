import { expect, test } from "@jest/globals";
import { fingerprintOf, matchesFingerprint } from "./secret-fingerprint.ts";

test("a fingerprint is of its secret and of no other, and tells nothing of it", async () => {
  const fingerprint = await fingerprintOf("whsec_MDEyMzQ1");
  expect(fingerprint).not.toContain("whsec");
  expect(await matchesFingerprint(fingerprint, "whsec_MDEyMzQ1")).toBe(true);
  expect(await matchesFingerprint(fingerprint, "whsec_MDEyMzQ2")).toBe(false);
});

test("two fingerprints of one secret are not alike", async () => {
  expect(await fingerprintOf("same")).not.toBe(await fingerprintOf("same"));
});

test("is the PBKDF2 that others compute", async () => {
  // RFC 7914, section 11: PBKDF2-HMAC-SHA-256 of "passwd" with the salt "salt", one round, the first 32 bytes.
  const published = "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc";
  expect(await matchesFingerprint(`pbkdf2-sha256$1$73616c74$${published}`, "passwd")).toBe(true);
});

test.each([
  "",
  "plain",
  "pbkdf2-sha256",
  "pbkdf2-sha256$0$00$00",
  "pbkdf2-sha256$-1$00$00",
  "pbkdf2-sha256$99999999999$00$00",
  "pbkdf2-sha256$1e4$zz$00",
  "pbkdf2-sha256$NaN$00$00",
  "pbkdf2-sha256$1$$",
])("a mark that somebody else wrote (%s) matches nothing and keeps nobody waiting", async (fingerprint) => {
  expect(await matchesFingerprint(fingerprint, "secret")).toBe(false);
});
