import { describe, expect, test } from "@jest/globals";
import { run } from "./running.ts";

describe("thothctl", () => {
  test("prints its version", async () => {
    const { version } = (await import("../../package.json", { with: { type: "json" } })).default;
    expect(await run(["version"])).toMatchObject({ code: 0, stdout: `thothctl ${version}\n` });
    expect(await run(["--version"])).toMatchObject({ code: 0, stdout: `${version}\n` });
    expect(JSON.parse((await run(["version", "--json"])).stdout)).toEqual({ name: "thothctl", version });
  });

  test("prints help on standard output when asked for it, or for nothing", async () => {
    for (const args of [[], ["--help"], ["-h"]]) {
      const { code, stdout, stderr } = await run(args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(/^Usage: thothctl <command>/);
    }
  });

  test.each([
    [["mdm"], "Usage: thothctl mdm <command>"],
    [["lst"], "Unknown command 'lst'"],
    [["mdm", "lst"], "Did you mean list?"],
    [["mdm", "list", "--tenat-id", "x"], "Did you mean --tenant-id?"],
    [["mdm", "list", "jamf"], "Too many arguments"],
    [["mdm", "sync", "--provider"], "argument missing"],
  ])("refuses %j, and shows the way", async (args, complaint) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(complaint);
    expect(stderr).toMatch(/--help/);
  });
});
