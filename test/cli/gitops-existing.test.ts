import { beforeEach, describe, expect, test } from "@jest/globals";
import { baseline, repositoryForTests, secret, write } from "./gitops.ts";

const repository = repositoryForTests();
const { run, done, json, files, row, govApi } = repository;

beforeEach(async () => {
  await govApi().call("POST /thoth/browser/policies", {
    policy_id: "strict",
    name: "By hand",
    provider: "chrome",
    policy: { extension_settings: { "*": { installation_mode: "blocked" } } },
  });
  await govApi().call("POST /thoth/mdm/providers", {
    provider: "jamf",
    name: "Corporate Jamf",
    enabled: true,
    config: { base_url: "https://acme.jamfcloud.com", client_id: "thoth", client_secret: secret },
  });
  write(repository, {
    ...baseline,
    "m/absent.yaml":
      "apiVersion: thoth/v1\nkind: BrowserPolicy\nmetadata: {name: absent}\nspec: {name: x, provider_name: chrome, policy: {a: 1}}\n",
  });
});

describe("import", () => {
  test("takes what is there as ours, changes nothing, and tells what apply would change and make", async () => {
    const before = await row("GET /thoth/browser/policies", "policy_id", "strict");
    const dry = await done("import -f m --dry-run");
    expect(dry).toContain(
      [
        "  = adopt    BrowserPolicy/strict",
        "      It differs from the manifest. It stays as it is; apply would change:",
        '      ~ name  "By hand" -> "Block unknown extensions"',
      ].join("\n"),
    );
    expect(dry).toContain(
      "Left as they are:\n      BrowserPolicy/absent\n        It does not exist; apply creates it.\n",
    );
    const stdout = await done("import -f m");
    expect(stdout).toContain("MdmProvider/jamf: done");
    expect(stdout).toMatch(/\nDone: 3 adopted\.\n$/);
    expect(await row("GET /thoth/browser/policies", "policy_id", "strict")).toEqual(before);
    expect(await row("GET /thoth/browser/policies", "policy_id", "absent")).toBeUndefined();
    expect(await done("import -f m")).toContain("It is ours already, and differs; apply changes it.");
    const plan = await done("plan -f m");
    expect(plan).not.toContain("MdmProvider/jamf");
    expect(plan).toContain("Plan: 1 to create, 2 to update; 1 unchanged.");
    await done("apply -f m");
    expect(await run("import -f m --detailed-exitcode --dry-run")).toEqual({
      code: 0,
      stdout: "Nothing to adopt: all that is there is ours already.\n",
      stderr: "",
    });
  });

  test("leaves to others what is theirs, unless it is to be taken over", async () => {
    files.delete("m/absent.yaml");
    const refused = await run("import -f m --owner other");
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 1, stdout: "" });
    expect(refused.stderr).toContain("--take-over");
    expect(await json("import -f m --owner other --take-over")).toMatchObject({ owner: "other", done: 3, failed: 0 });
    expect(await run("plan -f m")).toMatchObject({ code: 1 });
    expect(await json("import -f m --take-over")).toMatchObject({ owner: "default", done: 3 });
  });
});

describe("destroy", () => {
  test("without --yes only shows what it would remove", async () => {
    const { code, stdout, stderr } = await run("destroy -f m");
    expect({ code, stderr }).toEqual({ code: 2, stderr: "Nothing was done. To do it, give --yes.\n" });
    expect(stdout).toMatch(/- remove {3}BrowserPolicy\/strict\n {6}GovAPI never deletes it: active becomes false\.\n/);
    expect(await run("destroy -f m --dry-run")).toMatchObject({ code: 0, stderr: "" });
    expect(await run("destroy -f m --dry-run --detailed-exitcode --yes")).toMatchObject({ code: 2, stderr: "" });
    expect(await row("GET /thoth/browser/policies", "policy_id", "strict")).toMatchObject({ active: true });
  });

  test("removes what is ours and leaves the rest, of which it tells", async () => {
    await done("apply -f m");
    files.set("m/tenant.yaml", baseline["m/tenant.yaml"].replace(/---.*/s, ""));
    files.set("m/theirs.yaml", baseline["m/browser.yaml"].replaceAll("strict", "theirs"));
    await done("apply -f m/theirs.yaml --owner other");
    const stdout = await done("destroy -f m --yes");
    expect(stdout).toContain(
      '      BrowserPolicy/theirs\n        It belongs to the set "other" and is left as it is.\n',
    );
    expect(stdout).toMatch(/\nDone: 3 removed\.\n$/);
    expect(await row("GET /thoth/browser/policies", "policy_id", "strict")).toMatchObject({ active: false });
    expect(await row("GET /thoth/browser/policies", "policy_id", "theirs")).toMatchObject({ active: true });
    expect(await row("GET /thoth/mdm/providers", "provider", "jamf")).toMatchObject({ enabled: true });
    const again = await run("destroy -f m");
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).toContain("Nothing to remove: none of it is there and ours.");
  });

  test("of one target removes that", async () => {
    await done("apply -f m");
    expect(await json("destroy -f m --target BrowserPolicy/absent --yes")).toMatchObject({
      changes: 1,
      done: 1,
      steps: [{ address: "BrowserPolicy/absent", action: "remove", outcome: "done" }],
    });
    expect(await row("GET /thoth/browser/policies", "policy_id", "strict")).toMatchObject({ active: true });
  });
});
