import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect as connectHttp2 } from "node:http2";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { connect } from "node:tls";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { certificate } from "../../client/src/test-certificates.ts";
import { providerFolder } from "../support/executables.ts";

const day = 86_400_000;
const made = (host: string) =>
  certificate({ host, from: new Date(Date.now() - day), until: new Date(Date.now() + day) });
const engineCertificate = made("localhost");

let folder: string;
let provider: ReturnType<typeof spawn>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "thoth-port-"));
});

afterEach(async () => {
  provider.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

/** The address of a provider that was started as an engine starts it. */
async function startedProvider(): Promise<string> {
  provider = spawn(join(providerFolder(process.env), "terraform-provider-thoth"), {
    env: {
      PATH: process.env.PATH ?? "",
      TMPDIR: folder,
      TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
      PLUGIN_PROTOCOL_VERSIONS: "6",
      PLUGIN_CLIENT_CERT: engineCertificate.cert,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (provider.stdout === null) throw new Error("stdout is a pipe");
  const [line] = await once(createInterface(provider.stdout), "line");
  const [, , network, address = ""] = String(line).split("|");
  expect(network).toBe("unix");
  return address;
}

/** How a call ends for a peer with this certificate, or with none: an HTTP status, or what broke. */
async function callWith(path: string, peer: { readonly cert?: string; readonly key?: string }): Promise<string> {
  return new Promise((resolve) => {
    const session = connectHttp2("https://localhost", {
      createConnection: () =>
        connect({ path, ...peer, rejectUnauthorized: false, ALPNProtocols: ["h2"], servername: "localhost" }),
    });
    session.on("error", (cause) => resolve(cause.message));
    session.on("close", () => resolve("closed"));
    const call = session.request({
      ":method": "POST",
      ":path": "/tfplugin6.Provider/GetMetadata",
      "content-type": "application/grpc",
    });
    call.on("error", (cause) => resolve(cause.message));
    call.on("response", (headers) => {
      resolve(`status ${headers[":status"]}`);
      session.destroy();
    });
    call.end(Buffer.alloc(5));
  });
}

test("answers the engine that started it", async () => {
  const address = await startedProvider();
  expect(await callWith(address, engineCertificate)).toBe("status 200");
});

test.each([
  ["no certificate", {}],
  ["a certificate of its own making", made("localhost")],
])("answers nobody who comes with %s", async (_, peer) => {
  const address = await startedProvider();
  expect(await callWith(address, peer)).not.toMatch(/^status/);
  // And is still there for the engine.
  expect(await callWith(address, engineCertificate)).toBe("status 200");
});
