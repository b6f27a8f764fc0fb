import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import http2 from "node:http2";
import { connect as connectSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import grpc from "@grpc/grpc-js";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import protobufjs from "protobufjs";
import { createGrpcServer, type GrpcServer } from "./grpc.ts";
import { GrpcError, StatusCode } from "./grpc-status.ts";
import type { Methods } from "./grpc-stream.ts";

let folder: string;
let server: GrpcServer | undefined;
let clients: grpc.Client[] = [];
let logged: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "grpc-"));
  clients = [];
  logged = [];
});

afterEach(async () => {
  for (const client of clients) client.close();
  await server?.close(1_000);
  await rm(folder, { recursive: true });
});

async function serve(
  methods: Methods,
  options: { maximumMessageBytes?: number; longestDetails?: number } = {},
): Promise<string> {
  server = createGrpcServer({
    methods: async () => methods,
    log: (_level, message, fields) => logged.push(`${message} ${JSON.stringify(fields ?? {})}`),
    ...options,
  });
  const path = join(folder, "socket");
  await server.listen({ path });
  return path;
}

function connect(path: string, options: grpc.ClientOptions = {}): grpc.Client {
  const client = new grpc.Client(`unix:${path}`, grpc.credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
    ...options,
  });
  clients.push(client);
  return client;
}

const asBytes = (bytes: Buffer) => bytes;

function call(client: grpc.Client, path: string, request: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, asBytes, asBytes, Buffer.from(request), (error, response) =>
      error ? reject(error) : resolve(response ?? Buffer.alloc(0)),
    );
  });
}

/** google.rpc.Status, as another library knows it. */
const statusType = protobufjs
  .parse(
    `syntax = "proto3";
    message Any { string type_url = 1; bytes value = 2; }
    message Status { int32 code = 1; string message = 2; repeated Any details = 3; }`,
    { keepCase: true },
  )
  .root.lookupType("Status");

const echo: Methods = { "/test.Service/Echo": async (request) => request };

