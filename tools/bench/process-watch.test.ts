import { execFile } from "node:child_process";
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
