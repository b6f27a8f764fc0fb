import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@jest/globals";
import * as dynamic from "../../pulumi/src/index.ts";
import * as plugin from "../../pulumi/src/plugin.ts";
import { describeOnPulumi } from "../support/pulumi-engines.ts";
import { pulumiStory } from "../support/pulumi-story.ts";
import type { RunningGovApi } from "../support/running-govapi.ts";
import { flavours, otherThan, type PulumiFlavour } from "./pulumi-flavours.ts";

const upsert = "POST /thoth/browser/policies";
const byHand = { policy_id: "by-hand", name: "By hand", provider: "chrome", policy: { a: 1 } };

describeOnPulumi("what GovAPI has already", (engine) => {
  pulumiStory(
    engine,
    "is adopted or only read by a dynamic resource, and outlives the stack",
    async ({ govApi, stack }) => {
      await govApi.call(upsert, byHand);
      await govApi.call(upsert, { ...byHand, policy_id: "shared", name: "Shared" });
      const adopting = (adopted: string, read: string) => async () => {
        const args = {
          policyId: adopted,
          name: "Adopted",
          providerName: "chrome" as const,
          policy: { a: 1 },
          adopt: true,
        };
        new dynamic.BrowserPolicy("adopted", args);
        return { shared: dynamic.BrowserPolicy.get("shared", read).name };
      };
      const s = await stack({ program: adopting("by-hand", "shared") });
      const before = await shown(govApi);
      expect((await s.preview()).did).toEqual(["create adopted", "read shared"]);
      expect(await shown(govApi)).toEqual(before);
      const made = await s.up();
      expect(made.did).toEqual(["create adopted", "read shared"]);
      expect(made.outputs.shared?.value).toBe("Shared");
      expect(writes(govApi)).toEqual([upsert]);
      expect(await shown(govApi)).toContainEqual(
        expect.objectContaining({ policy_id: "by-hand", name: "Adopted", active: true }),
      );
      expect((await s.up()).did).toEqual(["read shared"]);
      expect((await s.refresh()).did).toEqual([]);

      const missing = await s.refused("up", { program: adopting("nowhere", "shared") });
      expect(missing.errors.join("\n")).toMatch(
        /adopt: There is nothing to adopt\. GovAPI has no browser.policy "nowhere"/,
      );
      const unread = await s.refused("preview", { program: adopting("by-hand", "nowhere") });
      expect(unread.errors.join("\n")).toMatch(/There is nothing by that id\. GovAPI has no browser.policy "nowhere"/);

      await s.destroy();
      expect((await shown(govApi)).map(({ active }) => active)).toEqual([true, true]);
      expect(writes(govApi)).toEqual([upsert]);
    },
  );

  pulumiStory(
    engine,
    "is imported, read and asked for by the plugin, and plans nothing afterwards",
    async ({ govApi, stack }) => {
      await govApi.call(upsert, byHand);
      await govApi.call("PUT /thoth/settings", { siem: { provider: "splunk" } });
      const [{ created_by: createdBy } = {}] = await shown(govApi);
      const program = async () => {
        const args = { policyId: "by-hand", name: "By hand", providerName: "chrome" as const, policy: { a: 1 } };
        new plugin.BrowserPolicy("imported", { ...args, createdBy: String(createdBy) }, { import: "by-hand" });
        new plugin.SiemSettings("siem", { siemProvider: "splunk" }, { import: "acme" });
        const found = plugin.getBrowserPoliciesOutput({ providerName: "chrome" });
        return { read: plugin.BrowserPolicy.get("read", "by-hand").name, found: found.browserPolicies };
      };
      const s = await stack({ program });
      const imported = await s.up();
      expect(imported.did).toEqual(["import imported", "import siem", "read read"]);
      expect(imported.outputs.read?.value).toBe("By hand");
      expect(imported.outputs.found?.value).toMatchObject([{ policyId: "by-hand", name: "By hand" }]);
      expect(writes(govApi)).toEqual([]);
      await s.preview({ expectNoChanges: true, refresh: true });

      const unread = await s.refused("preview", {
        program: async () => void plugin.BrowserPolicy.get("nowhere", "nowhere"),
      });
      expect(unread.errors.join("\n")).toMatch(/nowhere/);
      const wrong = await s.refused("up", {
        program: async () => {
          const args = { name: "By hand", providerName: "chrome" as const, policy: {} };
          new plugin.BrowserPolicy("other", args, { import: "nowhere" });
        },
      });
      expect(wrong.errors.join("\n")).toMatch(/nowhere/);
    },
  );
});

