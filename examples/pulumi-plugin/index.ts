import * as pulumi from "@pulumi/pulumi";
import * as thoth from "@thoth-iac/pulumi/plugin";

const config = new pulumi.Config();

/** A tenant of the company's, and what is particular to it. */
interface Tenant {
  readonly id: string;
  readonly govapiUrl?: string;
  readonly strict: boolean;
}

// Each tenant has a provider of its own, with its own key: `pulumi config set --secret acmeKey`, and so on.
const tenants = config.requireObject<Tenant[]>("tenants");

const made = tenants.map(({ id, govapiUrl, strict }) => {
  const provider = new thoth.Provider(id, {
    tenantId: id,
    orgApiKey: config.requireSecret(`${id}Key`),
    ...(govapiUrl !== undefined && { govapiUrl }),
  });
  const tenant = new thoth.GovernedTenant(
    id,
    {
      settings: { complianceProfile: "soc2", shadowCritical: strict ? "block" : "step_up" },
      browsers: { chrome: { providerName: "chrome", name: "Chrome" } },
      browserPolicies: {
        extensions: {
          name: "Approved extensions only",
          providerName: "chrome",
          enforcementMode: strict ? "enforce" : "monitor",
          policy: { extension_settings: { "*": { installation_mode: "blocked" } } },
        },
      },
    },
    { provider },
  );
  // What GovAPI has once the tenant is made, rows that others made included.
  const policies = thoth.getBrowserPoliciesOutput({ providerName: "chrome" }, { provider, dependsOn: [tenant] });
  return [id, policies] as const;
});

// Chrome's policies, by tenant.
export const policies = Object.fromEntries(
  made.map(([id, answer]) => [
    id,
    answer.apply(({ browserPolicies }) => browserPolicies.map(({ name, version }) => ({ name, version }))),
  ]),
);
