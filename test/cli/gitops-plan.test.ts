import { beforeEach, describe, expect, test } from "@jest/globals";
import { baseline, repositoryForTests, secret, write } from "./gitops.ts";

const repository = repositoryForTests();
const { run, done, json, files, govApi } = repository;

beforeEach(() => write(repository, baseline));

describe("plan", () => {
  test("tells what would be done, and does nothing", async () => {
    const { code, stdout, stderr } = await run("plan -f m");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(new Set(stdout.split("\n").filter((line) => /^ {2}[+~] /.test(line)))).toEqual(
      new Set([
        "  + create   BrowserPolicy/strict",
        "  ~ update   GovernanceSettings/baseline",
        "  + create   MdmProvider/jamf",
      ]),
    );
    expect(stdout).toContain('policy.extension_settings["*"].installation_mode  "blocked"');
    expect(stdout).toMatch(/config +\(secret\)/);
    expect(stdout).toMatch(/\nPlan: 2 to create, 1 to update\.\n$/);
    expect((await govApi().call("GET /thoth/browser/policies")).body).toMatchObject({ data: [] });
  });

  test("has an exit code that tells whether there is something to do", async () => {
    expect(await run("plan -f m --detailed-exitcode")).toMatchObject({ code: 2 });
    await done("apply -f m");
    const again = await run("plan -f m --detailed-exitcode");
    expect(again).toEqual({
      code: 0,
      stdout: "No changes: the tenant is what the manifests say (3 instances).\n",
      stderr: "",
    });
  });

  test.each(["plan -f nowhere", "plan", "plan -f m --parallelism 0", "plan -f m --nonsense", "apply --plan nowhere"])(
    "has none that means a change where %s is wrong",
    async (line) => {
      expect(await run(`${line} --detailed-exitcode`)).toMatchObject({ code: 1, stdout: "" });
      expect(await run(line)).toMatchObject({ code: 2, stdout: "" });
    },
  );

  test("has none that means a change where GovAPI is not to be reached", async () => {
    const between = () => Promise.reject(new TypeError("fetch failed"));
    expect(await run("plan -f m --detailed-exitcode", { between })).toMatchObject({ code: 1, stdout: "" });
  });

  test("tells what somebody else has changed", async () => {
    await done("apply -f m");
    await govApi().call("POST /thoth/browser/policies", {
      policy_id: "strict",
      name: "By hand",
      provider: "chrome",
      policy: { extension_settings: { "*": { installation_mode: "allowed" } } },
    });
    const stdout = await done("plan -f m");
    expect(stdout).toContain('~ name  "By hand" -> "Block unknown extensions"');
    expect(stdout).toContain('installation_mode  "allowed" -> "blocked"');
    await done("apply -f m");
    expect(await run("plan -f m --detailed-exitcode")).toMatchObject({ code: 0 });
  });

  test("shows a changed secret as changed, and not itself", async () => {
    const env = { JAMF_SECRET: "another-secret-altogether" };
    const text = await run("plan -f m", { env });
    const document = await run("plan -f m --json", { env });
    const difference = await run("diff -f m", { env });
    expect(text.stdout).toContain("~ config  (secret) -> (another secret)");
    expect(difference.stdout).toContain("-config: (secret)\n+config: (another secret)\n");
    for (const { code, stdout, stderr } of [text, document, difference]) {
      expect(code).toBe(0);
      expect(stdout + stderr).not.toMatch(new RegExp(`${secret}|another-secret-altogether`));
    }
  });

  test("tells what only another instance will give", async () => {
    files.set(
      "m/other.yaml",
      "apiVersion: thoth/v1\nkind: BrowserPolicy\nmetadata: {name: other}\nspec: {name: x, provider_name: chrome, policy: {a: 1}, created_by: {fromResource: BrowserPolicy/fresh, attribute: created_by}}\n",
    );
    files.set("m/fresh.yaml", baseline["m/browser.yaml"].replace("strict", "fresh"));
    expect(await done("plan -f m")).toMatch(/\+ created_by +\(known after apply\)\n/);
    expect(await json("plan -f m --target BrowserPolicy/other")).toMatchObject({
      steps: [
        { address: "BrowserPolicy/fresh", needs: [] },
        {
          needs: ["BrowserPolicy/fresh"],
          changes: expect.arrayContaining([
            expect.objectContaining({ attribute: "created_by", after: null, known_after_apply: ["created_by"] }),
          ]),
        },
      ],
    });
    expect(await run("plan -f m --out tenant.plan")).toMatchObject({ code: 0 });
    expect(await done("apply --plan tenant.plan --dry-run")).toContain("Plan: 2 to create");
  });

  test("gives programs a document", async () => {
    files.set("m/browser.yaml", baseline["m/browser.yaml"].replace("blocked", "allowed"));
    expect(await json("plan -f m")).toMatchObject({
      format: "thoth-plan",
      version: 1,
      tenant: "acme",
      owner: "default",
      marks: true,
      changes: 1,
      steps: expect.arrayContaining([
        {
          address: "BrowserPolicy/strict",
          kind: "BrowserPolicy",
          name: "strict",
          resource: "browser_policy",
          identity: "strict",
          action: "update",
          because: null,
          removal: null,
          needs: [],
          changes: [
            {
              attribute: "policy",
              kind: "changed",
              before: { extension_settings: { "*": { installation_mode: "blocked" } } },
              after: { extension_settings: { "*": { installation_mode: "allowed" } } },
              known_after_apply: [],
              secret: false,
              replaces: false,
            },
          ],
        },
      ]),
      leftovers: [],
      warnings: [],
    });
  });

  test("is of the targets only", async () => {
    files.set("m/browser.yaml", baseline["m/browser.yaml"].replace("blocked", "allowed"));
    files.set("m/tenant.yaml", baseline["m/tenant.yaml"].replace("healthcare", "financial"));
    expect(await done("plan -f m --target GovernanceSettings/baseline")).toMatch(/Plan: 1 to update\./);
  });

  test("names what no manifest names any more, and what removal would mean", async () => {
    files.delete("m/browser.yaml");
    const stdout = await done("plan -f m");
    expect(stdout).toContain(
      "No longer in any manifest; --prune removes them:\n      BrowserPolicy/strict  GovAPI never",
    );
    const pruned = await done("plan -f m --prune");
    expect(pruned).toContain(
      "  - remove   BrowserPolicy/strict\n      GovAPI never deletes it: active becomes false.\n",
    );
  });
});

