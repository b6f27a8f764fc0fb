import { browserEnrollment } from "./browser-enrollment.ts";
import { browserPolicy } from "./browser-policy.ts";
import { browserProvider } from "./browser-provider.ts";
import { governanceSettings } from "./governance-settings.ts";
import { mdmProvider } from "./mdm-provider.ts";
import { mdmSync } from "./mdm-sync.ts";
import { pamSettings } from "./pam-settings.ts";
import { siemSettings } from "./siem-settings.ts";
import { tenantSettings } from "./tenant-settings.ts";
import { webhookSettings } from "./webhook-settings.ts";
import { webhookTest } from "./webhook-test.ts";

/** Every resource of the model, by its name in the code. */
export const resources = {
  tenantSettings,
  governanceSettings,
  webhookSettings,
  siemSettings,
  pamSettings,
  mdmProvider,
  mdmSync,
  webhookTest,
  browserProvider,
  browserPolicy,
  browserEnrollment,
} as const;
