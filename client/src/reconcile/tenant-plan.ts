import type { Diagnostic, Mark, Plan, Resource, Value, Values } from "@thoth-iac/model";
import type { Wanted } from "./wanted.ts";

/**
 * What is to become of one instance. `run` starts an action; `adopt` only writes down that an instance is ours, and
 * what was set of it; `remove` removes what a manifest no longer names; `none` leaves it as it is.
 */
export type Action = "create" | "update" | "replace" | "run" | "adopt" | "remove" | "none";

/** A change of one attribute, as people are told of it. */
export interface AttributeChange {
  readonly attribute: string;
  readonly kind: "set" | "changed" | "cleared";
  /** Null if there was none. Null as well if it is secret. */
  readonly before: Value;
  /** UNKNOWN if it is known only after apply. Null if it is cleared, or secret. */
  readonly after: Value;
  readonly secret: boolean;
  /** The change needs a new instance. */
  readonly replaces: boolean;
}

/** One step of a plan. */
export interface Step {
  readonly address: string;
  readonly action: Action;
  readonly resource: Resource;
  /** The instance's identity, as import takes it; empty while it is unknown, and for what has none. */
  readonly identity: string;
  readonly changes: readonly AttributeChange[];
  /** Why, in one sentence, where the changes do not say it. */
  readonly because?: string;
  /** Addresses of the steps that have to be done before. */
  readonly needs: readonly string[];
  /** What the instance is to be; absent for a removal. */
  readonly wanted?: Wanted;
  /** The instance as it is, of one that stays as it is perhaps its inputs only; absent if it is not there. */
  readonly prior?: Values;
  /** The model's plan; absent for a removal, and where nothing is to be written. */
  readonly plan?: Plan;
  /** Inputs that were set by us when it was written last. */
  readonly setBefore?: ReadonlySet<string>;
  /** What is remembered of it. */
  readonly mark?: Mark;
}

/** What would make a tenant what a set of manifests says. */
export interface TenantPlan {
  readonly tenant: string;
  readonly owner: string;
  /** In an order in which they can be done, unchanged instances among them. */
  readonly steps: readonly Step[];
  /** Ours, and in no manifest any more: what pruning would remove. Empty if pruning was asked for. */
  readonly leftovers: readonly Step[];
  /** Whether this GovAPI keeps marks. */
  readonly marks: boolean;
  readonly warnings: readonly Diagnostic[];
}

/** The steps that change something. */
export function changesOf({ steps }: TenantPlan): readonly Step[] {
  return steps.filter(({ action }) => action !== "none");
}

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
  /** Take the secrets of instances that nobody has marked yet to be on the server as they are configured. */
  readonly trustSecrets?: boolean;
  /** Only these addresses, and what they need. Empty: all. */
  readonly targets: readonly string[];
  readonly signal: AbortSignal;
}
