import { createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { type Call, createClient } from "@thoth-iac/client";
import { isRecord, type JsonObject, type JsonValue, valueAt, version } from "@thoth-iac/model";
import { ended, startedAside } from "./command.ts";
import { StepError } from "./step-error.ts";

/** A control plane that runs as a process of its own. */
export interface GovApi {
  readonly url: string;
  readonly tenantId: string;
  readonly orgApiKey: string;
  readonly close: () => Promise<void>;
}

/** How it is started. */
export interface GovApiOptions {
  readonly thothctl: string;
  readonly env: NodeJS.ProcessEnv;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly tenant: string;
  readonly stop: AbortSignal;
}

const patienceMs = 20_000;

/** What happens to ungoverned calls by their risk, as the server has it now. */
export async function shadowPolicyOf(govapi: GovApi): Promise<JsonObject> {
  const policy = valueAt(await answerOf(govapi, { route: "GET /thoth/settings" }), ["shadow_policy"]);
  return isRecord(policy) ? policy : {};
}

/** A document as the server has it now; null if it tells none. */
export async function answerOf(
  { url, tenantId, orgApiKey }: GovApi,
  call: Pick<Call, "route" | "params">,
): Promise<JsonValue> {
  const client = createClient({
    tenantId,
    baseUrl: url,
    credential: { kind: "org_api_key", value: orgApiKey, source: "the quickstart" },
    retry: { maxAttempts: 3, baseDelayMs: 100, maxDelayMs: 1_000 },
    requestTimeoutMs: patienceMs,
    attribution: { via: "thothctl", name: "quickstart", version },
    fetch: globalThis.fetch,
  });
  const answered = await client.readOnce(call);
  return answered.ok ? (answered.value.body ?? null) : null;
}

/** Starts `thothctl serve` on a free port, and waits for the line that says where it is. */
export async function startGovApi(options: GovApiOptions): Promise<GovApi> {
  const { thothctl, env, dataFolder, logFile, tenant, stop } = options;
  const args = ["serve", "--data", dataFolder, "--tenant", tenant, "--allow-private-targets"];
  const child = startedAside({ path: thothctl, args, cwd: ".", env });
  const said: string[] = [];
  const log = createWriteStream(logFile, { mode: 0o600 });
  child.stderr?.pipe(log);
  child.stderr?.setEncoding("utf8").on("data", (text: string) => said.push(text));
  const close = () => ended(child, "SIGTERM");
  try {
    const first = await firstLine(child, AbortSignal.any([stop, AbortSignal.timeout(patienceMs)]));
    const { url, tenant_id: tenantId, org_api_key: orgApiKey } = startOf(first);
    return { url, tenantId, orgApiKey, close };
  } catch (thrown) {
    await close();
    if (stop.aborted) throw thrown;
    throw new StepError("thothctl serve", {
      said: [...said.join("").trimEnd().split("\n"), String(thrown)],
      advice: `Run it by hand to see more: ${[thothctl, ...args].join(" ")}`,
    });
  }
}

function firstLine(child: ReturnType<typeof startedAside>, stop: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`It did not say where it listens within ${patienceMs / 1000} s.`));
    stop.addEventListener("abort", late, { once: true });
    child.once("error", reject);
    child.once("exit", (code, signal) => reject(new Error(`It ended at once (${signal ?? `exit code ${code}`}).`)));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).once("line", (line) => {
      stop.removeEventListener("abort", late);
      resolve(line);
    });
  });
}

/** The line that `thothctl serve` promises to its callers. */
function startOf(line: string): { readonly url: string; readonly tenant_id: string; readonly org_api_key: string } {
  const start: unknown = JSON.parse(line);
  const isStart =
    typeof start === "object" &&
    start !== null &&
    "url" in start &&
    typeof start.url === "string" &&
    "tenant_id" in start &&
    typeof start.tenant_id === "string" &&
    "org_api_key" in start &&
    typeof start.org_api_key === "string";
  if (!isStart) throw new Error("Its first line is not what it promises: url, tenant_id and org_api_key.");
  return start as { url: string; tenant_id: string; org_api_key: string }; // compared just above
}
