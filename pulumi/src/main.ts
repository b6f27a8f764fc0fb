import { fstatSync } from "node:fs";
import process from "node:process";
import { servePlugin } from "./server/plugin.ts";

// Standard output belongs to the port: a stray print before it would keep the engine from connecting.
console.log = console.error;

const help = `pulumi-resource-thoth is the plugin by which Pulumi manages a Thoth tenant. Pulumi starts it itself.

To debug it, run it without arguments; it says how to attach an engine to it.

  --version  print the version
  --help     print this
`;

/** Loaded after the port is told, so that the engine need not wait for the model before it connects. */
const services = async () => {
  const { createServices } = await import("./server/services.ts");
  return createServices(process);
};

/** Bytes of the engine come by a pipe, or by a socket where Node starts us. */
function isPiped(): boolean {
  const stdin = fstatSync(0);
  return stdin.isFIFO() || stdin.isSocket();
}

async function run(): Promise<number> {
  const asked = process.argv[2];
  if (asked === "--help" || asked === "-h") {
    process.stdout.write(help);
    return 0;
  }
  if (asked === "--version") {
    const { version } = await import("@thoth-iac/model");
    process.stdout.write(`${version}\n`);
    return 0;
  }
  return servePlugin({ host: process, isPiped, services });
}

// No await at the top: compiled to bytecode, a module cannot have one. And an end at once: the engine waits for it.
void run().then((code) => process.exit(code));
