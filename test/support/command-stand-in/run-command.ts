import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** What a command's properties say of one run. */
export interface CommandRun {
  readonly command: string;
  readonly interpreter: readonly string[];
  readonly dir: string | undefined;
  readonly stdin: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/** What a run printed, without the line ends behind it. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command; an Error that holds what it printed if it fails. */
export async function runCommand({ command, interpreter, dir, stdin, env }: CommandRun): Promise<Printed> {
  const [program = "/bin/sh", ...before] = interpreter;
  const child = spawn(program, [...before, command], { cwd: dir, env });
  // A program that ends without reading its input closes the pipe.
  child.stdin.on("error", () => {});
  child.stdin.end(stdin ?? "");
  const ended = new Promise<string>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(String(code ?? signal)));
  });
  const [status, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (status !== "0") throw new Error(`exit status ${status}: running ${JSON.stringify(command)}:\n${stderr}${stdout}`);
  return { stdout: stdout.replace(/\n+$/, ""), stderr: stderr.replace(/\n+$/, "") };
}
