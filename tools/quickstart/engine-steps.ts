import { appendFileSync } from "node:fs";
import type { Engine } from "../engines/engine.ts";
import { runToEnd } from "./command.ts";
import type { Progress } from "./progress.ts";
import type { Workspace } from "./workspace.ts";

/** How commands are run and shown. */
export interface Stage {
  readonly engine: Engine;
  readonly workspace: Workspace;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly stop: AbortSignal;
  readonly verbose: boolean;
}

/** A command of the engine, and how it is told. */
interface Told {
  readonly args: readonly string[];
  /** What becomes of it, from what it printed. */
  readonly outcome: (printed: string) => string;
  readonly title?: string;
  readonly codes?: readonly number[];
}

/** What the configuration puts out at the end. */
export interface Outputs {
  readonly webhook_test: { readonly value: string };
  readonly synced_devices: { readonly value: { readonly total: number; readonly unassigned: number } };
  readonly enrolled_browsers: { readonly value: Readonly<Record<string, string>> };
  readonly chrome_policy: { readonly value: object };
  readonly shadow_policy: { readonly value: Readonly<Record<string, string>> };
}

/** Runs init, plan, apply and a second plan, which must be empty; gives the outputs. */
export async function applyTwice(stage: Stage): Promise<Outputs> {
  const { product } = stage.engine;
  await tell(stage, {
    args: ["init", "-input=false"],
    outcome: (printed) => sentence(printed, /Installed (atensecurity\S+ v\S+)/, "installed $1 from dist/bin"),
  });
  await tell(stage, {
    args: ["plan", "-input=false", "-out=quickstart.tfplan"],
    outcome: (printed) => sentence(printed, /^Plan: (\d+ to add)/m, "$1"),
  });
  await tell(stage, {
    args: ["apply", "-input=false", "quickstart.tfplan"],
    outcome: (printed) => sentence(printed, /^Apply complete! Resources: (\d+ added)/m, "$1"),
  });
  await tell(stage, {
    title: `${product} plan, again`,
    args: ["plan", "-input=false", "-detailed-exitcode"],
    outcome: () => "no changes",
  });
  // as: examples/quickstart/outputs.tf has these.
  return JSON.parse(await runEngine(stage, { title: `${product} output`, args: ["output", "-json"] })) as Outputs;
}

async function tell(stage: Stage, { args, outcome, title = `${stage.engine.product} ${args[0]}` }: Told) {
  await stage.progress.step(title, async (say) => {
    let done = 0;
    const printed = await runEngine(stage, {
      title,
      args,
      onLine: (line) => {
        const [, address, event] = /^(thoth_\S+): (Creating\.\.\.|Creation complete|Still creating)/.exec(line) ?? [];
        if (address === undefined) return;
        if (event === "Creation complete") done += 1;
        else say(`${done} made, now ${address}`);
      },
    });
    say(outcome(printed));
  });
}

interface EngineRun {
  readonly title: string;
  readonly args: readonly string[];
  readonly onLine?: (line: string) => void;
}

function runEngine(stage: Stage, { title, args: [verb = "", ...rest], onLine = () => {} }: EngineRun): Promise<string> {
  const { engine, workspace, env, progress, stop, verbose } = stage;
  const args = [verb, ...rest, ...(verb === "output" ? [] : ["-no-color"])];
  appendFileSync(workspace.engineLog, `\n$ ${engine.product} ${args.join(" ")}\n`, { mode: 0o600 });
  const show = verbose && verb !== "output";
  return runToEnd(
    {
      path: engine.path,
      args,
      cwd: workspace.work,
      env,
      stop,
      onLine: (line) => {
        appendFileSync(workspace.engineLog, `${line}\n`);
        if (show) progress.line(`    ${line}`);
        onLine(line);
      },
    },
    {
      title,
      advice: `All that was printed is in ${workspace.engineLog}, GovAPI's own log in ${workspace.govapiLog}.\nTo see it as it happens: npm run quickstart -- --verbose`,
    },
  );
}

function sentence(printed: string, pattern: RegExp, text: string): string {
  const found = pattern.exec(printed);
  return found === null ? "done" : text.replace("$1", found[1] ?? "");
}
