import {
  type Diagnostic,
  error,
  type Mark,
  type Plan,
  parse,
  plan,
  type Resource,
  type Result,
  sameValue,
  success,
  UNKNOWN,
  type Value,
  type Values,
} from "@thoth-iac/model";
import { attributeChanges } from "./changes.ts";
import { type Claims, type DocumentPlace, isClaimed } from "./claims.ts";
import { keptOf, setIn, tooMuchToKeep } from "./marked.ts";
import type { Marks } from "./marks.ts";
import { priorOf } from "./prior.ts";
import { isAsleep } from "./removed-already.ts";
import { secretTextsOf, unchangedSecrets } from "./secret-parts.ts";
import { failureOf, identityOf, identityText, inputPart, isAction, markIdOf, type Survey } from "./survey.ts";
import type { AttributeChange, Step } from "./tenant-plan.ts";
import { addressOf, type Wanted } from "./wanted.ts";

/** What a step for a wanted instance is made of. */
export interface Around {
  readonly survey: Survey;
  readonly marks: Marks;
  readonly claims: Claims;
  /** Addresses of instances of which others take values, outputs perhaps. */
  readonly told: ReadonlySet<string>;
  readonly owner: string;
  readonly takeOver: boolean;
  readonly trustSecrets: boolean;
}

/** The step that makes an instance what it is to be, with the values of its references filled in as far as they are known. */
export async function desiredStep(wanted: Wanted, around: Around, needs: readonly string[]): Promise<Result<Step>> {
  const { resource, name } = wanted;
  const address = addressOf(wanted);
  const checked =
    wanted.references.length === 0 ? success(wanted.configuration) : parse(resource, wanted.configuration);
  if (!checked.ok) return failureOf(address, checked.diagnostics);
  const configuration = checked.value;
  const identity = identityOf(resource, configuration);
  const mark = around.marks?.get(markIdOf(resource, name, identity) ?? "");
  const foreign = mark === undefined || around.takeOver ? undefined : foreignMark(mark, around.owner);
  if (foreign) return failureOf(address, [foreign]);
  const tooMuch = around.marks === undefined ? undefined : tooMuchToKeep(resource, configuration);
  if (tooMuch) return failureOf(address, [tooMuch]);
  const base = { address, resource, identity: identityText(resource, identity), needs, wanted, ...(mark && { mark }) };
  if (isAction(resource)) return success({ ...base, ...runOf(resource, { configuration, mark, around }) });
  const answered = identity === undefined ? success(undefined) : await around.survey.answer(resource, identity);
  if (!answered.ok) return failureOf(address, answered.diagnostics);
  const isThere =
    answered.value !== undefined && (mark !== undefined || !isAsleep(resource, configuration, answered.value));
  if (answered.value === undefined || !isThere) return success({ ...base, ...madeOf(resource, configuration) });
  const secrets = secretTextsOf(resource, configuration);
  const isTrusted = around.marks === undefined || (mark === undefined && around.trustSecrets);
  const unchanged = isTrusted ? new Set(secrets.keys()) : await unchangedSecrets(secrets, mark);
  const { tenant, now } = around.survey;
  const claimed = around.claims.ofOthers(resource, markIdOf(resource, name, identity));
  const seen = { answer: answered.value, surroundings: { tenant, now }, claimed };
  const setBefore = ownedBefore(resource, mark, claimed);
  const lookAt = (part: Resource) => {
    const prior = priorOf(part, { configuration, mark, unchanged, ...seen });
    return { prior, change: plan(part, { configuration, prior, setBefore }) };
  };
  const glance = around.told.has(address) ? undefined : lookAt(inputPart(resource));
  const { prior, change } = glance?.change.action === "none" ? glance : lookAt(resource);
  if (change.action !== "none") {
    const changes = attributeChanges(resource, { plan: change, prior, configuration });
    const action = change.action === "replace" ? "replace" : "update";
    const taken = mark !== undefined && mark.owner !== around.owner && { because: `It belongs ${untilNow(mark)}` };
    return success({ ...base, action, prior, setBefore, plan: change, changes, ...taken });
  }
  const because =
    around.marks === undefined ? undefined : unmarked(wanted, { mark, owner: around.owner, secrets, unchanged });
  const action = because === undefined ? "none" : "adopt";
  return success({ ...base, action, prior, changes: [], ...(because && { because }) });
}

function foreignMark({ owner, address }: Mark, ours: string): Diagnostic | undefined {
  if (owner === ours) return undefined;
  const detail = `It belongs to the set of manifests ${JSON.stringify(owner)}, which calls it ${address}; this set is ${JSON.stringify(ours)}. Remove it from one of the two, give --owner ${owner} if they are the same, or take it with --take-over.`;
  return error("not_owned", { summary: "The instance belongs to another set of manifests", detail });
}

