import { expect, test } from "@jest/globals";
import { run } from "./running.ts";

test("explains a kind to people and to programs, in the words of either", async () => {
  const { code, stdout, stderr } = await run(["explain", "browser-policy"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(
    /^KIND: +BrowserPolicy\n.*SPEC:.*\n {2}provider_name {2}<string> required\n.*kind: BrowserPolicy/s,
  );
  const told = await run(["explain", "BrowserPolicy", "--output", "json"]);
  expect(JSON.parse(told.stdout)).toMatchObject({
    kind: "BrowserPolicy",
    resource: "browser_policy",
    identity: ["policy_id"],
    rules: { exactly_one_of: [["policy_json", "policy"]] },
    example: { apiVersion: "thoth/v1", kind: "BrowserPolicy", spec: { provider_name: "chrome" } },
  });
});

test("explains an attribute inside of another", async () => {
  const { stdout } = await run(["explain", "tenant_settings.secret_broker_auth_bindings.host_pattern"]);
  expect(stdout).toContain("ATTRIBUTE:  secret_broker_auth_bindings.host_pattern <string> required");
});

test("lists the kinds, to people and to programs", async () => {
  expect((await run(["explain"])).stdout).toMatch(/^MdmProvider +mdm_provider +An MDM system/m);
  const { kinds } = JSON.parse((await run(["explain", "--json"])).stdout);
  expect(kinds).toContainEqual(expect.objectContaining({ kind: "MdmProvider", resource: "mdm_provider" }));
});

test("prints the schema of manifests, which is one for all kinds", async () => {
  const { properties } = JSON.parse((await run(["explain", "--schema"])).stdout);
  expect(JSON.stringify(properties.kind)).toContain('"MdmProvider"');
  const refused = await run(["explain", "MdmProvider", "--schema"]);
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toContain("Leave out");
});

test.each([
  [["explain", "BrowserPolcy"], "Did you mean BrowserPolicy?"],
  [["explain", "BrowserPolicy.polcy"], "Did you mean policy?"],
  [["explain", "BrowserPolicy", "MdmProvider"], "Too many arguments"],
  [["explian"], "Did you mean explain?"],
  [["browser", "polices", "list"], "Did you mean policies?"],
  [["browser", "policies", "lst"], "Did you mean list?"],
  [["apply", "--lock-timeuot", "5m"], "Did you mean --lock-timeout?"],
])("refuses %j, and shows the way", async (args, complaint) => {
  const { code, stdout, stderr } = await run(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(complaint);
});
