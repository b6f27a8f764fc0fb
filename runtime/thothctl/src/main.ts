import type { Sink } from "./output.ts";
import { versionLine } from "./version.ts";

/** Loads everything, and does what is asked for. */
async function start(argv: readonly string[]): Promise<number> {
  const [{ randomBytes }, { hostname }, { faultLines }, { filesOn }, { readerWith }, { thothctl }] = await Promise.all([
    import("node:crypto"),
    import("node:os"),
    import("./fault.ts"),
    import("./files.ts"),
    import("./reading.ts"),
    import("./thothctl.ts"),
  ]);
  process.on("uncaughtException", (thrown) => {
    const [message, ...rest] = faultLines(thrown, Boolean(process.env.THOTH_DEBUG));
    failed([`Error: ${message}`, ...rest]);
  });
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      // Whoever asks twice does not want to wait for an orderly end.
      if (stop.signal.aborted) process.exit(130);
      stop.abort();
    });
  }
  return thothctl(argv, {
    env: process.env,
    readFile: readerWith(process.stdin),
    files: filesOn(),
    // Machines and containers may share a name, and their processes a number.
    self: `${hostname()} (pid ${process.pid}, run ${randomBytes(4).toString("hex")})`,
    fetch,
    stop: stop.signal,
    stdout: sinkOf(process.stdout),
    stderr: sinkOf(process.stderr),
  });
}

function failed(lines: readonly string[]): never {
  process.stderr.write(`${lines.join("\n")}\n`);
  process.exit(1);
}

/** A stream of the process. A reader that has gone, as `head` does, is no fault: what follows is dropped. */
function sinkOf(stream: NodeJS.WriteStream): Sink {
  let open = true;
  stream.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    if (code !== "EPIPE") failed([`Error: The output cannot be written (${code ?? message})`]);
    open = false;
  });
  return {
    write: (written) => {
      if (open) stream.write(written);
    },
    columns: stream.columns,
    isTerminal: stream.isTTY === true,
  };
}

const argv = process.argv.slice(2);
// Whoever only asks for the version is answered before anything is loaded: streams alone take longer than the rest.
if (argv.length === 1 && argv[0] === "version") {
  process.once("uncaughtException", () => process.exit(1));
  console.log(versionLine);
} else {
  // Not awaited here: the compiled program's bytecode knows no await outside functions.
  void start(argv).then((code) => {
    process.exitCode = code;
  });
}
