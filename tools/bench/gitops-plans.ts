import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runToEnd } from "../quickstart/command.ts";
import { watchProcesses } from "./process-watch.ts";
import { type Place, withTenant } from "./tenant.ts";

/** How many manifests are planned and applied, and how often they are planned. */
export interface ManifestTrial extends Place {
  readonly size: number;
  readonly runs: number;
}

/** One command: how long it took, what of it GovAPI took, and what the process took. */
export interface TimedCommand {
  readonly seconds: number;
  /** Seconds during which at least one call of GovAPI was under way. */
  readonly api: number;
  readonly cpu: number | undefined;
  readonly peakMb: number | undefined;
  readonly calls: number;
}

/** The figures of one tenant. */
export interface ManifestFigures {
  readonly size: number;
  /** Plans on a tenant that has nothing yet. */
  readonly plan: readonly TimedCommand[];
  readonly apply: readonly TimedCommand[];
  /** Plans that find nothing to do. */
  readonly again: readonly TimedCommand[];
}

/** Plans so many browser policies on a fresh server, applies them, and plans them again. */
export function measureManifests(trial: ManifestTrial): Promise<ManifestFigures> {
  const { size, runs, thothctl, stop } = trial;
  return withTenant(trial, async ({ home, env, govapi, proxy }) => {
    const manifests = join(home, "manifests");
    await writeManifests(manifests, size);
    const run = async (command: string, codes: readonly number[]): Promise<TimedCommand> => {
      proxy.taken();
      proxy.busyMs();
      // The control plane is the same program.
      const watch = await watchProcesses(thothctl, { argument: "--owner" });
      const connection = { THOTH_GOVAPI_URL: proxy.url, THOTH_TENANT_ID: "bench", THOTH_API_KEY: govapi.orgApiKey };
      const args = [command, "--filename", manifests, "--owner", "bench", ...(command === "plan" ? exact : [])];
      const start = performance.now();
      await runToEnd(
        { path: thothctl, args, cwd: home, env: { ...env, ...connection }, stop },
        { title: `${command} of ${size} manifests`, advice: "Is the build up to date?", codes },
      );
      const seconds = (performance.now() - start) / 1000;
      await watch.end();
      const taken = watch.taken();
      const api = proxy.busyMs() / 1000;
      return { seconds, api, cpu: taken?.cpuSeconds, peakMb: taken?.peakMb, calls: proxy.taken() };
    };
    const times = async (command: string, codes: readonly number[]) => {
      const found: TimedCommand[] = [];
      for (let round = 0; round < runs; round++) found.push(await run(command, codes));
      return found;
    };
    return {
      size,
      plan: await times("plan", [2]),
      apply: [await run("apply", [0])],
      again: await times("plan", [0]),
    };
  });
}

const exact = ["--detailed-exitcode"];
const perFile = 100;

async function writeManifests(folder: string, size: number): Promise<void> {
  await mkdir(folder);
  for (let start = 0; start < size; start += perFile) {
    const numbers = Array.from({ length: Math.min(perFile, size - start) }, (_, at) => start + at);
    await writeFile(join(folder, `policies-${start}.yaml`), numbers.map(manifest).join(""));
  }
}

function manifest(number: number): string {
  return `---
apiVersion: thoth/v1
kind: BrowserPolicy
metadata:
  name: policy-${number}
spec:
  name: Policy ${number}
  provider_name: chrome
  enforcement_mode: enforce
  policy:
    extension_settings:
      "*": {installation_mode: blocked}
    url_blocklist:
      - https://example.com/${number}
`;
}