describeOnPulumi(
  "`pulumi import`",
  (engine) => {
    pulumiStory(engine, "takes what exists and writes the program for it", async ({ govApi, stack, folder }) => {
      await govApi.call(upsert, byHand);
      const s = await stack();
      const out = join(folder, "imported.ts");
      const token = "thoth:browser/policy:Policy";
      const ended = await s.run(["import", token, "imported", "by-hand", "--yes", "--protect=false", "--out", out]);
      expect(ended).toMatchObject({ code: 0 });
      const written = await readFile(out, "utf8");
      expect(written).toMatch(/new thoth\.browser\.Policy\("imported", \{/);
      expect(written).toMatch(/policyId: "by-hand"/);
      const { resources } = (await s.exportState()).deployment;
      const { inputs } = resources.find(({ type }: { readonly type: string }) => type === token);
      const program = async () => void new plugin.BrowserPolicy("imported", inputs);
      expect((await s.preview({ program })).did).toEqual([]);
      const missing = await s.run(["import", token, "missing", "nowhere", "--yes"]);
      expect(missing.code).not.toBe(0);
      expect(missing.stdout + missing.stderr).toMatch(/nowhere/);
      expect(writes(govApi)).toEqual([]);
    });
  },
  ["nodejs"],
);

describeOnPulumi("a stack that moves to the other flavour", (engine) => {
  for (const flavour of flavours) {
    pulumiStory(
      engine,
      `and back again keeps its instances, and writes nothing: from the ${flavour.name} flavour`,
      async ({ govApi, stack, guard }) => {
        guard({ name: "the SIEM's secret", text: "whsec_c2llbS1zZWNyZXQtdGhhdC1pcy1ndWFyZGVk" });
        const at = (of: PulumiFlavour, name = "a") => ({ program: tenant(of, name) });
        const s = await stack(at(flavour));
        const ids = (outcome: Awaited<ReturnType<typeof s.up>>) =>
          Object.fromEntries(outcome.steps.map(({ name, id }) => [name, id]));
        const first = ids(await s.up());
        const written = writes(govApi).length;
        const other = otherThan(flavour);
        for (const then of [other, flavour]) {
          expect((await s.preview(at(then))).did.filter((did) => !/^update /.test(did))).toEqual([]);
          const moved = await s.up(at(then));
          // Of what comes from the plugin, the dynamic flavour's own text has to be written into state.
          if (then.name === "plugin") expect(moved.did).toEqual([]);
          expect(ids(moved)).toEqual(first);
          expect((await s.refresh()).did).toEqual([]);
          await s.preview({ ...at(then), expectNoChanges: true });
          expect(writes(govApi)).toHaveLength(written);
        }
        expect((await s.up(at(other, "b"))).did).toContain("update policy");
        expect(writes(govApi)).toHaveLength(written + 1);
        expect((await s.destroy()).did).toHaveLength(3);
        expect((await shown(govApi)).map(({ name, active }) => [name, active])).toEqual([["b", false]]);
      },
    );
  }
});

describeOnPulumi("a stack that an older version wrote", (engine) => {
  const silent = ({ __inputs: _none, ...outputs }: Outputs) => outputs;
  for (const [title, older, corrected] of [
    ["is known again, brought up to date and destroyed", (outputs: Outputs) => outputs, []],
    ["without a word of what the program had set is so too", silent, ["update policy"]],
  ] as const) {
    pulumiStory(engine, title, async ({ govApi, stack, guard }) => {
      guard({ name: "the SIEM's secret", text: "whsec_c2llbS1zZWNyZXQtdGhhdC1pcy1ndWFyZGVk" });
      const recorded = JSON.parse(await readFile(join(import.meta.dirname, "pulumi-state-0.1.100.json"), "utf8"));
      const resources = recorded.deployment.resources.map((one: { readonly outputs?: Outputs }) =>
        one.outputs === undefined ? one : { ...one, outputs: older(one.outputs) },
      );
      await govApi.call("PUT /thoth/settings", { shadow_policy: { high: "block" } });
      await govApi.call("POST /thoth/browser/providers", { provider: "chrome", name: "Chrome" });
      await govApi.call(upsert, { policy_id: "own", name: "a", provider: "chrome", policy: {} });
      const s = await stack({ program: recordedTenant });
      await s.importState({ ...recorded, deployment: { ...recorded.deployment, resources } });
      expect((await s.up()).did).toEqual([]);
      expect(writes(govApi)).toEqual([]);
      await s.refresh();
      // Without a word of it, the id passes for one that GovAPI gave: it is written down once more, in state alone.
      expect((await s.up()).did).toEqual(corrected);
      await s.preview({ expectNoChanges: true });
      expect(writes(govApi)).toEqual([]);
      expect((await s.destroy()).did).toHaveLength(3);
      expect(await shown(govApi)).toMatchObject([{ policy_id: "own", active: false }]);
    });
  }
});

type Outputs = Readonly<Record<string, unknown>>;

/** What the recorded state was made of. */
async function recordedTenant() {
  new dynamic.GovernanceSettings("governance", { shadowHigh: "block" });
  const chrome = new dynamic.BrowserProvider("chrome", { providerName: "chrome", name: "Chrome" });
  new dynamic.BrowserPolicy("policy", { policyId: "own", name: "a", providerName: chrome.providerName, policy: {} });
}

function tenant({ thoth }: PulumiFlavour, name: string) {
  return async () => {
    new thoth.SiemSettings("siem", {
      siemProvider: "splunk",
      siemWebhookSecret: "whsec_c2llbS1zZWNyZXQtdGhhdC1pcy1ndWFyZGVk",
    });
    const chrome = new thoth.BrowserProvider("chrome", { providerName: "chrome", config: { tenant: "acme" } });
    new thoth.BrowserPolicy("policy", { name, providerName: chrome.providerName, policy: {} });
  };
}

function writes({ proxy }: RunningGovApi): readonly string[] {
  return proxy.requests.map(({ route }) => route).filter((route) => !route.startsWith("GET "));
}

async function shown({ call }: RunningGovApi): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { body } = await call("GET /thoth/browser/policies");
  // as: a list of GovAPI's.
  return (body as { readonly data: readonly Readonly<Record<string, unknown>>[] }).data;
}
