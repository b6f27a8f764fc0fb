import {
  type Diagnostic,
  error,
  isAbsent,
  type JsonObject,
  known,
  type Mark,
  type MarkChange,
  parse,
  plan,
  type Resource,
  type Result,
  success,
  type Values,
} from "@thoth-iac/model";
import type { Client } from "../client.ts";
import { type Lifecycle, lifecycleOf } from "../lifecycle.ts";
import type { Timing } from "../timing.ts";
import type { Written } from "../write.ts";
import { withoutFound } from "./changes.ts";
import { ranWith } from "./desired-step.ts";
import { leaseHeaders } from "./lease.ts";
import { ownPart } from "./leftovers.ts";
import { keptOf, setIn } from "./marked.ts";
import { alongside, changeMark, traveling } from "./marks.ts";
import { withReferences } from "./references.ts";
import { fingerprintsOf, secretTextsOf, unchangedSecrets } from "./secret-parts.ts";
import { about, identityOf, isAction, markIdOf } from "./survey.ts";
import type { Step } from "./tenant-plan.ts";
import { addressOf, type Reference, type Wanted } from "./wanted.ts";

/** What carrying out a step needs. */
export interface Means {
  readonly client: Client;
  readonly owner: string;
  /** Whether GovAPI keeps marks. */
  readonly marks: boolean;
  readonly lease: string | undefined;
  readonly signal: AbortSignal;
  readonly timing: Timing;
  /** What another instance gives to a reference. */
  readonly valueFrom: (reference: Reference) => Values[string];
}

/** Carries out one step. Its state is given whenever the server has something, even if not all went well. */
export async function carriedOut(step: Step, means: Means): Promise<Written> {
  const under = { ...means, client: alongside(means.client, leaseHeaders(means.lease)) };
  const done = step.wanted === undefined ? await removed(step, under) : await made(step, step.wanted, under);
  return { ...done, diagnostics: about(step.address, done.diagnostics) };
}

async function removed(step: Step, means: Means): Promise<Written> {
  const { mark, prior, resource } = step;
  const { client, signal, owner } = means;
  const drop = mark && means.marks ? { drop: { id: mark.id, owner } } : undefined;
  if (prior === undefined)
    return drop === undefined ? { diagnostics: [] } : marked(await changeMark(client, drop, signal));
  const { headers, after } = traveling(drop);
  const wrong = await lifecycleWith(means, headers).remove(ownPart(resource, prior), prior);
  if (wrong.length > 0) return { diagnostics: wrong };
  // Where an address of its own is gone already, the write that would have taken the mark along was refused.
  const late = typeof resource.routes.delete === "string" ? drop : after;
  return late === undefined ? { diagnostics: [] } : marked(await changeMark(client, late, signal));
}

function marked(changed: Result<unknown>): Written {
  return { diagnostics: changed.ok ? [] : changed.diagnostics };
}

function lifecycleWith({ client, signal, timing }: Means, headers: Parameters<typeof alongside>[1]): Lifecycle {
  return lifecycleOf(alongside(client, headers), { signal, timing });
}

async function made(step: Step, wanted: Wanted, means: Means): Promise<Written> {
  const configuration = configurationOf(wanted, means);
  if (!configuration.ok) return { diagnostics: configuration.diagnostics };
  const ready: Ready = { step, resource: wanted.resource, configuration: configuration.value };
  const put = means.marks ? await markFor(ready, means) : undefined;
  const change: MarkChange | undefined = put && { put, takeOver: isTakenOver(step, means) };
  if (step.action === "adopt") {
    const state = step.prior ?? {};
    if (change === undefined) return { state, diagnostics: [] };
    return { state, ...marked(await changeMark(means.client, change, means.signal)) };
  }
  const { headers, after } = traveling(change);
  const lifecycle = lifecycleWith(means, headers);
  const written = await write(ready, lifecycle, means);
  if (isAction(wanted.resource)) return withOutcome(written, put, means);
  if (after === undefined || written.diagnostics.some(isError)) return written;
  const late = await changeMark(means.client, after, means.signal);
  return { ...written, diagnostics: [...written.diagnostics, ...(late.ok ? [] : late.diagnostics)] };
}

