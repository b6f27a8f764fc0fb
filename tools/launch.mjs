// Plain JavaScript, and nothing but Node's own modules: this file runs before anything is installed, on any Node since 18.
import { spawn } from "node:child_process";
import { delimiter, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ensurePackages } from "./ensure-packages.mjs";
import { ensureRuntime } from "./ensure-runtime.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const [script, ...rest] = process.argv.slice(2);

if (script === undefined) {
  process.stderr.write("usage: node tools/launch.mjs <script.ts> [arguments]\n");
  process.exitCode = 2;
} else {
  try {
    const node = await ensureRuntime(root, log);
    await ensurePackages(root, log);
    run(node, [resolve(root, script), ...rest]);
  } catch (error) {
    log(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

/** @param {string} line */
function log(line) {
  process.stderr.write(`[setup] ${line}\n`);
}

/**
 * @param {string} node
 * @param {readonly string[]} argv
 */
function run(node, argv) {
  // SQLite is an "experimental" part of Node 22 and says so on every start.
  const flags = ["--conditions=@thoth-iac/source", "--disable-warning=ExperimentalWarning"];
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` };
  const child = spawn(node, [...flags, ...argv], { stdio: "inherit", env });

  /** @type {NodeJS.Signals[]} */
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the child as well, and a second one would mean "stop at once".
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on("error", (error) => {
    log(`${node} does not start: ${error.message}`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    if (signal === null) {
      process.exitCode = code ?? 1;
      return;
    }
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}
