import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { type Client, createClient, lifecycleOf } from "@thoth-iac/client";
import { type JsonObject, type Resource, resources } from "@thoth-iac/model";
import { filesOn, thothctl } from "@thoth-iac/thothctl";
import fc from "fast-check";
import { describeOnEngines } from "../support/engines.ts";
import { applied } from "../support/managed.ts";
import { withIdentity } from "../support/manifests.ts";
import { arbitrarySets } from "../support/manifests-arbitrary.ts";
import { outsideOf } from "../support/outside.ts";
import type { RunningGovApi } from "../support/running-govapi.ts";
import { everythingOf, exampleOf, type Written } from "../support/sample-values.ts";
import { story } from "../support/story.ts";

const listed = Object.values<Resource>(resources).filter(({ routes: { read } }) => typeof read === "object");

/** Exports the tenant into a folder, and gives what was said. */
async function exported(govApi: RunningGovApi, folder: string): Promise<string> {
  let said = "";
  const write = (text: string) => {
    said += text;
  };
  const sink = { write, columns: undefined, isTerminal: false };
  const code = await thothctl(["export", "--format", "hcl", "--output-dir", folder], {
    env: { THOTH_GOVAPI_URL: govApi.url, THOTH_TENANT_ID: govApi.tenantId, THOTH_API_KEY: govApi.orgApiKey },
    readFile: (path) => readFile(path, "utf8"),
    files: filesOn(),
    self: "the test",
    fetch,
    stop: new AbortController().signal,
    stdout: sink,
    stderr: sink,
  });
  if (code !== 0) throw new Error(said);
  return said;
}

const ids: Readonly<Record<string, Written>> = {
  browser_policy: { policy_id: "p" },
  browser_enrollment: { enrollment_id: "e" },
};

/** Texts and JSON that mean something else to HCL, to a shell or to a terminal. */
const strange: JsonObject = {
  '${upper("a")}': "${path.module} %{ if true }x%{ endif } $${kept} %%{kept} $$${three}",
  'quote " back \\ slash': "tab\tnewline\nreturn\r\u0008\u000c\u001b[31m \u2028 \u202e\ufeff",
  expression: 'file("/etc/passwd")',
  "": "",
  "dotted.name": { null: null, true: "true", list: [], none: {}, mixed: [1, "1", true, null, { a: [[]] }] },
  numbers: [0, -1, 0.1, 1e-7, 123456789.125, 9007199254740991],
  heredoc: "<<EOT\nEOT\n",
  decomposed: "e\u0301",
  emoji: "\u{1f600} \u00e9 \u4e2d",
};

