import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { tenantForTests } from "./tenant.ts";

const tenant = tenantForTests();

describe("thothctl settings get", () => {
  test("prints the document for people and for programs", async () => {
    const text = await tenant.command(["settings", "get"]);
    expect(text).toMatchObject({ code: 0, stderr: "" });
    expect(text.stdout).toMatch(/^compliance_profile +soc2$/m);
    expect(text.stdout).toMatch(/^ {2}critical +block$/m);
    expect(await tenant.json(["settings", "get"])).toMatchObject({ tenant_id: "acme", compliance_profile: "soc2" });
  });
});

describe("the commands of collections", () => {
  test("list nothing at first, and say so to whoever reads", async () => {
    expect(await tenant.command(["browser", "enrollments", "list"])).toMatchObject({
      code: 0,
      stdout: "",
      stderr: "There are none.\n",
    });
    expect(await tenant.json(["browser", "enrollments", "list"])).toEqual({ data: [], total: 0 });
  });

  test("create, change and list an instance, and keep what is left out", async () => {
    const policy = { extension_settings: { "*": { installation_mode: "blocked" } } };
    const path = join(tenant.folder(), "policy.json");
    await writeFile(path, JSON.stringify(policy));
    const upsert = ["browser", "policies", "upsert", "--policy-id", "p1"];
    const made = await tenant.json([
      ...upsert,
      "--provider",
      "chrome",
      "--name",
      "Block",
      "--enforcement-mode",
      "enforce",
      "--policy-file",
      path,
    ]);
    expect(made).toMatchObject({ policy_id: "p1", version: 1, active: true, policy });
    const changed = await tenant.json([...upsert, "--active=false"]);
    expect(changed).toMatchObject({
      policy_id: "p1",
      version: 2,
      active: false,
      name: "Block",
      enforcement_mode: "enforce",
      policy,
    });
    const listed = await tenant.command(["browser", "policies", "list", "--provider", "chrome"]);
    expect(listed.stdout).toMatch(/^POLICY ID +NAME +PROVIDER.*\np1 +Block +chrome/);
    expect(await tenant.json(["browser", "policies", "list", "--provider", "firefox"])).toMatchObject({ total: 0 });
  });

  test("take flags of the same name as global ones for their own", async () => {
    const given = [
      "--provider",
      "firefox",
      "--name",
      "Pinned",
      "--version",
      "7",
      "--policy-id",
      "p7",
      "--policy-file",
      "-",
    ];
    expect(await tenant.json(["browser", "policies", "upsert", ...given], { stdin: "{}" })).toMatchObject({
      version: 7,
    });
  });

  test("never print the secrets of an instance", async () => {
    const config = JSON.stringify({
      base_url: "https://acme.jamfcloud.com",
      client_id: "id",
      client_secret: "hidden-from-all",
    });
    const upsert = await tenant.command(["mdm", "upsert", "--provider", "jamf", "--config-file", "-"], {
      stdin: config,
    });
    const list = await tenant.command(["mdm", "list", "--json"]);
    expect([upsert.code, list.code]).toEqual([0, 0]);
    expect(`${upsert.stdout}${upsert.stderr}${list.stdout}`).not.toContain("hidden-from-all");
  });

  test("need what is required only where it is not there already", async () => {
    const upsert = ["browser", "enrollments", "upsert"];
    const refused = await tenant.command([...upsert, "--provider", "chrome"]);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("--user-id is required") });
    const unknown = await tenant.command([...upsert, "--enrollment-id", "nobody", "--status", "disabled"]);
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining("--device-id is required") });
    await tenant.json([
      ...upsert,
      "--enrollment-id",
      "e1",
      "--provider",
      "chrome",
      "--user-id",
      "ada",
      "--device-id",
      "mac-1",
    ]);
    expect(await tenant.json([...upsert, "--enrollment-id", "e1", "--status", "disabled"])).toMatchObject({
      user_id: "ada",
      status: "disabled",
    });
  });

  test.each([
    [["mdm", "upsert", "--provider", "jamf", "--config-file", "-"], "{", "does not hold JSON"],
    [["mdm", "upsert", "--provider", "jamf", "--config-file", "-"], "[]", "--config-file must be an object"],
    [["mdm", "upsert", "--provider", "jamf", "--config-file", "/nowhere"], "", "does not exist"],
    [["mdm", "upsert", "--provider", "jamf", "--config-file", "/"], "", "is a folder"],
    [["browser", "policies", "upsert", "--version", "one"], "", "--version must be a whole number"],
    [["browser", "policies", "list", "--provider", "chrom"], "", "Did you mean chrome?"],
    [["mdm", "sync"], "", "--provider is required"],
    [["mdm", "sync", "--provider", "jamf", "--timeout", "0"], "", "--timeout must be a whole number from 1 to 3600"],
  ])("send nothing when they are given %j", async (args, stdin, complaint) => {
    const before = tenant.govApi().proxy.requests.length;
    const { code, stdout, stderr } = await tenant.command(args, { stdin });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(complaint) });
    expect(tenant.govApi().proxy.requests.length).toBe(before);
  });
});
