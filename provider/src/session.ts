import {
  type Attribution,
  type Client,
  createClient,
  type Environment,
  type Fetch,
  type GivenSettings,
  type Lifecycle,
  lifecycleOf,
  type ReadFile,
  resolveConfiguration,
} from "@thoth-iac/client";
import { type Diagnostic, error, failure, type Result, success } from "@thoth-iac/model";

/** What of the world a provider needs. */
export interface World {
  readonly env: Environment;
  readonly fetch: Fetch;
  readonly readFile: ReadFile;
  readonly log: (message: string, fields: Readonly<Record<string, string | number | boolean>>) => void;
  readonly attribution: Attribution;
}

/** One process of the provider: what it is configured with, and whether it was told to stop. */
export interface Session {
  /** Takes the provider block. What it says wrong is told here; what is only not known yet is told when it is needed. */
  configure(given: GivenSettings): Promise<readonly Diagnostic[]>;
  /** The lifecycle over the configured tenant. */
  connected(): Result<{ readonly client: Client; readonly lifecycle: Lifecycle }>;
  /** Interrupts what is under way, and all that is begun later. */
  stop(): void;
}

/** A session that is not configured yet. */
export function createSession(world: World): Session {
  const stopped = new AbortController();
  let connection: Result<{ readonly client: Client; readonly lifecycle: Lifecycle }> = failure(notConfigured);
  return {
    configure: async (given) => {
      const resolved = await resolveConfiguration(given, world.env, world.readFile);
      if (!resolved.ok) {
        connection = resolved;
        return resolved.diagnostics;
      }
      if (!resolved.value.known) {
        connection = failure(resolved.value.reason);
        return [];
      }
      // A new client for each configuration: what an earlier command has read must not answer a later one.
      const client = createClient({
        ...resolved.value.connection,
        attribution: world.attribution,
        fetch: world.fetch,
        log: (attempt) => world.log("GovAPI call", { ...attempt }),
      });
      connection = success({ client, lifecycle: lifecycleOf(client, { signal: stopped.signal }) });
      return resolved.warnings ?? [];
    },
    connected: () => connection,
    stop: () => stopped.abort(),
  };
}

const notConfigured = error("invalid_configuration", {
  summary: "The provider is not configured",
  detail: "A resource was asked for before the provider block was read. This is a defect of the caller.",
});
