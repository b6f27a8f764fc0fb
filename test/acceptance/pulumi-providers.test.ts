import { join } from "node:path";
import { expect } from "@jest/globals";
import { Config } from "@pulumi/pulumi";
import * as plugin from "../../pulumi/src/plugin.ts";
import { describeOnPulumi } from "../support/pulumi-engines.ts";
import { type PulumiWorld, pulumiStory } from "../support/pulumi-story.ts";
import { type RunningGovApi, startGovApi } from "../support/running-govapi.ts";
import { flavours } from "./pulumi-flavours.ts";

describeOnPulumi("a connection", (engine) => {
  pulumiStory(
    engine,
    "of its own for each tenant lets one program govern several, and keeps them apart",
    async (world) => {
      const { govApi } = world;
      const other = await otherTenant(world);
      const program = (moved: RunningGovApi, adminBearerToken?: string) => async () => {
        const config = new Config("thoth");
        const acme = new plugin.Provider("acme", {
          tenantId: "acme",
          govapiUrl: govApi.url,
          orgApiKey: config.requireSecret("orgApiKey"),
        });
        const moving = new plugin.Provider("moving", {
          tenantId: moved.tenantId,
          govapiUrl: moved.url,
          ...(adminBearerToken === undefined ? { orgApiKey: moved.orgApiKey } : { adminBearerToken }),
        });
        const second = new plugin.Provider("other", {
          tenantId: "other",
          govapiUrl: other.url,
          orgApiKey: other.orgApiKey,
        });
        new plugin.SiemSettings("acme", { siemProvider: "splunk" }, { provider: acme });
        new plugin.SiemSettings("other", { siemProvider: "sentinel" }, { provider: second });
        new plugin.MdmProvider("moving", { providerName: "kandji", name: "Kandji" }, { provider: moving });
      };
      const s = await world.stack({ program: program(govApi) });
      await s.up();
      expect(await siemOf(govApi)).toBe("splunk");
      expect(await siemOf(other)).toBe("sentinel");
      expect(await mdmOf(govApi)).toMatchObject([{ provider: "kandji", enabled: true }]);
      expect(await mdmOf(other)).toEqual([]);

      const token = await govApi.issueAdminToken(600);
      world.guard({ name: "the admin token", text: token });
      const rotated = await s.up({ program: program(govApi, token) });
      expect(rotated.did).toEqual([]);
      expect(rotated.changes).toMatchObject({ update: 1 });
      const before = writes(govApi).length;
      await s.refresh();
      expect(writes(govApi)).toHaveLength(before);

      const moved = await s.up({ program: program(other) });
      expect(moved.did.filter((did) => !did.startsWith("replace "))).toEqual([
        "create-replacement moving",
        "delete-replaced moving",
      ]);
      expect(await mdmOf(govApi)).toMatchObject([{ provider: "kandji", enabled: false }]);
      expect(await mdmOf(other)).toMatchObject([{ provider: "kandji", enabled: true }]);
      await s.destroy();
      expect([await siemOf(govApi), await siemOf(other)]).toEqual([undefined, undefined]);
      expect(await mdmOf(other)).toMatchObject([{ provider: "kandji", enabled: false }]);
    },
  );

  for (const { name: flavour, thoth } of flavours) {
    pulumiStory(
      engine,
      `of the stack takes another credential, and does not mistake another tenant for its own: ${flavour} flavour`,
      async (world) => {
        const { govApi } = world;
        const other = await otherTenant(world);
        const program = async () => void new thoth.MdmProvider("kandji", { providerName: "kandji", name: "Kandji" });
        const s = await world.stack({ program });
        await s.up();
        const token = await govApi.issueAdminToken(600);
        world.guard({ name: "the admin token", text: token });
        await s.run(["config", "rm", "thoth:orgApiKey"]);
        await s.configure({}, { "thoth:adminBearerToken": token });
        // The engine refreshes with the connection that state knows: it learns of another one by an update.
        expect((await s.up()).did).toEqual([]);
        expect((await s.refresh()).did).toEqual([]);
        expect(govApi.proxy.requests.at(-1)?.headers).toMatchObject({ authorization: `Bearer ${token}` });

        await s.run(["config", "rm", "thoth:adminBearerToken"]);
        await s.configure(
          { "thoth:tenantId": "other", "thoth:govapiUrl": other.url },
          { "thoth:orgApiKey": other.orgApiKey },
        );
        if (flavour === "plugin") {
          expect((await s.up()).did).toContain("create-replacement kandji");
          expect(await mdmOf(other)).toMatchObject([{ provider: "kandji", enabled: true }]);
          expect(await mdmOf(govApi)).toMatchObject([{ provider: "kandji", enabled: false }]);
          return;
        }
        for (const operation of ["preview", "up"] as const)
          expect((await s.refused(operation)).errors.join("\n")).toMatch(/acme.*other|other.*acme/s);
        expect(other.proxy.requests).toEqual([]);
        expect(await mdmOf(govApi)).toMatchObject([{ provider: "kandji", enabled: true }]);
      },
    );
  }
});

async function otherTenant({ folder, finally: afterwards, guard }: PulumiWorld): Promise<RunningGovApi> {
  const other = await startGovApi(join(folder, "govapi-of-the-other"), "other");
  afterwards(other.close);
  guard({ name: "the other organization's key", text: other.orgApiKey });
  return other;
}

function writes({ proxy }: RunningGovApi): readonly string[] {
  return proxy.requests.map(({ route }) => route).filter((route) => !route.startsWith("GET "));
}

async function siemOf({ call }: RunningGovApi): Promise<unknown> {
  // as: the settings document.
  const { body } = (await call("GET /thoth/settings")) as {
    readonly body: { readonly siem?: { readonly provider?: unknown } };
  };
  return body.siem?.provider;
}

async function mdmOf({ call }: RunningGovApi): Promise<unknown> {
  // as: a list of GovAPI's.
  return ((await call("GET /thoth/mdm/providers")).body as { readonly data: unknown }).data;
}
