import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { thothctlPath } from "../support/executables.ts";

/** A command line that ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command line is given beside its words. */
export interface Given {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly cwd?: string;
}

/** A command line under way. */
export interface Started {
  readonly child: ChildProcess;
  /** The next line on standard output. */
  readonly line: () => Promise<string>;
  /** Resolves once standard error holds a text. */
  readonly said: (text: string) => Promise<void>;
  readonly ended: Promise<Ended>;
}

/** Starts thothctl as a process of its own, which sees nothing of this one's environment but PATH. */
export function start(args: readonly string[], { env = {}, stdin, cwd = tmpdir() }: Given = {}): Started {
  const base = { PATH: process.env.PATH ?? "", HOME: join(tmpdir(), "nobody"), NO_COLOR: "1" };
  const child = spawn(thothctlPath(process.env), args, { cwd, env: { ...base, ...env }, stdio: "pipe" });
  child.stdin.on("error", () => undefined).end(stdin ?? "");
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal, ...output }));
  return {
    child,
    ended,
    line: async () => {
      const { value, done } = await lines.next();
      if (done) throw new Error(`thothctl ${args.join(" ")} printed nothing more: ${output.stderr}`);
      return value;
    },
    said: async (text) => {
      while (!output.stderr.includes(text)) await once(child.stderr, "data");
    },
  };
}

/** Runs thothctl to its end. */
export function run(args: readonly string[], given?: Given): Promise<Ended> {
  return start(args, given).ended;
}

/** A `thothctl serve` that accepts connections. */
export interface Serving extends Started {
  readonly url: string;
  readonly tenant: string;
  readonly orgApiKey: string | undefined;
  /** The environment with which other commands find it. */
  readonly env: Readonly<Record<string, string>>;
}

/** Starts `thothctl serve` and waits for its line. */
export async function serve(args: readonly string[], given?: Given): Promise<Serving> {
  const started = start(["serve", ...args], given);
  // as: what `serve` prints first is such a document, which the tests hold it to.
  const { url, tenant_id, org_api_key } = JSON.parse(await started.line()) as Readonly<Record<string, string>>;
  if (url === undefined || tenant_id === undefined) throw new Error("thothctl serve did not tell where it is.");
  const key = org_api_key === undefined ? {} : { THOTH_API_KEY: org_api_key };
  return {
    ...started,
    url,
    tenant: tenant_id,
    orgApiKey: org_api_key,
    env: { THOTH_GOVAPI_URL: url, THOTH_TENANT_ID: tenant_id, ...key },
  };
}

/** Runs work with a fresh folder that is gone afterwards. */
export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "thothctl-"));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