describeOnEngines("a tenant exported as configuration", (engine) => {
  story(
    engine,
    "is imported as a whole, with nothing to add, change or destroy, and then plans nothing",
    async (world) => {
      const { terraform, govApi } = world;
      for (const [turn, resource] of [...listed, ...listed].entries()) {
        const all = { ...exampleOf(resource), ...everythingOf(resource, turn), ...ids[resource.name] };
        const identity = Object.fromEntries(resource.identity.map((name) => [name, all[name] ?? null]));
        await outsideOf(govApi, resource, identity).change(all);
      }
      const secret = { name: "the webhook's secret", text: "whsec_c2VjcmV0LW9mLXRoZS13ZWJob29r" };
      world.guard(secret);
      const { body } = await govApi.call("GET /thoth/settings");
      // as: settings are an object.
      const settings = body as JsonObject;
      await govApi.call("PUT /thoth/settings", {
        ...settings,
        webhook: { ...Object(settings.webhook), secret: secret.text },
      });
      await govApi.call("POST /thoth/browser/policies", {
        policy_id: "off",
        name: "Off",
        provider: "island",
        active: false,
        policy: {},
      });
      const before = await everything(govApi);
      const said = await exported(govApi, terraform.folder);
      expect(said).toContain("webhook_secret");
      expect(await terraform.run(["fmt", "-check", "-diff"])).toMatchObject({ code: 0 });
      const plan = await terraform.plan();
      expect(plan.changes.length).toBeGreaterThanOrEqual(6);
      expect(plan.changes.filter((change) => !/^import \S+$/.test(change))).toEqual([]);
      await terraform.apply();
      expect((await terraform.plan()).changes).toEqual([]);
      expect(await everything(govApi)).toEqual(before);
    },
  );

  story(engine, "holds every text as the tenant has it, and computes none", async ({ terraform, govApi }) => {
    const odd = [
      '${upper("a")}',
      "../../etc",
      "a.b",
      "a-b",
      "A.B",
      "1",
      `${govApi.tenantId}/x`,
      "%{ for }",
      "é",
      "x".repeat(200),
      "nul",
    ];
    for (const id of odd) {
      const { status } = await govApi.call("POST /thoth/browser/policies", {
        policy_id: id,
        name: `n ${id}`,
        provider: "chrome",
        policy: strange,
        metadata: { id },
      });
      expect(status).toBeLessThan(300);
    }
    await govApi.call("PUT /thoth/settings", {
      tool_risk_overrides: { "${a}": "low", "%{b}": "high", "new\nline": "low", 'q"': "low" },
      secret_broker: {
        auth_bindings: [{ host_pattern: "${x}", header: "%{y}", secret_ref: "op://a/b", prefix: "Bearer " }],
      },
    });
    const before = await everything(govApi);
    await exported(govApi, terraform.folder);
    expect((await readdir(terraform.folder)).filter((name) => name.endsWith(".tf"))).toEqual([
      "browser-policy.tf",
      "tenant-settings.tf",
      "terraform.tf",
    ]);
    const text = await readFile(join(terraform.folder, "browser-policy.tf"), "utf8");
    expect([...text].filter((character) => /(?!\n)[\p{Cc}\p{Cf}\p{Zl}]/u.test(character))).toEqual([]);
    const plan = await terraform.plan();
    expect(plan.changes.filter((change) => !/^import \S+$/.test(change))).toEqual([]);
    expect(plan.changes).toHaveLength(odd.length + 1);
    await terraform.apply();
    expect((await terraform.plan()).changes).toEqual([]);
    expect(await everything(govApi)).toEqual(before);
  });

  story(engine, "plans nothing but to import, whatever the tenant is made of", async ({ terraform, govApi }) => {
    const seed = Date.now() % 1_000_000;
    for (const one of fc.sample(arbitrarySets({ most: 6 }), { numRuns: 5, seed }).flat()) {
      await applied({ lifecycle: lifecycleOf(clientOf(govApi)) }, one.resource, { configuration: withIdentity(one) });
    }
    const before = await everything(govApi);
    await exported(govApi, terraform.folder);
    const plan = await terraform.plan();
    expect([seed, plan.changes.filter((change) => !/^import \S+$/.test(change))]).toEqual([seed, []]);
    await terraform.apply();
    expect([seed, (await terraform.plan()).changes]).toEqual([seed, []]);
    expect(await everything(govApi)).toEqual(before);
  });
});

function clientOf({ url, tenantId, orgApiKey }: RunningGovApi): Client {
  return createClient({
    tenantId,
    baseUrl: url,
    credential: { kind: "org_api_key", value: orgApiKey, source: "the test" },
    retry: { maxAttempts: 1, baseDelayMs: 1, maxDelayMs: 1 },
    requestTimeoutMs: 10_000,
    attribution: { via: "Terraform", name: "test", version: "0" },
    fetch,
  });
}

/** All that GovAPI tells of what was exported. */
async function everything(govApi: RunningGovApi): Promise<readonly unknown[]> {
  const routes = new Set(
    listed.flatMap(({ routes: { read } }) =>
      typeof read === "object" ? [read.move === "find" ? read.list : read.read] : [],
    ),
  );
  return Promise.all([...routes].map(async (route) => (await govApi.call(route)).body));
}
