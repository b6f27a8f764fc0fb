import { readFile } from "node:fs/promises";
import type { Methods } from "@thoth-iac/grpc";
import { version } from "@thoth-iac/model";
import type { Host } from "./plugin.ts";
import { createProvider } from "./provider.ts";

/** The provider's methods over the real world: the process's environment, files and network. */
export function createServices(host: Pick<Host, "env" | "stderr" | "on">): Methods {
  const { env, stderr } = host;
  return createProvider({
    env,
    fetch: globalThis.fetch,
    readFile: (path) => readFile(path, "utf8"),
    log: () => {},
    attribution: { via: "pulumi", name: "pulumi-resource-thoth", version },
    hearRejections: (heard) => host.on("unhandledRejection", heard),
    warn: (text) => stderr.write(`warning: ${text}\n`),
  });
}
