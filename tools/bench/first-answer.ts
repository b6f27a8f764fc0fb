import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { resources } from "@thoth-iac/model";
import { clientAt, type Flavour } from "../../test/support/pulumi-peer.ts";
import { stepsOf } from "../../test/support/pulumi-peer-steps.ts";
import { policyOf } from "./policy-stack.ts";

/** A provider's process as the engine starts it. */
export interface Contender {
  readonly flavour: Flavour;
  readonly path: string;
  /** The folder of the project. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Milliseconds from the spawn. */
export interface Start {
  /** Until the process told its port. */
  readonly port: number;
  /** Until it was configured and had answered the first check of a resource, for which it has to load all of itself. */
  readonly answer: number;
}

/** Starts a provider as the engine does, asks it one question and ends it. */
export async function startOf({ flavour, path, cwd, env }: Contender): Promise<Start> {
  const start = performance.now();
  // The SDK's own program is a shell script, which does not hand on the signal that ends it: hence the group.
  const child = spawn(path, ["127.0.0.1:1"], { cwd, env, stdio: ["pipe", "pipe", "ignore"], detached: true });
  const closed = once(child, "close");
  try {
    const [port] = await Promise.race([
      once(createInterface({ input: child.stdout }), "line"),
      closed.then(([code]) =>
        Promise.reject(new Error(`${path} ended with exit code ${code} before it told its port`)),
      ),
    ]);
    const told = performance.now() - start;
    if (!/^\d+$/.test(String(port))) throw new Error(`${path} says ${port}, which is no port`);
    const client = clientAt(String(port));
    const steps = stepsOf({ flavour, client, pid: child.pid, said: () => "", close: () => Promise.resolve() });
    // Nobody answers there: to configure and to check, nothing is called.
    await steps.configure({ tenantId: "bench", govapiUrl: "http://127.0.0.1:1", orgApiKey: "bench" });
    const { failures } = await steps.check(resources.browserPolicy, policyOf(0));
    const answer = performance.now() - start;
    client.close();
    if (failures.length > 0) throw new Error(`${path} refuses a policy: ${failures[0]?.reason}`);
    return { port: told, answer };
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    await closed;
  }
}
