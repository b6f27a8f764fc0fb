export type { Answer } from "./answer.ts";
export type { Attribution } from "./attribution.ts";
export { type Client, type ClientOptions, type Connection, createClient, type Read } from "./client.ts";
export {
  type Configuration,
  resolveCommandLine,
  resolveConfiguration,
  resolveStackConfiguration,
} from "./configuration.ts";
export type { Credential } from "./credential.ts";
export type { Environment, GivenSettings, ReadFile } from "./given-settings.ts";
export { type Lifecycle, lifecycleOf } from "./lifecycle.ts";
export { type ApplyOptions, applyTenant, type Done } from "./reconcile/apply-tenant.ts";
export { type Found, type Inventory, type InventoryOptions, inventoryOf, isListed } from "./reconcile/inventory.ts";
export { type HeldLease, type LeaseOptions, takeLease } from "./reconcile/lease.ts";
export { planRemoval } from "./reconcile/plan-removal.ts";
export { planTenant } from "./reconcile/plan-tenant.ts";
export { fingerprintOf, matchesFingerprint } from "./reconcile/secret-fingerprint.ts";
export { hiddenSecret, hidingSecrets, secretTextsOf } from "./reconcile/secret-parts.ts";
export {
  type Action,
  type AttributeChange,
  changesOf,
  type PlanOptions,
  type Step,
  type TenantPlan,
} from "./reconcile/tenant-plan.ts";
export { addressOf, type Reference, type Wanted } from "./reconcile/wanted.ts";
export type { Call } from "./route.ts";
export type { Attempt } from "./send.ts";
export { type Connected, createSession, type Session, type World } from "./session.ts";
export { foreignState } from "./tenant-guard.ts";
export type { Timing } from "./timing.ts";
export type { Fetch } from "./transport.ts";
export type { Change, Written } from "./write.ts";
