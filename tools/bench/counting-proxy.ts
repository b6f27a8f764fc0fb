import { once } from "node:events";
import { Agent, createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";

/** A proxy that counts what passes through it. */
export interface CountingProxy {
  readonly url: string;
  /** The number of requests since this was asked last. */
  readonly taken: () => number;
  readonly close: () => Promise<void>;
}

/** Starts a proxy in front of a server. */
export async function startCountingProxy(upstream: string): Promise<CountingProxy> {
  const agent = new Agent({ keepAlive: true });
  let requests = 0;
  const server = createServer((request, response) => {
    const { method = "GET", url = "/", headers } = request;
    requests += 1;
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
    close: async () => {
      agent.destroy();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
