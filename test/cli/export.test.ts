import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { inFolder } from "./running.ts";
import { tenantForTests } from "./tenant.ts";

const { command, json, govApi } = tenantForTests();

async function policies(...ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await govApi().call("POST /thoth/browser/policies", { policy_id: id, name: id, provider: "chrome", policy: {} });
  }
}

test("writes files for nobody but this user to read, and finds them unchanged the next time", async () => {
  await policies("one", "two");
  await inFolder(async (folder) => {
    const first = await command(["export", "--output-dir", join(folder, "a", "b")]);
    expect([first.code, first.stdout]).toEqual([0, ""]);
    expect(await readdir(join(folder, "a", "b", "browser-policy"))).toEqual(["one.yaml", "two.yaml"]);
    expect((await stat(join(folder, "a", "b", "browser-policy", "one.yaml"))).mode & 0o777).toBe(0o600);
    expect(await json(["export", "--output-dir", join(folder, "a", "b")])).toMatchObject({ written: [] });
    const plan = await command(["plan", "-f", join(folder, "a", "b"), "--detailed-exitcode"]);
    expect(plan.code).toBe(2);
    expect((await command(["apply", "-f", join(folder, "a", "b")])).code).toBe(0);
    expect((await command(["plan", "-f", join(folder, "a", "b"), "--detailed-exitcode"])).code).toBe(0);
  });
});

test("follows no link out of the folder when it writes", async () => {
  await policies("one");
  await inFolder(async (folder) => {
    const outside = join(folder, "outside.yaml");
    await writeFile(outside, "# Made by thothctl export.\nprecious\n");
    await mkdir(join(folder, "out", "browser-policy"), { recursive: true });
    await symlink(outside, join(folder, "out", "browser-policy", "one.yaml"));
    expect((await command(["export", "--output-dir", join(folder, "out")])).code).toBe(0);
    expect(await readFile(outside, "utf8")).toContain("precious");
    expect(await readFile(join(folder, "out", "browser-policy", "one.yaml"), "utf8")).toContain("policy_id: one");
  });
});

test("says in one sentence that a folder cannot be written, and ends with 2", async () => {
  await policies("one");
  await inFolder(async (folder) => {
    await writeFile(join(folder, "file"), "");
    const { code, stderr } = await command(["export", "--output-dir", join(folder, "file", "below")]);
    expect([code, stderr.match(/^Error/gm)?.length]).toEqual([2, 1]);
    expect(stderr).toContain(join(folder, "file", "below"));
    expect(stderr).not.toContain("fault of thothctl");
    if (process.getuid?.() === 0) return;
    await mkdir(join(folder, "closed"));
    await chmod(join(folder, "closed"), 0o500);
    expect((await command(["export", "--output-dir", join(folder, "closed")])).stderr).toContain("may not be written");
  });
});
