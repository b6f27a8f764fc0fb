import { type Diagnostic, error } from "@thoth-iac/model";
import type { Loaded } from "./manifest-set.ts";

/** What is wrong if manifests say that they are for another tenant than the one that is connected to. */
export function otherTenant({ tenants }: Pick<Loaded, "tenants">, connected: string): readonly Diagnostic[] {
  return tenants
    .filter((tenant) => tenant !== connected)
    .map((tenant) =>
      error("usage", {
        summary: "Manifests are for another tenant",
        detail: `A ThothTenant is for ${JSON.stringify(tenant)} (tenantId); the connection is to ${JSON.stringify(connected)}. Leave it out with -f, or connect to its tenant.`,
      }),
    );
}
