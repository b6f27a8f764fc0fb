import { changesOf, planRemoval } from "@thoth-iac/client";
import type { Run } from "../command.ts";
import { carryOut, showOnly, type Work } from "../plans/carry-out.ts";
import { intentOf } from "../plans/intent.ts";

/** Removes what the manifests name and this set of manifests made. */
export const run: Run = async (context) => {
  const { flags, output } = context;
  const intent = await intentOf(context);
  if (typeof intent === "number") return intent;
  const { client, wanted, options } = intent;
  const toRemove = { count: 0 };
  const plan: Work["plan"] = async (signal) => {
    const made = await planRemoval(client, wanted, { ...options, signal });
    toRemove.count = made.ok ? changesOf(made.value).length : 0;
    return made;
  };
  const work = { ...intent, plan, idle: "Nothing to remove: none of it is there and ours." };
  if (flags.yes === true && flags["dry-run"] !== true) return carryOut(context, work);
  const code = await showOnly(context, work);
  if (flags["dry-run"] === true || toRemove.count === 0) return code;
  output.say("Nothing was done. To do it, give --yes.");
  return 2;
};
