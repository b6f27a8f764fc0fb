import { appendFileSync } from "node:fs";
import { runToEnd } from "./command.ts";
import type { Stage } from "./way.ts";

/** One command of the engine. */
export interface EngineRun {
  readonly title: string;
  readonly args: readonly string[];
  /** Whether it may be shown: what it prints holds no secret. */
  readonly shown?: boolean;
  readonly onLine?: (line: string) => void;
}

/** Runs the engine and gives what it printed; all of it goes into the engine's log too. */
export function runEngine(stage: Stage, { title, args, shown = true, onLine = () => {} }: EngineRun): Promise<string> {
  const { engine, workspace, env, progress, stop, verbose } = stage;
  const log = (line: string) => {
    if (shown) appendFileSync(workspace.engineLog, `${line}\n`, { mode: 0o600 });
  };
  log(`\n$ ${engine.command} ${args.join(" ")}`);
  return runToEnd(
    {
      path: engine.path,
      args,
      cwd: workspace.work,
      env,
      stop,
      onLine: (line) => {
        log(line);
        if (verbose && shown) progress.line(`    ${line}`);
        onLine(line);
      },
    },
    {
      title,
      advice: `All that was printed is in ${workspace.engineLog}, GovAPI's own log in ${workspace.govapiLog}.\nTo see it as it happens: npm run quickstart -- --verbose`,
    },
  );
}

/** A step of the story: a command of the engine, and what became of it in a few words. */
export interface Told extends EngineRun {
  readonly outcome: (printed: string) => string;
  /** What a line tells of progress, if anything. */
  readonly progressIn?: (line: string) => string | undefined;
}

/** Runs a command as a step that people see. */
export function tell(stage: Stage, { outcome, progressIn = () => undefined, ...run }: Told): Promise<void> {
  return stage.progress.step(run.title, async (say) => {
    const onLine = (line: string) => {
      const said = progressIn(line);
      if (said !== undefined) say(said);
    };
    say(outcome(await runEngine(stage, { ...run, onLine })));
  });
}

/** What a pattern finds in a text, put into a sentence at `$1`. */
export function sentence(printed: string, pattern: RegExp, text: string): string {
  const found = pattern.exec(printed);
  return found === null ? "done" : text.replace("$1", found[1] ?? "");
}
