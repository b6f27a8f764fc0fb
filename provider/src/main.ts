import process from "node:process";
import { serveForDebugging, servePlugin } from "./plugin.ts";

const name = "terraform-provider-thoth";

// Standard output belongs to the handshake: a stray print before it would keep Terraform from starting the provider.
console.log = console.error;

/** Loaded after the handshake, so that Terraform need not wait for the model before it connects. */
const services = async () => {
  const { createServices } = await import("./services.ts");
  return createServices(process, name);
};

const options = { host: process, name, services };
const debugging = process.argv.slice(2).some((argument) => argument === "-debug" || argument === "--debug");
const serving = debugging
  ? serveForDebugging({ ...options, providerAddress: "registry.terraform.io/atensecurity/thoth" })
  : servePlugin(options);
// No await at the top: compiled to bytecode, a module cannot have one. And an end at once: Terraform waits for it, and a
// connection kept alive would hold it up.
void serving.then((code) => process.exit(code));
