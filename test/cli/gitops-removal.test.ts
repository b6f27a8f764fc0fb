import { describe, expect, test } from "@jest/globals";
import { repositoryForTests, write } from "./gitops.ts";

const repository = repositoryForTests();
const { run, done, row } = repository;

const policy = (name: string, policyId = name) => `apiVersion: thoth/v1
kind: BrowserPolicy
metadata: {name: ${name}}
spec: {policy_id: ${policyId}, name: x, provider_name: chrome, policy: {a: 1}}
`;

test("destroy removes an instance whose identity GovAPI gave to a reference", async () => {
  write(repository, {
    "m/all.yaml": `apiVersion: thoth/v1
kind: BrowserProvider
metadata: {name: chrome}
spec: {provider_name: chrome, name: Chrome}
---
${policy("dated", "{fromResource: BrowserProvider/chrome, attribute: created_at}")}`,
  });
  await done("apply -f m");
  expect(await done("plan -f m")).toContain("No changes");
  expect(await done("destroy -f m --yes")).toContain("Done: 2 removed.");
  expect(await row("GET /thoth/browser/policies", "name", "x")).toMatchObject({ active: false });
});

test("what is left over tells its identity where a manifest has taken its name", async () => {
  write(repository, { "m/all.yaml": policy("main", "old") });
  await done("apply -f m --owner moved");
  write(repository, { "m/all.yaml": policy("main", "new") });
  expect(await done("plan -f m --owner moved")).toContain(
    "No longer in any manifest; --prune removes them:\n      BrowserPolicy/main  (old)  GovAPI never deletes it",
  );
});

describe("where no manifest is left", () => {
  test("pruning removes nothing, unless it is said how much may go", async () => {
    write(repository, { "m/all.yaml": policy("one") });
    await done("apply -f m --owner emptied");
    write(repository, { "m/all.yaml": "# nothing here\n" });
    for (const line of ["plan -f m --owner emptied --prune", "apply -f m --owner emptied --prune"]) {
      const { code, stdout, stderr } = await run(line);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toContain("Look whether manifests are missing; if all of them are to go, give --max-deletions 1.");
    }
    expect(await row("GET /thoth/browser/policies", "policy_id", "one")).toMatchObject({ active: true });
    await done("apply -f m --owner emptied --prune --max-deletions 1");
    expect(await row("GET /thoth/browser/policies", "policy_id", "one")).toMatchObject({ active: false });
    expect(await done("apply -f m --owner emptied --prune")).toContain("No changes");
  });
});