describe("diff", () => {
  test("shows, as a unified diff, what differs", async () => {
    files.set("m/tenant.yaml", baseline["m/tenant.yaml"].replace("healthcare", "financial"));
    const { code, stdout } = await run("diff -f m");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: [
        "--- live GovernanceSettings/baseline",
        "+++ desired GovernanceSettings/baseline",
        "@@ -1 +1 @@",
        "-compliance_profile: healthcare",
        "+compliance_profile: financial",
        "",
      ].join("\n"),
    });
    expect(await run("diff -f m --detailed-exitcode")).toMatchObject({ code: 2 });
    expect(await json("diff -f m")).toMatchObject({
      format: "thoth-diff",
      version: 1,
      instances: [{ address: "GovernanceSettings/baseline", action: "update", diff: stdout }],
    });
  });

  test("shows nothing where nothing differs", async () => {
    expect(await run("diff -f m --detailed-exitcode")).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});

describe("a command line that is wrong", () => {
  test.each([
    ["plan", "-f PATH"],
    ["apply", "--plan PATH"],
    ["plan -f m --max-deletions many", '--max-deletions must be a whole number from 0 to 1000000; found "many"'],
    ["apply -f m --parallelism 65", "--parallelism must be a whole number from 1 to 64"],
    ["apply -f m --parallelism 1.5", "--parallelism must be a whole number"],
    ["apply -f m --lock-timeout soon", "such as 30s, 5m"],
    ["plan -f m --owner Not/One", "--owner must be"],
    ["plan -f m --output yaml", "It takes text or json"],
    ["plan -f m --target BrowserPolicy/strikt", "Did you mean BrowserPolicy/strict?"],
    ["destroy -f m --target BrowserPolicy/strikt", "Did you mean BrowserPolicy/strict?"],
    ["plan -f nowhere", "-f names nowhere, which does not exist"],
    ["apply --plan nowhere", "--plan names nowhere, which does not exist"],
    ["apply --plan p -f m --prune", "--filename and --prune were settled"],
    ["plan -f m --prnue", "Did you mean --prune?"],
  ])("%s is refused before anything is sent", async (line, complaint) => {
    const asked: Request[] = [];
    const { code, stdout, stderr } = await run(line, {
      between: async (request, next) => {
        if (request.method !== "GET") asked.push(request);
        return next(request);
      },
    });
    expect({ code, stdout, asked }).toEqual({ code: 2, stdout: "", asked: [] });
    expect(stderr).toContain(complaint);
  });

  test("is told what THOTH_OWNER says that it must not", async () => {
    const { code, stderr } = await run("plan -f m", { env: { THOTH_OWNER: "Not One" } });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("THOTH_OWNER must be") });
  });
});

test("what is wrong in a manifest is shown where it stands, and nothing is asked", async () => {
  files.set("m/browser.yaml", baseline["m/browser.yaml"].replace("provider_name: chrome", "provider_name: chrom"));
  const { code, stdout, stderr } = await run("plan -f m", {
    between: () => Promise.reject(new Error("Nobody is asked.")),
  });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(
    ["  m/browser.yaml:6:18  BrowserPolicy/strict", "  6 |   provider_name: chrom", "    |                  ^"].join(
      "\n",
    ),
  );
});
