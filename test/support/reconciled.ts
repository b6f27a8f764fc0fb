import {
  applyTenant,
  type Client,
  type Done,
  type PlanOptions,
  planRemoval,
  planTenant,
  type Step,
  type TenantPlan,
  type Wanted,
} from "@thoth-iac/client";
import type { Resource, Values } from "@thoth-iac/model";

/** Options of a plan as thothctl has them when no flag is given. */
const planOptions: PlanOptions = {
  owner: "default",
  prune: false,
  maxDeletions: 10,
  takeOver: false,
  targets: [],
  signal: new AbortController().signal,
};

/** One wanted instance that refers to no other. */
export function wantedOf(resource: Resource, name: string, configuration: Values): Wanted {
  return { resource, name, configuration, references: [], after: [] };
}

/** Plans, and throws what is wrong. */
export async function planned(
  client: Client,
  wanted: readonly Wanted[],
  options: Partial<PlanOptions> = {},
): Promise<TenantPlan> {
  const plan = await planTenant(client, wanted, { ...planOptions, ...options });
  if (!plan.ok) throw new Error(JSON.stringify(plan.diagnostics, undefined, 1));
  return plan.value;
}

/** Plans and applies, and gives what became of each step. */
export async function reconciled(
  client: Client,
  wanted: readonly Wanted[],
  options: Partial<PlanOptions> = {},
): Promise<readonly Done[]> {
  return carriedOut(client, await planned(client, wanted, options));
}

/** Removes what is ours of the wanted instances. */
export async function destroyed(
  client: Client,
  wanted: readonly Wanted[],
  options: Partial<PlanOptions> = {},
): Promise<readonly Done[]> {
  const plan = await planRemoval(client, wanted, { ...planOptions, ...options });
  if (!plan.ok) throw new Error(JSON.stringify(plan.diagnostics, undefined, 1));
  return carriedOut(client, plan.value);
}

async function carriedOut(client: Client, plan: TenantPlan): Promise<readonly Done[]> {
  return applyTenant(client, plan, { parallelism: 4, signal: planOptions.signal });
}

/** What steps do, by address: `create BrowserPolicy/a`. Steps that do nothing are left out. */
export function deedsOf({ steps }: { readonly steps: readonly Pick<Step, "action" | "address">[] }): readonly string[] {
  return steps.filter(({ action }) => action !== "none").map(({ action, address }) => `${action} ${address}`);
}

/** What did not go well, in one text; empty if all did. */
export function troubleIn(done: readonly Done[]): string {
  return done
    .filter(({ outcome }) => outcome !== "done")
    .map(({ step, outcome, because = "", diagnostics }) => {
      const said = diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`).join(" ");
      return `${step.address} ${outcome} ${because} ${said}`;
    })
    .join("\n");
}
