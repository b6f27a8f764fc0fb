import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { Sink } from "./output.ts";
import { thothctl } from "./thothctl.ts";

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    // Whoever asks twice does not want to wait for an orderly end.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  });
}

/** A stream of the process. A reader that has gone, as `head` does, is no fault: what follows is dropped. */
function sinkOf(stream: NodeJS.WriteStream): Sink {
  let open = true;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
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

process.exitCode = await thothctl(process.argv.slice(2), {
  env: process.env,
  readFile: (path) => (path === "-" ? text(process.stdin) : readFile(path, "utf8")),
  fetch: (request, init) => fetch(request, init),
  stop: stop.signal,
  stdout: sinkOf(process.stdout),
  stderr: sinkOf(process.stderr),
});
