import { browserEnrollments } from "./browser-enrollments.ts";
import { browserPolicies } from "./browser-policies.ts";
import { browserProviders } from "./browser-providers.ts";
import { mdmProviders } from "./mdm-providers.ts";
import { mdmSyncJob } from "./mdm-sync-job.ts";
import { tenantSettings } from "./tenant-settings.ts";

/** Every data source of the model, by its name in the code. */
export const queries = {
  tenantSettings,
  mdmProviders,
  mdmSyncJob,
  browserProviders,
  browserPolicies,
  browserEnrollments,
} as const;
