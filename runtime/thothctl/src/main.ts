import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { faultLines } from "./fault.ts";
import { filesOn } from "./files.ts";
import type { Sink } from "./output.ts";
import { readerWith } from "./reading.ts";
import { thothctl } from "./thothctl.ts";

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    // Whoever asks twice does not want to wait for an orderly end.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  });
}

process.on("uncaughtException", (thrown) => {
  const [message, ...rest] = faultLines(thrown, Boolean(process.env.THOTH_DEBUG));
  failed([`Error: ${message}`, ...rest]);
});

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

const ended = thothctl(process.argv.slice(2), {
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
// Not awaited here: the compiled program's bytecode knows no await outside functions.
void ended.then((code) => {
  process.exitCode = code;
});
