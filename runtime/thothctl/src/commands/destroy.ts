import { addressOf, changesOf, planRemoval } from "@thoth-iac/client";
import { failure, nearest } from "@thoth-iac/model";
import type { Run } from "../command.ts";
import { carryOut, showOnly, type Work } from "../plans/carry-out.ts";
import { usage } from "../plans/choices.ts";
import { intentOf } from "../plans/intent.ts";

/** Removes what the manifests name and this set of manifests made. */
export const run: Run = async (context) => {
  const { flags, output } = context;
  const intent = await intentOf(context);
  if (typeof intent === "number") return intent;
  const { client, wanted, options } = intent;
  const known = wanted.map(addressOf);
  const strangers = options.targets.filter((target) => !known.includes(target));
  const toRemove = { count: 0 };
  const plan: Work["plan"] = async (signal) => {
    if (strangers.length > 0) return failure(...strangers.map((target) => noSuchTarget(target, known)));
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

function noSuchTarget(target: string, known: readonly string[]) {
  const near = nearest(target, known);
  const hint = near === undefined ? "Targets are written Kind/name." : `Did you mean ${near}?`;
  return usage("No such target", `No manifest describes ${target}. ${hint}`);
}
