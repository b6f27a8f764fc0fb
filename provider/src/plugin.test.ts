import { EventEmitter, once } from "node:events";
import { access, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import grpc from "@grpc/grpc-js";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Host, serveForDebugging, servePlugin } from "./plugin.ts";
import { certificatePem, createIdentity } from "./wire/certificate.ts";
import { providerMethods } from "./wire/provider-service.ts";

const cookie = { TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2" };
const name = "terraform-provider-test";
const services = async () => providerMethods({ StopProvider: () => ({ Error: "stopped" }) });

const { privateKey, certificate } = createIdentity(new Date());
const client = { privateKey, certificate: certificatePem(certificate) };

let folder: string;
let connections: grpc.Client[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plugin-test-"));
  connections = [];
});

afterEach(async () => {
  for (const connection of connections) connection.close();
  await rm(folder, { recursive: true });
});

/** A process as Terraform starts it: an environment, pipes for output, and signals. */
function createHost(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = "linux") {
  const signals = new EventEmitter();
  const output = { stdout: new PassThrough({ encoding: "utf8" }), stderr: new PassThrough({ encoding: "utf8" }) };
  const host = { env: { PLUGIN_UNIX_SOCKET_DIR: folder, ...env }, platform, pid: 4711, ...output };
  // Only the streams' `write` and the signals are used.
  return { ...output, signals, host: Object.assign(host, { on: signals.on.bind(signals) }) as unknown as Host };
}

async function firstLine(stdout: PassThrough): Promise<string[]> {
  const [text] = (await once(stdout, "data")) as [string];
  expect(text.endsWith("\n")).toBe(true);
  return text.trimEnd().split("|");
}

function connect(target: string, credentials: grpc.ChannelCredentials): grpc.Client {
  const connection = new grpc.Client(target, credentials, { "grpc.ssl_target_name_override": "localhost" });
  connections.push(connection);
  return connection;
}

function withCertificate(base64: string): grpc.ChannelCredentials {
  const server = certificatePem(Buffer.from(base64, "base64"));
  return grpc.credentials.createSsl(
    Buffer.from(server),
    Buffer.from(client.privateKey),
    Buffer.from(client.certificate),
  );
}

const asBytes = (bytes: Buffer) => bytes;

function call(connection: grpc.Client, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    connection.makeUnaryRequest(path, asBytes, asBytes, Buffer.alloc(0), (error, response) =>
      error ? reject(error) : resolve(String(response)),
    );
  });
}

/** What a promise fails with. */
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

const stop = "/tfplugin6.Provider/StopProvider";
const stopped = "\n\u0007stopped";
const shutdown = "/plugin.GRPCController/Shutdown";

