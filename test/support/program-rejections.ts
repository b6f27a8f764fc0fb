import process from "node:process";
import { runInThisContext } from "node:vm";
import { afterAll } from "@jest/globals";

let running = 0;
let set: readonly NodeJS.UnhandledRejectionListener[] | undefined;

/**
 * Does something during which Pulumi programs run in this process. Of a rejection that nobody awaits, Pulumi hears by
 * the process; but Jest gives tests a copy of it that hears nothing, and calls the whole file a failure. Programs that
 * run at the same time hear of one another's rejections: a process has only one ear.
 */
export async function withRejectionsHeard<Result>(run: () => Promise<Result>): Promise<Result> {
  running += 1;
  if (set === undefined) {
    set = outer.listeners("unhandledRejection");
    outer.removeAllListeners("unhandledRejection").on("unhandledRejection", tell);
  }
  try {
    return await run();
  } finally {
    // Node speaks of a rejection only after the work at hand is done.
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  }
}

afterAll(() => {
  if (set === undefined) return;
  outer.removeListener("unhandledRejection", tell);
  for (const listener of set) outer.on("unhandledRejection", listener);
  set = undefined;
});

// as: in Node's own context, this is the process that Jest has made a copy of.
const outer = runInThisContext("process") as NodeJS.Process;

function tell(reason: unknown, promise: Promise<unknown>): void {
  if (running > 0) process.emit("unhandledRejection", reason, promise);
  // Of a program that failed, calls may still be under way when its engine has ended.
  else if (!/Resource monitor is terminating|UNAVAILABLE/.test(String(reason)))
    for (const listener of set ?? []) listener(reason, promise);
}
