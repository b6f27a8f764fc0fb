import type { Writable } from "node:stream";
import type { Log } from "@thoth-iac/grpc";

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
