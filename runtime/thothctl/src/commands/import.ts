import { planTenant } from "@thoth-iac/client";
import { error, failure, success } from "@thoth-iac/model";
import type { Run } from "../command.ts";
import { adoptionOf } from "../plans/adoption.ts";
import { carryOut, showOnly, type Work } from "../plans/carry-out.ts";
import { intentOf } from "../plans/intent.ts";

/** Takes instances that exist already as ours, without changing them. */
export const run: Run = async (context) => {
  const intent = await intentOf(context);
  if (typeof intent === "number") return intent;
  const { client, wanted, options } = intent;
  const plan: Work["plan"] = async (signal) => {
    const made = await planTenant(client, wanted, { ...options, prune: false, trustSecrets: true, signal });
    if (!made.ok) return made;
    return made.value.marks ? success(adoptionOf(made.value)) : failure(noMarks);
  };
  const work = { ...intent, plan, idle: "Nothing to adopt: all that is there is ours already." };
  return context.flags["dry-run"] === true ? showOnly(context, work) : carryOut(context, work);
};

const noMarks = error("not_owned", {
  summary: "This GovAPI keeps no ownership marks",
  detail:
    "It cannot remember which instances are whose, so there is nothing to take. Go on with apply, which needs no marks.",
});
