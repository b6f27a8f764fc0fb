import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { root } from "../house/tree.ts";
import { type JobRun, runJob, type Surroundings } from "../support/job-run.ts";
import { type KubernetesObject, kustomized } from "../support/kustomization.ts";
import { callTenant } from "../support/running-govapi.ts";
import { type ServedGovApi, serveGovApi } from "../support/served-govapi.ts";

/* The Jobs of deploy/argocd, run as a node would run them: their arguments, their environment, what they mount. */

const slow = 60_000;
const siemSecret = "whsec_dGhlIHNlY3JldCBvZiB0aGUgc2llbQ==";
const webhookSecret = "whsec_YSBzZWNyZXQgdGhhdCBpcyBhIGZpbGU=";
let rendered: readonly KubernetesObject[];
let folder: string;
let govApi: ServedGovApi;
let around: Surroundings;

beforeAll(async () => {
  rendered = await kustomized(join(root, "deploy", "argocd", "overlays", "full"));
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "thoth-jobs-"));
  govApi = await serveGovApi(join(folder, "govapi"), "acme");
  around = {
    root: folder,
    secrets: {
      "thoth-credentials": { "org-api-key": `${govApi.orgApiKey}\n` },
      "thoth-secrets": { SIEM_WEBHOOK_SECRET: siemSecret, "webhook-secret": webhookSecret },
    },
    instead: { THOTH_GOVAPI_URL: govApi.url },
  };
}, slow);
afterEach(async () => {
  await govApi.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a Job and looks whether it tells a secret. */
async function run(job: string, objects = rendered): Promise<JobRun> {
  const ran = await runJob(objects, `thoth-${job}`, around);
  for (const secret of [siemSecret, webhookSecret, govApi.orgApiKey]) {
    expect(ran.stdout + ran.stderr).not.toContain(secret);
  }
  return ran;
}

async function tenant(route: string, body?: Parameters<typeof callTenant>[1]["body"]) {
  const { status, body: answer } = await callTenant(
    { url: govApi.url, tenant: "acme", orgApiKey: govApi.orgApiKey },
    { route, ...(body !== undefined && { body }) },
  );
  expect(status).toBe(200);
  return answer;
}

/** The rendered objects with other manifests in both ConfigMaps. */
function withManifests(manifests: Readonly<Record<string, string | undefined>>): readonly KubernetesObject[] {
  return rendered.map((object) => {
    if (!("data" in object) || !object.metadata.name.startsWith("thoth-manifests")) return object;
    const data = Object.entries({ ...(object.data ?? {}), ...manifests }).filter(([, text]) => text !== undefined);
    return { ...object, data: Object.fromEntries(data) };
  });
}

test(
  "a sync plans and changes nothing, applies, and finds nothing left to do; so does the next one",
  async () => {
    const before = await tenant("GET /thoth/settings");
    expect(await run("plan")).toMatchObject({
      outcome: "complete",
      stdout: expect.stringContaining("Plan: 3 to create, 2 to update."),
    });
    expect(await tenant("GET /thoth/settings")).toEqual(before);

    expect(await run("apply")).toMatchObject({ outcome: "complete", stdout: expect.stringContaining("3 created") });
    expect(await tenant("GET /thoth/settings")).toMatchObject({
      compliance_profile: "soc2",
      siem: { webhook: { url: "https://splunk.example.com/services/collector" } },
    });
    for (const job of ["verify", "drift", "plan"]) {
      expect(await run(job)).toMatchObject({
        outcome: "complete",
        stdout: expect.stringContaining("No changes: the tenant is what the manifests say (5 instances)."),
      });
    }
    expect(await run("apply")).toMatchObject({ outcome: "complete", stdout: expect.not.stringContaining("created") });
  },
  slow,
);

test(
  "drift fails the CronJob's Job at once, and tells what; the next sync ends it",
  async () => {
    await run("apply");
    // Somebody writes all of the settings, and forgets the SIEM.
    await tenant("PUT /thoth/settings", { compliance_profile: "soc2", shadow_policy: { critical: "allow" } });

    expect(await run("drift")).toMatchObject({
      code: 2,
      outcome: "failed",
      stdout: expect.stringMatching(/shadow_critical.*"allow".*"block"/),
    });
    const report = await run("report");
    expect(report.outcome).toBe("complete");
    expect(JSON.parse(report.stdout)).toMatchObject({
      owner: "full",
      steps: expect.arrayContaining([
        expect.objectContaining({ address: "GovernanceSettings/baseline", action: "update" }),
      ]),
    });
    expect(await run("apply")).toMatchObject({ outcome: "complete" });
    expect(await run("drift")).toMatchObject({ outcome: "complete" });
  },
  slow,
);

test(
  "a secret that was changed in the cluster is drift, until the next sync has written it",
  async () => {
    await run("apply");
    const changed = { ...around.secrets["thoth-secrets"], SIEM_WEBHOOK_SECRET: webhookSecret };
    around = { ...around, secrets: { ...around.secrets, "thoth-secrets": changed } };
    expect(await run("drift")).toMatchObject({
      outcome: "failed",
      stdout: expect.stringMatching(/SiemSettings\/splunk\n.*siem_webhook_secret.*\(secret/),
    });
    expect(await run("apply")).toMatchObject({ outcome: "complete" });
    expect(await run("drift")).toMatchObject({ outcome: "complete" });
  },
  slow,
);

test(
  "what the manifests no longer name is removed, and what others made is not",
  async () => {
    await run("apply");
    const theirs = { provider: "chrome", policy_id: "theirs", name: "Theirs", policy: { incognito: "disabled" } };
    await tenant("POST /thoth/browser/policies", theirs);
    const fewer = withManifests({ "browser-policies.yaml": undefined });
    expect(await run("plan", fewer)).toMatchObject({
      outcome: "complete",
      stdout: expect.stringContaining("Plan: 2 to remove"),
    });
    expect(await run("apply", fewer)).toMatchObject({ outcome: "complete" });
    expect(await tenant("GET /thoth/browser/policies")).toMatchObject({
      data: expect.arrayContaining([
        expect.objectContaining({ policy_id: "theirs", active: true }),
        expect.objectContaining({ policy_id: "approved-extensions", active: false }),
      ]),
    });
    expect(await run("verify", fewer)).toMatchObject({ outcome: "complete" });
  },
  slow,
);

test(
  "more deletions than the rollout allows stop the sync before anything is done",
  async () => {
    const many = Array.from(
      { length: 11 },
      (_, index) =>
        `apiVersion: thoth/v1\nkind: BrowserPolicy\nmetadata: {name: p${index}}\nspec: {name: P${index}, provider_name: chrome, policy: {}}\n`,
    );
    expect(await run("apply", withManifests({ "many.yaml": many.join("---\n") }))).toMatchObject({
      outcome: "complete",
    });
    for (const job of ["plan", "apply"]) {
      const ran = await run(job);
      expect(ran).toMatchObject({ outcome: "tried again", stderr: expect.stringContaining("--max-deletions") });
    }
    expect(await run("report")).not.toMatchObject({ outcome: "complete" });
    expect(JSON.stringify(await tenant("GET /thoth/browser/policies"))).not.toContain('"active":false');
  },
  slow,
);

test(
  "manifests that are wrong stop the sync, pointing at the line",
  async () => {
    const wrong = withManifests({
      "more.yaml": "apiVersion: thoth/v1\nkind: BrowserPolicy\nmetadata: {name: x}\nspec: {name: 1}\n",
    });
    const ran = await run("plan", wrong);
    expect(ran.outcome).not.toBe("complete");
    expect(ran.stderr).toMatch(/manifests\/more\.yaml:4:/);
  },
  slow,
);

test(
  "a key that is not accepted fails a Job at once; a GovAPI that is gone is asked again by another pod",
  async () => {
    const right = around;
    around = { ...right, secrets: { ...right.secrets, "thoth-credentials": { "org-api-key": "thoth_live_wrong" } } };
    expect(await run("plan")).toMatchObject({ code: 4, outcome: "failed" });
    around = right;
    await govApi.kill();
    for (const job of ["plan", "apply", "verify", "drift"]) {
      expect(await run(job)).toMatchObject({ code: 1, outcome: "tried again" });
    }
  },
  slow,
);

test(
  "a Job without the Secret that manifests need says which variable is missing",
  async () => {
    around = { ...around, secrets: { "thoth-credentials": around.secrets["thoth-credentials"] ?? {} } };
    const ran = await run("plan");
    expect(ran.outcome).not.toBe("complete");
    expect(ran.stderr).toContain("SIEM_WEBHOOK_SECRET");
  },
  slow,
);

test(
  "a ThothTenant finds its Secret where the Jobs mount it, and so does fromFile",
  async () => {
    const thothTenant = `apiVersion: platform.atensecurity.com/v1alpha1
kind: ThothTenant
metadata: {name: acme}
spec:
  tenantId: acme
  authSecretRef: {name: thoth-credentials, key: org-api-key}
  settings: {compliance_profile: soc2}
  webhookSettings:
    enabled: true
    url: https://events.example.com/thoth
    secretRef: {name: thoth-secrets, key: webhook-secret}
`;
    const only = withManifests({
      "settings.yaml": undefined,
      "browser-policies.yaml": undefined,
      "tenant.yaml": thothTenant,
    });
    expect(await run("apply", only)).toMatchObject({ outcome: "complete" });
    expect(await tenant("GET /thoth/settings")).toMatchObject({
      compliance_profile: "soc2",
      webhook: { enabled: true, url: "https://events.example.com/thoth" },
    });
    expect(await run("verify", only)).toMatchObject({ outcome: "complete" });

    // The folder of manifests is two below the root, and the Secrets are where they are in the cluster.
    const byFile = withManifests({
      "settings.yaml": `apiVersion: thoth/v1
kind: WebhookSettings
metadata: {name: events}
spec:
  webhook_enabled: true
  webhook_url: https://events.example.com/thoth
  webhook_secret: {fromFile: ../var/run/secrets/thoth/thoth-secrets/webhook-secret}
`,
    });
    expect(await run("plan", byFile)).toMatchObject({
      outcome: "complete",
      stdout: expect.stringContaining("(secret)"),
    });
  },
  slow,
);

test.each(["canary", "pilot"])(
  "the rollout %s makes another tenant, by its own name",
  async (rollout) => {
    const objects = await kustomized(join(root, "deploy", "argocd", "overlays", rollout));
    const tenantId = `acme-${rollout}`;
    const other = await serveGovApi(join(folder, "other"), tenantId);
    const secrets = { ...around.secrets, "thoth-credentials": { "org-api-key": other.orgApiKey } };
    around = { ...around, secrets, instead: { THOTH_GOVAPI_URL: other.url } };
    expect(await run("apply", objects)).toMatchObject({ outcome: "complete" });
    expect(await run("verify", objects)).toMatchObject({ outcome: "complete" });
    expect(JSON.parse((await run("report", objects)).stdout)).toMatchObject({ tenant: tenantId, owner: rollout });
    await other.kill();
  },
  slow,
);
