import { beforeEach, describe, expect, test } from "@jest/globals";
import { commandLine } from "../support/command-line.ts";
import { type GovApiInMemory, govApiInMemory } from "../support/govapi.ts";

/*
 * Whoever may propose a manifest may name any variable and any file in it. A plan is shown to everybody, so it shows
 * nothing that came from there, be its attribute a secret or not.
 */

let govApi: GovApiInMemory;
beforeEach(async () => {
  govApi = await govApiInMemory();
});

const document = (name: string, spec: string) =>
  `---\napiVersion: thoth/v1\nkind: BrowserPolicy\nmetadata: {name: ${name}}\nspec: {provider_name: chrome, ${spec}}\n`;
const env = { KEY_OF_CI: "value-of-the-variable" };
const files = (manifest: string) =>
  new Map([
    ["/m/a.yaml", manifest],
    ["/root/key", "value-of-the-file"],
    ["/root/key.json", '{"value-of-the-file": 1}'],
  ]);

const sources = [
  ["the environment", "{fromEnv: KEY_OF_CI}", "policy: {}"],
  ["a file", "{fromFile: /root/key}", "policy: {}"],
  ["a file of JSON", "x", "policy_json: {fromFile: /root/key.json}"],
] as const;

describe.each(sources)("what comes from %s into an attribute that is no secret", (_, name, policy) => {
  test.each([
    ["plan"],
    ["plan", "--json"],
    ["plan", "--out", "/plan"],
    ["diff"],
    ["diff", "--json"],
    ["validate"],
    ["apply", "--dry-run"],
  ])("is not shown by thothctl %s", async (...args) => {
    const found = files(document("p", `name: ${name}, ${policy}`));
    const { run } = commandLine(govApi, found);
    const { code, stdout, stderr } = await run([...args, "-f", "/m"], env);
    expect(code).toBe(0);
    expect(stdout + stderr + (found.get("/plan") ?? "")).not.toContain("value-of-the");
  });

  test("is sent by an apply that does not show it, is seen to change, and has nothing left to do", async () => {
    const { run } = commandLine(govApi, files(document("p", `name: ${name}, ${policy}`)));
    const applied = await run(["apply", "-f", "/m"], env);
    expect([applied.code, applied.stdout + applied.stderr]).toEqual([0, expect.not.stringContaining("value-of-the")]);
    const told = async () => JSON.stringify((await govApi.call("GET /thoth/browser/policies")).body);
    expect(await told()).toContain("value-of-the");
    expect(await run(["plan", "-f", "/m", "--detailed-exitcode"], env)).toMatchObject({ code: 0 });
    const body = { policy_id: "p", name: "moved", provider: "chrome", policy: { moved: true } };
    await govApi.call("POST /thoth/browser/policies", body);
    for (const command of ["plan", "diff"]) {
      const { code, stdout } = await run([command, "-f", "/m", "--detailed-exitcode"], env);
      expect([code, stdout]).toEqual([2, expect.not.stringContaining("value-of-the")]);
    }
  });
});

test("a saved plan is refused where what it does not show is another value by now", async () => {
  const { run } = commandLine(govApi, files(document("p", "name: {fromEnv: KEY_OF_CI}, policy: {}")));
  expect(await run(["plan", "-f", "/m", "--out", "/plan"], env)).toMatchObject({ code: 0 });
  const refused = await run(["apply", "--plan", "/plan"], { KEY_OF_CI: "another-value" });
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining("BrowserPolicy/p")]);
  expect((await govApi.call("GET /thoth/browser/policies")).body).toMatchObject({ total: 0 });
  expect(await run(["apply", "--plan", "/plan"], env)).toMatchObject({ code: 0 });
});

test("is not shown either by those that refer to it, through any number of hands, nor by what is wrong with it there", async () => {
  const refer = (name: string, to: string) =>
    document(name, `name: {fromResource: BrowserPolicy/${to}, attribute: name}, policy: {}`);
  const chain =
    refer("s", "r") + refer("r", "q") + refer("q", "p") + document("p", "name: {fromEnv: KEY_OF_CI}, policy: {}");
  const { run } = commandLine(govApi, files(chain));
  for (const args of [["plan"], ["plan", "--json"], ["diff"], ["apply"]]) {
    const { code, stdout, stderr } = await run([...args, "-f", "/m"], env);
    expect([code, stdout + stderr]).toEqual([0, expect.not.stringContaining("value-of-the")]);
  }
  expect(JSON.stringify((await govApi.call("GET /thoth/browser/policies")).body).match(/value-of-the/g)).toHaveLength(
    4,
  );

  const wrong =
    `---\napiVersion: thoth/v1\nkind: BrowserPolicy\nmetadata: {name: q}\nspec: {name: x, policy: {}, provider_name: {fromResource: BrowserPolicy/p, attribute: name}}\n` +
    document("p", "name: {fromEnv: KEY_OF_CI}, policy: {}");
  for (const command of ["validate", "plan", "apply"]) {
    const { code, stdout, stderr } = await commandLine(govApi, files(wrong)).run([command, "-f", "/m"], env);
    expect(stdout + stderr).not.toContain("value-of-the");
    if (command !== "validate") expect([code, stderr]).toEqual([1, expect.stringContaining("not shown")]);
  }
});

test.each([
  ["the identity", document("p", "policy_id: {fromEnv: KEY_OF_CI}, name: x, policy: {}"), /policy_id/],
  [
    "an identity that another instance gives",
    document("p", "name: {fromEnv: KEY_OF_CI}, policy: {}") +
      document("q", "policy_id: {fromResource: BrowserPolicy/p, attribute: name}, name: x, policy: {}"),
    /policy_id/,
  ],
])("%s may not come from outside, as it is shown", async (_, manifest, says) => {
  for (const command of ["validate", "plan", "apply"]) {
    const { code, stderr } = await commandLine(govApi, files(manifest)).run([command, "-f", "/m"], env);
    expect([code, stderr]).toEqual([1, expect.stringMatching(says)]);
    expect(stderr).not.toContain("value-of-the");
  }
});
