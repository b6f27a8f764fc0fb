import { resources } from "@thoth-iac/model";
import { attributeFlagsOf, flagsByName } from "./attribute-flags.ts";
import type { Flags } from "./command.ts";

const slices = ["compliance_", "regulatory_", "shadow_", "tool_risk_", "webhook_", "secret_broker_"];

/** The flags of `bootstrap` that set attributes of the settings document. */
export const settingsFlags = attributeFlagsOf({
  attributes: resources.tenantSettings.attributes.filter(({ name }) => slices.some((slice) => name.startsWith(slice))),
});

/** The flags of `bootstrap` that set attributes of an MDM provider. */
export const mdmFlags = attributeFlagsOf(
  { attributes: resources.mdmProvider.attributes.map((attribute) => ({ ...attribute, required: false })) },
  "mdm-",
);

// What no attribute alone explains.
const stepFlags = {
  "secret-broker-auth-binding": {
    value: "rule",
    repeatable: true,
    description:
      "Rule of the secret broker, host:Header:reference:prefix: the secret goes, behind the prefix, into the header for the host.",
    attribute: "secret_broker_auth_bindings",
  },
  "test-webhook": { description: "Then send a test event to the webhook, and fail unless it is delivered." },
  "start-sync": { description: "Then start reading the device inventory. Needs --mdm-provider." },
} as const satisfies Flags;

/** Every flag of `bootstrap`. */
export const bootstrapFlags: Flags = { ...flagsByName(settingsFlags), ...stepFlags, ...flagsByName(mdmFlags) };
