import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";
import { repositoryForTests, write } from "./gitops.ts";

const repository = repositoryForTests({ allowPrivateTargets: true });
const { run, done } = repository;

const receiver: { webhook?: WebhookReceiver } = {};
beforeAll(async () => {
  receiver.webhook = await startWebhookReceiver({ secret: "whsec_dGhpcy1pcy1vbmx5LWEtdGVzdC1zZWNyZXQtMDE=" });
});
afterAll(() => receiver.webhook?.close());

const env = { HOOK_SECRET: "whsec_dGhpcy1pcy1vbmx5LWEtdGVzdC1zZWNyZXQtMDE=" };

const manifests = (profile: string) => `apiVersion: thoth/v1
kind: WebhookSettings
metadata: {name: hook}
spec:
  webhook_enabled: true
  webhook_url: ${receiver.webhook?.url}
  webhook_secret: {fromEnv: HOOK_SECRET}
---
apiVersion: thoth/v1
kind: WebhookTest
metadata: {name: hook}
spec: {}
---
apiVersion: thoth/v1
kind: GovernanceSettings
metadata: {name: baseline}
spec: {compliance_profile: ${profile}}
`;

test("what is taken from another set is changed and marked, actions among it, and is no one else's from then on", async () => {
  write(repository, { "m/all.yaml": manifests("healthcare") });
  await done("apply -f m --owner first", { env });
  expect(receiver.webhook?.deliveries).toHaveLength(1);

  write(repository, { "m/all.yaml": manifests("financial") });
  const plan = await done("plan -f m --owner second --take-over", { env });
  expect(plan).toContain(
    [
      "  ~ update   GovernanceSettings/baseline",
      '      It belongs to "first" until now.',
      '      ~ compliance_profile  "healthcare" -> "financial"',
    ].join("\n"),
  );
  expect(plan).toContain('WebhookTest/hook\n      It ran already, and belongs to "first" until now.\n');
  await done("apply -f m --owner second --take-over", { env });

  expect(await done("plan -f m --owner second", { env })).toContain("No changes");
  expect(
    (await run("plan -f m --owner first", { env })).stderr.match(/belongs to the set of manifests "second"/g),
  ).toHaveLength(3);
  await done("import -f m --owner first --take-over", { env });
  expect(await done("plan -f m --owner first", { env })).toContain("No changes");
  expect(receiver.webhook?.deliveries).toHaveLength(1);
});
