export * from "../bindings/cdktf/index.ts";
export {
  BrowserBaseline,
  type BrowserBaselineAttributes,
  type BrowserBaselineEnrollment,
  type BrowserBaselinePolicy,
  type BrowserBaselineProps,
  type IBrowserBaseline,
} from "./constructs/browser-baseline.ts";
export type {
  FleetBrowser,
  FleetDevice,
  FleetRing,
  FleetRings,
  GovernedFleetProps,
} from "./constructs/fleet-props.ts";
export { type FleetRingDevices, GovernedFleet } from "./constructs/governed-fleet.ts";
export {
  type IMdmIntegration,
  MdmIntegration,
  type MdmIntegrationAttributes,
  type MdmIntegrationProps,
  type MdmInventory,
} from "./constructs/mdm-integration.ts";
export {
  type ISiemWebhook,
  SiemWebhook,
  type SiemWebhookAttributes,
  type SiemWebhookProps,
} from "./constructs/siem-webhook.ts";
export { ThothProvider } from "./constructs/thoth-provider.ts";
export {
  type IThothTenant,
  ThothTenant,
  type ThothTenantAttributes,
  type ThothTenantProps,
} from "./constructs/thoth-tenant.ts";
