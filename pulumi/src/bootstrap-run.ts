import { spawnSync } from "node:child_process";

/** The variable of the environment that holds the arguments for thothctl, as a list in JSON. */
export const argumentsVariable = "THOTH_BOOTSTRAP_ARGUMENTS";

/** What of a process of Node's matters here. */
export interface Caller {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly execPath: string;
  readonly stderr: { readonly write: (text: string) => unknown };
  exitCode?: number | string | null | undefined;
}

/**
 * Runs thothctl as the environment says, and ends as it does: the program that it names, else that of this package. The
 * webhook's secret goes through a pipe, so that no command line shows it.
 */
export function runBootstrap(caller: Caller, bundled: () => string): void {
  const { THOTHCTL_BIN: bin, THOTH_WEBHOOK_SECRET: secret, [argumentsVariable]: text, ...env } = caller.env;
  const [command, before] = bin ? [bin, []] : [caller.execPath, [bundled()]];
  const [args, input] = secret ? [["--webhook-secret-file=-"], secret] : [[], ""];
  const ended = spawnSync(command, [...before, ...argumentsIn(text), ...args], {
    env,
    input,
    stdio: ["pipe", "inherit", "inherit"],
  });
  // A program that ends before it has read its input makes an error as well; how it ended says more.
  if (ended.status === null && ended.error !== undefined) {
    const detail = `${command} cannot be run (${ended.error.message}). Install thothctl, or let thothctlBin name it.`;
    caller.stderr.write(`${detail}\n`);
  }
  caller.exitCode = ended.status ?? 1;
}

function argumentsIn(text: string | undefined): readonly string[] {
  return JSON.parse(text ?? "[]");
}
