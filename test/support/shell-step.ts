import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** How a script of a pipeline ended, and all that it said. */
export interface StepEnd {
  readonly code: number;
  readonly said: string;
}

/** Runs a script as runners of pipelines do: in bash, ending at the first failure, with the given environment and no more. */
export async function runStep(script: string, cwd: string, env: Readonly<Record<string, string>>): Promise<StepEnd> {
  const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { code: code ?? -1, said: stdout + stderr };
}
