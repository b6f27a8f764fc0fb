import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { secret } from "@pulumi/pulumi";
import { startJamf } from "../support/jamf.ts";
import { describeOnPulumi } from "../support/pulumi-engines.ts";
import { pulumiStory } from "../support/pulumi-story.ts";
import { type Secret, secretsIn } from "../support/secret-scan.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";
import { signingSecret } from "./prepared.ts";
import { flavours } from "./pulumi-flavours.ts";

const inPolicy = "a-text-inside-a-policy-that-nobody-may-read";
const inMetadata = "a-text-inside-metadata-that-nobody-may-read";

describeOnPulumi("a secret", (engine) => {
  for (const { name: flavour, thoth } of flavours) {
    pulumiStory(
      engine,
      `reaches GovAPI, and neither state, output, logs at their highest nor errors: ${flavour} flavour`,
      async (world) => {
        const { govApi, stack } = world;
        const jamf = await startJamf({ computers: [{ id: "1" }] });
        world.finally(jamf.close);
        const receiver = await startWebhookReceiver({ secret: signingSecret });
        world.finally(receiver.close);
        const secrets: readonly Secret[] = [
          { name: "Jamf's client secret", text: jamf.clientSecret },
          { name: "the webhook's secret", text: signingSecret },
          { name: "the organization's key", text: govApi.orgApiKey },
          // GovAPI shows both to everyone who may ask.
          { name: "what is secret in the policy", text: inPolicy, mayBeIn: /^govapi\// },
          { name: "what is secret beside the policy", text: inMetadata, mayBeIn: /^govapi\// },
        ];
        // The engine's own logs are looked through below.
        const logged = ({ mayBeIn }: Secret) => new RegExp(`^stack-1/tmp/${mayBeIn ? `|${mayBeIn.source}` : ""}`);
        for (const secret of secrets) world.guard({ ...secret, mayBeIn: logged(secret) });
        const program = (round: string) => async () => {
          // Plain in the program, and secret by the model; nothing marks it.
          const settings = new thoth.WebhookSettings("webhook", {
            webhookEnabled: true,
            webhookUrl: receiver.url,
            webhookSecret: signingSecret,
          });
          new thoth.WebhookTest("test", { trigger: round }, { dependsOn: [settings] });
          const config = { base_url: jamf.url, client_id: jamf.clientId, client_secret: jamf.clientSecret };
          const mdm = new thoth.MdmProvider("jamf", { providerName: "jamf", name: round, config });
          new thoth.MdmSync("sync", { providerName: mdm.providerName, pollIntervalSeconds: 1, trigger: round });
          // Plain by the model, and secret by the program.
          const policy = new thoth.BrowserPolicy("policy", {
            name: round,
            providerName: "chrome",
            policy: { homepage_location: secret(inPolicy) },
            metadata: secret({ note: inMetadata }),
          });
          return { compiled: policy.compiledPolicyJson, config: mdm.config, secret: settings.webhookSecret };
        };
        const s = await stack({ program: program("one") });
        // The highest that holds no secret by intention, as Pulumi says; above it whole calls are spelt out.
        const logs = { logVerbosity: 9, logFlow: true };
        await s.preview({ ...logs, diff: true });
        const made = await s.up({ ...logs, diff: true });
        expect(made.outputs).toMatchObject({
          compiled: { secret: true },
          config: { secret: true },
          secret: { secret: true },
        });
        expect(made.outputs.compiled?.value).toContain(inPolicy);
        expect(receiver.deliveries).toMatchObject([{ verified: true }]);
        await s.up({ program: program("two"), ...logs, diff: true });
        await s.refresh(logs);
        await govApi.call("POST /thoth/mdm/providers", {
          provider: "jamf",
          config: { base_url: jamf.url, client_id: "x" },
        });
        await s.refused("preview", { program: program("two"), expectNoChanges: true, refresh: true, diff: true });

        const failing = { answer: 400, body: JSON.stringify({ error: "bad_request", message: "No." }) };
        govApi.proxy.inject({ on: "POST /thoth/browser/policies", fault: failing });
        govApi.proxy.inject({ on: "POST /thoth/mdm/providers", fault: failing });
        const refused = await s.refused("up", { program: program("three"), ...logs, diff: true });
        expect(refused.errors.join("\n")).toMatch(/No\./);
        govApi.proxy.heal();
        await s.destroy(logs);
        const logFiles = await readdir(join(s.project, "..", "tmp"));
        const texts = await Promise.all(logFiles.map((name) => readFile(join(s.project, "..", "tmp", name), "utf8")));
        const lines = texts.join("\n").split("\n");
        // Even there secrets are only in what Pulumi's engine and SDK say of their own calls.
        const ours = lines.filter((line) => !/arshaling property for RPC\[|RegisterResource RPC finished: /.test(line));
        expect(lines.length - ours.length).toBeGreaterThan(100);
        expect(ours.length).toBeGreaterThan(1000);
        expect(secretsIn("the logs", ours, secrets)).toEqual([]);
      },
    );
  }
});
