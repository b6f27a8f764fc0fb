import { queries, resources } from "@thoth-iac/model";
import { componentClass } from "./components/component-class.ts";
import { governedTenant } from "./components/governed-tenant.ts";
import { functionsOf } from "./program/functions.ts";
import { pluginClass } from "./program/plugin-class.ts";

export { Provider } from "./program/provider.ts";

export const TenantSettings = pluginClass(resources.tenantSettings);
export const GovernanceSettings = pluginClass(resources.governanceSettings);
export const WebhookSettings = pluginClass(resources.webhookSettings);
export const SiemSettings = pluginClass(resources.siemSettings);
export const PamSettings = pluginClass(resources.pamSettings);
export const MdmProvider = pluginClass(resources.mdmProvider);
export const MdmSync = pluginClass(resources.mdmSync);
export const WebhookTest = pluginClass(resources.webhookTest);
export const BrowserProvider = pluginClass(resources.browserProvider);
export const BrowserPolicy = pluginClass(resources.browserPolicy);
export const BrowserEnrollment = pluginClass(resources.browserEnrollment);

export const GovernedTenant = componentClass(governedTenant, pluginClass);

// Named for the query, which tells apart what the plugin's modules do: browser/getPolicies is getBrowserPolicies.
export const [getTenantSettings, getTenantSettingsOutput] = functionsOf(queries.tenantSettings);
export const [getMdmProviders, getMdmProvidersOutput] = functionsOf(queries.mdmProviders);
export const [getMdmSyncJob, getMdmSyncJobOutput] = functionsOf(queries.mdmSyncJob);
export const [getBrowserProviders, getBrowserProvidersOutput] = functionsOf(queries.browserProviders);
export const [getBrowserPolicies, getBrowserPoliciesOutput] = functionsOf(queries.browserPolicies);
export const [getBrowserEnrollments, getBrowserEnrollmentsOutput] = functionsOf(queries.browserEnrollments);
