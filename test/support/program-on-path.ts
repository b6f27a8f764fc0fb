import { spawnSync } from "node:child_process";
import process from "node:process";

/** The name of a program if it can be started; else it is said which tests are skipped for want of it. */
export function programOnPath(name: string, args: readonly string[]): string | undefined {
  const { error, status } = spawnSync(name, args, { stdio: "ignore" });
  if (error === undefined && status === 0) return name;
  process.stderr.write(`Skipped: tests that need ${name}, which is not on PATH.\n`);
  return undefined;
}
