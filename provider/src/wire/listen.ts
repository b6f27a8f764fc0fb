import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GrpcServer } from "@thoth-iac/grpc";

/** Where a plugin listens, in the words of go-plugin's handshake line. */
export interface PluginAddress {
  readonly network: "unix" | "tcp";
  readonly address: string;
  /** Removes what listening left in the file system. */
  remove(): Promise<void>;
}

/** What decides where a plugin listens. */
export interface ListenHost {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

// The shortest limit of the systems we run on (macOS has 104 with the closing zero, Linux 108).
const longestSocketPath = 103;

/** Makes a server listen on a socket in a folder of its own, or on loopback TCP where sockets cannot be had. */
export async function listenForPlugin(server: GrpcServer, host: ListenHost): Promise<PluginAddress> {
  if (host.platform !== "win32") {
    const bases = [host.env.PLUGIN_UNIX_SOCKET_DIR ?? tmpdir(), "/tmp"];
    const base = bases.find((path) => Buffer.byteLength(join(path, "plugin-XXXXXX", "socket")) <= longestSocketPath);
    if (base !== undefined) return listenOnSocket(server, base);
  }
  return listenOnLoopback(server, host.env);
}

async function listenOnSocket(server: GrpcServer, base: string): Promise<PluginAddress> {
  // Nobody else may enter the folder (mode 0700), so that nobody else reaches the socket, not even to be refused.
  const folder = await mkdtemp(join(base, "plugin-"));
  const path = join(folder, "socket");
  await server.listen({ path });
  return { network: "unix", address: path, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function listenOnLoopback(server: GrpcServer, env: NodeJS.ProcessEnv): Promise<PluginAddress> {
  const lowest = Number(env.PLUGIN_MIN_PORT ?? 10_000);
  const highest = Number(env.PLUGIN_MAX_PORT ?? 25_000);
  for (let port = lowest; port <= highest; port++) {
    try {
      await server.listen({ host: "127.0.0.1", port });
      return { network: "tcp", address: `127.0.0.1:${port}`, remove: async () => {} };
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw new Error(`no free port on 127.0.0.1 between ${lowest} and ${highest}`);
}

/** Tells whether a port could not be had because it is another's; Windows calls some of them forbidden. */
function isTaken(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException; // what Node's listen rejects with
  return code === "EADDRINUSE" || code === "EACCES";
}
