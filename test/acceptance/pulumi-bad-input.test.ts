import { mkdir, readdir, rename, symlink, unlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect } from "@jest/globals";
import * as dynamic from "../../pulumi/src/index.ts";
import { startFaultyProxy } from "../support/faulty-proxy.ts";
import { describeOnPulumi } from "../support/pulumi-engines.ts";
import type { PulumiOutcome } from "../support/pulumi-outcome.ts";
import { pulumiStory } from "../support/pulumi-story.ts";
import { flavours } from "./pulumi-flavours.ts";

describeOnPulumi("what is wrong", (engine) => {
  for (const { name: flavour, thoth } of flavours) {
    pulumiStory(
      engine,
      `in a program is told before anything is called, by resource and property: ${flavour} flavour`,
      async ({ govApi, stack }) => {
        const s = await stack();
        const saying = (args: object) =>
          s.refused("preview", {
            // as: what a program in JavaScript might say.
            program: async () => void new thoth.BrowserPolicy("bad", args as never),
          });
        const wrong = await saying({
          name: 7,
          providerName: "chrom",
          enforcementMode: "sometimes",
          policy: {},
          nmae: "x",
        });
        expect(wrong.errors).toEqual([
          expect.stringMatching(/'bad' has a problem: .*There is no attribute nmae\. Known here: .*\bname\b/),
          expect.stringMatching(/'bad': property name .*name must be a string .*; found a number\./),
          expect.stringMatching(
            /'bad': property providerName .*one of "chrome", .*; found "chrom"\. Did you mean "chrome"\?/,
          ),
          expect.stringMatching(/'bad': property enforcementMode .*one of "monitor", "enforce"; found "sometimes"\./),
        ]);
        const both = await saying({ name: "a", providerName: "chrome", policy: {}, policyJson: '{"a":1}' });
        expect(both.errors).toEqual([
          expect.stringMatching(/'bad': property policy .*Exactly one of policyJson, policy must be set; .* are\./),
        ]);
        const lacking = await saying({ policy: {} });
        expect(lacking.errors).toContain('BrowserPolicy "bad": name, providerName must be given.');
        expect(govApi.proxy.requests).toEqual([]);
      },
    );

    pulumiStory(
      engine,
      `with the way to the tenant is told once, with what to do: ${flavour} flavour`,
      async ({ govApi, stack }) => {
        const s = await stack({
          program: async () => void new thoth.SiemSettings("siem", { siemProvider: "splunk" }),
          config: { "thoth:retryMaxAttempts": "1" },
          secrets: { "thoth:adminBearerToken": "a-token" },
        });
        const without = (key: string) => s.run(["config", "rm", key]);
        const expectRefused = async (reason: RegExp) => expectOne(await s.refused("up"), reason);

        await expectRefused(/thoth:orgApiKey and thoth:adminBearerToken are set\. .*give one of them/);
        await without("thoth:adminBearerToken");
        await without("thoth:orgApiKey");
        await s.configure({ "thoth:orgApiKeyFile": "key.txt" });
        await expectRefused(/thoth:orgApiKeyFile names key\.txt, which does not exist/);
        await without("thoth:orgApiKeyFile");
        await expectRefused(/No credential is given\. None of thoth:orgApiKey, .* is set, .*THOTH_API_KEY/);
        await s.configure({}, { "thoth:orgApiKey": "a-wrong-key" });
        await expectRefused(/does not accept the credential \(401\)\. .*came from thoth:orgApiKey/);
        const gone = await startFaultyProxy(govApi.url);
        await gone.close();
        await s.configure({ "thoth:govapiUrl": gone.url }, { "thoth:orgApiKey": govApi.orgApiKey });
        await expectRefused(/127\.0\.0\.1:\d+.*(ECONNREFUSED|refused)/);
        await s.configure({ "thoth:requestTimeoutSeconds": "soon" });
        await expectRefused(/requestTimeoutSeconds/);
        await without("thoth:requestTimeoutSeconds");
        await s.configure({ "thoth:govapiUrl": govApi.url });
        expect((await s.up()).did).toEqual(["create siem"]);
      },
    );
  }

  pulumiStory(
    engine,
    "when the package is gone is told by its name, and destroying works once it is back",
    async ({ govApi, folder, stack }) => {
      const program = async () => void new dynamic.SiemSettings("siem", { siemProvider: "splunk" });
      const s = await stack({ program });
      await s.up();
      const installed = resolve(import.meta.dirname, "..", "..", "node_modules");
      const [without, aside] = [join(folder, "without"), join(folder, "aside")];
      await mkdir(without);
      for (const name of await readdir(installed))
        if (name !== "@thoth-iac" && !name.startsWith(".")) await symlink(join(installed, name), join(without, name));
      const link = join(s.project, "node_modules");
      await rename(link, aside);
      await symlink(without, link);
      const refused = await s.refused("destroy");
      expect(refused.errors).toEqual([expect.stringMatching(/^Cannot find module '@thoth-iac\/pulumi\/runtime'/)]);
      await unlink(link);
      await rename(aside, link);
      expect((await s.destroy()).did).toEqual(["delete siem"]);
      expect((await govApi.call("GET /thoth/settings")).body).not.toMatchObject({ siem: { provider: "splunk" } });
    },
  );
});

/** One error, which is the resource's or that of the connection on which it stands. */
function expectOne({ errors, messages }: PulumiOutcome, reason: RegExp): void {
  expect(errors).toEqual([expect.stringMatching(reason)]);
  const found = messages.find(({ text }) => text === errors[0]);
  expect(found?.urn).toMatch(/::(siem|default_[0-9_]+)$/);
}