describe("the gRPC server", () => {
  test("answers with what the method gives, be it nothing", async () => {
    const client = connect(await serve(echo));
    expect(await call(client, "/test.Service/Echo", Buffer.from("hello"))).toEqual(Buffer.from("hello"));
    expect(await call(client, "/test.Service/Echo", Buffer.alloc(0))).toEqual(Buffer.alloc(0));
  });

  test("carries eight megabytes both ways, next to a hundred small calls", async () => {
    const client = connect(await serve(echo));
    const large = Buffer.alloc(8 * 1024 * 1024, "abc");
    const small = Array.from({ length: 100 }, (_, index) => call(client, "/test.Service/Echo", Buffer.of(index)));
    expect((await call(client, "/test.Service/Echo", large)).equals(large)).toBe(true);
    expect(Buffer.concat(await Promise.all(small))).toEqual(
      Buffer.from(Array.from({ length: 100 }, (_, index) => index)),
    );
  });

  test("says that a method is unknown, also one that every object has", async () => {
    const client = connect(await serve(echo));
    for (const path of ["/test.Service/Other", "/constructor/x", "/__proto__/x"])
      await expect(call(client, path, Buffer.of(1))).rejects.toMatchObject({
        code: grpc.status.UNIMPLEMENTED,
        details: `unknown method ${path}`,
      });
  });

  test("tells the client nothing of an unexpected error, and the log everything", async () => {
    const client = connect(
      await serve({
        "/test.Service/Fail": async () => {
          throw new Error("inner matters");
        },
      }),
    );
    const failure = await call(client, "/test.Service/Fail", Buffer.of(1)).catch((error: grpc.ServiceError) => error);
    expect(failure).toMatchObject({ code: grpc.status.INTERNAL, details: expect.not.stringContaining("inner") });
    expect(logged.join()).toContain("inner matters");
  });

  test("tells an error that is meant for the client, in any script", async () => {
    const client = connect(
      await serve({
        "/test.Service/Fail": async (request) => {
          throw new GrpcError(8, request.toString());
        },
      }),
    );
    for (const text of ["100 % schlecht: naïve ✗ \n", " spaces  around ", " ", ""]) {
      const failed = call(client, "/test.Service/Fail", Buffer.from(text));
      await expect(failed).rejects.toMatchObject({ code: 8, details: text });
    }
  });

  test("tells the details of an error, each a message that says its type", async () => {
    const details = [
      { type: "test.First", message: Buffer.from("more about it") },
      { type: "test.Second", message: Buffer.alloc(0) },
    ];
    const client = connect(
      await serve({
        "/test.Service/Fail": async () => {
          throw new GrpcError(StatusCode.UNKNOWN, "half done ✗", { details });
        },
      }),
    );
    const failure = await call(client, "/test.Service/Fail", Buffer.of(1)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: grpc.status.UNKNOWN, details: "half done ✗" });
    const { metadata } = failure as grpc.ServiceError; // what the client rejects with
    const [bytes, ...others] = metadata.get("grpc-status-details-bin");
    expect(others).toEqual([]);
    expect(statusType.toObject(statusType.decode(bytes as Buffer))).toEqual({
      code: 2,
      message: "half done ✗",
      details: [
        { type_url: "type.googleapis.com/test.First", value: Buffer.from("more about it") },
        { type_url: "type.googleapis.com/test.Second" },
      ],
    });
  });

  test("tells a text and details that pass Node's own limit for headers", async () => {
    // Node's client, other than Go's, takes no single header beyond 64 KB, so that the text has to make up the rest.
    const message = Buffer.alloc(37_000, 7);
    const text = "half done ".repeat(1_000);
    const path = await serve({
      "/test.Service/Fail": async () => {
        throw new GrpcError(StatusCode.UNKNOWN, text, { details: [{ type: "test.Large", message }] });
      },
    });
    const session = http2.connect("http://localhost", {
      createConnection: () => connectSocket(path),
      settings: { maxHeaderListSize: 1_000_000 },
    });
    const stream = session.request({
      ":method": "POST",
      ":path": "/test.Service/Fail",
      "content-type": "application/grpc",
    });
    stream.end(Buffer.from([0, 0, 0, 0, 0]));
    stream.resume();
    const [headers] = await once(stream, "response");
    session.close();
    expect(headers).toMatchObject({ "grpc-status": "2", "grpc-message": text.replace(/ $/, "%20") });
    const status = statusType.decode(Buffer.from(String(headers["grpc-status-details-bin"]), "base64"));
    expect(statusType.toObject(status).details).toEqual([
      { type_url: "type.googleapis.com/test.Large", value: message },
    ]);
  });

  test("tells code and text alone where the details are longer than allowed", async () => {
    const methods: Methods = {
      "/test.Service/Fail": async (request) => {
        throw new GrpcError(StatusCode.UNKNOWN, "half done", { details: [{ type: "test.Large", message: request }] });
      },
    };
    const client = connect(await serve(methods, { longestDetails: 1_000 }));
    const told = async (bytes: number) => {
      const failure = await call(client, "/test.Service/Fail", Buffer.alloc(bytes)).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: grpc.status.UNKNOWN, details: "half done" });
      return (failure as grpc.ServiceError).metadata.get("grpc-status-details-bin").length;
    };
    expect(await told(600)).toBe(1);
    expect(await told(800)).toBe(0);
  });

  test("tells of an error without details in status and text alone", async () => {
    const client = connect(await serve({}));
    const failure = await call(client, "/test.Service/Other", Buffer.of(1)).catch((error: unknown) => error);
    expect((failure as grpc.ServiceError).metadata.get("grpc-status-details-bin")).toEqual([]);
  });

  test("ends a call whose deadline has passed, though the method goes on, and goes on itself", async () => {
    const events: { late?: (answer: Buffer) => void; aborted?: () => void } = {};
    const aborted = new Promise<void>((resolve) => Object.assign(events, { aborted: resolve }));
    const path = await serve({
      ...echo,
      "/test.Service/Slow": (_request, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => events.aborted?.());
          Object.assign(events, { late: resolve });
        }),
    });
    const session = http2.connect("http://localhost", { createConnection: () => connectSocket(path) });
    const stream = session.request({
      ":method": "POST",
      ":path": "/test.Service/Slow",
      "content-type": "application/grpc",
      "grpc-timeout": "50m",
    });
    stream.end(Buffer.from([0, 0, 0, 0, 0]));
    stream.resume();
    const [headers] = await once(stream, "response");
    expect(headers).toMatchObject({ ":status": 200, "grpc-status": String(grpc.status.DEADLINE_EXCEEDED) });
    await aborted;
    events.late?.(Buffer.of(1));
    session.close();
    expect(await call(connect(path), "/test.Service/Echo", Buffer.of(2))).toEqual(Buffer.of(2));
    expect(logged).toEqual([]);
  });

  test("refuses a compressed message and one that is too large, and goes on", async () => {
    const path = await serve(echo, { maximumMessageBytes: 1_000 });
    const compressing = connect(path, { "grpc.default_compression_algorithm": 2 });
    await expect(call(compressing, "/test.Service/Echo", Buffer.alloc(500))).rejects.toMatchObject({
      code: grpc.status.UNIMPLEMENTED,
    });
    const client = connect(path);
    await expect(call(client, "/test.Service/Echo", Buffer.alloc(1_001))).rejects.toMatchObject({
      code: grpc.status.RESOURCE_EXHAUSTED,
    });
    expect(await call(client, "/test.Service/Echo", Buffer.alloc(1_000))).toHaveLength(1_000);
  });

  test("aborts the signal of a call that its client gives up", async () => {
    const events: { started?: () => void; aborted?: () => void } = {};
    const started = new Promise<void>((resolve) => Object.assign(events, { started: resolve }));
    const aborted = new Promise<void>((resolve) => Object.assign(events, { aborted: resolve }));
    const client = connect(
      await serve({
        ...echo,
        "/test.Service/Wait": (_request, { signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener("abort", () => {
              events.aborted?.();
              reject(signal.reason);
            });
            events.started?.();
          }),
      }),
    );
    const running = client.makeUnaryRequest("/test.Service/Wait", asBytes, asBytes, Buffer.of(1), () => {});
    await started;
    running.cancel();
    await aborted;
    expect(await call(client, "/test.Service/Echo", Buffer.of(2))).toEqual(Buffer.of(2));
  });

  test("lets a running call finish when it closes, ends silent streams, and removes itself", async () => {
    const release: { now?: () => void } = {};
    const started: { now?: () => void } = {};
    const begun = new Promise<void>((resolve) => Object.assign(started, { now: resolve }));
    const path = await serve({
      "/test.Service/Slow": () =>
        new Promise((resolve) => {
          Object.assign(release, { now: () => resolve(Buffer.of(9)) });
          started.now?.();
        }),
      "/test.Service/Silent": "silent",
    });
    const client = connect(path);
    const silent = client.makeServerStreamRequest("/test.Service/Silent", asBytes, asBytes, Buffer.of(1));
    silent.resume();
    const ended = once(silent, "status");
    await once(silent, "metadata");
    const slow = call(client, "/test.Service/Slow", Buffer.of(1));
    await begun;
    const closed = server?.close(5_000);
    release.now?.();
    expect(await slow).toEqual(Buffer.of(9));
    expect(await ended).toMatchObject([{ code: grpc.status.OK }]);
    await closed;
    await expect(call(connect(path), "/test.Service/Slow", Buffer.of(1))).rejects.toMatchObject({
      code: grpc.status.UNAVAILABLE,
    });
  });
});
