import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import grpc from "@grpc/grpc-js";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createGrpcServer, type GrpcServer, type Methods } from "@thoth-iac/grpc";
import { certificatePem, createIdentity } from "./certificate.ts";

const identity = () => {
  const { privateKey, certificate } = createIdentity(new Date());
  return { privateKey, certificate: certificatePem(certificate) };
};

const serverIdentity = identity();
const clientIdentity = identity();

let folder: string;
let server: GrpcServer | undefined;
let clients: grpc.Client[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "grpc-"));
  clients = [];
});

afterEach(async () => {
  for (const client of clients) client.close();
  await server?.close(1_000);
  await rm(folder, { recursive: true });
});

async function serve(methods: Methods): Promise<string> {
  server = createGrpcServer({
    methods: async () => methods,
    log: () => {},
    tls: { ...serverIdentity, clientCertificate: clientIdentity.certificate },
  });
  const path = join(folder, "socket");
  await server.listen({ path });
  return path;
}

function connect(path: string, credentials = mutual(clientIdentity)): grpc.Client {
  const client = new grpc.Client(`unix:${path}`, credentials, {
    "grpc.ssl_target_name_override": "localhost",
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  clients.push(client);
  return client;
}

function mutual(who: { readonly privateKey: string; readonly certificate: string }): grpc.ChannelCredentials {
  return grpc.credentials.createSsl(
    Buffer.from(serverIdentity.certificate),
    Buffer.from(who.privateKey),
    Buffer.from(who.certificate),
  );
}

const asBytes = (bytes: Buffer) => bytes;

function call(client: grpc.Client, path: string, request: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, asBytes, asBytes, Buffer.from(request), (error, response) =>
      error ? reject(error) : resolve(response ?? Buffer.alloc(0)),
    );
  });
}

const echo: Methods = { "/test.Service/Echo": async (request) => request };

describe("the gRPC server, given certificates,", () => {
  test("answers a client that shows the certificate it gave", async () => {
    const client = connect(await serve(echo));
    expect(await call(client, "/test.Service/Echo", Buffer.from("hello"))).toEqual(Buffer.from("hello"));
    const large = Buffer.alloc(8 * 1024 * 1024, "abc");
    expect((await call(client, "/test.Service/Echo", large)).equals(large)).toBe(true);
  });

  test("refuses a client without a certificate", async () => {
    const client = connect(await serve(echo), grpc.credentials.createSsl(Buffer.from(serverIdentity.certificate)));
    await expect(call(client, "/test.Service/Echo", Buffer.of(1))).rejects.toMatchObject({
      code: grpc.status.UNAVAILABLE,
    });
    expect(server?.isConnected()).toBe(false);
  });

  test("refuses a client with another certificate of the same name", async () => {
    const client = connect(await serve(echo), mutual(identity()));
    await expect(call(client, "/test.Service/Echo", Buffer.of(1))).rejects.toMatchObject({
      code: grpc.status.UNAVAILABLE,
    });
  });

  test("refuses a client without TLS", async () => {
    const client = connect(await serve(echo), grpc.credentials.createInsecure());
    await expect(call(client, "/test.Service/Echo", Buffer.of(1))).rejects.toMatchObject({
      code: grpc.status.UNAVAILABLE,
    });
  });
});
