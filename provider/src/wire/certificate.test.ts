import { X509Certificate } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { certificatePem, createIdentity } from "./certificate.ts";

const now = new Date("2026-03-01T12:00:00Z");

describe("a plugin's certificate", () => {
  const { certificate, privateKey } = createIdentity(now);
  const read = new X509Certificate(certificate);

  test("stands for localhost, the name that Terraform checks, and for no other", () => {
    expect(read.checkHost("localhost")).toBe("localhost");
    expect(read.checkHost("example.com")).toBeUndefined();
    expect(read.subjectAltName).toBe("DNS:localhost");
  });

  test("is signed by itself, with the key that comes with it", () => {
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.checkIssued(read)).toBe(true);
    expect(privateKey).toContain("BEGIN PRIVATE KEY");
    expect(read.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: "prime256v1" });
  });

  test("serves both ends of a connection, and may sign itself", () => {
    expect(read.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
    expect(read.ca).toBe(true);
  });

  test("is valid a little before it was made, for clocks that differ, and until long after", () => {
    expect(read.validFromDate.getTime()).toBe(now.getTime() - 30_000);
    expect(read.validToDate.getFullYear()).toBe(2049);
  });

  test("is another one each time", () => {
    expect(new X509Certificate(createIdentity(now).certificate).serialNumber).not.toBe(read.serialNumber);
  });

  test("is read back from PEM whatever its length, for lines must not be empty", () => {
    // The signature's length varies by a few bytes from certificate to certificate.
    const made = Array.from({ length: 60 }, () => createIdentity(now).certificate);
    for (const certificate of made) expect(new X509Certificate(certificatePem(certificate)).raw).toEqual(certificate);
    const padded = certificatePem(new Uint8Array(48 * 3));
    expect(padded.split("\n").map((line) => line.length)).toEqual([27, 64, 64, 64, 25, 0]);
  });
});
