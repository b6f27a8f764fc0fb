import { expect } from "@jest/globals";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { restoreTornCheckpoint } from "../support/pulumi-checkpoint.ts";
import { describeOnPulumi } from "../support/pulumi-engines.ts";
import { pulumiStory } from "../support/pulumi-story.ts";
import type { RunningGovApi } from "../support/running-govapi.ts";
import { withJamf } from "./prepared.ts";
import { flavours, type Thoth } from "./pulumi-flavours.ts";

const upsert = "POST /thoth/browser/policies";
const start = "POST /thoth/mdm/providers/jamf/sync";
const impatient = { "thoth:retryMaxAttempts": "1" };

/** Policies whose ids the program gives, and settings beside them. */
const policies =
  (thoth: Thoth, count: number, name = "policy") =>
  async () => {
    new thoth.SiemSettings("siem", { siemProvider: name });
    for (const at of Array(count).keys())
      new thoth.BrowserPolicy(`p${at}`, { policyId: `id-${at}`, name, providerName: "chrome", policy: {} });
  };

describeOnPulumi("an update that fails half-way", (engine) => {
  for (const { name: flavour, thoth } of flavours) {
    pulumiStory(
      engine,
      `keeps what was made when GovAPI dies, and the next one makes the rest, once: ${flavour} flavour`,
      async ({ govApi, stack }) => {
        const s = await stack({ program: policies(thoth, 20), config: impatient });
        const dying = govApi.proxy.answered(upsert, 8).then(govApi.stop);
        const { errors } = await s.refused("up");
        await dying;
        expect(errors.join("\n")).toMatch(/Cannot reach|could not be reached|connect|ECONNREFUSED|502|hang|socket/i);
        const acknowledged = govApi.proxy.requests.filter(({ route, status }) => route === upsert && status === 200);
        const kept = (await instancesIn(s)).filter(({ type }) => /Policy$/.test(type));
        expect(kept.length).toBe(acknowledged.length);
        expect(kept.length).toBeLessThan(20);
        await govApi.start();
        await s.up();
        expect(await names(govApi)).toEqual(Array(20).fill("policy"));
        await s.preview({ expectNoChanges: true, refresh: true });

        // The answer to a change: some are carried out, and state knows which.
        const failing = { answer: 500, body: '{"error":"server_error","message":"disk full"}' };
        govApi.proxy.inject({ on: upsert, fault: failing, after: 5 });
        const renamed = { program: policies(thoth, 20, "renamed") };
        const partly = await s.refused("up", renamed);
        expect(partly.errors.join("\n")).toMatch(/disk full/);
        govApi.proxy.heal();
        const done = partly.did.filter((did) => /^update p/.test(did)).length;
        expect((await names(govApi)).filter((name) => name === "renamed")).toHaveLength(done);
        const rest = await s.up(renamed);
        expect(rest.did.filter((did) => /^update p/.test(did))).toHaveLength(20 - done);
        expect(await names(govApi)).toEqual(Array(20).fill("renamed"));
      },
    );

    pulumiStory(
      engine,
      `tells in the job's own words why a sync failed, keeps it, and syncs anew the next time: ${flavour} flavour`,
      async (world) => {
        const { govApi, stack } = world;
        await withJamf(world, { faults: Array(20).fill({ on: "token", fault: "unauthorized" }) });
        const program = async () => {
          const sync = new thoth.MdmSync("now", { providerName: "jamf", pollIntervalSeconds: 1 });
          return { status: sync.status };
        };
        const s = await stack({ program });
        const failed = await s.refused("up");
        const [kept] = await instancesIn(s);
        expect(kept).toMatchObject({ outputs: { status: "failed", error: expect.stringMatching(/./) } });
        expect(failed.errors.join("\n")).toContain(kept?.outputs.error);
        expect(kept?.initErrors?.join("\n")).toContain(kept?.outputs.error);
        await withJamf(world);
        const again = await s.up();
        expect(again.did.filter((did) => !did.startsWith("replace "))).toEqual([
          "create-replacement now",
          "delete-replaced now",
        ]);
        expect(again.outputs.status?.value).toBe("succeeded");
        expect((await s.up()).did).toEqual([]);
        expect(govApi.proxy.requests.filter(({ route }) => route === start)).toHaveLength(2);
      },
    );

    pulumiStory(
      engine,
      `converges after it was killed, wherever that was, and doubles nothing: ${flavour} flavour`,
      async ({ govApi, stack }) => {
        const s = await stack({ program: policies(thoth, 6) });
        const killed = async (operation: "up" | "destroy", point: Promise<void>) => {
          const [outcome] = await Promise.all([s.attempt(operation, { parallel: 2 }), point.then(s.kill)]);
          expect(outcome.ok).toBe(false);
          await restoreTornCheckpoint(s);
          // A killed engine leaves its lock behind, if it had come so far.
          await s.run(["cancel", "--yes"]);
        };
        const isFirst = ({ resourcePreEvent }: EngineEvent) => resourcePreEvent?.metadata.op === "create";
        await killed("up", s.until(isFirst));
        // The fourth is carried out, and nobody hears of it.
        const halfway = govApi.proxy.answered(upsert, 3);
        govApi.proxy.inject({ on: upsert, fault: { delayMs: 600 }, after: 3 });
        await killed("up", halfway);
        govApi.proxy.heal();
        const after = await s.up();
        expect(after.ok).toBe(true);
        expect(await names(govApi)).toEqual(Array(6).fill("policy"));
        expect((await instancesIn(s)).length).toBe(7);
        // What was under way the engine cannot tell; a person can, who looks at GovAPI as it is.
        await s.refresh({ clearPendingCreates: true });
        expect((await s.exportState()).deployment.pending_operations ?? []).toEqual([]);
        await s.preview({ expectNoChanges: true });
        await killed("destroy", govApi.proxy.answered(upsert, 2));
        await s.destroy();
        expect(await instancesIn(s)).toEqual([]);
        const { body } = await govApi.call("GET /thoth/browser/policies");
        expect(body).toMatchObject({ data: Array(6).fill({ active: false }) });
      },
    );

    pulumiStory(
      engine,
      `interrupted while a sync is awaited, knows it afterwards: ${flavour} flavour`,
      async (world) => {
        const { govApi, stack } = world;
        await withJamf(world, { faults: [{ on: "inventory", fault: "slow" }] });
        // Pulumi tells plugins to stop; of a dynamic resource it awaits the end.
        const limit = flavour === "plugin" ? { pollIntervalSeconds: 60, timeoutSeconds: 300 } : { timeoutSeconds: 2 };
        const program = (more: object) => async () =>
          void new thoth.MdmSync("now", { providerName: "jamf", pollIntervalSeconds: 1, ...more });
        const s = await stack({ program: program(limit) });
        const started = govApi.proxy.answered(start).then(() => s.interrupt());
        const began = Date.now();
        const [interrupted] = await Promise.all([s.attempt("up"), started]);
        expect(Date.now() - began).toBeLessThan(40_000);
        expect(interrupted.ok).toBe(false);
        const [kept] = await instancesIn(s);
        expect((await govApi.call(`GET /thoth/mdm/sync-jobs/${kept?.id}`)).status).toBe(200);
        await withJamf(world);
        const again = await s.up({ program: program({}) });
        expect(again.did).toContain("create-replacement now");
        await s.preview({ program: program({}), expectNoChanges: true });
      },
    );
  }
});

interface KeptInstance {
  readonly type: string;
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
}

/** The instances in state, without the stack itself and providers. */
async function instancesIn(stack: { readonly exportState: () => Promise<{ readonly deployment: unknown }> }) {
  // as: what the engine exports, which the SDK does not describe.
  const { resources = [] } = (await stack.exportState()).deployment as { readonly resources?: readonly KeptInstance[] };
  return resources.filter(({ type }) => !/^pulumi:(pulumi:Stack$|providers:)/.test(type));
}

async function names({ call }: RunningGovApi): Promise<readonly unknown[]> {
  const { body } = await call("GET /thoth/browser/policies");
  // as: a list of GovAPI's.
  return (body as { readonly data: readonly Readonly<Record<string, unknown>>[] }).data.map(({ name }) => name);
}
