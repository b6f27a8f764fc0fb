import { readFile } from "node:fs/promises";
import type { Methods } from "@thoth-iac/grpc";
import { version } from "@thoth-iac/model";
import type { Host } from "./plugin.ts";
import { createProvider } from "./provider.ts";

/** The provider's methods over the real world: the process's environment, files and network. */
export function createServices({ env, stderr }: Pick<Host, "env" | "stderr">): Methods {
  return createProvider({
    env,
    fetch: globalThis.fetch,
    readFile: (path) => readFile(path, "utf8"),
    log: () => {},
    attribution: { via: "pulumi", name: "pulumi-resource-thoth", version },
    warn: (text) => stderr.write(`warning: ${text}\n`),
  });
}
