import type { Diagnostic, Result, Values } from "@thoth-iac/model";
import type { Client } from "./client.ts";
import type { Step, TenantPlan } from "./reconcile/tenant-plan.ts";
import type { Wanted } from "./reconcile/wanted.ts";
import type { Timing } from "./timing.ts";

/** How a set of manifests is compared with a tenant. */
export interface PlanOptions {
  /** The name of the set of manifests; what it made carries it. */
  readonly owner: string;
  /** Remove what carries our mark and is wanted no more. */
  readonly prune: boolean;
  /** The most that pruning may remove. */
  readonly maxDeletions: number;
  /** Take instances that carry another owner's mark. */
  readonly takeOver: boolean;
  /** Only these addresses, and what they need. Empty: all. */
  readonly targets: readonly string[];
  readonly signal: AbortSignal;
}

/** What became of one step. */
export interface Done {
  readonly step: Step;
  readonly outcome: "done" | "failed" | "skipped";
  /** The instance afterwards, as far as it is known. */
  readonly state?: Values;
  readonly diagnostics: readonly Diagnostic[];
}

/** How a plan is carried out. */
export interface ApplyOptions {
  /** How many steps run at a time. */
  readonly parallelism: number;
  readonly signal: AbortSignal;
  /** `<name>;<token>` of the lease that is held, if there is one. */
  readonly lease?: string;
  readonly timing?: Timing;
  /** Told when a step starts and when it has ended. */
  readonly told?: (event: { readonly started: Step } | { readonly ended: Done }) => void;
}

/** Compares what is wanted with the tenant, and changes nothing. */
export function planTenant(
  client: Client,
  wanted: readonly Wanted[],
  options: PlanOptions,
): Promise<Result<TenantPlan>> {
  throw new Error(`not yet: ${client.tenantId} ${wanted.length} ${options.owner}`);
}

/** The plan that removes the wanted instances that are ours: the reverse of an apply. */
export function planRemoval(
  client: Client,
  wanted: readonly Wanted[],
  options: PlanOptions,
): Promise<Result<TenantPlan>> {
  throw new Error(`not yet: ${client.tenantId} ${wanted.length} ${options.owner}`);
}

/** Carries out the steps of a plan, as many at a time as may be, each after those that it needs. */
export function applyTenant(client: Client, plan: TenantPlan, options: ApplyOptions): Promise<readonly Done[]> {
  throw new Error(`not yet: ${client.tenantId} ${plan.owner} ${options.parallelism}`);
}
