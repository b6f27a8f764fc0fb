import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "@jest/globals";
import { createClient } from "./client.ts";

test("a call that is called off lets go of its connection, even after its request was collected", async () => {
  const server = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // a server on a port has an address of this form
  const client = createClient({
    tenantId: "acme",
    baseUrl: `http://127.0.0.1:${port}`,
    credential: { kind: "org_api_key", value: "thoth_org_test" },
    retry: { maxAttempts: 1, baseDelayMs: 50, maxDelayMs: 100 },
    requestTimeoutMs: 60_000,
    attribution: { via: "test", name: "test", version: "0" },
    fetch,
  });
  const stop = new AbortController();
  const connected = once(server, "connection");
  const asked = once(server, "request");
  const answer = client.send({ route: "GET /thoth/settings", signal: stop.signal });
  const [socket] = await connected;
  const closed = once(socket, "close");
  await asked;
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  stop.abort();
  expect((await answer).ok).toBe(false);
  await closed;
  server.close();
});
