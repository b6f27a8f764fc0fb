import { planTenant } from "@thoth-iac/client";
import type { Run } from "../command.ts";
import type { Style } from "../output.ts";
import { stepDiff } from "../plans/diff-text.ts";
import { intentOf } from "../plans/intent.ts";
import { placed } from "../plans/placed.ts";
import { stepName } from "../plans/plan-document.ts";

/** Shows how the tenant differs from the manifests, as a unified diff of YAML. */
export const run: Run = async (context) => {
  const { flags, world, output, json, report } = context;
  const intent = await intentOf(context);
  if (typeof intent === "number") return intent;
  const { client, wanted, options, placeOf } = intent;
  const plan = await planTenant(client, wanted, { ...options, signal: world.stop });
  if (!plan.ok) return report(placed(plan.diagnostics, placeOf));
  await report(placed(plan.value.warnings, placeOf));
  const { stringify } = await import("yaml");
  const diffs = plan.value.steps.flatMap((step) => {
    const lines = stepDiff(step, stringify);
    return lines.length === 0 ? [] : [{ step, lines }];
  });
  if (json) {
    const { tenant, owner } = plan.value;
    const instances = diffs.map(({ step, lines }) => ({ ...stepName(step), diff: `${lines.join("\n")}\n` }));
    output.printJson({ format: "thoth-diff", version: 1, tenant, owner, instances });
  } else {
    for (const { lines } of diffs) for (const line of lines) output.print(painted(line, output.style));
  }
  return flags["detailed-exitcode"] === true && diffs.length > 0 ? 2 : 0;
};

function painted(line: string, { added, removed, started, strong }: Style): string {
  if (line.startsWith("--- ") || line.startsWith("+++ ")) return strong(line);
  if (line.startsWith("@@")) return started(line);
  return line.startsWith("+") ? added(line) : line.startsWith("-") ? removed(line) : line;
}
