import { changesOf, type TenantPlan } from "@thoth-iac/client";
import type { Context } from "../command.ts";
import { type PlaceOf, placed } from "./placed.ts";
import { planDocument } from "./plan-document.ts";
import { planLines } from "./plan-text.ts";

/** How a plan is shown. */
export interface View {
  readonly placeOf: PlaceOf;
  /** The summary of a plan that changes nothing. */
  readonly idle?: string;
}

/** Prints a plan: its warnings on standard error, the rest as text or, if asked for, as a document. Gives the exit code. */
export async function showPlan(plan: TenantPlan, context: Context, { placeOf, idle }: View): Promise<number> {
  const { output, json, report, flags } = context;
  await report(placed(plan.warnings, placeOf));
  if (json) output.printJson(planDocument(plan));
  else for (const line of planLines(plan, output, idle)) output.print(line);
  return flags["detailed-exitcode"] === true && changesOf(plan).length > 0 ? 2 : 0;
}
