import type { TenantPlan } from "@thoth-iac/client";
import {
  canonicalJson,
  type Diagnostic,
  error,
  isList,
  isRecord,
  type JsonObject,
  type JsonValue,
  sameValue,
} from "@thoth-iac/model";
import { onOneLine } from "../output.ts";
import type { SavedPlan } from "./plan-file.ts";
import { plannedSteps } from "./planned-steps.ts";
import { changedSecrets } from "./sent-secrets.ts";

/** How a plan made now differs from the saved one; nothing if it is the same. */
export async function stalenessOf(saved: SavedPlan, plan: TenantPlan): Promise<readonly Diagnostic[]> {
  const now = new Map(plannedSteps(plan).map((step) => [String(step.address), step]));
  const then = new Map(saved.steps.map((step) => [String(step.address), step]));
  const addresses = [...new Set([...then.keys(), ...now.keys()])];
  const moved = addresses.flatMap((address) => {
    const said = movedOn(then.get(address), now.get(address));
    return said === undefined ? [] : [stale(address, "The tenant has changed since the plan was saved", said)];
  });
  if (moved.length > 0) return moved;
  const order = (steps: Iterable<string>) => [...steps].join("\n");
  const changed = (await changedSecrets(saved.secrets, plan.steps)).map(({ address, attribute }) => {
    const said = `The secret in ${attribute} is not the one that the plan was made with.`;
    return stale(address, "A secret has changed since the plan was saved", said);
  });
  if (changed.length > 0 || order(then.keys()) === order(now.keys())) return changed;
  return [stale(undefined, "The plan is another one by now", "The same steps would be done in another order.")];
}

function movedOn(then: JsonObject | undefined, now: JsonObject | undefined): string | undefined {
  if (then === undefined) return `It was not in the plan; now it is to ${String(now?.action)}.`;
  if (now === undefined) return `The plan was to ${String(then.action)} it; now there is nothing to do.`;
  if (sameValue(then, now)) return undefined;
  const parts = [
    ...(then.action === now.action
      ? []
      : [`the plan was to ${actionText(then)}, now it would be to ${actionText(now)}`]),
    ...(then.identity === now.identity
      ? []
      : [`its identity was ${JSON.stringify(then.identity)} and is ${JSON.stringify(now.identity)}`]),
    ...attributesMoved(then, now),
  ];
  const text = parts.join("; ");
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

function actionText({ action }: JsonObject): string {
  return action === "none" ? "leave it as it is" : `${String(action)} it`;
}

/** The attributes whose values moved, with what they were and are. */
function attributesMoved(then: JsonObject, now: JsonObject): readonly string[] {
  if (then.prior === undefined && now.prior === undefined) return [];
  const [was, is] = [recordOf(then.prior), recordOf(now.prior)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const differing = names.filter((name) => !sameValue(was[name] ?? null, is[name] ?? null));
  const said = differing.map((name) => `${name} was ${brief(was[name])} and is ${brief(is[name])}`);
  const changes = changedNames(then, now).filter((name) => !differing.includes(name));
  return [...said, ...(changes.length === 0 ? [] : [`it would change ${changes.join(", ")} otherwise`])];
}

function changedNames(then: JsonObject, now: JsonObject): readonly string[] {
  const byName = ({ changes }: JsonObject) =>
    new Map(
      isList(changes)
        ? changes.flatMap((change) => (isRecord(change) ? [[String(change.attribute), change] as const] : []))
        : [],
    );
  const [was, is] = [byName(then), byName(now)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((name) => !sameValue(was.get(name), is.get(name)));
}

function recordOf(value: JsonValue | undefined): JsonObject {
  return value !== undefined && isRecord(value) ? value : {};
}

function brief(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "not set";
  const text = onOneLine(canonicalJson(value));
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}

function stale(address: string | undefined, summary: string, said: string): Diagnostic {
  const detail = `${said} Nothing was done. Make a new plan and look at it.`;
  return { ...error("stale_plan", { summary, detail }), ...(address !== undefined && { instance: address }) };
}
