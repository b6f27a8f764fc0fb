import { createSign, generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { createSend } from "./outgoing.ts";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** DER: a tag, the length, and what is inside. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const inside = Buffer.concat(parts);
  const length = inside.length < 128 ? [inside.length] : [0x82, inside.length >> 8, inside.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), inside]);
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const ecdsaWithSha256 = sequence(der(0x06, Buffer.from("2a8648ce3d040302", "hex")));

/** A certificate that signs itself, for one name, for ten years around now. */
function selfSigned(name: string): { readonly key: string; readonly cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const commonName = sequence(der(0x06, Buffer.from("550403", "hex")), der(0x0c, Buffer.from(name)));
  const subject = sequence(der(0x31, commonName));
  const year = new Date().getUTCFullYear() % 100;
  const validity = sequence(...[year - 5, year + 5].map((at) => der(0x17, Buffer.from(`${at}0101000000Z`))));
  const altName = sequence(der(0x06, Buffer.from("551d11", "hex")), der(0x04, sequence(der(0x82, Buffer.from(name)))));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    subject,
    validity,
    subject,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(altName)),
  );
  const signature = createSign("sha256").update(body).sign(privateKey);
  const whole = sequence(body, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  const cert = `-----BEGIN CERTIFICATE-----\n${whole.toString("base64")}\n-----END CERTIFICATE-----\n`;
  return { key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), cert };
}

async function served(name: string): Promise<{ readonly port: number; readonly cert: string }> {
  const { key, cert } = selfSigned(name);
  const server = createServer({ key, cert }, (request, response) => response.end(request.headers.host));
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // as: a server on host and port has an address of this form.
  return { port: (server.address() as AddressInfo).port, cert };
}

const get = { method: "GET", headers: {}, timeoutMs: 5000, maxBytes: 1000 } as const;
const resolve = async () => ["127.0.0.1"];

test("a certificate is judged by the name that was asked for, although the connection goes to a checked address", async () => {
  const { port, cert } = await served("jamf.example.com");
  const send = createSend({ allowPrivateTargets: true, resolve, trust: cert });
  const answer = await send({ ...get, url: `https://jamf.example.com:${port}/` });
  expect(answer).toMatchObject({ status: 200, body: `jamf.example.com:${port}` });
  await expect(send({ ...get, url: `https://other.example.com:${port}/` })).rejects.toMatchObject({
    message: expect.stringContaining("its certificate is for another name"),
  });
  await expect(send({ ...get, url: `https://127.0.0.1:${port}/` })).rejects.toMatchObject({ reason: "unreachable" });
});

test("a certificate that nobody trusts is refused", async () => {
  const { port } = await served("jamf.example.com");
  const send = createSend({ allowPrivateTargets: true, resolve });
  await expect(send({ ...get, url: `https://jamf.example.com:${port}/` })).rejects.toMatchObject({
    message: expect.stringContaining("its certificate is self-signed"),
  });
});
