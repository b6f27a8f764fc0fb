import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runToEnd } from "../quickstart/command.ts";
import { startGovApi } from "../quickstart/govapi.ts";
import { withoutLeftovers } from "../quickstart/workspace.ts";
import { type CountingProxy, startCountingProxy } from "./counting-proxy.ts";
import { watchMemory } from "./memory.ts";

/** What is measured, and with what. */
export interface Trial {
  readonly provider: string;
  readonly thothctl: string;
  readonly engine: string;
  readonly size: number;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
}

/** One command of the engine: how long it took, and how many calls of GovAPI it made. */
export interface Timed {
  readonly seconds: number;
  readonly calls: number;
}

/** The figures of one run. */
export interface PolicyFigures {
  readonly plan: Timed;
  readonly apply: Timed;
  readonly again: Timed;
  /** The most memory that a process of the provider took, in MB. */
  readonly peak: number | undefined;
  /** Seconds that it takes to read the list of policies once for each policy, ten at a time. */
  readonly listEach: number;
}

const parallelism = 10;

/** Plans and applies so many browser policies on a fresh server, and plans again. */
export async function measurePolicies(trial: Trial): Promise<PolicyFigures> {
  const home = await mkdtemp(join(tmpdir(), "thoth-bench-"));
  const env = withoutLeftovers(trial.env);
  const { thothctl, stop, provider } = trial;
  const place = { dataFolder: join(home, "govapi"), logFile: join(home, "govapi.log"), tenant: "bench" };
  const govapi = await startGovApi({ thothctl, env, stop, ...place });
  const proxy = await startCountingProxy(govapi.url);
  try {
    const work = await configured(home, trial, { url: proxy.url, key: govapi.orgApiKey });
    const run = engineIn({ work, proxy, trial, env: { ...env, TF_CLI_CONFIG_FILE: join(home, "engine.tfrc") } });
    const memory = watchMemory(provider);
    const plan = await run(["plan", "-input=false", "-out=bench.tfplan"]);
    const apply = await run(["apply", "-input=false", "bench.tfplan"]);
    const again = await run(["plan", "-input=false", "-detailed-exitcode"]);
    const peak = await memory.end();
    const lists = again.requests.filter((request) => request.startsWith("GET "));
    const listEach = await readEach({ lists, govapi: govapi.url, key: govapi.orgApiKey, times: trial.size });
    return { plan: timed(plan), apply: timed(apply), again: timed(again), peak, listEach };
  } finally {
    await proxy.close();
    await govapi.close();
    await rm(home, { recursive: true, force: true });
  }
}

interface Ran {
  readonly seconds: number;
  readonly requests: readonly string[];
}

function timed({ seconds, requests }: Ran): Timed {
  return { seconds, calls: requests.length };
}

async function configured(
  home: string,
  { provider, size }: Trial,
  { url, key }: { readonly url: string; readonly key: string },
): Promise<string> {
  const [bin, work] = [join(home, "bin"), join(home, "work")];
  for (const folder of [bin, work]) await mkdir(folder);
  await symlink(provider, join(bin, "terraform-provider-thoth"));
  await writeFile(
    join(home, "engine.tfrc"),
    `provider_installation {\n  dev_overrides {\n    "atensecurity/thoth" = ${JSON.stringify(bin)}\n  }\n  direct {}\n}\n`,
  );
  await writeFile(
    join(work, "main.tf"),
    `terraform {
  required_providers {
    thoth = { source = "atensecurity/thoth" }
  }
}

provider "thoth" {
  tenant_id   = "bench"
  govapi_url  = ${JSON.stringify(url)}
  org_api_key = ${JSON.stringify(key)}
}

resource "thoth_browser_policy" "this" {
  count            = ${size}
  name             = "Policy \${count.index}"
  provider_name    = "chrome"
  enforcement_mode = "enforce"
  policy_json = jsonencode({
    extension_settings = { "*" = { installation_mode = "blocked" } }
    url_blocklist      = ["https://example.com/\${count.index}"]
  })
}
`,
    { mode: 0o600 },
  );
  return work;
}

function engineIn({
  work,
  proxy,
  trial,
  env,
}: {
  readonly work: string;
  readonly proxy: CountingProxy;
  readonly trial: Trial;
  readonly env: NodeJS.ProcessEnv;
}) {
  return async (args: readonly string[]): Promise<Ran> => {
    proxy.taken();
    const start = performance.now();
    const { engine: path, stop } = trial;
    await runToEnd(
      { path, args: [...args, "-no-color"], cwd: work, env, stop },
      { title: args.join(" "), advice: "Is the engine able to run this provider?" },
    );
    return { seconds: (performance.now() - start) / 1000, requests: proxy.taken() };
  };
}

/** What a refresh would cost that reads the list anew for each instance: the same requests, so many times, no engine. */
async function readEach({
  lists,
  govapi,
  key,
  times,
}: {
  readonly lists: readonly string[];
  readonly govapi: string;
  readonly key: string;
  readonly times: number;
}): Promise<number> {
  const start = performance.now();
  let left = times;
  const reader = async () => {
    while (left-- > 0) {
      for (const request of lists) {
        const answer = await fetch(`${govapi}${request.slice("GET ".length)}`, { headers: { "x-api-key": key } });
        await answer.json();
      }
    }
  };
  await Promise.all(Array.from({ length: parallelism }, reader));
  return (performance.now() - start) / 1000;
}
