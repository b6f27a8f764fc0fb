import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { watchProcesses } from "./process-watch.ts";

const onLinux = process.platform === "linux" ? test : test.skip;

onLinux("tells what the processes of a program took, also those that have ended", async () => {
  const watch = await watchProcesses(process.execPath);
  const work = "const kept = Buffer.alloc(300e6, 1); const end = Date.now() + 400; while (Date.now() < end);";
  await promisify(execFile)(process.execPath, ["-e", work]);
  await watch.end();
  const taken = watch.taken();
  expect(taken?.peakMb).toBeGreaterThan(280);
  expect(taken?.cpuSeconds).toBeGreaterThan(0.1);
});

onLinux("tells nothing of a program that does not run", async () => {
  const watch = await watchProcesses("/bin/false");
  await watch.end();
  expect(watch.taken()).toBeUndefined();
});

onLinux("tells processes of one program apart by an argument and by their folder", async () => {
  const folder = await mkdtemp(join(tmpdir(), "thoth-watch-"));
  const run = (cwd: string, mark: string) => {
    const work = `/* ${mark} */ const kept = Buffer.alloc(100e6, 1); const end = Date.now() + 400; while (Date.now() < end);`;
    return promisify(execFile)(process.execPath, ["-e", work], { cwd });
  };
  try {
    const watches = await Promise.all(
      [
        { folder, argument: "wanted" },
        { folder, argument: "absent" },
        { folder: tmpdir(), argument: "wanted" },
      ].map((kind) => watchProcesses(process.execPath, kind)),
    );
    await Promise.all([run(folder, "wanted"), run(folder, "other")]);
    await Promise.all(watches.map((watch) => watch.end()));
    expect(watches.map((watch) => watch.taken() !== undefined)).toEqual([true, false, false]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
