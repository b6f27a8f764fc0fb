import { resolve } from "node:path";
import { argumentsFrom, usage } from "./bench/arguments.ts";
import { measureAll } from "./bench/measure-all.ts";

const root = resolve(import.meta.dirname, "..");
const asked = argumentsFrom(process.argv.slice(2));
if (asked.help) process.stdout.write(usage);
else if (asked.wrong.length > 0) {
  process.stderr.write(`Not understood: ${asked.wrong.join(" ")}\n\n${usage}`);
  process.exitCode = 2;
} else {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  const log = (line: string) => process.stderr.write(`[bench] ${line}\n`);
  try {
    const report = await measureAll({ root, env: process.env, ...asked, stop: stop.signal, log });
    process.stdout.write(`${report}\n`);
  } catch (thrown) {
    log(stop.signal.aborted ? "stopped" : thrown instanceof Error ? thrown.message : String(thrown));
    process.exitCode = stop.signal.aborted ? 130 : 1;
  }
}
