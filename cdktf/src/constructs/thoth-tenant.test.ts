import { expect, test } from "@jest/globals";
import { App, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { ThothProvider } from "../../bindings/cdktf/provider/index.ts";
import { ThothTenant, type ThothTenantProps } from "./thoth-tenant.ts";

function emptyStack(): TerraformStack {
  const stack = new TerraformStack(new App(), "prod");
  new ThothProvider(stack, "thoth", {});
  return stack;
}

function stackWith(props?: ThothTenantProps): TerraformStack {
  const stack = emptyStack();
  new ThothTenant(stack, "tenant", props);
  return stack;
}

function synthesized(stack: TerraformStack) {
  return JSON.parse(Testing.synth(stack, true));
}

// The addresses are what state is kept under: another one would destroy the settings and make them again.
test("a tenant is its governance, at an address that never changes", () => {
  const { resource } = synthesized(stackWith({ complianceProfile: "soc2", shadowHigh: "block" }));
  expect(resource).toEqual({
    thoth_governance_settings: { tenant_40C7F991: { compliance_profile: "soc2", shadow_high: "block" } },
  });
});

test("a tenant without any props is written too", () => {
  expect(synthesized(stackWith()).resource).toEqual({ thoth_governance_settings: { tenant_40C7F991: {} } });
});

test("privileged access management is a resource of its own, made when it is asked for", () => {
  const stack = stackWith();
  const secret = new TerraformVariable(stack, "pam_secret", { type: "string", sensitive: true });
  new ThothTenant(stack, "other", { pamProvider: "okta", pamCallbackSecret: secret.stringValue });
  expect(synthesized(stack).resource.thoth_pam_settings).toEqual({
    other_Pam_77CEDFFE: { pam_provider: "okta", pam_callback_secret: "${var.pam_secret}" },
  });
});

test("the constraint on the provider lets its patches in", () => {
  const { terraform } = synthesized(stackWith());
  expect(terraform.required_providers).toEqual({ thoth: { source: "atensecurity/thoth", version: "~> 0.1.100" } });
});

test("the resource beneath is there for what the construct has no prop for", () => {
  const stack = emptyStack();
  const tenant = new ThothTenant(stack, "tenant");
  tenant.resource.addOverride("lifecycle.prevent_destroy", true);
  expect(synthesized(stack).resource.thoth_governance_settings.tenant_40C7F991.lifecycle).toEqual({
    prevent_destroy: true,
  });
});

test("a tenant that is managed elsewhere makes nothing", () => {
  const stack = emptyStack();
  const tenant = ThothTenant.fromThothTenantAttributes(stack, "tenant", { tenantId: "acme" });
  expect(tenant.tenantId).toBe("acme");
  expect(synthesized(stack).resource).toBeUndefined();
});
