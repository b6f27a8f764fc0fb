import { BrowserBaseline, SiemWebhook, ThothProvider, ThothTenant } from "@thoth-iac/cdktf/cdktn";
import { App, TerraformStack, TerraformVariable } from "cdktn";

// What is synthesized is committed, so that a review sees what will be applied, and not only the program that made it.
const app = new App({ outdir: "synthesized" });
const stack = new TerraformStack(app, "production");

// Where state is kept is told where Terraform runs: TF_HTTP_ADDRESS, TF_HTTP_USERNAME, TF_HTTP_PASSWORD and the like.
stack.addOverride("terraform.backend.local", undefined);
stack.addOverride("terraform.backend.http", {});

// So are tenant, address and credential: THOTH_TENANT_ID, THOTH_GOVAPI_URL, THOTH_API_KEY.
new ThothProvider(stack, "thoth");

new ThothTenant(stack, "tenant", {
  complianceProfile: "soc2",
  shadowHigh: "block",
  shadowCritical: "block",
});

// A secret is a variable, which the Job takes from the cluster: TF_VAR_siem_secret.
const siemUrl = new TerraformVariable(stack, "siem_url", { type: "string" });
const siemSecret = new TerraformVariable(stack, "siem_secret", { type: "string", sensitive: true });
new SiemWebhook(stack, "siem", {
  siemProvider: "splunk",
  siemWebhookEnabled: true,
  siemWebhookUrl: siemUrl.stringValue,
  siemWebhookSecret: siemSecret.stringValue,
});

new BrowserBaseline(stack, "chrome", {
  providerName: "chrome",
  name: "Chrome",
  policies: {
    extensions: {
      name: "Approved extensions only",
      enforcementMode: "enforce",
      policy: { extension_settings: { "*": { installation_mode: "blocked" } } },
    },
  },
});

app.synth();
