import { expect } from "@jest/globals";
import { describeOnEngines } from "../support/engines.ts";
import { type HclValue, resource } from "../support/hcl.ts";
import { story, type World } from "../support/story.ts";
import { withJamf } from "./prepared.ts";

const address = "thoth_mdm_sync.now";
const sync = (body: { readonly [name: string]: HclValue } = {}) =>
  resource(address, { provider_name: "jamf", poll_interval_seconds: 1, ...body });
const starts = ({ govApi }: World) => govApi.proxy.requests.filter(({ route }) => route.endsWith("/sync")).length;

describeOnEngines("a sync of an MDM system", (engine) => {
  story(engine, "is waited for, and tells what was read", async (world) => {
    const jamf = await withJamf(world);
    await world.terraform.configure(sync());
    await world.terraform.apply();
    const state = (await world.terraform.state()).at(address);
    expect(state).toMatchObject({ status: "succeeded", synced_endpoints: 3, unassigned_count: 1, error: null });
    expect(jamf.requests.length).toBeGreaterThan(1);
  });

  // Defect 27: failed jobs that never fail an apply.
  story(engine, "that fails, fails the apply with the job's own words, and runs anew at the next", async (world) => {
    const { terraform } = world;
    const fault = { on: "token", fault: "unauthorized" } as const;
    await withJamf(world, { faults: Array(20).fill(fault) });
    await terraform.configure(sync());
    const { errors } = await terraform.refused("apply");
    expect(errors).toHaveLength(1);
    const failed = await terraform.state();
    expect(failed.at(address)).toMatchObject({ status: "failed", error: expect.any(String) });
    expect(errors[0]?.detail).toContain(failed.at(address).error);
    // It ran, so state knows it; and as it failed, it is not done.
    expect(failed.instances).toMatchObject([{ tainted: true }]);
    await withJamf(world);
    expect((await terraform.apply()).changes).toEqual([`replace ${address}`]);
    expect((await terraform.state()).at(address)).toMatchObject({ status: "succeeded" });
    expect((await terraform.plan()).changes).toEqual([]);
  });

  story(engine, "that does not end in time, fails the apply and underlines the limit", async (world) => {
    const { terraform } = world;
    await withJamf(world, { faults: [{ on: "inventory", fault: "slow" }] });
    await terraform.configure(sync({ timeout_seconds: 1 }));
    const { errors } = await terraform.refused("apply");
    expect(errors).toMatchObject([{ detail: expect.stringContaining("1 second") }]);
    expect(errors[0]?.snippet?.code).toMatch(/timeout_seconds/);
    expect((await terraform.state()).at(address)).toMatchObject({ status: expect.stringMatching(/queued|running/) });
  });

  story(engine, "need not be waited for, and its later end is no difference", async (world) => {
    const { terraform, govApi } = world;
    await withJamf(world);
    await terraform.configure(sync({ wait_for_completion: false }));
    await terraform.apply();
    const { id, status } = (await terraform.state()).at(address);
    expect(status).toMatch(/queued|running/);
    const ended = async () => (await govApi.call(`GET /thoth/mdm/sync-jobs/${id}`)).body;
    while (!/succeeded/.test(JSON.stringify(await ended()))) await new Promise(setImmediate);
    expect((await terraform.plan()).changes).toEqual([]);
    await terraform.apply({ args: ["-refresh-only"] });
    expect((await terraform.state()).at(address)).toMatchObject({ id, status: "succeeded", synced_endpoints: 3 });
    expect(starts(world)).toBe(1);
  });

  // Defects 3 and 4: edited polling attributes that run the action again, and an id that then is another.
  story(engine, "does not run again because the way of waiting changes", async (world) => {
    const { terraform } = world;
    await withJamf(world);
    await terraform.configure(sync({ trigger: "a" }));
    await terraform.apply();
    const before = (await terraform.state()).at(address);
    await terraform.configure(
      sync({ trigger: "a", poll_interval_seconds: 2, timeout_seconds: 60, wait_for_completion: false }),
    );
    expect((await terraform.apply()).changes).toEqual([`update ${address}`]);
    expect((await terraform.state()).at(address)).toMatchObject({
      id: before.id ?? "",
      status: "succeeded",
      timeout_seconds: 60,
    });
    expect(starts(world)).toBe(1);
    expect((await terraform.plan()).changes).toEqual([]);
  });

  // Defect 28: the previous result taken for that of the new run.
  story(engine, "runs again when its trigger changes, and waits for the new run alone", async (world) => {
    const { terraform } = world;
    await withJamf(world);
    await terraform.configure(sync({ trigger: "a" }));
    await terraform.apply();
    const before = (await terraform.state()).at(address);
    await terraform.configure(sync({ trigger: "b" }));
    expect((await terraform.apply()).changes).toEqual([`replace ${address}`]);
    const after = (await terraform.state()).at(address);
    expect(after).toMatchObject({ status: "succeeded", trigger: "b" });
    expect(after.id).not.toBe(before.id);
    expect(Date.parse(String(after.started_at))).toBeGreaterThanOrEqual(Date.parse(String(before.completed_at)));
    expect(starts(world)).toBe(2);
  });

  story(
    engine,
    "of a system that the tenant does not have, or has disabled, is refused in plain words",
    async (world) => {
      const { terraform, govApi } = world;
      await terraform.configure(sync({ provider_name: "intune" }));
      expect((await terraform.refused("apply")).errors).toMatchObject([
        { detail: expect.stringMatching(/create it first/) },
      ]);
      await govApi.call("POST /thoth/mdm/providers", { provider: "intune", enabled: false });
      expect((await terraform.refused("apply")).errors).toMatchObject([{ detail: expect.stringMatching(/disabled/) }]);
      expect((await terraform.state()).instances).toEqual([]);
    },
  );

  story(engine, "is interrupted promptly, and state tells the truth about it", async (world) => {
    const { terraform, govApi } = world;
    await withJamf(world, { faults: [{ on: "inventory", fault: "slow" }] });
    await terraform.configure(sync({ timeout_seconds: 300, poll_interval_seconds: 60 }));
    const started = govApi.proxy.answered("POST /thoth/mdm/providers/jamf/sync");
    const { child, ended } = terraform.start(["apply", "-auto-approve", "-no-color"], { ownGroup: true });
    await started;
    const interrupted = Date.now();
    // As Ctrl-C does: to the engine and to its plugins.
    process.kill(-(child.pid ?? 0), "SIGINT");
    const { code, stdout, stderr } = await ended;
    expect(Date.now() - interrupted).toBeLessThan(10_000);
    expect({ code, output: stdout + stderr }).toMatchObject({ code: 1, output: expect.stringMatching(/interrupt/i) });
    const state = await terraform.state();
    expect(state.instances).toMatchObject([{ address, tainted: true }]);
    expect((await govApi.call(`GET /thoth/mdm/sync-jobs/${state.at(address).id}`)).status).toBe(200);
  });
});
