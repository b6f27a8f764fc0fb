package main

import (
	"sort"

	"github.com/atensecurity/pulumi-thoth/sdk/go/thoth"
	"github.com/atensecurity/pulumi-thoth/sdk/go/thoth/browser"
	"github.com/atensecurity/pulumi-thoth/sdk/go/thoth/governance"
	"github.com/atensecurity/pulumi-thoth/sdk/go/thoth/mdm"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

// Tenant, address and credential: `pulumi config set thoth:tenantId acme`, `pulumi config set --secret thoth:orgApiKey`,
// or the environment: THOTH_TENANT_ID, THOTH_GOVAPI_URL, THOTH_API_KEY.
func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cfg := config.New(ctx, "")

		// What agents may do with tools that nobody governs yet, by the risk of the call.
		_, err := governance.NewGovernanceSettings(ctx, "governance", &governance.GovernanceSettingsArgs{
			ComplianceProfile: governance.ComplianceProfileSoc2,
			RegulatoryRegimes: pulumi.StringArray{pulumi.String("soc2"), pulumi.String("gdpr")},
			ShadowHigh:        governance.ShadowBlock,
			ShadowCritical:    governance.ShadowBlock,
			ToolRiskOverrides: governance.ToolRiskOverrideMap{
				"shell.exec": governance.ToolRiskOverrideCritical,
			},
		})
		if err != nil {
			return err
		}

		// Where the device inventory comes from.
		jamf, err := mdm.NewProvider(ctx, "jamf", &mdm.ProviderArgs{
			ProviderName: mdm.ProviderNameJamf,
			Name:         pulumi.String("Corporate Jamf"),
			Config: pulumi.Map{
				"base_url":      pulumi.String(cfg.Require("jamfUrl")),
				"client_id":     pulumi.String("thoth"),
				"client_secret": cfg.RequireSecret("jamfClientSecret"),
			},
		})
		if err != nil {
			return err
		}

		// Written once in neutral words; GovAPI compiles it into the vendor's own.
		var approved []string
		if err := cfg.TryObject("approvedExtensions", &approved); err != nil && cfg.Get("approvedExtensions") != "" {
			return err
		}
		settings := pulumi.Map{"*": pulumi.Map{"installation_mode": pulumi.String("blocked")}}
		for _, extension := range approved {
			settings[extension] = pulumi.Map{"installation_mode": pulumi.String("allowed")}
		}
		extensions, err := browser.NewPolicy(ctx, "extensions", &browser.PolicyArgs{
			Name:            pulumi.String("Approved extensions only"),
			ProviderName:    browser.ProviderNameChrome,
			EnforcementMode: browser.EnforcementModeEnforce,
			Policy:          pulumi.Map{"extension_settings": settings},
		})
		if err != nil {
			return err
		}

		// A component: several resources of the tenant in one piece. Its parts are made by the plugin, not by this program.
		workplace, err := thoth.NewGovernedTenant(ctx, "workplace", &thoth.GovernedTenantArgs{
			Browsers: map[string]thoth.GovernedTenantBrowsersArgs{
				"firefox": {Name: pulumi.String("Firefox")},
			},
			BrowserPolicies: map[string]thoth.GovernedTenantBrowserPoliciesArgs{
				"private-windows": {
					Name:         pulumi.String("No private windows"),
					ProviderName: browser.ProviderNameFirefox,
					Policy:       pulumi.Map{"incognito_mode_availability": pulumi.Int(1)},
				},
			},
		})
		if err != nil {
			return err
		}

		// What GovAPI has once all of that is there, rows that others made included.
		policies := browser.GetPoliciesOutput(ctx, browser.GetPoliciesOutputArgs{},
			pulumi.DependsOn([]pulumi.Resource{extensions, workplace}))

		ctx.Export("mdm", jamf.ProviderName)
		ctx.Export("chromePolicy", pulumi.JSONUnmarshal(extensions.CompiledPolicyJson.Elem()))
		ctx.Export("policies", policies.BrowserPolicies().ApplyT(func(rows []browser.BrowserPolicy) []string {
			names := make([]string, len(rows))
			for at, row := range rows {
				names[at] = row.Name
			}
			sort.Strings(names)
			return names
		}))
		return nil
	})
}
