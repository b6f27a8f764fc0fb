import { beforeEach, expect, test } from "@jest/globals";
import { repositoryForTests, write } from "./gitops.ts";

const repository = repositoryForTests();
const { run, json, done, govApi, row } = repository;

beforeEach(() =>
  write(repository, {
    "m/all.yaml": Array.from(
      { length: 6 },
      (_, at) =>
        `---\napiVersion: thoth/v1\nkind: BrowserPolicy\nmetadata: {name: p${at}}\nspec: {name: P, provider_name: chrome, policy: {a: 1}}\n`,
    ).join(""),
  }),
);

test("an apply whose lease another has taken writes nothing more, and says so", async () => {
  let writes = 0;
  const { code, stdout, stderr } = await run("apply -f m --parallelism 1", {
    between: async (request, next) => {
      const lease = request.headers.get("x-thoth-lease");
      if (request.method === "POST" && lease !== null) {
        writes += 1;
        if (writes === 3) {
          const [name, token] = lease.split(";");
          await govApi().call(`DELETE /thoth/leases/${name}?token=${token}`);
          await govApi().call(`POST /thoth/leases/${name}`, { holder: "another (pid 2)", ttl_seconds: 60 });
        }
      }
      return next(request);
    },
  });
  expect(code).toBe(1);
  expect(writes).toBe(3);
  expect(stdout).toMatch(/Done: 2 created\. Not done: 1 failed, 3 skipped\./);
  expect(stderr.match(/^Error: The lease was lost$/gm)).toHaveLength(1);
  expect(await row("GET /thoth/browser/policies", "policy_id", "p2")).toBeUndefined();
  const held = await run("apply -f m --lock-timeout 0");
  expect(held).toMatchObject({ code: 1, stdout: "" });
  expect(held.stderr).toContain("another (pid 2)");
});

test("the lease of one set of manifests does not keep another from being applied", async () => {
  expect(await json("apply -f m --owner other --lock-timeout 0 --take-over")).toMatchObject({ failed: 0 });
});

test("an apply gives its lease back, also when it could not even plan", async () => {
  expect(await run("apply -f m --owner third --lock-timeout 0")).toMatchObject({ code: 1 });
  await done("apply -f m --owner third --lock-timeout 0 --take-over");
  await done("apply -f m --owner third --lock-timeout 0");
});
