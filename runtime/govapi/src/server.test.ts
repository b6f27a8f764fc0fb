import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type RunningServer, type ServerOptions, startServer } from "./server.ts";

const listen = { host: "127.0.0.1", port: 0 };
const servers: RunningServer[] = [];
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "govapi-server-"));
});

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close(0);
  rmSync(folder, { recursive: true });
});

async function started(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const server = await startServer({ listen, tenant: "acme", ...options });
  servers.push(server);
  return server;
}

const settings = (url: string, headers: Record<string, string> = {}, tenant = "acme") =>
  fetch(`${url}/${tenant}/thoth/settings`, { headers });

describe("a server", () => {
  test("answers on the port that it tells, to the key that it made", async () => {
    const { url, tenantId, orgApiKey = "" } = await started();
    expect(tenantId).toBe("acme");
    expect((await settings(url, { "x-api-key": orgApiKey })).status).toBe(200);
    expect((await settings(url)).status).toBe(401);
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: "ok" });
  });

  test("tells its first key at the first start, and later only when asked, the same one", async () => {
    const first = await started({ dataDir: folder });
    await first.close(0);
    const second = await started({ dataDir: folder });
    expect(second.orgApiKey).toBeUndefined();
    expect((await settings(second.url, { "x-api-key": first.orgApiKey ?? "" })).status).toBe(200);
    await second.close(0);
    const third = await started({ dataDir: folder, showKey: true });
    expect(third.orgApiKey).toBe(first.orgApiKey);
  });

  test("keeps a second tenant apart in the same folder, with a key of its own", async () => {
    const first = await started({ dataDir: folder });
    await first.close(0);
    const second = await started({ dataDir: folder, tenant: "other" });
    expect(second.orgApiKey).not.toBe(first.orgApiKey);
    expect((await settings(second.url, { "x-api-key": second.orgApiKey ?? "" }, "other")).status).toBe(200);
    expect((await settings(second.url, { "x-api-key": second.orgApiKey ?? "" })).status).toBe(403);
    expect((await settings(second.url, { "x-api-key": first.orgApiKey ?? "" })).status).toBe(200);
  });

  test("leaves no key and no secret in readable form in its folder, and lets nobody else read it", async () => {
    const data = join(folder, "data");
    const { url, orgApiKey = "" } = await started({ dataDir: data });
    const headers = { "x-api-key": orgApiKey, "content-type": "application/json" };
    const secrets = {
      webhook: { secret: "SECRET-ONE" },
      pam: { request_auth_token: "SECRET-TWO" },
      crm: { note: "SECRET-THREE" },
    };
    await fetch(`${url}/acme/thoth/settings`, { method: "PUT", headers, body: JSON.stringify(secrets) });
    const config = { base_url: "https://x.example.com", client_secret: "SECRET-FOUR" };
    await fetch(`${url}/acme/thoth/mdm/providers`, {
      method: "POST",
      headers: { ...headers, "idempotency-key": "k" },
      body: JSON.stringify({ provider: "jamf", config }),
    });
    const token = orgApiKey.slice(-56);
    expect(readdirSync(data).sort()).toEqual(expect.arrayContaining(["govapi.db", "govapi.key"]));
    for (const file of readdirSync(data)) {
      const path = join(data, file);
      expect(statSync(path).mode & 0o077).toBe(0);
      const text = readFileSync(path, "latin1");
      expect(text).not.toMatch(/SECRET-(ONE|TWO|THREE|FOUR)/);
      expect(text).not.toContain(token);
    }
    expect(statSync(data).mode & 0o077).toBe(0);
  });

  test("refuses a folder that another server uses", async () => {
    await started({ dataDir: folder });
    await expect(startServer({ listen, tenant: "acme", dataDir: folder })).rejects.toMatchObject({
      diagnostic: { code: "conflict", summary: "The data directory is in use." },
    });
  });

  test("refuses a port that another program uses, and leaves the folder free", async () => {
    const { url } = await started();
    const taken = { host: "127.0.0.1", port: Number(new URL(url).port) };
    await expect(startServer({ listen: taken, tenant: "acme", dataDir: folder })).rejects.toMatchObject({
      diagnostic: { detail: expect.stringContaining("another program listens there") },
    });
    await started({ dataDir: folder });
  });

  test("refuses a database whose key file is gone, and one whose key file others can read", async () => {
    await (await started({ dataDir: folder })).close(0);
    const path = join(folder, "govapi.key");
    const key = readFileSync(path, "utf8");
    rmSync(path);
    await expect(startServer({ listen, tenant: "acme", dataDir: folder })).rejects.toMatchObject({
      diagnostic: { summary: "The key file is missing." },
    });
    expect(readdirSync(folder)).not.toContain("govapi.key");
    writeFileSync(path, key);
    chmodSync(path, 0o644);
    await expect(startServer({ listen, tenant: "acme", dataDir: folder })).rejects.toMatchObject({
      diagnostic: { detail: expect.stringContaining(`chmod 600 ${path}`) },
    });
    chmodSync(path, 0o600);
    writeFileSync(path, "damaged");
    await expect(startServer({ listen, tenant: "acme", dataDir: folder })).rejects.toMatchObject({
      diagnostic: { summary: "The key file is damaged." },
    });
  });

  test("refuses a data directory that is a file", async () => {
    const path = join(folder, "file");
    writeFileSync(path, "");
    await expect(startServer({ listen, tenant: "acme", dataDir: path })).rejects.toMatchObject({
      diagnostic: { summary: "The data directory cannot be used." },
    });
  });

  test.each(["0.0.0.0", "::", "192.0.2.1", "127.0.0.1.example.com", ""])(
    "refuses to serve everybody on %p",
    async (host) => {
      await expect(startServer({ listen: { host, port: 0 }, tenant: "acme", skipAuth: true })).rejects.toMatchObject({
        diagnostic: { detail: expect.stringContaining("GOVAPI_SKIP_AUTH") },
      });
    },
  );

  test("asks nobody for a credential on loopback when told so", async () => {
    const { url } = await started({ skipAuth: true });
    expect((await settings(url)).status).toBe(200);
  });

  test("asks for no credential only where the request names a loopback host, so that no page in a browser gets in", async () => {
    const { url } = await started({ skipAuth: true });
    const { port } = new URL(url);
    const answerTo = async (host: string): Promise<string> => {
      const socket = connect(Number(port), "127.0.0.1");
      socket.end(`GET /acme/thoth/settings HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      let answer = "";
      for await (const chunk of socket.setEncoding("utf8")) answer += chunk;
      return answer.slice(9, 12);
    };
    expect(await answerTo(`localhost:${port}`)).toBe("200");
    expect(await answerTo(`127.0.0.1:${port}`)).toBe("200");
    expect(await answerTo(`rebound.example.com:${port}`)).toBe("403");
  });

  test("closes once, however often it is asked to", async () => {
    const server = await startServer({ listen, tenant: "acme" });
    await Promise.all([server.close(), server.close()]);
    await server.close();
  });

  test.each(["", "a/b", "../x", "a b", "-a", "x".repeat(64)])("refuses the tenant name %p", async (tenant) => {
    await expect(startServer({ listen, tenant })).rejects.toMatchObject({
      diagnostic: { summary: "Not a tenant name." },
    });
  });
});

test("a body that nobody wants to read is answered, and does not stop the port", async () => {
  const { url, orgApiKey = "" } = await started();
  const body = Buffer.alloc(8 * 1_048_576, " ");
  const put = (headers: Record<string, string>) =>
    fetch(`${url}/acme/thoth/settings`, {
      method: "PUT",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
  expect((await put({})).status).toBe(401);
  expect((await put({ "x-api-key": orgApiKey })).status).toBe(413);
  expect((await settings(url, { "x-api-key": orgApiKey })).status).toBe(200);
});

describe("a server that closes", () => {
  test("finishes the request that is running", async () => {
    const server = await startServer({ listen, tenant: "acme", dataDir: folder });
    const headers = { "x-api-key": server.orgApiKey ?? "", "content-type": "application/json" };
    let send = (_: Uint8Array) => {};
    let end = () => {};
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        send = (chunk) => controller.enqueue(chunk);
        end = () => controller.close();
      },
    });
    const init: RequestInit & { duplex: "half" } = { method: "PUT", headers, body, duplex: "half" };
    const answer = fetch(`${server.url}/acme/thoth/settings`, init);
    send(Buffer.from('{"late":'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = server.close(10_000);
    send(Buffer.from("true}"));
    end();
    expect((await answer).status).toBe(200);
    await closed;
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  });

  test("does not wait for a connection that says nothing", async () => {
    const server = await startServer({ listen, tenant: "acme" });
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    await new Promise((resolve) => socket.once("connect", resolve));
    const ended = new Promise((resolve) => socket.once("close", resolve));
    socket.on("error", () => undefined);
    await server.close(100);
    await ended;
  });
});

test.each([
  ["a request line that is none", "NONSENSE\r\n\r\n", 400],
  ["headers without end", `GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: ${"a".repeat(20_000)}\r\n\r\n`, 431],
  [
    "two lengths",
    "POST /acme/thoth/mdm/providers HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    400,
  ],
  [
    "a length and chunks",
    "POST /acme/thoth/mdm/providers HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    400,
  ],
  ["no host", "GET /healthz HTTP/1.1\r\n\r\n", 400],
  ["a path of dots", "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 404],
  [
    "a path that decodes to nothing",
    "GET /%E0%A4%A/thoth/settings HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    401,
  ],
  [
    "an absolute address of elsewhere",
    "GET http://elsewhere.example.com/healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    200,
  ],
])("the port answers %s without falling over", async (_, text, status) => {
  const { url } = await started();
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.end(text);
  let answer = "";
  for await (const chunk of socket.setEncoding("utf8")) answer += chunk;
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});
