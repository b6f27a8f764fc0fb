import { commandLine, type Ended } from "./command-line.ts";
import type { GovApiInMemory } from "./govapi.ts";

/** What a command line sees. */
export interface Around {
  readonly govApi: GovApiInMemory;
  /** Texts by path. */
  readonly files: Map<string, string>;
  readonly env?: Readonly<Record<string, string>>;
  /** Stands between the client and GovAPI. */
  readonly between?: (request: Request, next: (request: Request) => Promise<Response>) => Promise<Response>;
  readonly stop?: AbortSignal;
}

/** Runs one command line in this process, with somebody between it and GovAPI. */
export function runThothctl(args: readonly string[], around: Around): Promise<Ended> {
  const { govApi, files, env, between, stop } = around;
  const next = govApi.app.fetch;
  const app = { ...govApi.app, fetch: between === undefined ? next : (request: Request) => between(request, next) };
  return commandLine({ ...govApi, app }, files, stop).run(args, env);
}
