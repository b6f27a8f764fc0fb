import type { Result } from "@thoth-iac/model";
import type { Client } from "../client.ts";
import type { Timing } from "../timing.ts";

/** How a lease is waited for. */
export interface LeaseOptions {
  /** The owner whose apply it allows. */
  readonly owner: string;
  /** Who asks, in words that tell another person where to look: host, process, pipeline. */
  readonly holder: string;
  readonly lockTimeoutMs: number;
  readonly signal: AbortSignal;
  readonly timing?: Timing;
  /** Told once why it waits: GovAPI's own sentence about who holds the lease. */
  readonly waiting: (reason: string) => void;
}

/** A lease that is held, and renewed until it is given back. */
export interface HeldLease {
  /** What `applyTenant` sends along. */
  readonly header: string;
  /** Aborts when the lease is lost, or when the given signal aborts. */
  readonly signal: AbortSignal;
  readonly release: () => Promise<void>;
}

/** The lease of an owner; undefined if this GovAPI has none to give. */
export function takeLease(client: Client, options: LeaseOptions): Promise<Result<HeldLease | undefined>> {
  throw new Error(`not yet: ${client.tenantId} ${options.owner}`);
}
