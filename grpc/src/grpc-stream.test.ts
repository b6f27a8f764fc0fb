import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import http2 from "node:http2";
import { connect as connectSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createGrpcServer, type GrpcServer } from "./grpc.ts";

let folder: string;
let server: GrpcServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "grpc-"));
  server = createGrpcServer({
    methods: async () => ({ "/test.Service/Echo": async (request) => request }),
    log: () => {},
  });
  await server.listen({ path: join(folder, "socket") });
});

afterEach(async () => {
  await server.close(1_000);
  await rm(folder, { recursive: true });
});

describe("the gRPC server, spoken to in plain HTTP/2,", () => {
  const ask = async (headers: http2.OutgoingHttpHeaders, pieces: readonly Buffer[]) => {
    const path = join(folder, "socket");
    const session = http2.connect("http://localhost", { createConnection: () => connectSocket(path) });
    const stream = session.request({
      ":method": "POST",
      ":path": "/test.Service/Echo",
      "content-type": "application/grpc",
      ...headers,
    });
    const answered = once(stream, "response");
    const closed = once(stream, "close");
    stream.on("error", () => {});
    stream.resume();
    for (const piece of pieces) {
      stream.write(piece);
      // Each piece in a DATA frame of its own.
      await new Promise((resolve) => setImmediate(resolve));
    }
    stream.end();
    const [response] = await answered;
    await closed;
    session.destroy();
    return response as http2.IncomingHttpHeaders;
  };
  const prefix = (length: number) => Buffer.from([0, 0, 0, 0, length]);

  test("joins a message that comes byte by byte", async () => {
    const bytes = Buffer.concat([prefix(3), Buffer.from("abc")]);
    const response = await ask(
      {},
      [...bytes].map((byte) => Buffer.of(byte)),
    );
    expect(response).toMatchObject({ ":status": 200 });
    expect(response["grpc-status"]).toBeUndefined();
  });

  test.each([
    ["a message cut short", [prefix(3), Buffer.from("ab")], "13"],
    ["a length cut short", [Buffer.from([0, 0])], "13"],
    ["nothing", [], "13"],
    ["two messages", [prefix(1), Buffer.of(1), prefix(1), Buffer.of(1)], "12"],
    ["a length of four gigabytes", [Buffer.from([0, 255, 255, 255, 255])], "8"],
  ])("refuses %s with headers alone", async (_what, pieces, status) => {
    expect(await ask({}, pieces)).toMatchObject({ ":status": 200, "grpc-status": status });
  });

  test("refuses what is not gRPC", async () => {
    expect(await ask({ "content-type": "text/plain" }, [])).toMatchObject({ ":status": 415 });
  });
});
