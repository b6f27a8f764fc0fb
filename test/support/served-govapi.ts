import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { createInterface } from "node:readline";
import { thothctlPath } from "./executables.ts";

/** A `thothctl serve` in a process of its own. */
export interface ServedGovApi {
  readonly url: string;
  readonly tenantId: string;
  readonly orgApiKey: string;
  /** Ends the process at once, as a crash does. */
  readonly kill: () => Promise<void>;
}

/** Starts `thothctl serve` on a folder, and waits for the line in which it says that it accepts connections. */
export async function serveGovApi(dataDir: string, tenant: string): Promise<ServedGovApi> {
  const args = ["serve", "--listen", "127.0.0.1:0", "--data", dataDir, "--tenant", tenant, "--show-key"];
  const child = spawn(thothctlPath(process.env), args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH ?? "" },
  });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const line = await Promise.race([
    once(createInterface(child.stdout), "line").then(([text]) => String(text)),
    once(child, "exit").then(() => Promise.reject(new Error(`thothctl serve ended before it served: ${complaints}`))),
  ]);
  // as: the README promises this form.
  const said = JSON.parse(line) as { readonly url: string; readonly tenant_id: string; readonly org_api_key: string };
  return { url: said.url, tenantId: said.tenant_id, orgApiKey: said.org_api_key, kill: () => killed(child) };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
