import { planTenant } from "@thoth-iac/client";
import type { Run } from "../command.ts";
import { intentOf } from "../plans/intent.ts";
import { placed } from "../plans/placed.ts";
import { planFileText } from "../plans/plan-file.ts";
import { showPlan } from "../plans/plan-view.ts";
import { saved } from "../plans/saved.ts";

/** Shows what would make the tenant what the manifests say, and saves the plan if asked to. */
export const run: Run = async (context) => {
  const { flags, world, output, report } = context;
  const intent = await intentOf(context);
  if (typeof intent === "number") return intent;
  const { client, wanted, documents, options, placeOf } = intent;
  const plan = await planTenant(client, wanted, { ...options, signal: world.stop });
  if (!plan.ok) return report(placed(plan.diagnostics, placeOf));
  const code = await showPlan(plan.value, context, intent);
  if (typeof flags.out !== "string") return code;
  const text = await planFileText({ plan: plan.value, baseUrl: client.baseUrl, options, documents });
  const unsaved = await saved(world.files, flags.out, text);
  if (unsaved !== undefined) return report([unsaved]);
  output.say(`Saved in ${flags.out}. To carry out exactly this: thothctl apply --plan ${flags.out}`);
  return code;
};