/** Inputs that were set here and that nobody else sets now, so that they are cleared when they are left out. */
function ownedBefore(
  resource: Resource,
  mark: Mark | undefined,
  claimed: readonly DocumentPlace[],
): ReadonlySet<string> {
  if (claimed.length === 0) return new Set(mark?.set);
  const own = resource.attributes.filter((attribute) => !isClaimed(attribute, claimed)).map(({ name }) => name);
  return new Set(mark?.set.filter((name) => own.includes(name)));
}

type Found = Pick<Step, "action" | "changes" | "because" | "prior" | "plan">;

function madeOf(resource: Resource, configuration: Values): Found {
  const made = plan(resource, { configuration });
  return {
    action: "create",
    plan: made,
    changes: attributeChanges(resource, { plan: made, prior: undefined, configuration }),
  };
}

/** Why an instance that is as it is to be still has to be marked; undefined if its mark says all that is true. */
function unmarked(
  { resource, configuration, ...wanted }: Wanted,
  {
    mark,
    owner,
    secrets,
    unchanged,
  }: {
    readonly mark: Mark | undefined;
    readonly owner: string;
    readonly secrets: ReadonlyMap<string, string>;
    readonly unchanged: ReadonlySet<string>;
  },
): string | undefined {
  if (mark === undefined) return "It is there already, as the manifest wants it; from now on it is ours.";
  if (mark.owner !== owner) return `It is as the manifest wants it, and belongs ${untilNow(mark)}`;
  const isSame =
    mark.address === addressOf({ resource, ...wanted }) &&
    sameValue(mark.set, setIn(configuration)) &&
    sameValue(mark.kept, keptOf(resource, configuration)) &&
    sameValue(Object.keys(mark.secrets).sort(), [...secrets.keys()].sort()) &&
    [...secrets.keys()].every((name) => unchanged.has(name));
  return isSame ? undefined : "The manifest says the same in another way.";
}

function untilNow({ owner }: Mark): string {
  return `to ${JSON.stringify(owner)} until now.`;
}

/** What a mark remembers of an action: what it was run with, so that a change of it is seen. */
export function ranWith(configuration: Values): Values {
  return Object.fromEntries(Object.entries(configuration).filter(([, value]) => (value ?? null) !== null));
}

/** Whether an action is to run, judged by what it was run with last time and how that went. */
function runOf(
  resource: Resource,
  {
    configuration,
    mark,
    around,
  }: { readonly configuration: Values; readonly mark: Mark | undefined; readonly around: Around },
): Found {
  const made = plan(resource, { configuration });
  if (around.marks === undefined) {
    const because = "This GovAPI cannot remember when it ran, so it is left to be run by hand.";
    return { action: "none", plan: made, changes: [], because };
  }
  const before: Values | undefined = mark?.kept;
  const differing = resource.attributes.filter(({ name, input, requiresReplace, local }) => {
    const matters = input && (requiresReplace === true || !local);
    return matters && !sameValue(configuration[name] ?? null, before?.[name] ?? null);
  });
  const changes = differing.map(({ name, sensitive }): AttributeChange => {
    const was: Value = before?.[name] ?? null;
    const is: Value = configuration[name] ?? null;
    const kind = is === null ? ("cleared" as const) : was === null ? ("set" as const) : ("changed" as const);
    const shown: Pick<AttributeChange, "before" | "after"> = sensitive
      ? { before: null, after: null }
      : { before: was, after: is };
    return { attribute: name, kind, ...shown, secret: sensitive === true, replaces: false };
  });
  const because = whyRun(mark, changes.length > 0);
  if (because !== undefined) return { action: "run", plan: made, changes, because };
  if (mark === undefined || mark.owner === around.owner) return { action: "none", plan: made, changes: [] };
  return { action: "adopt", plan: made, changes: [], because: `It ran already, and belongs ${untilNow(mark)}` };
}

function whyRun(mark: Mark | undefined, isChanged: boolean): string | undefined {
  if (mark === undefined) return "It has not run yet.";
  if (isChanged) return "It was run for something else.";
  if (mark.outcome === "succeeded") return undefined;
  return mark.outcome === "failed" ? "Its last run failed." : "Its last run was broken off.";
}

/** What a plan's values tell another instance that refers to them. */
export function plannedValue({ plan: planned, prior }: Pick<Step, "plan" | "prior">, attribute: string): Value {
  const model: Plan | undefined = planned;
  return model?.planned[attribute] ?? prior?.[attribute] ?? UNKNOWN;
}
