import { beforeEach, describe, expect, test } from "@jest/globals";
import { baseline, repositoryForTests, secret, write } from "./gitops.ts";

const repository = repositoryForTests();
const { run, done, json, files, row, govApi } = repository;

beforeEach(() => write(repository, baseline));

const policies = (count: number, prefix = "t", name = "A policy") =>
  Array.from(
    { length: count },
    (_, at) => `---
apiVersion: thoth/v1
kind: BrowserPolicy
metadata: {name: ${prefix}${at}}
spec: {name: ${name} ${at}, provider_name: firefox, policy: {a: ${at}}}
`,
  ).join("");

describe("apply", () => {
  test("makes the tenant what the manifests say, tells each step, and has nothing to do the second time", async () => {
    const { code, stdout, stderr } = await run("apply -f m");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("  + create   BrowserPolicy/strict: done\n");
    expect(stdout).toMatch(/\nDone: 2 created, 1 updated\.\n$/);
    expect(stdout).not.toContain(secret);
    expect(await row("GET /thoth/mdm/providers", "provider", "jamf")).toMatchObject({ name: "Corporate Jamf" });
    expect(await row("GET /thoth/browser/policies", "policy_id", "strict")).toMatchObject({ active: true });
    const writes: string[] = [];
    const again = await run("apply -f m", {
      between: async (request, next) => {
        const { pathname } = new URL(request.url);
        if (request.method !== "GET" && !pathname.includes("/leases/")) writes.push(`${request.method} ${pathname}`);
        return next(request);
      },
    });
    expect(again).toEqual({
      code: 0,
      stdout: "No changes: the tenant is what the manifests say (3 instances).\n",
      stderr: "",
    });
    expect(writes).toEqual([]);
  });

  test("sends a secret that has changed, once", async () => {
    const env = { JAMF_SECRET: "the-next-secret" };
    const stdout = await done("apply -f m", { env });
    expect(stdout).toContain("MdmProvider/jamf: done");
    expect(stdout).not.toContain("the-next-secret");
    expect(await run("plan -f m --detailed-exitcode", { env })).toMatchObject({ code: 0 });
    expect(await run("plan -f m --detailed-exitcode")).toMatchObject({ code: 2 });
    await done("apply -f m");
  });

  test("clears what a manifest no longer sets", async () => {
    files.set("m/hook.yaml", hook("  webhook_url: https://events.example.com/thoth\n"));
    await done("apply -f m");
    files.set("m/hook.yaml", hook(""));
    expect(await done("apply -f m")).toContain('- webhook_url  "https://events.example.com/thoth" -> (cleared)');
    const { body } = await govApi().call("GET /thoth/settings");
    expect(JSON.stringify(body)).not.toContain("events.example.com");
  });

  test("with --dry-run only shows what would be done", async () => {
    files.set("m/browser.yaml", baseline["m/browser.yaml"].replace("blocked", "allowed"));
    const { code, stdout } = await run("apply -f m --dry-run --detailed-exitcode");
    expect({ code, last: stdout.trimEnd().split("\n").at(-1) }).toEqual({
      code: 2,
      last: "Plan: 1 to update; 2 unchanged.",
    });
    expect(await row("GET /thoth/browser/policies", "policy_id", "strict")).toMatchObject({
      policy: { extension_settings: { "*": { installation_mode: "blocked" } } },
    });
  });

  test("gives programs a document of what became of each step", async () => {
    files.set("m/browser.yaml", baseline["m/browser.yaml"].replace("blocked", "removed"));
    expect(await json("apply -f m")).toEqual({
      format: "thoth-apply",
      version: 1,
      tenant: "acme",
      owner: "default",
      interrupted: false,
      changes: 1,
      done: 1,
      failed: 0,
      skipped: 0,
      steps: [
        {
          address: "BrowserPolicy/strict",
          kind: "BrowserPolicy",
          name: "strict",
          resource: "browser_policy",
          identity: "strict",
          action: "update",
          outcome: "done",
          because: null,
          diagnostics: [],
        },
      ],
      diagnostics: [],
    });
    await done("apply -f m");
  });

  test("goes on where it can when a step fails, skips what needs it, and says so", async () => {
    write(repository, {
      "m/all.yaml": `${policies(3, "p", "Other")}---
apiVersion: thoth/v1
kind: BrowserPolicy
metadata: {name: after, dependsOn: [BrowserPolicy/p1]}
spec: {name: After, provider_name: firefox, policy: {a: 1}}
`,
    });
    const { code, stdout, stderr } = await run("apply -f m --json", {
      between: async (request, next) => {
        if (request.method === "POST" && (await request.clone().text()).includes("Other 1")) {
          return Response.json({ error: { code: "invalid_value", message: "p1 is not wanted here" } }, { status: 400 });
        }
        return next(request);
      },
    });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ done: 2, failed: 1, skipped: 1, interrupted: false });
    expect(stderr).toContain("p1 is not wanted here");
    expect(stderr).toMatch(/ {2}m\/all\.yaml:\d+:\d+ {2}BrowserPolicy\/p1\n/);
    const text = await run("apply -f m", {
      between: async (request, next) =>
        request.method === "POST" && new URL(request.url).pathname.endsWith("/policies")
          ? Response.json({ error: { code: "invalid_value", message: "nothing is wanted" } }, { status: 400 })
          : next(request),
    });
    expect(text).toMatchObject({ code: 1 });
    expect(text.stdout).toContain("BrowserPolicy/p1: failed\n");
    expect(text.stdout).toContain("BrowserPolicy/after: skipped, because BrowserPolicy/p1 did not succeed\n");
    expect(text.stdout).toMatch(/Done: nothing\. Not done: 1 failed, 1 skipped\./);
    await done("apply -f m");
  });
});

