import { once } from "node:events";
import { Agent, createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";

/** A proxy that counts what passes through it. */
export interface CountingProxy {
  readonly url: string;
  /** The number of requests since this was asked last. */
  readonly taken: () => number;
  /** Milliseconds during which at least one request was under way since this was asked last. */
  readonly busyMs: () => number;
  readonly close: () => Promise<void>;
}

/** Starts a proxy in front of a server. */
export async function startCountingProxy(upstream: string): Promise<CountingProxy> {
  const agent = new Agent({ keepAlive: true });
  let requests = 0;
  const busy = { under: 0, since: 0, sum: 0 };
  const server = createServer((request, response) => {
    const { method = "GET", url = "/", headers } = request;
    requests += 1;
    if (busy.under === 0) busy.since = performance.now();
    busy.under += 1;
    response.once("close", () => {
      busy.under -= 1;
      if (busy.under === 0) busy.sum += performance.now() - busy.since;
    });
    const onward = send(new URL(url, upstream), { method, headers, agent });
    onward.on("error", () => response.destroy());
    onward.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, response).catch(() => response.destroy());
    });
    pipeline(request, onward).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // as: a server on host and port has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    taken: () => {
      const last = requests;
      requests = 0;
      return last;
    },
    busyMs: () => {
      const now = performance.now();
      const { sum } = busy;
      busy.sum = 0;
      if (busy.under === 0) return sum;
      const open = now - busy.since;
      busy.since = now;
      return sum + open;
    },
    close: async () => {
      agent.destroy();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
