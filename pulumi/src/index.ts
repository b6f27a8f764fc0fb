import { resources } from "@thoth-iac/model";
import { componentClass } from "./components/component-class.ts";
import { governedTenant } from "./components/governed-tenant.ts";
import { dynamicClass } from "./program/dynamic-class.ts";

export const TenantSettings = dynamicClass(resources.tenantSettings);
export const GovernanceSettings = dynamicClass(resources.governanceSettings);
export const WebhookSettings = dynamicClass(resources.webhookSettings);
export const SiemSettings = dynamicClass(resources.siemSettings);
export const PamSettings = dynamicClass(resources.pamSettings);
export const MdmProvider = dynamicClass(resources.mdmProvider);
export const MdmSync = dynamicClass(resources.mdmSync);
export const WebhookTest = dynamicClass(resources.webhookTest);
export const BrowserProvider = dynamicClass(resources.browserProvider);
export const BrowserPolicy = dynamicClass(resources.browserPolicy);
export const BrowserEnrollment = dynamicClass(resources.browserEnrollment);

export const GovernedTenant = componentClass(governedTenant, dynamicClass);
