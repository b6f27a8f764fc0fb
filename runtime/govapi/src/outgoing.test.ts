import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { createSend, type OutgoingPolicy, type OutgoingRequest } from "./outgoing.ts";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function served(listener: RequestListener): Promise<{ port: number; hits: () => number }> {
  const server = createServer(listener);
  let hits = 0;
  server.on("connection", () => hits++);
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { port, hits: () => hits };
}

function get(url: string, policy: OutgoingPolicy, more: Partial<OutgoingRequest> = {}) {
  return createSend(policy)({ method: "GET", url, headers: {}, timeoutMs: 5000, maxBytes: 1000, ...more });
}

const open: OutgoingPolicy = { allowPrivateTargets: true };
const closed: OutgoingPolicy = { allowPrivateTargets: false };

describe("an outgoing request", () => {
  test("reaches loopback by plain http when private targets are allowed", async () => {
    const { port } = await served((request, response) =>
      response.end(`${request.method} ${request.url} ${request.headers.host}`),
    );
    const answer = await get(`http://127.0.0.1:${port}/a?b=c`, open);
    expect(answer).toMatchObject({ status: 200, body: `GET /a?b=c 127.0.0.1:${port}` });
  });

  test.each(["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1", "127.1"])(
    "opens no connection to loopback otherwise, however it is written (%s)",
    async (host) => {
      const { port, hits } = await served((_, response) => response.end());
      await expect(get(`http://${host}:${port}/`, closed)).rejects.toMatchObject({ reason: "target_refused" });
      expect(hits()).toBe(0);
    },
  );

  test("opens no connection when a name resolves to a private address, or to one beside a public one", async () => {
    const { port, hits } = await served((_, response) => response.end());
    for (const addresses of [["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["10.0.0.5"], ["::ffff:127.0.0.1"]]) {
      const policy = { ...closed, resolve: async () => addresses };
      await expect(get(`https://inside.example.com:${port}/`, policy)).rejects.toMatchObject({
        reason: "target_refused",
      });
    }
    expect(hits()).toBe(0);
  });

  test("connects to the address that was checked, whatever the name resolves to afterwards", async () => {
    const { port, hits } = await served((request, response) => response.end(request.headers.host));
    const answers = [["127.0.0.1"], ["169.254.169.254"]];
    const asked: string[] = [];
    const resolve = async (host: string) => {
      asked.push(host);
      return answers[asked.length - 1] ?? [];
    };
    const answer = await get(`http://rebinding.example.com:${port}/`, { ...open, resolve });
    expect(answer.body).toBe(`rebinding.example.com:${port}`);
    expect(asked).toEqual(["rebinding.example.com"]);
    expect(hits()).toBe(1);
  });

  test.each(["http://169.254.169.254/latest/meta-data", "https://[fe80::1]/", "https://168.63.129.16/"])(
    "never reaches metadata and link-local addresses, private targets allowed or not (%s)",
    async (url) => {
      await expect(get(url, open)).rejects.toMatchObject({ reason: "target_refused" });
    },
  );

  test("uses plain http for loopback only", async () => {
    const policy = { ...open, resolve: async () => ["10.0.0.5"] };
    await expect(get("http://inside.example.com/", policy)).rejects.toMatchObject({
      reason: "target_refused",
      message: expect.stringContaining("https"),
    });
  });

  test.each(["ftp://example.com/", "file:///etc/passwd", "not a url", "https://user:pass@example.com/"])(
    "takes no %s",
    async (url) => {
      await expect(get(url, open)).rejects.toMatchObject({ reason: "target_refused" });
    },
  );

  test("tries the next address when no connection to the first can be made", async () => {
    const { port } = await served((_, response) => response.end("second"));
    const policy = { ...open, resolve: async () => ["127.0.0.2", "127.0.0.1"] };
    // 127.0.0.2 has no listener on this port, as the server is bound to 127.0.0.1 alone.
    expect(await get(`http://two.example.com:${port}/`, policy)).toMatchObject({ body: "second" });
  });

  test("does not follow a redirect", async () => {
    const { port, hits } = await served((_, response) => response.writeHead(302, { location: "/again" }).end());
    expect(await get(`http://127.0.0.1:${port}/`, open)).toMatchObject({
      status: 302,
      headers: { location: "/again" },
    });
    expect(hits()).toBe(1);
  });

  test("ends after its time, whether the server says nothing or never finishes", async () => {
    const silent = await served(() => undefined);
    const endless = await served((_, response) => response.writeHead(200).write("a"));
    for (const { port } of [silent, endless]) {
      await expect(get(`http://127.0.0.1:${port}/`, open, { timeoutMs: 100 })).rejects.toMatchObject({
        reason: "timeout",
      });
    }
  });

  test("ends after its time while a name is being resolved", async () => {
    const policy = { ...open, resolve: () => new Promise<never>(() => undefined) };
    await expect(get("https://slow.example.com/", policy, { timeoutMs: 50 })).rejects.toMatchObject({
      reason: "timeout",
    });
  });

  test("ends when it is stopped", async () => {
    const stop = new AbortController();
    const { port } = await served(() => stop.abort(new Error("enough")));
    await expect(get(`http://127.0.0.1:${port}/`, open, { signal: stop.signal })).rejects.toMatchObject({
      reason: "stopped",
    });
  });

  test("reads no more than it was allowed to", async () => {
    const { port } = await served((_, response) => response.end("x".repeat(1001)));
    await expect(get(`http://127.0.0.1:${port}/`, open)).rejects.toMatchObject({ reason: "too_large" });
    expect(await get(`http://127.0.0.1:${port}/`, open, { maxBytes: 1001 })).toMatchObject({ status: 200 });
  });

  test("says plainly why there is no connection, and nothing of the query or the headers", async () => {
    const request = get("http://127.0.0.1:1/path?token=hidden", open, { headers: { authorization: "Bearer hidden" } });
    await expect(request).rejects.toMatchObject({
      reason: "unreachable",
      message: "127.0.0.1:1 could not be reached: the connection was refused.",
    });
  });
});