/** What is to be written, with everything known that can be. */
function configurationOf(wanted: Wanted, { valueFrom }: Means): Result<Values> {
  if (wanted.references.length === 0) return success(wanted.configuration);
  const filled = withReferences(wanted, valueFrom);
  const checked = parse(wanted.resource, filled.configuration);
  if (!checked.ok) return { ok: false, diagnostics: withoutFound(checked.diagnostics, wanted.hidden) };
  if (known(checked.value) !== undefined) return checked;
  const open = wanted.references.map(({ to, attribute }) => `${to}.${attribute}`).join(", ");
  const detail = `Of ${open} not all has a value now. Nothing was written.`;
  return { ok: false, diagnostics: [error("invalid_value", { summary: "A reference gives no value", detail })] };
}

interface Ready {
  readonly step: Step;
  readonly resource: Resource;
  readonly configuration: Values;
}

async function write({ step, resource, configuration }: Ready, lifecycle: Lifecycle, means: Means): Promise<Written> {
  const { prior, setBefore = new Set() } = step;
  const again = step.wanted !== undefined && step.wanted.references.length > 0;
  const planned =
    step.plan === undefined || again
      ? plan(resource, { configuration, ...(prior && !isAction(resource) && { prior, setBefore }) })
      : step.plan;
  const change = { plan: planned, configuration, ...(prior && { prior }) };
  if (step.action === "update" && planned.action !== "replace") return lifecycle.update(resource, change);
  if (prior !== undefined && (step.action === "replace" || planned.action === "replace")) {
    // The new instance has the identity of the old one, so the old one goes first. Its mark stays: it is the new one's.
    const bare = lifecycleOf(means.client, { signal: means.signal, timing: means.timing });
    const wrong = await bare.remove(resource, prior);
    if (wrong.length > 0) return { diagnostics: wrong };
    return lifecycle.create(resource, { plan: plan(resource, { configuration }), configuration });
  }
  return lifecycle.create(resource, { plan: planned, configuration });
}

/** The mark that an instance has from now on. */
async function markFor({ step, resource, configuration }: Ready, { owner }: Means): Promise<Mark | undefined> {
  const name = step.wanted?.name ?? "";
  const id = markIdOf(resource, name, identityOf(resource, configuration));
  if (id === undefined) return undefined;
  const address = addressOf({ resource, name });
  const set = setIn(configuration);
  if (isAction(resource)) {
    const kept = known(ranWith(configuration)) ?? {};
    const outcome = step.action === "adopt" ? step.mark?.outcome : "started";
    return { id, owner, address, set, kept: kept as JsonObject, secrets: {}, ...(outcome && { outcome }) }; // attributes by name
  }
  const secrets = secretTextsOf(resource, configuration);
  const mark = step.mark;
  const unchanged = await unchangedSecrets(secrets, mark);
  const fingerprints = await fingerprintsOf(secrets, { mark, unchanged });
  return { id, owner, address, set, kept: keptOf(resource, configuration), secrets: fingerprints };
}

/** How an action ended is written down, so that one that failed, or was broken off, runs again and another does not. */
async function withOutcome(written: Written, put: Mark | undefined, means: Means): Promise<Written> {
  if (put === undefined || isAbsent(written.state)) return written;
  const isStopped = written.diagnostics.some(({ code }) => code === "cancelled");
  if (isStopped) return written;
  const outcome = written.diagnostics.some(isError) ? "failed" : "succeeded";
  const noted = await changeMark(means.client, { put: { ...put, outcome } }, means.signal);
  return { ...written, diagnostics: [...written.diagnostics, ...(noted.ok ? [] : noted.diagnostics)] };
}

/** True if the plan was made knowing that another owner has it. */
function isTakenOver({ mark }: Step, { owner }: Means): boolean {
  return mark !== undefined && mark.owner !== owner;
}

/** True for what keeps a step from being done. */
export function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}