describe("pruning", () => {
  test("removes what this set of manifests made and no longer names, and nothing else", async () => {
    write(repository, { "m/all.yaml": policies(3) });
    await done("apply -f m --owner team");
    write(repository, { "n/all.yaml": policies(1) });
    const stdout = await done("apply -f n --owner team --prune");
    expect(stdout).toContain("Done: 2 removed.");
    expect(await row("GET /thoth/browser/policies", "policy_id", "t2")).toMatchObject({ active: false });
    expect(await row("GET /thoth/browser/policies", "policy_id", "strict")).toMatchObject({ active: true });
    expect(await done("plan -f n --owner team --prune")).toMatch(/^No changes/);
  });

  test("never goes beyond what is allowed", async () => {
    write(repository, { "m/all.yaml": policies(12) });
    await done("apply -f m --owner team");
    write(repository, { "n/all.yaml": policies(1) });
    for (const line of [
      "apply -f n --owner team --prune",
      "plan -f n --owner team --prune",
      "apply -f n --owner team --prune --max-deletions 3",
    ]) {
      const { code, stdout, stderr } = await run(line);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toContain("--max-deletions 11");
    }
    expect(await row("GET /thoth/browser/policies", "policy_id", "t11")).toMatchObject({ active: true });
    await done("apply -f n --owner team --prune --max-deletions 11");
    expect(await row("GET /thoth/browser/policies", "policy_id", "t11")).toMatchObject({ active: false });
  });
});

describe("instances of other sets of manifests", () => {
  test("are left alone, unless they are to be taken over", async () => {
    write(repository, { "m/browser.yaml": baseline["m/browser.yaml"].replace("blocked", "force_installed") });
    const refused = await run("apply -f m --owner other");
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 1, stdout: "" });
    expect(refused.stderr).toContain('belongs to the set of manifests "default"');
    expect(await done("apply -f m --owner other --take-over")).toContain("Done: 1 updated.");
    expect(await run("plan -f m")).toMatchObject({ code: 1, stderr: expect.stringContaining('"other"') });
    expect(await run("plan -f m", { env: { THOTH_OWNER: "other" } })).toMatchObject({ code: 0 });
  });
});

function hook(more: string): string {
  return `apiVersion: thoth/v1\nkind: WebhookSettings\nmetadata: {name: hook}\nspec:\n  webhook_enabled: false\n${more}`;
}
