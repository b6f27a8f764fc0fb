import { type JsonObject, resources } from "@thoth-iac/model";
import { type Flavour, startPeer } from "../../test/support/pulumi-peer.ts";
import { type PeerSteps, stepsOf } from "../../test/support/pulumi-peer-steps.ts";
import { policyOf } from "./policy-stack.ts";
import { cpuSecondsOf } from "./process-watch.ts";
import { type Place, withTenant } from "./tenant.ts";

/** How many calls per second a provider answers, and what it asked GovAPI for meanwhile. */
export interface RpcRate {
  readonly rpc: string;
  /** One after another. */
  readonly serial: number;
  /** With as many in flight as `inFlight` says. */
  readonly parallel: number;
  /** Calls of GovAPI in all. */
  readonly calls: number;
  /** Milliseconds of processor time that each RPC takes the provider; undefined where the system does not tell. */
  readonly cpuMs: number | undefined;
}

/** How many calls are under way at a time where they do not wait for one another. */
export const inFlight = 64;

/** What is asked how often: the flavour, from where it finds its packages, and the plugin's executable. */
export interface Questions {
  readonly flavour: Flavour;
  readonly folder: string;
  readonly plugin: string;
  readonly count: number;
}

type Rpc = (index: number) => Promise<unknown>;

/** Asks a provider for each step in the life of a policy, through Pulumi's own client. */
export async function rpcRates(
  place: Place,
  { flavour, folder, plugin, count }: Questions,
): Promise<readonly RpcRate[]> {
  const peer = await startPeer(flavour, { env: { NODE_OPTIONS: "" }, folder, plugin });
  try {
    return await withTenant(place, async ({ govapi, proxy }) => {
      const { tenantId, orgApiKey } = govapi;
      const steps = stepsOf(peer);
      const anew = () => steps.configure({ tenantId, govapiUrl: proxy.url, orgApiKey });
      await anew();
      const rpcs = await rpcsOf(steps);
      const rates: RpcRate[] = [];
      for (const [rpc, call] of Object.entries(rpcs)) {
        place.stop.throwIfAborted();
        // As in a new command of the engine: nothing is remembered of what was read before.
        await anew();
        proxy.taken();
        const before = await cpuSecondsOf(peer.pid ?? 0);
        const serial = await rateOf(call, { from: 0, count, width: 1 });
        const parallel = await rateOf(call, { from: count, count, width: inFlight });
        const after = await cpuSecondsOf(peer.pid ?? 0);
        const cpuMs = before === undefined || after === undefined ? undefined : ((after - before) * 1000) / (2 * count);
        rates.push({ rpc, serial, parallel, calls: proxy.taken(), cpuMs });
      }
      return rates;
    });
  } finally {
    await peer.close();
  }
}

async function rpcsOf(steps: PeerSteps): Promise<Readonly<Record<string, Rpc>>> {
  const policy = resources.browserPolicy;
  const { inputs } = await steps.check(policy, policyOf(0));
  const made = await steps.create(policy, inputs);
  const changed: JsonObject = { ...inputs, name: "Another name" };
  return {
    Check: (index) => steps.check(policy, policyOf(index)),
    "Diff, the same": () => steps.diff(policy, made, inputs),
    "Diff, changed": () => steps.diff(policy, made, changed),
    Create: (index) => steps.create(policy, { ...inputs, name: `Policy ${index}` }),
    Read: () => steps.read(policy, made),
  };
}

/** Calls per second, so many at a time. */
async function rateOf(
  call: Rpc,
  { from, count, width }: { readonly from: number; readonly count: number; readonly width: number },
): Promise<number> {
  const start = performance.now();
  let next = from;
  const caller = async () => {
    while (next < from + count) {
      const index = next;
      next += 1;
      await call(index);
    }
  };
  await Promise.all(Array.from({ length: width }, caller));
  return count / ((performance.now() - start) / 1000);
}
