import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** A process and all that it has started, and they in turn: those that live now. */
export async function pidsBeneath(pid: number): Promise<readonly number[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid="]);
  const pairs = stdout.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  const beneath = (parent: number): readonly number[] => [
    parent,
    ...pairs.flatMap(([child, of]) => (of === parent && child !== undefined ? beneath(child) : [])),
  ];
  return pairs.some(([each]) => each === pid) ? beneath(pid) : [];
}
