import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A certificate and its key, as `node:tls` takes them. */
export interface Certificate {
  readonly subject: string;
  readonly cert: string;
  readonly key: string;
}

/** What a test's certificate says. */
export interface Wish {
  /** The host it is for, or the name of an authority. */
  readonly host: string;
  readonly signsOthers?: boolean;
  readonly from: Date;
  readonly until: Date;
  /** Who signs it; itself, if absent. */
  readonly authority?: Certificate;
}

/** A certificate made on the spot (X.509, ECDSA P-256), so that the tests carry no key and need no program. */
export function certificate({ host, signsOthers = false, from, until, authority }: Wish): Certificate {
  const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const signer = authority ? createPrivateKey(authority.key) : pair.privateKey;
  const algorithm = sequence(oid(ecdsaWithSha256));
  const body = sequence(
    tagged(0xa0, tagged(0x02, [2])),
    tagged(0x02, [Math.floor(Math.random() * 100) + 1]),
    algorithm,
    name(authority?.subject ?? host),
    sequence(time(from), time(until)),
    name(host),
    publicKeyOf(pair.publicKey),
    tagged(0xa3, sequence(signsOthers ? authorityMark() : hostMark(host))),
  );
  const signature = sign("sha256", Uint8Array.from(body), signer);
  const der = Buffer.from(sequence(body, algorithm, tagged(0x03, [0, ...signature])));
  const cert = `-----BEGIN CERTIFICATE-----\n${der.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
  return { subject: host, cert, key: pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}

type Der = readonly number[];

const ecdsaWithSha256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
const commonName = [0x55, 0x04, 0x03];
const basicConstraints = [0x55, 0x1d, 0x13];
const alternativeName = [0x55, 0x1d, 0x11];

function tagged(tag: number, content: Der): Der {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return [tag, ...size, ...content];
}

function sequence(...parts: readonly Der[]): Der {
  return tagged(0x30, parts.flat());
}

function oid(bytes: Der): Der {
  return tagged(0x06, bytes);
}

function name(text: string): Der {
  return sequence(tagged(0x31, sequence(oid(commonName), tagged(0x0c, [...Buffer.from(text)]))));
}

function time(date: Date): Der {
  const text = date.toISOString().replace(/[-:T]|\.\d+/g, "");
  return tagged(0x18, [...Buffer.from(text)]);
}

function publicKeyOf(key: KeyObject): Der {
  return [...createPublicKey(key.export({ type: "spki", format: "pem" })).export({ type: "spki", format: "der" })];
}

function authorityMark(): Der {
  const yes = tagged(0x01, [0xff]);
  return sequence(oid(basicConstraints), yes, tagged(0x04, sequence(yes)));
}

function hostMark(host: string): Der {
  const parts = host.split(".").map(Number);
  const alternative = parts.every(Number.isInteger) ? tagged(0x87, parts) : tagged(0x82, [...Buffer.from(host)]);
  return sequence(oid(alternativeName), tagged(0x04, sequence(alternative)));
}
