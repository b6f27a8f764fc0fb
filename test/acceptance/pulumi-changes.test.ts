import { expect } from "@jest/globals";
import { describeOnPulumi } from "../support/pulumi-engines.ts";
import type { PulumiOutcome } from "../support/pulumi-outcome.ts";
import { pulumiStory } from "../support/pulumi-story.ts";
import { flavours } from "./pulumi-flavours.ts";

const list = "GET /thoth/browser/policies";
const upsert = "POST /thoth/browser/policies";
const stepsOf = ({ steps }: PulumiOutcome) =>
  steps.filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`);

describeOnPulumi("a change", (engine) => {
  for (const flavour of flavours) {
    const { name: flavourName, thoth } = flavour;

    pulumiStory(
      engine,
      `is planned with what is not known yet, and replaces in an order that loses nothing: ${flavourName} flavour`,
      async ({ govApi, stack }) => {
        const program = (browser: "chrome" | "firefox") => async () => {
          const given = new thoth.BrowserPolicy("given", { name: "a", providerName: browser, policy: {} });
          new thoth.BrowserPolicy("own", { policyId: "own", name: "a", providerName: browser, policy: {} });
          new thoth.BrowserEnrollment("dependent", {
            providerName: "chrome",
            userId: "ada",
            deviceId: given.policyId,
            metadata: { policy: given.policyId, compiled: given.compiledPolicyJson },
          });
          return { compiled: given.compiledPolicyJson, device: given.policyId };
        };
        const s = await stack({ program: program("chrome") });
        const planned = await s.preview();
        expect(planned.did).toEqual(["create dependent", "create given", "create own"]);
        expect(planned.messages).toEqual([]);
        const made = await s.up();
        const device = made.outputs.device?.value;
        expect(device).toEqual(expect.stringMatching(/./));
        expect(await rows(govApi, "enrollments")).toMatchObject([{ device_id: device, metadata: { policy: device } }]);

        const firefox = { program: program("firefox") };
        const before = govApi.proxy.requests.length;
        expect((await s.preview(firefox)).did).toEqual([
          "create-replacement given",
          "create-replacement own",
          "delete-replaced given",
          "delete-replaced own",
          "replace given",
          "replace own",
          "update dependent",
        ]);
        expect(govApi.proxy.requests.length).toBe(before);
        const replaced = await s.up(firefox);
        const order = stepsOf(replaced);
        expect(order.indexOf("delete-replaced own")).toBeLessThan(order.indexOf("create-replacement own"));
        expect(order.indexOf("delete-replaced given")).toBeGreaterThan(order.indexOf("update dependent"));
        const now = replaced.outputs.device?.value;
        expect(now).not.toBe(device);
        const states = (await rows(govApi, "policies")).map(({ policy_id, provider, active }) => [
          policy_id,
          provider,
          active,
        ]);
        expect(states).toHaveLength(3);
        expect(states).toEqual(
          expect.arrayContaining([
            [device, "chrome", false],
            [now, "firefox", true],
            ["own", "firefox", true],
          ]),
        );
        expect(await rows(govApi, "enrollments")).toMatchObject([{ device_id: now }]);
        await s.preview({ ...firefox, expectNoChanges: true, refresh: true });
      },
    );

    pulumiStory(
      engine,
      `obeys ignoreChanges, replaceOnChanges and transforms: ${flavourName} flavour`,
      async ({ govApi, stack }) => {
        const program = (name: string) => async () => {
          const args = { name, providerName: "chrome" as const, policy: {} };
          new thoth.BrowserPolicy("ignoring", { ...args, policyId: "ignoring" }, { ignoreChanges: ["name"] });
          new thoth.BrowserPolicy("replacing", { ...args, policyId: "replacing" }, { replaceOnChanges: ["name"] });
          new thoth.BrowserPolicy("renewing", args, { replaceOnChanges: ["*"] });
          new thoth.BrowserPolicy(
            "transformed",
            { ...args, policyId: "transformed" },
            { transforms: [({ props, opts }) => ({ props: { ...props, name: `${props.name}, transformed` }, opts })] },
          );
          new thoth.GovernanceSettings("protected", { shadowHigh: "block" }, { protect: true });
          new thoth.SiemSettings("siem", { siemProvider: name }, { replaceOnChanges: ["siemProvider"] });
          new thoth.PamSettings("pam", { pamProvider: "okta" });
        };
        const s = await stack({ program: program("a") });
        await s.up();
        const changed = await s.up({ program: program("b") });
        expect(changed.did.filter((did) => !did.startsWith("replace "))).toEqual([
          "create-replacement renewing",
          "create-replacement replacing",
          "create-replacement siem",
          "delete-replaced renewing",
          "delete-replaced replacing",
          "delete-replaced siem",
          "update transformed",
        ]);
        const named = (await rows(govApi, "policies")).map(({ policy_id, name, active }) => [policy_id, name, active]);
        expect(named).toEqual(
          expect.arrayContaining([
            ["ignoring", "a", true],
            ["replacing", "b", true],
            ["transformed", "b, transformed", true],
            [expect.stringMatching(/./), "b", true],
            [expect.stringMatching(/./), "a", false],
          ]),
        );
        const settings = { siem: { provider: "b" }, pam: { provider: "okta" }, shadow_policy: { high: "block" } };
        expect((await govApi.call("GET /thoth/settings")).body).toMatchObject(settings);

        await s.preview({ program: program("b"), expectNoChanges: true, refresh: true });
        expect((await s.refused("destroy")).errors.join()).toMatch(/protect/);
      },
    );

    pulumiStory(
      engine,
      `of a name, or a taint, leaves in force what is made anew under the old identity: ${flavourName} flavour`,
      async ({ govApi, stack }) => {
        const program = (suffix: string, pam: { readonly pamRequestUrl?: string }) => async () => {
          const policy = { name: "a", providerName: "chrome" as const, policy: {} };
          new thoth.BrowserPolicy(`policy${suffix}`, { ...policy, policyId: "own" });
          new thoth.MdmProvider(`mdm${suffix}`, { providerName: "kandji", name: "Kandji" });
          new thoth.PamSettings(`pam${suffix}`, { pamProvider: "okta", ...pam });
        };
        const expectInForce = async (pam: object) => {
          expect(await rows(govApi, "policies")).toMatchObject([{ policy_id: "own", active: true }]);
          expect((await govApi.call("GET /thoth/mdm/providers")).body).toMatchObject({ data: [{ enabled: true }] });
          expect((await govApi.call("GET /thoth/settings")).body).toMatchObject({ pam });
        };
        const s = await stack({ program: program("", { pamRequestUrl: "https://pam.example.com/" }) });
        const made = await s.up();
        await expectInForce({ provider: "okta", request_url: "https://pam.example.com/" });

        // What only the old one had set goes with it.
        const renamed = { program: program("-renamed", {}) };
        const { did } = await s.up(renamed);
        expect(did.filter((one) => one.startsWith("delete "))).toEqual(["delete mdm", "delete pam", "delete policy"]);
        await expectInForce({ provider: "okta" });
        const settings = (await govApi.call("GET /thoth/settings")).body;
        expect(settings).not.toHaveProperty("pam.request_url");
        await s.preview({ ...renamed, expectNoChanges: true, refresh: true });

        for (const { urn } of made.steps) await s.run(["state", "taint", `${urn}-renamed`, "--yes"]);
        const anew = await s.up(renamed);
        expect(anew.did.filter((one) => one.startsWith("create-replacement "))).toHaveLength(3);
        await expectInForce({ provider: "okta" });
        await s.destroy();
        expect(await rows(govApi, "policies")).toMatchObject([{ active: false }]);
        expect((await govApi.call("GET /thoth/mdm/providers")).body).toMatchObject({ data: [{ enabled: false }] });
      },
    );

    pulumiStory(
      engine,
      `is found by a refresh that costs pages of calls, and what is gone is made again: ${flavourName} flavour`,
      async ({ govApi, stack }) => {
        const count = 100;
        const program = async () => {
          for (const at of Array(count).keys())
            new thoth.BrowserPolicy(`p${at}`, { name: `policy ${at}`, providerName: "chrome", policy: {} });
        };
        const s = await stack({ program });
        const made = await s.up();
        const callsOf = async (run: () => Promise<PulumiOutcome>) => {
          const before = govApi.proxy.requests.length;
          const { did } = await run();
          return { did, calls: govApi.proxy.requests.slice(before).map(({ route }) => route) };
        };
        const looked = await callsOf(() => s.refresh());
        expect(looked.did).toEqual([]);
        expect([...new Set(looked.calls)]).toEqual([list]);
        expect(looked.calls.length).toBeLessThanOrEqual(3);

        const id = made.steps.find(({ name }) => name === "p7")?.id ?? "";
        await govApi.call(upsert, { policy_id: id, name: "by hand", provider: "chrome" });
        expect((await callsOf(() => s.refresh())).did).toEqual(["update p7"]);
        expect((await s.refused("preview", { expectNoChanges: true })).did).toEqual(["update p7"]);
        const repaired = await callsOf(() => s.up());
        expect(repaired.did).toEqual(["update p7"]);
        expect(repaired.calls.filter((route) => !route.startsWith("GET "))).toEqual([upsert]);

        govApi.proxy.inject({ on: list, fault: { answer: 200, body: '{"data":[],"total":0}' } });
        expect((await s.refresh()).did).toHaveLength(count);
        govApi.proxy.heal();
        expect((await callsOf(() => s.up())).did).toHaveLength(count);
        expect(await rows(govApi, "policies")).toHaveLength(2 * count);
      },
    );
  }
});

async function rows(
  govApi: { readonly call: (route: string) => Promise<{ readonly body: unknown }> },
  kind: "policies" | "enrollments",
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { body } = await govApi.call(`GET /thoth/browser/${kind}?limit=500`);
  // as: a list of GovAPI's.
  return (body as { readonly data: readonly Readonly<Record<string, unknown>>[] }).data;
}
