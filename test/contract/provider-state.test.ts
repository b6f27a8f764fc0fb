import { describe, expect, test } from "@jest/globals";
import { type Resource, resources, type Values } from "@thoth-iac/model";
import { UNKNOWN } from "../../provider/src/wire/cty-value.ts";
import { govApiInMemory } from "../support/govapi.ts";
import { configOf, memberOf, providerSession, received, terraform, wire } from "../support/provider-session.ts";
import reference from "./reference-surface.json" with { type: "json" };

const webhook = resources.webhookSettings as Resource; // generics are for those who write configurations
const policy = resources.browserPolicy as Resource; // as above

/** State as the reference writes it: its own attributes only, null where nothing is. */
function savedByReference(typeName: keyof typeof reference.resources, values: Values) {
  const names = Object.keys(reference.resources[typeName]);
  const state = { ...Object.fromEntries(names.map((name) => [name, null])), ...values };
  return { json: Buffer.from(JSON.stringify(state)), flatmap: {} };
}

test("opens state that the reference wrote, and plans nothing for it", async () => {
  const govApi = await govApiInMemory();
  const made = await govApi.call("POST /thoth/browser/policies", {
    policy_id: "p-1",
    name: "A",
    provider: "chrome",
    policy: { b: 1, a: [2] },
  });
  const told = made.body as Readonly<Record<string, string>>; // GovAPI's answer is an object, and these members are text
  const provider = await providerSession(govApi);
  const { upgraded_state, diagnostics } = await provider.call("UpgradeResourceState", {
    type_name: "thoth_browser_policy",
    version: 0,
    raw_state: savedByReference("thoth_browser_policy", {
      id: "p-1",
      policy_id: "p-1",
      name: "A",
      provider_name: "chrome",
      active: true,
      version: 1,
      policy_json: '{"b": 1, "a": [2]}',
      created_by: told.created_by ?? null,
      updated_by: told.updated_by ?? null,
      created_at: told.created_at ?? null,
      updated_at: told.updated_at ?? null,
    }),
  });
  expect(diagnostics).toEqual([]);
  const { plan, refresh } = terraform(provider, "thoth_browser_policy", policy);
  const opened = { state: received(policy, upgraded_state), private: new Uint8Array() };
  const seen = await refresh(opened);
  expect(memberOf(seen.state, "policy_json")).toBe('{"b": 1, "a": [2]}');
  const config = configOf(policy, { name: "A", provider_name: "chrome", policy_json: '{"a":[2],"b":1}' });
  const { planned, replaces } = await plan(config, seen);
  expect(replaces).toBe(false);
  expect(planned).toEqual(seen.state);
});

test("refuses state of a version that is not known", async () => {
  const provider = await providerSession(await govApiInMemory());
  const { diagnostics } = await provider.call("UpgradeResourceState", {
    type_name: "thoth_browser_policy",
    version: 1,
    raw_state: { json: Buffer.from("{}"), flatmap: {} },
  });
  expect(diagnostics.map(({ summary }) => summary)).toEqual(["State is newer than the provider"]);
});

describe("a move", () => {
  const from = {
    source_provider_address: "registry.terraform.io/atensecurity/thoth",
    source_schema_version: 0,
    source_state: {
      json: Buffer.from(
        JSON.stringify({ id: "acme", tenant_id: "acme", webhook_enabled: true, compliance_profile: "soc2" }),
      ),
      flatmap: {},
    },
  };

  test("between resources of one document keeps what both have, and names what stays behind", async () => {
    const provider = await providerSession(await govApiInMemory());
    const { target_state, diagnostics } = await provider.call("MoveResourceState", {
      ...from,
      source_type_name: "thoth_tenant_settings",
      target_type_name: "thoth_webhook_settings",
    });
    const state = received(webhook, target_state);
    expect([memberOf(state, "webhook_enabled"), memberOf(state, "id")]).toEqual([true, "acme"]);
    expect(diagnostics).toMatchObject([{ severity: 2, detail: expect.stringContaining("compliance_profile") }]);
  });

  test("between things that have nothing in common is refused", async () => {
    const provider = await providerSession(await govApiInMemory());
    const { target_state, diagnostics } = await provider.call("MoveResourceState", {
      ...from,
      source_type_name: "thoth_tenant_settings",
      target_type_name: "thoth_browser_policy",
    });
    expect(target_state).toBeUndefined();
    expect(diagnostics).toMatchObject([{ severity: 1 }]);
  });
});

test("state of another tenant is refused, and kept", async () => {
  const provider = await providerSession(await govApiInMemory());
  const state = configOf(webhook, { tenant_id: "globex", id: "globex", webhook_enabled: true });
  const seen = await terraform(provider, "thoth_webhook_settings", webhook).refresh({
    state,
    private: new Uint8Array(),
  });
  expect(seen.state).toEqual(state);
  expect(seen.diagnostics).toMatchObject([{ severity: 1, detail: expect.stringContaining("globex") }]);
});

test("a provider whose credential is not known yet plans, and says at apply what it lacks", async () => {
  const govApi = await govApiInMemory();
  const provider = await providerSession(govApi, {
    block: { tenant_id: "acme", govapi_url: "https://govapi.test", org_api_key: UNKNOWN },
  });
  const { plan, apply } = terraform(provider, "thoth_webhook_settings", webhook);
  const config = configOf(webhook, { webhook_enabled: true });
  const { planned, private: kept, diagnostics } = await plan(config);
  expect(diagnostics).toEqual([]);
  const failed = await apply(config, { state: planned, private: kept });
  expect(failed.state).toBeNull();
  expect(failed.diagnostics).toMatchObject([{ severity: 1, detail: expect.stringContaining("org_api_key") }]);
});

test("a stop ends what is under way, and state is as it was", async () => {
  const govApi = await govApiInMemory();
  let reached = () => {};
  const asked = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const provider = await providerSession(govApi, {
    fetch: (request) => {
      reached();
      // An answer that never comes, unless the request is called off.
      return new Promise((_, reject) => request.signal.addEventListener("abort", () => reject(request.signal.reason)));
    },
  });
  const { plan, apply } = terraform(provider, "thoth_webhook_settings", webhook);
  const config = configOf(webhook, { webhook_enabled: true });
  const { planned, private: kept } = await plan(config);
  const applying = apply(config, { state: planned, private: kept });
  await asked;
  await provider.call("StopProvider", {});
  const stopped = await applying;
  expect(stopped.state).toBeNull();
  expect(stopped.diagnostics).toMatchObject([{ severity: 1 }]);
});

test("wrong inputs are told at once, each at its attribute", async () => {
  const provider = await providerSession(await govApiInMemory());
  const config = configOf(webhook, { webhook_url: "http://example.com", webhook_secret: "a", webhook_secret_wo: "b" });
  const { diagnostics } = await provider.call("ValidateResourceConfig", {
    type_name: "thoth_webhook_settings",
    config: wire(webhook, config),
    client_capabilities: { deferral_allowed: false, write_only_attributes_allowed: true },
  });
  expect(diagnostics.map(({ attribute }) => attribute?.steps[0]?.attribute_name).toSorted()).toEqual([
    "webhook_secret_wo",
    "webhook_url",
  ]);
});