describe("a plugin", () => {
  test("explains itself to a person who starts it, and fails", async () => {
    const { host, stdout, stderr } = createHost({ TF_PLUGIN_MAGIC_COOKIE: "something else" });
    expect(await servePlugin({ host, name, services })).toBe(1);
    expect(stderr.read()).toContain("terraform init");
    expect(stdout.read()).toBeNull();
  });

  test("serves on a socket in a folder of its own, only to the client whose certificate it was given, until shut down", async () => {
    const { host, stdout } = createHost({ ...cookie, PLUGIN_CLIENT_CERT: client.certificate });
    const exit = servePlugin({ host, name, services });
    const [core, protocol, network, address = "", kind, serverCertificate = "", ...rest] = await firstLine(stdout);
    expect([core, protocol, network, kind, rest]).toEqual(["1", "6", "unix", "grpc", []]);
    expect(serverCertificate).not.toContain("=");
    expect((await stat(dirname(address))).mode & 0o777).toBe(0o700);
    expect(dirname(dirname(address))).toBe(folder);

    expect(await failure(call(connect(`unix:${address}`, grpc.credentials.createInsecure()), stop))).toMatchObject({
      code: 14,
    });
    const connection = connect(`unix:${address}`, withCertificate(serverCertificate));
    expect(await call(connection, stop)).toBe(stopped);
    expect(await failure(call(connection, "/tfplugin6.Provider/ListResource"))).toMatchObject({ code: 12 });
    expect(await call(connection, shutdown)).toBe("");
    expect(await exit).toBe(0);
    expect(await failure(access(dirname(address)))).toMatchObject({ code: "ENOENT" });
  });

  test("serves without TLS where the client sent no certificate, and says whether it multiplexes where asked", async () => {
    const { host, stdout } = createHost({ ...cookie, PLUGIN_MULTIPLEX_GRPC: "true" });
    const exit = servePlugin({ host, name, services });
    const [, , , address, ...rest] = await firstLine(stdout);
    expect(rest).toEqual(["grpc", "", "false"]);
    const connection = connect(`unix:${address}`, grpc.credentials.createInsecure());
    expect(await call(connection, stop)).toBe(stopped);
    await call(connection, shutdown);
    expect(await exit).toBe(0);
  });

  test("leaves the place of the certificate empty, bar included, without TLS", async () => {
    const { host, stdout, signals } = createHost(cookie);
    const exit = servePlugin({ host, name, services });
    const [line] = (await once(stdout, "data")) as [string];
    expect(line).toMatch(/^1\|6\|unix\|[^|]+\|grpc\|\n$/);
    signals.emit("SIGTERM");
    expect(await exit).toBe(0);
  });

  test("serves on loopback TCP within the given ports on Windows", async () => {
    const env = {
      ...cookie,
      PLUGIN_CLIENT_CERT: client.certificate,
      PLUGIN_MIN_PORT: "23450",
      PLUGIN_MAX_PORT: "23550",
    };
    const first = createHost(env, "win32");
    const second = createHost(env, "win32");
    const exits = [first, second].map(({ host }) => servePlugin({ host, name, services }));
    const lines = await Promise.all([first, second].map(({ stdout }) => firstLine(stdout)));
    for (const [, , network, address = "", , serverCertificate = ""] of lines) {
      const [host, port] = address.split(":");
      expect([network, host]).toEqual(["tcp", "127.0.0.1"]);
      expect(Number(port)).toBeGreaterThanOrEqual(23_450);
      const connection = connect(address, withCertificate(serverCertificate));
      expect(await call(connection, stop)).toBe(stopped);
      await call(connection, shutdown);
    }
    expect(new Set(lines.map(([, , , address]) => address)).size).toBe(2);
    expect(await Promise.all(exits)).toEqual([0, 0]);
  });

  test("finds a shorter place where the socket's path would be too long", async () => {
    const { host, stdout, signals } = createHost({ ...cookie, PLUGIN_UNIX_SOCKET_DIR: join(folder, "x".repeat(90)) });
    const exit = servePlugin({ host, name, services });
    const [, , , address = ""] = await firstLine(stdout);
    expect(address.startsWith("/tmp/plugin-")).toBe(true);
    signals.emit("SIGTERM");
    await exit;
  });

  test("ends when its client is gone without a word", async () => {
    const { host, stdout } = createHost(cookie);
    const exit = servePlugin({ host, name, services });
    const [, , , address] = await firstLine(stdout);
    const connection = connect(`unix:${address}`, grpc.credentials.createInsecure());
    await call(connection, stop);
    connection.close();
    expect(await exit).toBe(0);
  });

  test("ends when nobody connects at all", async () => {
    const { host } = createHost(cookie);
    expect(await servePlugin({ host, name, services, firstConnectionMilliseconds: 20 })).toBe(0);
  });

  test("goes on after Ctrl-C, for Terraform asks by itself when it is time to stop", async () => {
    const { host, stdout, signals } = createHost(cookie);
    const exit = servePlugin({ host, name, services });
    const [, , , address] = await firstLine(stdout);
    expect(signals.emit("SIGINT")).toBe(true);
    const connection = connect(`unix:${address}`, grpc.credentials.createInsecure());
    expect(await call(connection, stop)).toBe(stopped);
    await call(connection, shutdown);
    await exit;
  });

  test("loads its methods after the handshake line, and answers with an error where that fails", async () => {
    const order: string[] = [];
    const { host, stdout, stderr } = createHost(cookie);
    stdout.on("data", () => order.push("line"));
    const failing = async () => {
      order.push("load");
      throw new Error("nothing there");
    };
    const exit = servePlugin({ host, name, services: failing });
    const [, , , address] = await firstLine(stdout);
    const connection = connect(`unix:${address}`, grpc.credentials.createInsecure());
    expect(await failure(call(connection, stop))).toMatchObject({ code: 13 });
    connection.close();
    await exit;
    expect(order).toEqual(["load", "line"].toReversed());
    expect(String(stderr.read())).toContain("nothing there");
  });
});

describe("a plugin for debugging", () => {
  test("prints where it is in Terraform's own words, and outlives its clients", async () => {
    const { host, stdout, signals } = createHost({});
    const exit = serveForDebugging({ host, name, services, providerAddress: "registry.terraform.io/a/b" });
    const [text] = (await once(stdout, "data")) as [string];
    const reattach = JSON.parse(/TF_REATTACH_PROVIDERS='(.*)'/.exec(text)?.[1] ?? "");
    const address = reattach["registry.terraform.io/a/b"].Addr.String;
    expect(reattach).toEqual({
      "registry.terraform.io/a/b": {
        Protocol: "grpc",
        ProtocolVersion: 6,
        Pid: 4711,
        Test: true,
        Addr: { Network: "unix", String: address },
      },
    });
    for (const _command of ["plan", "apply"]) {
      const connection = connect(`unix:${address}`, grpc.credentials.createInsecure());
      expect(await call(connection, stop)).toBe(stopped);
      connection.close();
    }
    signals.emit("SIGINT");
    expect(await exit).toBe(0);
    expect(await failure(access(dirname(address)))).toMatchObject({ code: "ENOENT" });
  });
});
