import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GovApi, startGovApi } from "../quickstart/govapi.ts";
import { withoutLeftovers } from "../quickstart/workspace.ts";
import { type CountingProxy, startCountingProxy } from "./counting-proxy.ts";

/** What a tenant is made with. */
export interface Place {
  readonly thothctl: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
}

/** A tenant of its own, counted by a proxy in front of it, and a folder for whatever is to be measured there. */
export interface Tenant {
  readonly home: string;
  /** The environment without what would lead programs elsewhere. */
  readonly env: NodeJS.ProcessEnv;
  readonly govapi: GovApi;
  readonly proxy: CountingProxy;
}

/** Starts a control plane with an empty tenant, lets it be measured, and leaves nothing behind. */
export async function withTenant<T>(
  { thothctl, env, stop }: Place,
  measure: (tenant: Tenant) => Promise<T>,
): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), "thoth-bench-"));
  try {
    const kept = withoutLeftovers(env);
    const place = { dataFolder: join(home, "govapi"), logFile: join(home, "govapi.log"), tenant: "bench" };
    const govapi = await startGovApi({ thothctl, env: kept, stop, ...place });
    const proxy = await startCountingProxy(govapi.url);
    try {
      return await measure({ home, env: kept, govapi, proxy });
    } finally {
      await proxy.close();
      await govapi.close();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
