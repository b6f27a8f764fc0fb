import type { Client, PlanOptions } from "@thoth-iac/client";
import type { Diagnostic, Result } from "@thoth-iac/model";
import { failure, success } from "@thoth-iac/model";
import type { Context, FlagValues } from "../command.ts";
import { isGiven } from "../flag-inputs.ts";
import { loadManifests, wantedFrom } from "../manifests/load.ts";
import { whyUnreadable } from "../manifests/manifest-paths.ts";
import type { Loaded } from "../manifests/manifest-set.ts";
import { otherTenant as meantForOthers } from "../manifests/other-tenant.ts";
import { type Choices, choicesFrom, noManifests, usage } from "./choices.ts";
import { planIn, type SavedPlan } from "./plan-file.ts";

/** What is wanted, and where. */
export interface Intent extends Loaded {
  readonly choices: Choices;
  readonly options: Omit<PlanOptions, "signal">;
  readonly client: Client;
  /** The plan that is to be carried out, if it was made before. */
  readonly saved?: SavedPlan;
}

/** What the command line, the manifests and the connection come to; else the exit code, when what is wrong was told. */
export async function intentOf(context: Context): Promise<Intent | number> {
  const { flags, world, report, refuse, connect } = context;
  const choices = choicesFrom(flags, world.env);
  if (!choices.ok) return refuse(choices.diagnostics);
  const path = flags.plan;
  const saved = typeof path === "string" ? await savedPlan(context, path) : undefined;
  if (saved?.ok === false) return refuse(saved.diagnostics);
  if (saved === undefined && choices.value.paths.length === 0) return refuse([noManifests("plan" in flags)]);
  const reading = { world, secrets: "resolve", ...secretsDirOf(flags) } as const;
  const loaded = saved
    ? await wantedFrom(saved.value.documents, reading)
    : await loadManifests(choices.value.paths, reading);
  if (!loaded.ok) return report(loaded.diagnostics);
  await report(loaded.warnings ?? []);
  const client = await connect();
  if (!client.ok) return report(client.diagnostics);
  const elsewhere = saved === undefined ? [] : otherTenant(saved.value, client.value);
  if (elsewhere.length > 0) return refuse(elsewhere);
  const strange = meantForOthers(loaded.value, client.value.tenantId);
  if (strange.length > 0) return refuse(strange);
  const options = saved?.value.options ?? withoutManifests(choices.value.plan, loaded.value, flags);
  return {
    ...loaded.value,
    client: client.value,
    choices: { ...choices.value, plan: options },
    options,
    ...(saved && { saved: saved.value }),
  };
}

/** Where not one manifest is left, more likely they got lost on the way than that all is to go, unless that is said. */
function withoutManifests(plan: Choices["plan"], { wanted }: Loaded, flags: FlagValues): Choices["plan"] {
  return wanted.length > 0 || isGiven(flags["max-deletions"]) ? plan : { ...plan, maxDeletions: 0 };
}

function secretsDirOf({ "secrets-dir": folder }: FlagValues): { readonly secretsDir?: string } {
  return typeof folder === "string" ? { secretsDir: folder } : {};
}

/** Flags that a saved plan has an answer to already. */
const answered = ["filename", "owner", "prune", "max-deletions", "target", "take-over"];

async function savedPlan({ flags, world }: Context, path: string): Promise<Result<SavedPlan>> {
  const given = answered.filter((name) => isGiven(flags[name])).map((name) => `--${name}`);
  if (given.length > 0) {
    const detail = `--plan carries out a plan that was made, in which ${given.join(" and ")} ${given.length === 1 ? "was" : "were"} settled. Leave ${given.length === 1 ? "it" : "them"} out, or make a new plan.`;
    return failure(usage("Flags exclude one another", detail));
  }
  let text: string;
  try {
    text = await world.readFile(path);
  } catch (thrown) {
    return failure(usage("The saved plan cannot be read", `--plan names ${path}, which ${whyUnreadable(thrown)}.`));
  }
  const read = planIn(text, path);
  if (!read.ok) return read;
  const { THOTH_OWNER = "" } = world.env;
  const { owner } = read.value.options;
  if (THOTH_OWNER === "" || THOTH_OWNER === owner) return success(read.value);
  return failure(anotherOne("owner", owner, { now: THOTH_OWNER, from: "THOTH_OWNER" }));
}

function otherTenant({ tenant, baseUrl }: SavedPlan, client: Client): readonly Diagnostic[] {
  if (tenant !== client.tenantId) {
    return [anotherOne("tenant", tenant, { now: client.tenantId, from: "the connection" })];
  }
  if (baseUrl === client.baseUrl) return [];
  return [anotherOne("GovAPI", baseUrl, { now: client.baseUrl, from: "the connection" })];
}

function anotherOne(what: string, then: string, { now, from }: { readonly now: string; readonly from: string }) {
  const detail = `It was made for ${JSON.stringify(then)}; ${from} names ${JSON.stringify(now)}. Apply it where it was made for, or make a new plan.`;
  return usage(`The saved plan is for another ${what}`, detail);
}
