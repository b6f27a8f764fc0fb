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

/** How a plan made now differs from the saved one; nothing if it is the same. The last of several says what to do. */
export async function stalenessOf(saved: SavedPlan, plan: TenantPlan): Promise<readonly Diagnostic[]> {
  const found = await differences(saved, plan);
  return found.map((diagnostic, at) =>
    at < found.length - 1 ? diagnostic : { ...diagnostic, detail: `${diagnostic.detail} ${advice}` },
  );
}

const advice =
  "The tenant, or what the environment gives to the manifests, has changed since the plan was saved. Nothing was done. Make a new plan and look at it.";

async function differences(saved: SavedPlan, plan: TenantPlan): Promise<readonly Diagnostic[]> {
  const now = new Map(plannedSteps(plan).map((step) => [keyOf(step), step]));
  const then = new Map(saved.steps.map((step) => [keyOf(step), step]));
  const moved = [...new Set([...then.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [then.get(key), now.get(key)];
    const said = movedOn(was, is);
    return said === undefined ? [] : [stale(String((is ?? was)?.address), said)];
  });
  if (moved.length > 0) return moved;
  const order = (steps: Iterable<string>) => [...steps].join("\n");
  const changed = (await changedSecrets(saved.secrets, plan.steps)).map(({ address, attribute }) => {
    const said = `The secret in ${attribute} is not the one that the plan was made with.`;
    return stale(address, said);
  });
  if (changed.length > 0 || order(then.keys()) === order(now.keys())) return changed;
  return [stale(undefined, "The same steps would be done in another order.")];
}

/** What is removed may be called like what takes its place. */
function keyOf({ action, address }: JsonObject): string {
  return `${action === "remove" ? "remove " : ""}${String(address)}`;
}

function movedOn(then: JsonObject | undefined, now: JsonObject | undefined): string | undefined {
  if (then === undefined) return `It was not in the plan; now it would be to ${actionText(now)}.`;
  if (now === undefined) return `The plan was to ${actionText(then)}; now there is nothing to do.`;
  if (sameValue(then, now)) return undefined;
  if (then.action !== now.action) return `The plan was to ${actionText(then)}; now it would be to ${actionText(now)}.`;
  return `What is other than it was: ${[...identityMoved(then, now), ...attributesMoved(then, now)].join("; ")}.`;
}

function identityMoved({ identity: then }: JsonObject, { identity: now }: JsonObject): readonly string[] {
  return then === now ? [] : [`its identity was ${JSON.stringify(then)} and is ${JSON.stringify(now)}`];
}

function actionText(step: JsonObject | undefined): string {
  const action = step?.action;
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

function stale(address: string | undefined, detail: string): Diagnostic {
  const summary = "The saved plan no longer holds";
  return { ...error("stale_plan", { summary, detail }), ...(address !== undefined && { instance: address }) };
}
