import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "@jest/globals";
import { startCountingProxy } from "./counting-proxy.ts";

test("passes everything on, and counts it", async () => {
  const server = createServer(async (request, response) => {
    response.writeHead(201, { "x-seen": `${request.method} ${request.url}` }).end(await text(request));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  // as: a server on host and port has an address of this form.
  const { port } = server.address() as AddressInfo;
  const proxy = await startCountingProxy(`http://127.0.0.1:${port}`);
  try {
    const answer = await fetch(`${proxy.url}/a?b=1`, { method: "POST", body: "hello" });
    expect([answer.status, answer.headers.get("x-seen"), await answer.text()]).toEqual([201, "POST /a?b=1", "hello"]);
    await (await fetch(proxy.url)).text();
    expect([proxy.taken(), proxy.taken()]).toEqual([2, 0]);
  } finally {
    await proxy.close();
    server.closeAllConnections();
    server.close();
  }
});

test("tells for how long a request was under way, once if two were at a time", async () => {
  const server = createServer((_, response) => void setTimeout(() => response.end("late"), 60)).listen(0, "127.0.0.1");
  await once(server, "listening");
  // as: a server on host and port has an address of this form.
  const { port } = server.address() as AddressInfo;
  const proxy = await startCountingProxy(`http://127.0.0.1:${port}`);
  try {
    const start = performance.now();
    await Promise.all([1, 2].map(async () => (await fetch(proxy.url)).text()));
    const elapsed = performance.now() - start;
    const busy = proxy.busyMs();
    expect(busy).toBeGreaterThan(50);
    expect(busy).toBeLessThanOrEqual(elapsed);
    expect(proxy.busyMs()).toBe(0);
  } finally {
    await proxy.close();
    server.closeAllConnections();
    server.close();
  }
});
