import {
  type Diagnostic,
  type DiagnosticCode,
  error,
  failure,
  type Mark,
  type Result,
  success,
  UNKNOWN,
  warning,
} from "@thoth-iac/model";
import type { Client } from "../client.ts";
import { withoutFound, withoutHidden } from "./changes.ts";
import { type Claims, claimsOf } from "./claims.ts";
import { type Around, desiredStep, plannedValue } from "./desired-step.ts";
import { groundOf } from "./ground.ts";
import { removalOf } from "./leftovers.ts";
import type { Marks } from "./marks.ts";
import type { Ordered } from "./order.ts";
import { withReferences } from "./references.ts";
import { idOf, isAction, type Survey } from "./survey.ts";
import type { PlanOptions, Step, TenantPlan } from "./tenant-plan.ts";
import { addressOf, type Wanted } from "./wanted.ts";

/** Compares what is wanted with the tenant, and changes nothing. */
export async function planTenant(
  client: Client,
  wanted: readonly Wanted[],
  options: PlanOptions,
): Promise<Result<TenantPlan>> {
  const ground = await groundOf(client, wanted, options);
  if (!ground.ok) return ground;
  const { sorted, marks, survey } = ground.value;
  if (marks === undefined && options.prune) return failure(noMarksToPrune);
  const { owner, takeOver, trustSecrets = false } = options;
  const named = new Set(wanted.flatMap((one) => idOf(one) ?? []));
  const claims = claimsOf(wanted, stayingAmong(marks, named, options));
  const told = new Set(wanted.flatMap(({ references }) => references.map(({ to }) => to)));
  const around = { survey, marks, claims, told, owner, takeOver, trustSecrets };
  const chosen = targeted(sorted, options.targets);
  const steps = await desiredSteps(chosen, sorted, around);
  if (!steps.ok) return steps;
  const left = await leftoversOf([...(marks?.values() ?? [])], {
    named,
    steps: steps.value,
    survey,
    claims,
    options,
  });
  if (!left.ok) return left;
  const removals = options.prune ? left.value : [];
  const deletions = removals.filter(({ prior }) => prior !== undefined);
  if (deletions.length > options.maxDeletions) return failure(tooMany(deletions, options.maxDeletions));
  return success({
    tenant: client.tenantId,
    owner,
    steps: [...steps.value, ...removals],
    leftovers: options.prune ? [] : left.value,
    marks: marks !== undefined,
    warnings: [...(left.warnings ?? []), ...(marks === undefined ? withoutMarks(steps.value) : [])],
  });
}

async function desiredSteps(
  chosen: readonly Wanted[],
  { needs }: Ordered,
  around: Around,
): Promise<Result<readonly Step[]>> {
  const made = new Map<string, Step>();
  const wrong: Diagnostic[] = [];
  for (const one of chosen) {
    const filled = withReferences(one, ({ to, attribute }) => {
      const target = made.get(to);
      return target === undefined ? UNKNOWN : plannedValue(target, attribute);
    });
    const address = addressOf(one);
    const step = await desiredStep(filled, around, needs.get(address) ?? []);
    // The references themselves are kept: what they give is known better when the plan is carried out.
    if (step.ok) {
      const changes = withoutHidden(step.value.changes, one.hidden);
      made.set(address, { ...step.value, wanted: one, changes });
    } else wrong.push(...withoutFound(step.diagnostics, one.hidden));
    if (!step.ok && step.diagnostics.some(isOfReading)) return step;
  }
  return wrong.length > 0 ? failure(...wrong) : success([...made.values()]);
}

/** What is wrong with one instance, and not with how the tenant is read. */
const ofInstances: ReadonlySet<DiagnosticCode> = new Set([
  "invalid_value",
  "invalid_type",
  "missing_attribute",
  "unknown_attribute",
  "conflicting_attributes",
  "malformed_json",
  "not_owned",
  "payload_too_large",
]);

/** True for trouble that every further instance would meet as well: lists and documents are read for all of them. */
function isOfReading({ code }: Diagnostic): boolean {
  return !ofInstances.has(code);
}

/** The targets with all that they need. */
function targeted({ order, needs }: Ordered, targets: readonly string[]): readonly Wanted[] {
  if (targets.length === 0) return order;
  const chosen = new Set(targets);
  for (const address of chosen) for (const other of needs.get(address) ?? []) chosen.add(other);
  return order.filter((one) => chosen.has(addressOf(one)));
}

interface Left {
  /** Ids of the marks of what manifests describe. */
  readonly named: ReadonlySet<string>;
  readonly steps: readonly Step[];
  readonly survey: Survey;
  readonly claims: Claims;
  readonly options: PlanOptions;
}

/** Removals of what carries our mark and is in no manifest, last made first. */
async function leftoversOf(
  marks: readonly Mark[],
  { named, steps, survey, claims, options }: Left,
): Promise<Result<readonly Step[]>> {
  const kept = new Set(named);
  // An identity that a reference gives is known only from the step.
  for (const { mark } of steps) if (mark !== undefined) kept.add(mark.id);
  const ours = marks.filter(({ id, owner, address }) => {
    const isAsked = options.targets.length === 0 || options.targets.includes(address);
    return owner === options.owner && !kept.has(id) && isAsked;
  });
  const found = await Promise.all(ours.toReversed().map((mark) => removalOf(mark, { survey, claims, needs: [] })));
  const wrong = found.flatMap((one) => (one.ok ? [] : one.diagnostics));
  if (wrong.length > 0) return failure(...wrong);
  return success(
    found.flatMap((one) => (one.ok && one.value !== undefined ? [one.value] : [])),
    found.flatMap((one) => (one.ok ? (one.warnings ?? []) : [])),
  );
}

/** The marks of what is in no manifest and will be there all the same. */
function stayingAmong(marks: Marks, named: ReadonlySet<string>, { owner, prune }: PlanOptions): readonly Mark[] {
  return [...(marks?.values() ?? [])].filter((mark) => !named.has(mark.id) && !(prune && mark.owner === owner));
}

function tooMany(removals: readonly Step[], most: number): Diagnostic {
  const shown = removals.slice(0, 5).map(({ address }) => address);
  const more = removals.length > shown.length ? ` and ${removals.length - shown.length} more` : "";
  const detail = `Pruning would remove ${removals.length} instances (${shown.join(", ")}${more}); ${most} are allowed. Nothing was changed. Look whether manifests are missing; if all of them are to go, give --max-deletions ${removals.length}.`;
  return error("too_many_deletions", { summary: "Too many deletions", detail });
}

const noMarksToPrune = error("not_owned", {
  summary: "This GovAPI keeps no ownership marks",
  detail:
    "Without marks nobody can tell which instances these manifests made, so nothing is pruned. Leave --prune out, or remove by hand what is wanted no more.",
});

function withoutMarks(steps: readonly Step[]): readonly Diagnostic[] {
  const waiting = steps.filter(({ resource }) => isAction(resource)).map(({ address }) => address);
  const actions =
    waiting.length === 0 ? "" : ` Not run, because nobody could remember that they ran: ${waiting.join(", ")}.`;
  const detail = `It does not keep who owns an instance and what was set of it. Changed secrets are not seen, attributes that are taken out of a manifest stay as they are, and nothing can be pruned.${actions}`;
  return [warning("not_owned", { summary: "This GovAPI keeps no ownership marks", detail })];
}
