import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runToEnd } from "../quickstart/command.ts";
import type { CountingProxy } from "./counting-proxy.ts";
import { type Taken, watchProcesses } from "./process-watch.ts";
import { type Place, withTenant } from "./tenant.ts";

/** What is measured, and with what. */
export interface Trial extends Place {
  readonly provider: string;
  readonly engine: string;
  readonly size: number;
}

/** One command of the engine: how long it took, the provider's part of it, and how many calls of GovAPI it made. */
export interface Timed {
  readonly seconds: number;
  /** Seconds of processor time that the provider took. */
  readonly cpu: number | undefined;
  readonly calls: number;
}

/** The figures of one run. */
export interface PolicyFigures {
  readonly plan: Timed;
  readonly apply: Timed;
  readonly again: Timed;
  /** The most memory that a process of the provider took, in MB. */
  readonly peak: number | undefined;
}

/** Plans and applies so many browser policies on a fresh server, and plans again. */
export function measurePolicies(trial: Trial): Promise<PolicyFigures> {
  return withTenant(trial, async ({ home, env, govapi, proxy }) => {
    const work = await configured(home, trial, { url: proxy.url, key: govapi.orgApiKey });
    const run = engineIn({ work, proxy, trial, env: { ...env, TF_CLI_CONFIG_FILE: join(home, "engine.tfrc") } });
    const plan = await run(["plan", "-input=false", "-out=bench.tfplan"]);
    const apply = await run(["apply", "-input=false", "bench.tfplan"]);
    const again = await run(["plan", "-input=false", "-detailed-exitcode"]);
    const peak = peakOf([plan, apply, again]);
    return { plan: timed(plan), apply: timed(apply), again: timed(again), peak };
  });
}

interface Ran {
  readonly seconds: number;
  readonly taken: Taken | undefined;
  readonly calls: number;
}

function timed({ seconds, taken, calls }: Ran): Timed {
  return { seconds, cpu: taken?.cpuSeconds, calls };
}

function peakOf(commands: readonly Ran[]): number | undefined {
  const peaks = commands.flatMap(({ taken }) => (taken === undefined ? [] : [taken.peakMb]));
  return peaks.length === 0 ? undefined : Math.max(...peaks);
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
    const watch = await watchProcesses(trial.provider);
    const start = performance.now();
    const { engine: path, stop } = trial;
    await runToEnd(
      { path, args: [...args, "-no-color"], cwd: work, env, stop },
      { title: args.join(" "), advice: "Is the engine able to run this provider?" },
    );
    const seconds = (performance.now() - start) / 1000;
    await watch.end();
    return { seconds, taken: watch.taken(), calls: proxy.taken() };
  };
}
