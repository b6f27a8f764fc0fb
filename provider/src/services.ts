import { readFile } from "node:fs/promises";
import type { Methods } from "@thoth-iac/grpc";
import { version } from "@thoth-iac/model";
import type { Host } from "./plugin.ts";
import { createProvider } from "./server.ts";
import { hclog } from "./wire/hclog.ts";
import { providerMethods } from "./wire/provider-service.ts";

/** The provider's methods over the real world: the process's environment, files and network. */
export function createServices(host: Host, name: string): Methods {
  const log = hclog(host.stderr, name, () => new Date());
  return providerMethods(
    createProvider({
      env: host.env,
      fetch: globalThis.fetch,
      readFile: (path) => readFile(path, "utf8"),
      log: (message, fields) => log("debug", message, fields),
      attribution: { via: "terraform", name, version },
    }),
  );
}
