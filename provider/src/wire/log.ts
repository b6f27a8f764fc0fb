import type { Writable } from "node:stream";

/** The levels that Terraform's log knows, lowest first. */
export type LogLevel = "trace" | "debug" | "info" | "warn" | "error";

/** Writes one log line. Nothing secret may go in, for users send these logs around. */
export type Log = (
  level: LogLevel,
  message: string,
  fields?: Readonly<Record<string, string | number | boolean>>,
) => void;

/** Gives a log that writes hclog's JSON lines, which Terraform reads from a plugin's stderr and shows under TF_LOG. */
export function hclog(stream: Writable, module: string, now: () => Date): Log {
  return (level, message, fields) => {
    const line = {
      ...fields,
      "@level": level,
      "@message": message,
      "@module": module,
      // Go's reader wants a fraction of six digits and a numeric offset.
      "@timestamp": now().toISOString().replace("Z", "000+00:00"),
    };
    stream.write(`${JSON.stringify(line)}\n`);
  };
}
