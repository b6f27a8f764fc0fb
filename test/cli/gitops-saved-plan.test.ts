import { beforeEach, expect, test } from "@jest/globals";
import { baseline, repositoryForTests, secret, write } from "./gitops.ts";

const repository = repositoryForTests();
const { run, done, files, row, govApi } = repository;

beforeEach(() => write(repository, baseline));

const policy = (mode: string) => baseline["m/browser.yaml"].replace("blocked", mode);

test("a saved plan is carried out exactly, without the manifests, and once", async () => {
  const { stderr } = await run("plan -f m --out tenant.plan");
  expect(stderr).toContain("thothctl apply --plan tenant.plan");
  expect(files.get("tenant.plan")).not.toContain(secret);
  for (const path of Object.keys(baseline)) files.delete(path);
  expect(await done("apply --plan tenant.plan --dry-run")).toContain("Plan: 2 to create, 1 to update.");
  expect(await done("apply --plan tenant.plan")).toContain("Done: 2 created, 1 updated.");
  expect(await row("GET /thoth/browser/policies", "policy_id", "strict")).toMatchObject({ active: true });
  const again = await run("apply --plan tenant.plan");
  expect(again).toMatchObject({ code: 1, stdout: "" });
  expect(again.stderr).toContain(
    "BrowserPolicy/strict\n  The plan was to create it; now it would be to leave it as it is.",
  );
});

test("a saved plan is refused, with what has changed, when the tenant moved on", async () => {
  files.set("m/browser.yaml", policy("allowed"));
  await done("plan -f m --out tenant.plan");
  await govApi().call("POST /thoth/browser/policies", {
    policy_id: "strict",
    name: "By hand",
    provider: "chrome",
    policy: { extension_settings: { "*": { installation_mode: "removed" } } },
  });
  const { code, stdout, stderr } = await run("apply --plan tenant.plan");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^Error: The saved plan no longer holds\n {2}BrowserPolicy\/strict\n/);
  expect(stderr).toContain('name was "Block unknown extensions" and is "By hand"');
  expect(stderr).toContain('policy was {"extension_settings":{"*":{"installation_mode":"blocked"}}} and is');
  expect(await row("GET /thoth/browser/policies", "policy_id", "strict")).toMatchObject({ name: "By hand" });
  await done("apply -f m");
});

test("a saved plan holds, though the server wrote something of its own meanwhile", async () => {
  files.set("m/tenant.yaml", baseline["m/tenant.yaml"].replace("Corporate Jamf", "Jamf"));
  await done("plan -f m --out tenant.plan");
  const { body } = await govApi().call("POST /thoth/mdm/providers/jamf/sync", {});
  expect(body).toMatchObject({ job_id: expect.any(String) });
  expect(await done("apply --plan tenant.plan")).toContain("MdmProvider/jamf: done");
});

test("a saved plan is refused where the secrets are others, or are not there", async () => {
  files.set("m/tenant.yaml", baseline["m/tenant.yaml"].replace("Corporate Jamf", "Our Jamf"));
  await done("plan -f m --out tenant.plan");
  const other = await run("apply --plan tenant.plan", { env: { JAMF_SECRET: "not-the-same-secret" } });
  expect(other).toMatchObject({ code: 1, stdout: "" });
  expect(other.stderr).toContain("The saved plan no longer holds\n  MdmProvider/jamf\n");
  expect(other.stderr).not.toContain("not-the-same-secret");
  const none = await run("apply --plan tenant.plan", { env: { JAMF_SECRET: "" } });
  expect(none).toMatchObject({ code: 1, stdout: "" });
  expect(none.stderr).toContain("JAMF_SECRET");
  expect(await row("GET /thoth/mdm/providers", "provider", "jamf")).toMatchObject({ name: "Jamf" });
});

test("a saved plan keeps to what was allowed when it was made", async () => {
  files.delete("m/browser.yaml");
  await done("plan -f m --prune --out tenant.plan");
  expect(await done("apply --plan tenant.plan")).toContain("- remove   BrowserPolicy/strict: done");
});

test.each([
  ["another tenant", "--tenant-id other", {}, 'made for "acme"; the connection names "other"'],
  ["another GovAPI", "--govapi-url https://elsewhere.example", {}, '"https://elsewhere.example"'],
  ["another owner", "--json", { THOTH_OWNER: "others" }, 'THOTH_OWNER names "others"'],
])("a saved plan is refused for %s, and nobody is asked", async (_, flags, env, complaint) => {
  await done("plan -f m --out tenant.plan");
  const { code, stdout, stderr } = await run(`apply --plan tenant.plan ${flags}`, {
    env,
    between: () => Promise.reject(new Error("Nobody is asked.")),
  });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(complaint);
});

test.each([
  ["cut off", (text: string) => text.slice(0, -100), "is damaged"],
  ["changed", (text: string) => text.replace("Corporate", "corporate"), "is damaged"],
  ["of a newer version", (text: string) => text.replace("thoth-plan 1", "thoth-plan 2"), "of a newer thothctl"],
  ["something else", () => baseline["m/browser.yaml"], "is no saved plan"],
])("a saved plan that is %s is refused", async (_, made, complaint) => {
  await done("plan -f m --out tenant.plan");
  files.set("tenant.plan", made(files.get("tenant.plan") ?? ""));
  const { code, stdout, stderr } = await run("apply --plan tenant.plan");
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(complaint);
});
