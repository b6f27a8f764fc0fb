import { createGrpcServer, type Log, type Methods } from "@thoth-iac/grpc";

/** The part of Node's `process` that a plugin lives by. */
export type Host = Pick<NodeJS.Process, "argv" | "env" | "stdin" | "stdout" | "stderr" | "on">;

/** What a plugin is made of. */
export interface PluginOptions {
  readonly host: Host;
  /** Tells whether standard input is a pipe, as an engine gives one. */
  readonly isPiped: () => boolean;
  /** Gives the provider's methods. Called after the port is told, so that loading them costs no start time. */
  readonly services: () => Promise<Methods>;
}

// The engine waits for five seconds, and then kills.
const closeGraceMilliseconds = 1_500;

/** Serves an engine until it ends the process, or a person who attaches one until Ctrl-C; gives the exit code. */
export async function servePlugin({ host, isPiped, services }: PluginOptions): Promise<number> {
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  // Where the engine was killed, its ends of the pipes are closed.
  for (const stream of [host.stdout, host.stderr]) stream.on("error", () => {});
  // So the engine ends its plugins; Ctrl-C does not reach them, they are a process group of their own.
  host.on("SIGINT", () => end());
  host.on("SIGTERM", () => end());
  let methods: Promise<Methods> | undefined;
  const loaded = () => {
    methods ??= services();
    return methods;
  };
  const server = createGrpcServer({
    methods: loaded,
    log: stderrLog(host),
    unexpectedFailure: "the plugin thoth failed unexpectedly; its output says more",
  });
  const port = await server.listen({ host: "127.0.0.1", port: 0 });
  host.stdout.write(`${port}\n`);
  if (isStartedByEngine(host)) {
    // The engine never writes: the end of the pipe is the end of the engine, however it came to it.
    if (isPiped())
      host.stdin
        .on("end", () => end())
        .on("error", () => end())
        .resume();
  } else host.stderr.write(attachText(port));
  loaded().catch((error: unknown) => host.stderr.write(`the plugin thoth could not be loaded: ${String(error)}\n`));
  await ended;
  await server.close(closeGraceMilliseconds);
  return 0;
}

/** An engine gives its address as the last argument. */
function isStartedByEngine({ argv }: Host): boolean {
  return argv.slice(2).some((argument) => /^[^-].*:\d+$/.test(argument));
}

function attachText(port: number | undefined): string {
  return (
    "pulumi-resource-thoth is running for debugging. In another terminal, run this and then pulumi as usual:\n\n" +
    `\texport PULUMI_DEBUG_PROVIDERS=thoth:${port}\n\n` +
    "Stop it with Ctrl-C.\n"
  );
}

/** What the engine shows to people: only what went wrong. */
function stderrLog(host: Host): Log {
  return (level, message, fields = {}) => {
    if (level !== "error" && level !== "warn") return;
    const told = Object.entries(fields).map(([name, value]) => ` ${name}=${value}`);
    host.stderr.write(`thoth: ${message}${told.join("")}\n`);
  };
}
