import { type Diagnostic, type DiagnosticCode, UNKNOWN, type Values } from "@thoth-iac/model";
import type { Client } from "../client.ts";
import { redactionOf } from "../redaction.ts";
import { systemTiming, type Timing } from "../timing.ts";
import { carriedOut, isError } from "./carry-out.ts";
import { secretWordsOf } from "./secret-parts.ts";
import { isAction } from "./survey.ts";
import type { Step, TenantPlan } from "./tenant-plan.ts";

/** What became of one step. */
export interface Done {
  readonly step: Step;
  readonly outcome: "done" | "failed" | "skipped";
  /** The instance afterwards, as far as it is known. */
  readonly state?: Values;
  readonly diagnostics: readonly Diagnostic[];
  /** Why it was skipped, in words that follow "because". */
  readonly because?: string;
}

/** How a plan is carried out. */
export interface ApplyOptions {
  /** How many steps run at a time. */
  readonly parallelism: number;
  readonly signal: AbortSignal;
  /** `<name>;<token>` of the lease that is held, if there is one. */
  readonly lease?: string;
  readonly timing?: Timing;
  /** Told when a step starts and when it has ended. */
  readonly told?: (event: { readonly started: Step } | { readonly ended: Done }) => void;
}

/**
 * Carries out the steps of a plan, as many at a time as may be, each after those that it needs. Removals of what is
 * wanted no more come last, and only if all else went well.
 */
export async function applyTenant(client: Client, plan: TenantPlan, options: ApplyOptions): Promise<readonly Done[]> {
  const { parallelism, signal, lease, timing = systemTiming, told = () => undefined } = options;
  const states = new Map<string, Values>();
  const results = new Map<Step, Done>();
  const means = {
    client,
    owner: plan.owner,
    marks: plan.marks,
    lease,
    signal,
    timing,
    valueFrom: ({ to, attribute }: { readonly to: string; readonly attribute: string }) =>
      states.get(to)?.[attribute] ?? UNKNOWN,
  };
  const secrets = plan.steps.flatMap(({ wanted }) =>
    wanted === undefined ? [] : secretWordsOf(wanted.resource, wanted.configuration),
  );
  const redact = redactionOf({ credential: "", secrets });
  let halted: string | undefined;
  const carryOut = async (step: Step, failed: string | undefined): Promise<Done> => {
    if (step.action === "none")
      return { step, outcome: "done", ...(step.prior && { state: step.prior }), diagnostics: [] };
    if (failed !== undefined) return { step, outcome: "skipped", diagnostics: [], because: failed };
    told({ started: step });
    const { state, diagnostics: met } = await carriedOut(step, means);
    // What an action meets is told by others, who know the secrets that another step has sent.
    const diagnostics = met.map((one) => ({ ...one, detail: redact(one.detail) }));
    const outcome = diagnostics.some(isError) ? "failed" : "done";
    return { step, outcome, ...(state && { state }), diagnostics };
  };
  const isRemoval = (step: Step) => step.wanted === undefined && step.action === "remove";
  for (const wave of [plan.steps.filter((step) => !isRemoval(step)), plan.steps.filter(isRemoval)]) {
    const before = [...results.values()];
    const trouble = before.some(({ outcome }) => outcome !== "done")
      ? "something else failed, so nothing was removed"
      : undefined;
    await inTurn(wave, {
      parallelism,
      failed: (step, ended) => {
        if (signal.aborted) return "it was interrupted before";
        if (halted !== undefined) return halted;
        const lacking = step.needs.find((address) => (ended.get(address)?.outcome ?? "done") !== "done");
        return lacking === undefined ? trouble : `${lacking} did not succeed`;
      },
      work: carryOut,
      ended: (done) => {
        results.set(done.step, done);
        halted ??= haltIn(done);
        if (done.state !== undefined) states.set(done.step.address, done.state);
        if (done.step.action !== "none") told({ ended: done });
      },
    });
  }
  return plan.steps.flatMap((step) => results.get(step) ?? []);
}

/** What every further step would meet as well, so that none is begun: in words that follow "because". */
const halts: { readonly [code in DiagnosticCode]?: string } = {
  unreachable: "GovAPI can no longer be reached",
  timeout: "GovAPI no longer answers in time",
  unavailable: "GovAPI is not available",
  unauthenticated: "GovAPI no longer accepts the credential",
  forbidden: "the credential may not write here",
  lease_lost: "the lease was lost",
};

function haltIn({ step, diagnostics }: Done): string | undefined {
  // An action that did not end in time says nothing of how GovAPI answers.
  const telling = diagnostics.filter((one) => isError(one) && !(one.code === "timeout" && isAction(step.resource)));
  return telling.flatMap(({ code }) => halts[code] ?? [])[0];
}

interface Wave {
  readonly parallelism: number;
  /** Why a step cannot be done; undefined if it can. */
  readonly failed: (step: Step, ended: ReadonlyMap<string, Done>) => string | undefined;
  readonly work: (step: Step, failed: string | undefined) => Promise<Done>;
  readonly ended: (done: Done) => void;
}

/** Runs steps that are in an order in which they can be done; each waits for what it needs among them. */
function inTurn(steps: readonly Step[], { parallelism, failed, work, ended }: Wave): Promise<void> {
  const results = new Map<string, Done>();
  const waiting = new Map<string, Set<Step>>();
  const open = new Map<Step, number>();
  const here = new Set(steps.map(({ address }) => address));
  for (const step of steps) {
    const needs = [...new Set(step.needs)].filter((address) => here.has(address) && address !== step.address);
    open.set(step, needs.length);
    for (const address of needs) waiting.set(address, (waiting.get(address) ?? new Set()).add(step));
  }
  const ready = steps.filter((step) => open.get(step) === 0);
  let next = 0;
  let running = 0;
  return new Promise((resolve, reject) => {
    const start = () => {
      while (running < parallelism && next < ready.length) {
        const step = ready[next++];
        if (step === undefined) continue;
        running += 1;
        work(step, failed(step, results)).then((done) => {
          running -= 1;
          results.set(step.address, done);
          ended(done);
          for (const other of waiting.get(step.address) ?? []) {
            const left = (open.get(other) ?? 0) - 1;
            open.set(other, left);
            if (left === 0) ready.push(other);
          }
          start();
        }, reject);
      }
      if (running === 0 && next >= ready.length) resolve();
    };
    start();
  });
}
