import type { Timing } from "./timing.ts";

/** What of the world a lifecycle needs, besides the client. */
export interface Surroundings {
  readonly tenant: string;
  /** Current time, RFC 3339. */
  readonly now: () => string;
  readonly timing: Timing;
  readonly signal?: AbortSignal | undefined;
}
