import { createGrpcServer, type GrpcServer, type Log, type Methods, type TlsOptions } from "@thoth-iac/grpc";
import { certificatePem, createIdentity } from "./wire/certificate.ts";
import { hclog } from "./wire/hclog.ts";
import { listenForPlugin, type PluginAddress } from "./wire/listen.ts";

/** The part of Node's `process` that a plugin lives by. */
export type Host = Pick<NodeJS.Process, "env" | "platform" | "pid" | "stdout" | "stderr" | "on">;

/** What a plugin is made of. */
export interface PluginOptions {
  readonly host: Host;
  /** Names the plugin in log lines, as "terraform-provider-thoth". */
  readonly name: string;
  /** Gives the provider's methods. Called after the handshake line is out, so that loading them costs no start time. */
  readonly services: () => Promise<Methods>;
  /** How long the first connection is awaited; Terraform itself gives up after a minute. */
  readonly firstConnectionMilliseconds?: number;
}

/** Where a provider for debugging is to be found: its address in the registry and in the file system. */
export interface DebugOptions extends Omit<PluginOptions, "firstConnectionMilliseconds"> {
  /** Full address, as "registry.terraform.io/atensecurity/thoth". */
  readonly providerAddress: string;
}

const protocolVersion = 6;
const cookieName = "TF_PLUGIN_MAGIC_COOKIE";
const cookie = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
const closeGraceMilliseconds = 1_500;

/** Serves Terraform, which started this process, until it says goodbye; gives the exit code. */
export async function servePlugin({
  host,
  name,
  services,
  firstConnectionMilliseconds = 60_000,
}: PluginOptions): Promise<number> {
  const { env } = host;
  if (env[cookieName] !== cookie) {
    host.stderr.write(
      `${name} is a plugin of Terraform and OpenTofu: they start it themselves, it does nothing on its own.\n` +
        "Name it in required_providers and run `terraform init`, or run it with -debug to attach a debugger.\n",
    );
    return 1;
  }
  const log = hclog(host.stderr, name, () => new Date());
  // Where Terraform was killed, its ends of the pipes are closed; that must not end us before the socket is removed.
  for (const stream of [host.stdout, host.stderr]) stream.on("error", () => {});
  // Ctrl-C reaches the whole process group. Terraform then asks us to stop (StopProvider) and waits for what is under way.
  host.on("SIGINT", () => {});
  host.on("SIGTERM", () => plugin.end("SIGTERM"));
  const { tls, certificate } = mutualTls(env);
  const plugin = createPlugin({ services, log, tls });
  const address = await listenForPlugin(plugin.server, host);
  const parts = [1, protocolVersion, address.network, address.address, "grpc", certificate];
  // Said only where Terraform asks: older ones take a seventh part for an error.
  if (env.PLUGIN_MULTIPLEX_GRPC !== undefined) parts.push("false");
  host.stdout.write(`${parts.join("|")}\n`);
  plugin.load();
  const impatience = setTimeout(() => {
    if (!plugin.server.isConnected()) plugin.end("nobody connected");
  }, firstConnectionMilliseconds);
  log("debug", `serving until ${await plugin.ended}`);
  clearTimeout(impatience);
  await close(plugin.server, address);
  return 0;
}

/**
 * Serves any number of Terraform commands until SIGINT or SIGTERM, without TLS, and prints what to put in the environment
 * of those commands. For debuggers and quick test loops; gives the exit code.
 */
export async function serveForDebugging({ host, name, services, providerAddress }: DebugOptions): Promise<number> {
  const log = hclog(host.stderr, name, () => new Date());
  const plugin = createPlugin({ services, log, tls: undefined });
  const address = await listenForPlugin(plugin.server, host);
  const reattach = {
    [providerAddress]: {
      Protocol: "grpc",
      ProtocolVersion: protocolVersion,
      Pid: host.pid,
      Test: true,
      Addr: { Network: address.network, String: address.address },
    },
  };
  host.stdout.write(
    `${name} is running. In another terminal, run this and then terraform or tofu as usual:\n\n` +
      `\texport TF_REATTACH_PROVIDERS='${JSON.stringify(reattach)}'\n\n` +
      "Stop it with Ctrl-C.\n",
  );
  plugin.load();
  await new Promise<void>((resolve) => {
    host.on("SIGINT", () => resolve());
    host.on("SIGTERM", () => resolve());
  });
  await close(plugin.server, address);
  return 0;
}

interface Plugin {
  readonly server: GrpcServer;
  /** Starts to load the provider's methods. */
  load(): void;
  end(reason: string): void;
  /** Gives why it is time to go. */
  readonly ended: Promise<string>;
}

function createPlugin({
  services,
  log,
  tls,
}: {
  services: () => Promise<Methods>;
  log: Log;
  tls: TlsOptions | undefined;
}): Plugin {
  let end: (reason: string) => void = () => {};
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });
  let methods: Promise<Methods> | undefined;
  const loaded = () => {
    methods ??= services().then((provider) => ({
      ...provider,
      "/plugin.GRPCStdio/StreamStdio": "silent",
      "/plugin.GRPCBroker/StartStream": "silent",
      "/plugin.GRPCController/Shutdown": async () => {
        // The answer is on its way before the server closes, which lets running calls end.
        setImmediate(() => end("the client asked to shut down"));
        return new Uint8Array(0);
      },
    }));
    return methods;
  };
  const server = createGrpcServer({
    methods: loaded,
    log,
    tls,
    unexpectedFailure: "the provider failed unexpectedly; its log says more (TF_LOG=debug)",
    onIdle: () => end("the last connection closed"),
  });
  const load = () => {
    loaded().catch((error: unknown) => log("error", "the provider could not be loaded", { error: String(error) }));
  };
  return { server, load, end: (reason) => end(reason), ended };
}

/** TLS as the client asks for it: without its certificate (TF_DISABLE_PLUGIN_TLS) there is none. */
function mutualTls(env: NodeJS.ProcessEnv): { tls: TlsOptions | undefined; certificate: string } {
  const clientCertificate = env.PLUGIN_CLIENT_CERT;
  if (clientCertificate === undefined || clientCertificate === "") return { tls: undefined, certificate: "" };
  const { privateKey, certificate } = createIdentity(new Date());
  return {
    tls: { privateKey, certificate: certificatePem(certificate), clientCertificate },
    // Go reads it with its unpadded alphabet.
    certificate: Buffer.from(certificate).toString("base64").replace(/=+$/, ""),
  };
}

async function close(server: GrpcServer, address: PluginAddress): Promise<void> {
  await server.close(closeGraceMilliseconds);
  await address.remove();
}
