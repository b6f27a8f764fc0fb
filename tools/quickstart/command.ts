import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { StepError } from "./step-error.ts";

/** A program to run, and who hears what it prints. */
export interface Command {
  readonly path: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
  readonly onLine?: (line: string) => void;
  /** Whether it prints where we do; else onLine alone hears it. */
  readonly output?: "inherit" | "pipe";
}

/** What a failure of a program is reported with: its name for people, and what they can do. */
export interface Blame {
  readonly title: string;
  readonly advice: string;
  /** Exit codes that are none. */
  readonly codes?: readonly number[];
}

const patienceMs = 10_000;
const shownLines = 30;

/** Runs a program to its end and gives its output; throws a StepError when it fails. */
export async function runToEnd(command: Command, { title, advice, codes = [0] }: Blame): Promise<string> {
  command.stop.throwIfAborted();
  const child = startedAside(command);
  const lines: string[] = [];
  const shown: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on("line", (line) => {
      if (stream === child.stdout) lines.push(line);
      shown.push(line);
      command.onLine?.(line);
    });
  }
  // A terminal's Ctrl-C does not reach a process group of its own: what it means is said once, here.
  const interrupt = () => void ended(child, "SIGINT");
  command.stop.addEventListener("abort", interrupt, { once: true });
  try {
    const [code] = await once(child, "close");
    command.stop.throwIfAborted();
    if (!codes.includes(code)) throw new StepError(title, { said: shown.slice(-shownLines), advice });
    return lines.join("\n");
  } catch (thrown) {
    if (thrown instanceof StepError || command.stop.aborted) throw thrown;
    throw new StepError(title, { said: [`${command.path} does not start: ${String(thrown)}`], advice });
  } finally {
    command.stop.removeEventListener("abort", interrupt);
  }
}

const running = new Set<ChildProcess>();
// However this process ends, what it started must not go on without it.
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Starts a program in a process group of its own, so that only we decide how it ends. */
export function startedAside({
  path,
  args,
  cwd,
  env,
  output = "pipe",
}: Omit<Command, "stop" | "onLine">): ChildProcess {
  const child = spawn(path, args, { cwd, env, stdio: ["ignore", output, output], detached: true });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/** Asks a program to end, and ends it when it does not. */
export async function ended(child: ChildProcess, signal: "SIGINT" | "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const timer = setTimeout(() => child.kill("SIGKILL"), patienceMs);
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
  clearTimeout(timer);
}
