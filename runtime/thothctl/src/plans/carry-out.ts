import { applyTenant, type Client, changesOf, type HeldLease, type TenantPlan, takeLease } from "@thoth-iac/client";
import { type Diagnostic, error, type Result, warning } from "@thoth-iac/model";
import type { Context } from "../command.ts";
import { applyDocument } from "./apply-document.ts";
import { outcomeLines, resultLine } from "./apply-text.ts";
import type { Choices } from "./choices.ts";
import { joined } from "./joined.ts";
import { type PlaceOf, placed } from "./placed.ts";
import { planLines } from "./plan-text.ts";
import { showPlan } from "./plan-view.ts";

/** What is carried out, and how. */
export interface Work {
  readonly client: Client;
  readonly choices: Choices;
  readonly placeOf: PlaceOf;
  /** The plan, made while the lease is held. */
  readonly plan: (signal: AbortSignal) => Promise<Result<TenantPlan>>;
  /** The summary of a plan that changes nothing. */
  readonly idle?: string;
}

/** Shows the plan and changes nothing. Gives the exit code. */
export async function showOnly(context: Context, work: Work): Promise<number> {
  const plan = await work.plan(context.world.stop);
  return plan.ok ? showPlan(plan.value, context, work) : context.report(placed(plan.diagnostics, work.placeOf));
}

/** Takes the lease, makes the plan, shows it, carries it out and tells how that went. Gives the exit code. */
export async function carryOut(context: Context, work: Work): Promise<number> {
  const { world, output, report } = context;
  const { client, choices } = work;
  const lease = await takeLease(client, {
    owner: choices.plan.owner,
    holder: world.self,
    lockTimeoutMs: choices.lockTimeoutMs,
    signal: world.stop,
    waiting: (reason) => output.say(`Waiting: ${reason}`),
  });
  if (!lease.ok) return report(lease.diagnostics);
  try {
    return await underLease(context, work, lease.value);
  } finally {
    output.live(undefined);
    await lease.value?.release();
  }
}

async function underLease(context: Context, work: Work, lease: HeldLease | undefined): Promise<number> {
  const { world, output, json, report } = context;
  const { client, choices, placeOf } = work;
  const signal = lease?.signal ?? world.stop;
  const plan = await work.plan(signal);
  if (!plan.ok) return report(placed([...plan.diagnostics, ...lossOf(lease, world.stop)], placeOf));
  const warnings = lease === undefined ? withoutLease(plan.value) : plan.value.warnings;
  await report(placed(warnings, placeOf));
  if (!json) for (const line of planLines(plan.value, output, work.idle)) output.print(line);
  const steps = changesOf(plan.value);
  if (!json && steps.length > 0) output.print("");
  const done = await applyTenant(client, plan.value, {
    parallelism: choices.parallelism,
    signal,
    ...(lease && { lease: lease.header }),
    told: progress(context, steps.length),
  });
  output.live(undefined);
  const isInterrupted = world.stop.aborted;
  const loss = lossOf(lease, world.stop);
  const told = placed(joined([...done.flatMap(({ diagnostics }) => diagnostics), ...loss]), placeOf);
  const code = await report(told);
  if (json) output.printJson(applyDocument(plan.value, { done, interrupted: isInterrupted, diagnostics: loss }));
  else for (const line of outcomeLines(done, { ...output, isInterrupted })) output.print(line);
  if (isInterrupted) return 130;
  return code === 0 && done.some(({ outcome }) => outcome !== "done") ? 1 : code;
}

/** What was skipped is skipped for the same reason again and again; after so many lines the sum of them says enough. */
const mostSkippedLines = 20;

/** Tells of each step that has ended, and in a last line of a terminal what is under way. */
function progress({ output, json }: Context, all: number): (event: Parameters<Told>[0]) => void {
  const running = new Set<string>();
  let ended = 0;
  let skipped = 0;
  return (event) => {
    if ("started" in event) running.add(event.started.address);
    else {
      running.delete(event.ended.step.address);
      ended += 1;
      if (event.ended.outcome === "skipped") skipped += 1;
      const isTold = event.ended.outcome !== "skipped" || skipped <= mostSkippedLines;
      if (!json && isTold) output.print(resultLine(event.ended, output));
    }
    output.live(running.size === 0 ? undefined : `[${ended}/${all}] ${[...running].join(", ")}`);
  };
}

type Told = NonNullable<Parameters<typeof applyTenant>[2]["told"]>;

/** What is to be said if another has taken the lease. */
function lossOf(lease: HeldLease | undefined, stop: AbortSignal): readonly Diagnostic[] {
  if (lease === undefined || !lease.signal.aborted || stop.aborted) return [];
  const detail =
    "This apply did not renew its lease in time, and another one has taken it. Writes of this one are refused from then on. Wait for the other to end, then run again.";
  return [error("lease_lost", { summary: "The lease was lost", detail })];
}

/** The warnings of a plan, which say, once, that nothing keeps another apply away. */
function withoutLease({ marks, warnings }: TenantPlan): readonly Diagnostic[] {
  const aloneMatters = "Nothing keeps two applies from running at the same time: see to it that no other apply runs.";
  const [first, ...rest] = warnings;
  // A GovAPI without marks has been spoken of already.
  if (!marks && first !== undefined) {
    return [{ ...first, detail: `${first.detail} It has no leases either. ${aloneMatters}` }, ...rest];
  }
  return [warning("lease_held", { summary: "This GovAPI has no leases", detail: aloneMatters }), ...warnings];
}
