import { expect, test } from "@jest/globals";
import { App, TerraformStack, TerraformVariable, Testing } from "cdktf";
import type { GovernedFleetProps } from "./fleet-props.ts";
import { GovernedFleet } from "./governed-fleet.ts";
import { ThothProvider } from "./thoth-provider.ts";

function emptyStack(): TerraformStack {
  const stack = new TerraformStack(new App(), "prod");
  new ThothProvider(stack, "thoth", {});
  return stack;
}

function synthesized(stack: TerraformStack) {
  return JSON.parse(Testing.synth(stack, true));
}

function fleetOf(props: GovernedFleetProps) {
  const stack = emptyStack();
  const fleet = new GovernedFleet(stack, "fleet", props);
  const { resource } = synthesized(stack);
  const enrollments: readonly Readonly<Record<string, unknown>>[] = Object.values(
    resource?.thoth_browser_enrollment ?? {},
  );
  return { fleet, resource, enrollments };
}

const devices = [
  { deviceId: "mac-0042", userId: "ada@example.com" },
  { deviceId: "mac-1", userId: "bob@example.com", browsers: ["firefox"] },
  { deviceId: "win-7", userId: "eve@example.com", browserProfile: "work" },
];
const browsers = {
  chrome: { name: "Chrome", policies: { extensions: { name: "Extensions", policyJson: "{}" } } },
  firefox: {},
};

test("a fleet without any props makes nothing", () => {
  expect(fleetOf({}).resource).toBeUndefined();
});

test("each part is the construct of its kind, and is made only when it is given", () => {
  const stack = emptyStack();
  const secret = new TerraformVariable(stack, "secret", { type: "string", sensitive: true });
  const fleet = new GovernedFleet(stack, "fleet", {
    tenant: { complianceProfile: "soc2" },
    events: { webhookEnabled: true, webhookUrl: "https://events.example.com", webhookSecret: secret.stringValue },
    mdm: { providerName: "jamf", syncTrigger: "v1" },
    browsers,
  });
  expect(Object.keys(synthesized(stack).resource)).toEqual([
    "thoth_browser_policy",
    "thoth_browser_provider",
    "thoth_governance_settings",
    "thoth_mdm_provider",
    "thoth_mdm_sync",
    "thoth_webhook_settings",
    "thoth_webhook_test",
  ]);
  expect(fleet.tenant?.pam).toBeUndefined();
  expect(Object.keys(fleet.browsers)).toEqual(["chrome", "firefox"]);
});

test("every device is enrolled in its browsers, in its ring, with the status of the ring", () => {
  const { fleet, enrollments } = fleetOf({
    browsers,
    devices,
    rings: { canary: { devices: ["mac-1"], status: "active" }, full: { percent: 100, status: "pending" } },
  });
  const firefox = expect.stringContaining("thoth_browser_provider.fleet_Browser-firefox_");
  const chrome = expect.stringContaining("thoth_browser_provider.fleet_Browser-chrome_");
  const ada = { user_id: "ada@example.com", device_id: "mac-0042", status: "pending", metadata: { ring: "full" } };
  const bob = { user_id: "bob@example.com", device_id: "mac-1", status: "active", metadata: { ring: "canary" } };
  const eve = { user_id: "eve@example.com", device_id: "win-7", status: "pending", metadata: { ring: "full" } };
  expect(enrollments).toHaveLength(5);
  expect(enrollments).toEqual(
    expect.arrayContaining([
      { ...ada, provider_name: chrome },
      { ...ada, provider_name: firefox },
      { ...bob, provider_name: firefox },
      { ...eve, provider_name: chrome, browser_profile: "work" },
      { ...eve, provider_name: firefox, browser_profile: "work" },
    ]),
  );
  expect(fleet.rings).toEqual({ canary: ["mac-1"], pilot: [], full: ["mac-0042", "win-7"] });
});

test("a device that moves to another ring keeps its enrollment at its address", () => {
  const of = (rings: GovernedFleetProps["rings"]) =>
    fleetOf({ browsers, devices, ...(rings && { rings }) }).resource.thoth_browser_enrollment;
  const early = of({ canary: { devices: ["mac-1"] } });
  const late = of({ canary: { percent: 100 } });
  const [address = ""] = Object.keys(early);
  expect(Object.keys(early)).toHaveLength(1);
  expect(late[address]).toEqual(early[address]);
  expect(of({ pilot: { devices: ["mac-1"] } })).toEqual({
    [address]: { ...early[address], metadata: { ring: "pilot" } },
  });
});

test("devices whose user is known later are enrolled", () => {
  const stack = emptyStack();
  const user = new TerraformVariable(stack, "user", { type: "string" });
  new GovernedFleet(stack, "fleet", {
    browsers: { safari: {} },
    devices: [{ deviceId: "mac-1", userId: user.stringValue }],
  });
  expect(Object.values(synthesized(stack).resource.thoth_browser_enrollment)).toMatchObject([
    { user_id: "${var.user}" },
  ]);
});
