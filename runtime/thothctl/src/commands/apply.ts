import { planTenant } from "@thoth-iac/client";
import { failure } from "@thoth-iac/model";
import type { Run } from "../command.ts";
import { carryOut, showOnly, type Work } from "../plans/carry-out.ts";
import { intentOf } from "../plans/intent.ts";
import { stalenessOf } from "../plans/staleness.ts";

/** Makes the tenant what the manifests say, or does exactly what a saved plan says. */
export const run: Run = async (context) => {
  const intent = await intentOf(context);
  if (typeof intent === "number") return intent;
  const { client, wanted, options, saved } = intent;
  const plan: Work["plan"] = async (signal) => {
    const made = await planTenant(client, wanted, { ...options, signal });
    const stale = made.ok && saved !== undefined ? await stalenessOf(saved, made.value) : [];
    return stale.length > 0 ? failure(...stale) : made;
  };
  const work = { ...intent, plan };
  return context.flags["dry-run"] === true ? showOnly(context, work) : carryOut(context, work);
};
