import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { runStep, type StepEnd } from "./shell-step.ts";

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | boolean>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A workflow of GitHub Actions, as much of it as is read here. */
export interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency: { readonly group: string; readonly "cancel-in-progress": string };
  readonly defaults: { readonly run: { readonly shell: string } };
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly if: string; readonly permissions?: object; readonly steps: readonly Step[] }>
  >;
}

/** What a job runs in: its folder, what expressions such as `vars.NAME` stand for, and the runner's own variables. */
export interface RunnerContext {
  readonly workspace: string;
  readonly expressions: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}

/** Carries out a job of a workflow step by step, until one fails. Actions of others are left out: they check code out. */
export async function runJobOfWorkflow(workflow: Workflow, name: string, context: RunnerContext): Promise<StepEnd> {
  const job = workflow.jobs[name];
  if (job === undefined) throw new Error(`The workflow has no job ${name}.`);
  const runner = { context, said: "", path: context.env.PATH ?? "", expressions: { ...context.expressions } };
  for (const step of job.steps) {
    if (step.if !== undefined) throw new Error(`This runner knows no conditions of steps: ${step.if}`);
    const code = await carryOut(step, workflow.env, runner);
    if (code !== 0) return { code, said: runner.said };
  }
  return { code: 0, said: runner.said };
}

interface Runner {
  readonly context: RunnerContext;
  said: string;
  path: string;
  expressions: Record<string, string>;
}

async function carryOut(step: Step, env: Readonly<Record<string, string>>, runner: Runner): Promise<number> {
  const { workspace } = runner.context;
  if (step.uses?.startsWith("./")) {
    const action = parse(await readFile(join(workspace, step.uses, "action.yml"), "utf8"));
    for (const [input, value] of Object.entries(step.with ?? {})) {
      runner.expressions[`inputs.${input}`] = evaluated(String(value), runner);
    }
    for (const inner of action.runs.steps) {
      const code = await carryOut(inner, env, runner);
      if (code !== 0) return code;
    }
    return 0;
  }
  if (step.run === undefined) return 0;
  const [output, path] = ["output", "path"].map((file) => join(workspace, "..", `github-${file}`)) as [string, string]; // as: two of two
  await Promise.all([writeFile(output, ""), writeFile(path, "")]);
  const own = Object.entries({ ...env, ...step.env }).map(([key, value]) => [key, evaluated(value, runner)]);
  const ended = await runStep(step.run, workspace, {
    ...runner.context.env,
    ...Object.fromEntries(own),
    PATH: runner.path,
    GITHUB_OUTPUT: output,
    GITHUB_PATH: path,
  });
  runner.said += ended.said;
  for (const line of linesOf(await readFile(path, "utf8"))) runner.path = `${line}:${runner.path}`;
  for (const line of linesOf(await readFile(output, "utf8"))) {
    const [key, ...value] = line.split("=");
    runner.expressions[`steps.${step.id}.outputs.${key}`] = value.join("=");
  }
  return ended.code;
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}

function evaluated(text: string, { expressions }: Runner): string {
  return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    const value = expressions[expression];
    if (value === undefined) throw new Error(`Nothing is known of the expression ${expression}.`);
    return value;
  });
}
