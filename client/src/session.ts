import { type Diagnostic, error, failure, type Result, success } from "@thoth-iac/model";
import type { Attribution } from "./attribution.ts";
import { type Client, createClient } from "./client.ts";
import type { Configuration } from "./configuration.ts";
import type { Environment, GivenSettings, ReadFile } from "./given-settings.ts";
import { type Lifecycle, lifecycleOf } from "./lifecycle.ts";
import type { Fetch } from "./transport.ts";

/** What of the world a provider needs. */
export interface World {
  readonly env: Environment;
  readonly fetch: Fetch;
  readonly readFile: ReadFile;
  readonly log: (message: string, fields: Readonly<Record<string, string | number | boolean>>) => void;
  readonly attribution: Attribution;
}

/** How the settings that a face takes become a connection. */
export type Resolve = (given: GivenSettings, env: Environment, readFile: ReadFile) => Promise<Result<Configuration>>;

/** A tenant that can be called. */
export interface Connected {
  readonly client: Client;
  readonly lifecycle: Lifecycle;
}

/** One process of a provider: what it is configured with, and whether it was told to stop. */
export interface Session {
  /**
   * Takes the configuration, at once: whoever asks for the connection from now on waits for this one. What is wrong with
   * it is told here; what is only not known yet is told when it is needed.
   */
  configure(given: GivenSettings): Promise<readonly Diagnostic[]>;
  /** The lifecycle over the configured tenant; what is done by it ends early when the signal says so. */
  connected(signal?: AbortSignal): Promise<Result<Connected>>;
  /** Interrupts what is under way, and all that is begun later. */
  stop(): void;
}

/** A session that is not configured yet. */
export function createSession(world: World, resolve: Resolve): Session {
  const stopped = new AbortController();
  let connection: Promise<Result<Client>> = Promise.resolve(failure(notConfigured));
  return {
    configure: async (given) => {
      const resolving = resolve(given, world.env, world.readFile);
      connection = resolving.then((resolved) => clientOf(resolved, world));
      const resolved = await resolving;
      return resolved.ok ? (resolved.warnings ?? []) : resolved.diagnostics;
    },
    connected: async (signal) => {
      const client = await connection;
      if (!client.ok) return client;
      const ended = signal === undefined ? stopped.signal : AbortSignal.any([stopped.signal, signal]);
      return success({ client: client.value, lifecycle: lifecycleOf(client.value, { signal: ended }) });
    },
    stop: () => stopped.abort(),
  };
}

function clientOf(resolved: Result<Configuration>, world: World): Result<Client> {
  if (!resolved.ok) return resolved;
  if (!resolved.value.known) return failure(resolved.value.reason);
  // A new client for each configuration: what an earlier command has read must not answer a later one.
  return success(
    createClient({
      ...resolved.value.connection,
      attribution: world.attribution,
      fetch: world.fetch,
      log: (attempt) => world.log("GovAPI call", { ...attempt }),
    }),
  );
}

const notConfigured = error("invalid_configuration", {
  summary: "The provider is not configured",
  detail: "A resource was asked for before the provider's configuration was read. This is a defect of the caller.",
});
