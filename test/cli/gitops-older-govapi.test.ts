import { beforeEach, describe, expect, test } from "@jest/globals";
import type { Around } from "../support/manifests-command.ts";
import { baseline, repositoryForTests, write } from "./gitops.ts";

const repository = repositoryForTests();
const { run } = repository;

beforeEach(() => write(repository, baseline));

/** A GovAPI that lacks some of the routes that apply could use. */
function lacking(...paths: readonly string[]): Pick<Around, "between"> {
  return {
    between: async (request, next) =>
      paths.some((path) => new URL(request.url).pathname.includes(path))
        ? Response.json({ error: { code: "not_found", message: "No such route" } }, { status: 404 })
        : next(request),
  };
}

describe("a GovAPI without marks and leases", () => {
  const older = lacking("/marks", "/leases");

  test("is told of once, and served", async () => {
    const { code, stdout, stderr } = await run("apply -f m", older);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Done: 2 created, 1 updated\./);
    expect(stderr.match(/^Warning: /gm)).toHaveLength(1);
    expect(stderr).toContain("This GovAPI keeps no ownership marks");
    expect(stderr).toContain("see to it that no other apply runs");
    expect(await run("plan -f m --detailed-exitcode", older)).toMatchObject({ code: 0 });
  });

  test("is not asked to prune, nor to import", async () => {
    for (const line of ["plan -f m --prune", "apply -f m --prune", "import -f m"]) {
      const { code, stdout, stderr } = await run(line, older);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toContain("This GovAPI keeps no ownership marks");
    }
  });
});

test("a GovAPI that only has no leases is told of once, and served", async () => {
  const { code, stderr } = await run("apply -f m", lacking("/leases"));
  expect(code).toBe(0);
  expect(stderr.match(/^Warning: /gm)).toHaveLength(1);
  expect(stderr).toContain("This GovAPI has no leases");
});
