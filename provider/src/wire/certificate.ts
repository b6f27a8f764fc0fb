import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** A private key and the certificate that belongs to it. */
export interface Identity {
  /** PKCS #8, PEM. */
  readonly privateKey: string;
  readonly certificate: Uint8Array;
}

/**
 * Makes a key (P-256) and a self-signed certificate for "localhost", the name under which Terraform checks a plugin.
 * Written by hand, because the libraries that do it take longer to load than the rest of the start together.
 */
export function createIdentity(now: Date): Identity {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = sequence(set(sequence(objectId("550403"), utf8String("localhost"))));
  const algorithm = sequence(objectId("2a8648ce3d040302"));
  const body = sequence(
    explicit(0, integer(Buffer.of(2))),
    integer(positiveSerial()),
    algorithm,
    name,
    sequence(utcTime(new Date(now.getTime() - clockSkewMilliseconds)), utcTime(lastDay)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    explicit(3, sequence(...extensions)),
  );
  // Node signs in DER form, which is what a certificate holds.
  const signature = sign("sha256", body, privateKey);
  return {
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: sequence(body, algorithm, bitString(0, signature)),
  };
}

/** Writes a certificate as PEM. */
export function certificatePem(certificate: Uint8Array): string {
  // Cut into lines by matching: a join that leaves an empty line at the end is refused by OpenSSL.
  const lines =
    Buffer.from(certificate)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

const clockSkewMilliseconds = 30_000;
// UTCTime, with its two-digit year, ends with 2049; the key never outlives its process anyway.
const lastDay = new Date(Date.UTC(2049, 11, 31));

function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const bytes = Buffer.concat(content);
  const { length } = bytes;
  const header = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...header), bytes]);
}

const sequence = (...content: readonly Uint8Array[]) => der(0x30, ...content);
const set = (content: Uint8Array) => der(0x31, content);
const integer = (bytes: Uint8Array) => der(0x02, bytes);
const bitString = (unusedBits: number, bytes: Uint8Array) => der(0x03, Buffer.of(unusedBits), bytes);
const octetString = (content: Uint8Array) => der(0x04, content);
const objectId = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const utf8String = (text: string) => der(0x0c, Buffer.from(text));
const utcTime = (time: Date) => der(0x17, Buffer.from(`${time.toISOString().replace(/[-:T]/g, "").slice(2, 14)}Z`));
const explicit = (number: number, content: Uint8Array) => der(0xa0 + number, content);
const yes = der(0x01, Buffer.of(0xff));

/** The first bit 0 makes it positive, the second bit 1 keeps its encoding the shortest possible. */
function positiveSerial(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

const extensions = [
  // basicConstraints, critical: a certificate authority, for it signs itself
  sequence(objectId("551d13"), yes, octetString(sequence(yes))),
  // keyUsage, critical: digitalSignature and keyCertSign
  sequence(objectId("551d0f"), yes, octetString(bitString(2, Buffer.of(0x84)))),
  // extendedKeyUsage: serverAuth and clientAuth, as go-plugin has it on both ends
  sequence(objectId("551d25"), octetString(sequence(objectId("2b06010505070301"), objectId("2b06010505070302")))),
  // subjectAltName: DNS name
  sequence(objectId("551d11"), octetString(sequence(der(0x82, Buffer.from("localhost"))))),
];
