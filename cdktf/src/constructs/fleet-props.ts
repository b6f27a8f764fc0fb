import type { BrowserEnrollmentProps } from "../../bindings/cdktf/props/index.ts";
import type { BrowserBaselineProps } from "./browser-baseline.ts";
import type { MdmIntegrationProps } from "./mdm-integration.ts";
import type { SiemWebhookProps } from "./siem-webhook.ts";
import type { ThothTenantProps } from "./thoth-tenant.ts";

/** A device of the fleet. What is said of it must be known when the program is synthesized, save for its user. */
export interface FleetDevice extends Pick<BrowserEnrollmentProps, "deviceId" | "userId" | "browserProfile"> {
  /**
   * The browsers on it, by their keys in `browsers`.
   * @default - all of them
   */
  readonly browsers?: string[];
}

/** A ring of the rollout: how far it reaches, or which devices it is made of. Exactly one of both is given. */
export interface FleetRing extends Pick<BrowserEnrollmentProps, "status"> {
  /**
   * How much of the fleet is enrolled once this ring is: a number from 0 to 100 that includes the rings before it, and
   * so is not less than theirs. A device is chosen by the hash of its id, so that whatever device was in the ring stays
   * in it when the percentage grows, and when other devices come or go.
   * @default - the ring is made of `devices`
   */
  readonly percent?: number;
  /**
   * The ring's devices, by their ids; each is in one ring only.
   * @default - the ring reaches as far as `percent` says
   */
  readonly devices?: string[];
}

/** The rings, in the order in which they are rolled out. A device is in the first ring that reaches it. */
export interface FleetRings {
  /**
   * The first ring: whoever finds the faults.
   * @default - no devices
   */
  readonly canary?: FleetRing;
  /**
   * The second ring.
   * @default - no devices
   */
  readonly pilot?: FleetRing;
  /**
   * The last ring: everybody else.
   * @default - no devices
   */
  readonly full?: FleetRing;
}

/** What may be set of a browser of the fleet. Its name is its key, and the rings make its enrollments. */
export interface FleetBrowser extends Omit<BrowserBaselineProps, "providerName" | "enrollments"> {}

/** What may be set of a fleet. */
export interface GovernedFleetProps {
  /**
   * The browsers that are governed, by their names: chrome, firefox, safari, island.
   * @default - no browsers, and no enrollments
   */
  readonly browsers?: { readonly [browser: string]: FleetBrowser };
  /**
   * All devices of the fleet. An enrollment is made for each browser of each device that a ring reaches.
   * @default - no devices
   */
  readonly devices?: FleetDevice[];
  /**
   * How far the rollout has come.
   * @default - every device is in the ring `full`
   */
  readonly rings?: FleetRings;
  /**
   * Governance of the tenant, and its privileged access management.
   * @default - they are managed elsewhere
   */
  readonly tenant?: ThothTenantProps;
  /**
   * Where the tenant's events go.
   * @default - that is managed elsewhere
   */
  readonly events?: SiemWebhookProps;
  /**
   * The MDM system from which the device inventory is read.
   * @default - no MDM system
   */
  readonly mdm?: MdmIntegrationProps;
}
