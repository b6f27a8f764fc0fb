import pulumi
import pulumi_thoth as thoth

# Tenant, address and credential: `pulumi config set thoth:tenantId acme`, `pulumi config set --secret thoth:orgApiKey`,
# or the environment: THOTH_TENANT_ID, THOTH_GOVAPI_URL, THOTH_API_KEY.
config = pulumi.Config()

# What agents may do with tools that nobody governs yet, by the risk of the call.
thoth.governance.GovernanceSettings(
    "governance",
    compliance_profile=thoth.governance.ComplianceProfile.SOC2,
    regulatory_regimes=["soc2", "gdpr"],
    shadow_high=thoth.governance.Shadow.BLOCK,
    shadow_critical=thoth.governance.Shadow.BLOCK,
    tool_risk_overrides={"shell.exec": thoth.governance.ToolRiskOverride.CRITICAL},
)

# Where the device inventory comes from.
jamf = thoth.mdm.Provider(
    "jamf",
    provider_name=thoth.mdm.ProviderName.JAMF,
    name="Corporate Jamf",
    config={
        "base_url": config.require("jamfUrl"),
        "client_id": "thoth",
        "client_secret": config.require_secret("jamfClientSecret"),
    },
)

# Written once in neutral words; GovAPI compiles it into the vendor's own.
extensions = thoth.browser.Policy(
    "extensions",
    name="Approved extensions only",
    provider_name=thoth.browser.ProviderName.CHROME,
    enforcement_mode=thoth.browser.EnforcementMode.ENFORCE,
    policy={
        "extension_settings": {
            "*": {"installation_mode": "blocked"},
            **{
                extension: {"installation_mode": "allowed"}
                for extension in config.get_object("approvedExtensions") or []
            },
        },
    },
)

# A component: several resources of the tenant in one piece. Its parts are made by the plugin, not by this program.
workplace = thoth.GovernedTenant(
    "workplace",
    browsers={"firefox": {"name": "Firefox"}},
    browser_policies={
        "private-windows": {
            "name": "No private windows",
            "provider_name": thoth.browser.ProviderName.FIREFOX,
            "policy": {"incognito_mode_availability": 1},
        },
    },
)

# What GovAPI has once all of that is there, rows that others made included.
policies = thoth.browser.get_policies_output(
    opts=pulumi.InvokeOutputOptions(depends_on=[extensions, workplace])
)

pulumi.export("mdm", jamf.provider_name)
pulumi.export("chromePolicy", extensions.compiled_policy_json.apply(lambda text: pulumi.Output.json_loads(text or "null")))
pulumi.export("policies", policies.browser_policies.apply(lambda rows: sorted(row.name for row in rows)))
