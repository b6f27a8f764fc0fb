import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { App } from "./app.ts";
import { cannotStart } from "./start-error.ts";

/** Where to listen; port 0 takes a free one. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** An app that answers on a port. */
export interface Listening {
  readonly url: string;
  /** Takes no more connections, lets running requests finish within the grace, and closes the app. */
  readonly close: (graceMs?: number) => Promise<void>;
}

const serverOptions = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 30_000,
};

/** Opens the port of an app. Throws a `StartError` when the address cannot be had. */
export async function listen(app: App, { host, port }: Address): Promise<Listening> {
  // The globals stay as they are: this may run inside somebody else's program.
  const made = createAdaptorServer({ fetch: app.fetch, hostname: host, serverOptions, overrideGlobalObjects: false });
  // as: without createServer among the options, the adaptor makes a server of node:http.
  const server = made as Server;
  closeAnswered(server);
  await opened(server, { host, port });
  // as: a server on host and port has an address of this form.
  const address = server.address() as AddressInfo;
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    url: `http://${name}:${address.port}`,
    close: async (graceMs = 10_000) => {
      await closed(server, graceMs);
      await app.close(graceMs);
    },
  };
}

function opened(server: Server, { host, port }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === "EADDRINUSE" ? "another program listens there" : (cause.code ?? cause.message);
      reject(
        cannotStart(
          "The server cannot listen.",
          `${host}:${port}: ${reason}. Choose another address with --listen.`,
          cause,
        ),
      );
    });
    server.listen(port, host, resolve);
  });
}

function closed(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Ends, while the server closes, each connection whose request was answered, which node:http would keep alive. */
function closeAnswered(server: Server): void {
  server.on("request", (_, response) => {
    response.once("close", () => {
      if (!server.listening) setImmediate(() => server.closeIdleConnections());
    });
  });
}
