import { join } from "node:path";
import { runToEnd } from "./command.ts";
import { shadowPolicyOf, startGovApi } from "./govapi.ts";
import type { Progress } from "./progress.ts";
import { startStandIns } from "./stand-ins.ts";
import { StepError } from "./step-error.ts";
import { farewell, summary } from "./summary.ts";
import type { Surrounding } from "./surrounding.ts";
import type { Stage, Way, WayEngine } from "./way.ts";
import { makeWorkspace, withoutLeftovers, writeEnvironment } from "./workspace.ts";

/** Where the checkout is, how the quickstart was asked for, and who is told. */
export interface Telling {
  readonly root: string;
  readonly way: Way;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly stop: AbortSignal;
  readonly keep: boolean;
  readonly verbose: boolean;
}

const tenant = "demo";

/** Sets up a tenant from nothing by a real engine. Whatever happens, all that was started has ended afterwards. */
export async function tellStory(telling: Telling): Promise<void> {
  const { root, way, env, progress, stop, keep, verbose } = telling;
  const start = performance.now();
  const open: (() => Promise<void>)[] = [];
  progress.line("Thoth as code: a tenant set up for real, on this machine only.\n");
  try {
    const engine = await prepare(telling);
    const workspace = await makeWorkspace(join(root, "examples", way.example));
    const thothctl = join(root, "dist", "bin", "thothctl");
    const clean = withoutLeftovers(env);
    const standIns = await progress.step("stand-ins", async (say) => {
      const started = await startStandIns();
      open.push(started.close);
      say(`a webhook receiver that verifies signatures, a Jamf Pro with ${started.computers} computers`);
      return started;
    });
    const govapi = await progress.step("thothctl serve", async (say) => {
      const { dataFolder, govapiLog: logFile } = workspace;
      const started = await startGovApi({ thothctl, env: clean, dataFolder, logFile, tenant, stop });
      open.push(started.close);
      say(`GovAPI at ${started.url}, tenant ${started.tenantId}`);
      return started;
    });
    const surrounding: Surrounding = { root, govapi, standIns };
    const environment = await way.furnish(workspace, surrounding);
    await writeEnvironment(workspace, environment);
    const stage: Stage = { engine, workspace, env: { ...clean, ...environment }, progress, stop, verbose };
    const outputs = await way.applyTwice(stage, surrounding);
    for (const words of [
      ["settings", "get"],
      ["mdm", "list"],
    ]) {
      await readBack({ thothctl, words }, stage);
    }
    const shadowPolicy = await shadowPolicyOf(govapi);
    const told = { root, way, engine, workspace, govapi, standIns, outputs, shadowPolicy };
    for (const line of summary(told, keep)) progress.line(line);
    progress.line(`\nDone in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
    if (keep) {
      progress.line("GovAPI and the stand-ins go on running. Ctrl-C ends them.");
      await aborted(stop);
      progress.line();
    }
    for (const line of farewell(told, keep)) progress.line(line);
  } finally {
    for (const close of open.toReversed()) await close();
  }
}

async function prepare({ root, way, env, progress, stop }: Telling): Promise<WayEngine> {
  await progress.step("build", async (say) => {
    say(`making ${way.programs} in dist (a few seconds)`);
    await way.build({ root, log: say }).catch((thrown: unknown) => {
      throw failed("build", thrown, "If packages are damaged: rm -rf node_modules, then try again.");
    });
    say(`${way.programs} are in dist`);
  });
  stop.throwIfAborted();
  const engine = await progress.step("engine", async (say) => {
    say("looking for an engine");
    const found = await way.obtain({ env, log: say }).catch((thrown: unknown) => {
      throw failed("engine", thrown, way.advice);
    });
    say(`${found.title} ${found.version}, ${found.path}`);
    return found;
  });
  stop.throwIfAborted();
  return engine;
}

function failed(title: string, thrown: unknown, advice: string): StepError {
  const said = (thrown instanceof Error ? thrown.message : String(thrown)).split("\n");
  return new StepError(title, { said, advice });
}

/** Asks the server what it holds now, by the other program, which prints as it would for anyone. */
async function readBack(
  { thothctl, words }: { readonly thothctl: string; readonly words: readonly string[] },
  { workspace, env, progress, stop }: Stage,
): Promise<void> {
  const title = `thothctl ${words.join(" ")}`;
  const advice = `GovAPI's log is ${workspace.govapiLog}.`;
  progress.line(`\n$ ${title}`);
  const command = { path: thothctl, args: words, cwd: workspace.work, env, stop, output: "inherit" as const };
  await runToEnd(command, { title, advice });
}

function aborted(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) resolve();
    else stop.addEventListener("abort", () => resolve(), { once: true });
  });
}
