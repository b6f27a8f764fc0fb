import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** What a finished program left behind. */
export type Finished = {
  readonly ok: boolean;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
};

/** How to start a program, and who hears its lines as they come. */
export type RunOptions = {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
  readonly onLine?: (line: string) => void;
};

/** Runs a program to its end and gives its output; a program that does not start is one that failed. */
export function run(command: string, argv: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { onLine, timeoutMs, ...rest } = options;
  const deadline = timeoutMs === undefined ? {} : { timeout: timeoutMs, killSignal: "SIGKILL" as const };
  return new Promise((resolve) => {
    const child = spawn(command, argv, { ...rest, ...deadline, stdio: ["ignore", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        output[name] += text;
      });
      if (onLine !== undefined) createInterface({ input: child[name] }).on("line", onLine);
    }
    child.on("error", (error) => resolve({ ok: false, code: 127, stdout: "", stderr: error.message }));
    child.on("close", (code, signal) => {
      const ended =
        signal === null ? "" : `ended by ${signal}${timeoutMs === undefined ? "" : ` (limit ${timeoutMs} ms)`}`;
      resolve({ ok: code === 0, code: code ?? 1, stdout: output.stdout, stderr: output.stderr + ended });
    });
  });
}

/** Runs a program with this process's own input and output, and gives its exit code. */
export function runVisibly(command: string, argv: readonly string[], options: RunOptions = {}): Promise<number> {
  const { cwd, env } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, argv, { ...(cwd && { cwd }), ...(env && { env }), stdio: "inherit" });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/** The last lines of what a failed program printed, for a message. */
export function complaintOf({ stdout, stderr, code }: Finished): string {
  const lines = `${stderr}\n${stdout}`.split("\n").filter((line) => line.trim() !== "");
  return lines.length === 0 ? `exit code ${code} without a word` : lines.slice(-6).join("\n");
}
