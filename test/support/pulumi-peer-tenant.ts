import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PeerSteps } from "./pulumi-peer-steps.ts";
import { type RunningGovApi, startGovApi } from "./running-govapi.ts";

/** A tenant of its own, and a provider that is configured for it. */
export interface PeerTenant {
  readonly govApi: RunningGovApi;
  /** The stack's configuration. */
  readonly config: Readonly<Record<string, string>>;
  /** Calls that reached GovAPI so far, by route. */
  readonly calls: () => readonly string[];
  /** Begins another operation: what the provider read in the last one it does not know any more. */
  readonly anew: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts a control plane with one tenant, and points a running provider to it. */
export async function openTenant(steps: PeerSteps, tenant = "acme"): Promise<PeerTenant> {
  const folder = await mkdtemp(join(tmpdir(), "thoth-peer-"));
  const govApi = await startGovApi(folder, tenant);
  const config = { tenantId: tenant, govapiUrl: govApi.url, orgApiKey: govApi.orgApiKey };
  await steps.configure(config);
  return {
    govApi,
    config,
    calls: () => govApi.proxy.requests.map(({ route }) => route),
    anew: () => steps.configure(config),
    close: async () => {
      await govApi.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
