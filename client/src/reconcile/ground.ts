import { type Diagnostic, error, failure, nearest, type Result, success } from "@thoth-iac/model";
import type { Client } from "../client.ts";
import { type Marks, marksOf } from "./marks.ts";
import { type Ordered, ordered } from "./order.ts";
import { type Survey, surveyOf } from "./survey.ts";
import type { PlanOptions } from "./tenant-plan.ts";
import { addressOf, type Wanted } from "./wanted.ts";

/** What every plan stands on: what is wanted, in order, and the tenant as it is now. */
export interface Ground {
  readonly sorted: Ordered;
  readonly marks: Marks;
  readonly survey: Survey;
}

/** Orders what is wanted and begins to read the tenant. */
export async function groundOf(
  client: Client,
  wanted: readonly Wanted[],
  { targets, signal }: PlanOptions,
): Promise<Result<Ground>> {
  const sorted = ordered(wanted);
  if ("faults" in sorted) return failure(...sorted.faults);
  const unknown = strangersAmong(targets, wanted);
  if (unknown.length > 0) return failure(...unknown);
  // What an earlier command has read must not answer this one.
  client.forget();
  const marks = await marksOf(client, signal);
  if (!marks.ok) return marks;
  return success({ sorted, marks: marks.value, survey: surveyOf(client, { signal, now: new Date().toISOString() }) });
}

function strangersAmong(targets: readonly string[], wanted: readonly Wanted[]): readonly Diagnostic[] {
  if (targets.length === 0) return [];
  const known = wanted.map(addressOf);
  return targets
    .filter((target) => !known.includes(target))
    .map((target) => {
      const near = nearest(target, known);
      const detail = `No manifest describes ${target}.${near === undefined ? " Targets are written Kind/name." : ` Did you mean ${near}?`}`;
      return error("usage", { summary: "No such target", detail });
    });
}
