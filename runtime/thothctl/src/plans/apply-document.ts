import { changesOf, type Done, type TenantPlan } from "@thoth-iac/client";
import type { Diagnostic, JsonObject } from "@thoth-iac/model";
import { diagnosticDocument, stepName } from "./plan-document.ts";

/** How an apply went. */
export interface Outcome {
  readonly done: readonly Done[];
  readonly interrupted: boolean;
  /** What speaks of no step. */
  readonly diagnostics: readonly Diagnostic[];
}

/** How an apply went, as programs read it; docs/plan-json.md describes it. It holds no secret. */
export function applyDocument(plan: TenantPlan, { done, interrupted, diagnostics }: Outcome): JsonObject {
  const steps = done.filter(({ step }) => step.action !== "none");
  const count = (wanted: Done["outcome"]) => steps.filter(({ outcome }) => outcome === wanted).length;
  return {
    format: "thoth-apply",
    version: 1,
    tenant: plan.tenant,
    owner: plan.owner,
    interrupted,
    changes: changesOf(plan).length,
    done: count("done"),
    failed: count("failed"),
    skipped: count("skipped"),
    steps: steps.map(({ step, outcome, because, diagnostics: told }) => ({
      ...stepName(step),
      outcome,
      because: because ?? null,
      diagnostics: told.map(diagnosticDocument),
    })),
    diagnostics: diagnostics.map(diagnosticDocument),
  };
}
